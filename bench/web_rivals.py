"""The pages of bench/pages by other libraries of the web, measured beside ours in one run: `make bench RIVALS=1`. bench/rivals/web has them."""
import collections
import contextlib
import json
import os
import subprocess
import time

import web_table
from server import LOAD_CORE, Server, pages

WEB = "bench/rivals/web"
# program: of WEB; protocol: what visitors.mjs speaks with it; packages: whose versions are told; shell: the page gets its state by its socket;
# like: the rival from which it differs in lists or in the browser only, so that clicks, broadcasts and memory are the same.
Rival = collections.namedtuple("Rival", "name program protocol packages arguments shell like", defaults=((), False, None))

OURS = "GoliveKit"
RIVALS = [
    Rival("htmx, by id", "htmx.mjs", "htmx", ("htmx.org", "htmx-ext-ws")),
    Rival("htmx + idiomorph", "htmx.mjs", "htmx", ("htmx.org", "htmx-ext-ws", "idiomorph"), ("--whole",), like="htmx, by id"),
    Rival("Turbo streams", "turbo.mjs", "turbo", ("@hotwired/turbo",)),
    Rival("Datastar, by row", "datastar.mjs", "datastar", ("@starfederation/datastar",)),
    Rival("Datastar, whole list", "datastar.mjs", "datastar", ("@starfederation/datastar",), ("--whole",), like="Datastar, by row"),
    Rival("socket.io + React", "socketio.mjs", "socketio", ("socket.io", "react"), shell=True),
    Rival("socket.io + Preact", "socketio.mjs", "socketio", ("socket.io", "preact"), ("--preact",), True, "socket.io + React"),
]

Case = collections.namedtuple("Case", "word title path")
CASES = [
    Case("counter", "a click on the counter", "/counter"),
    Case("touch-1000", "one cell of 1,000 rows", "/table?rows=1000"),
    Case("touch-10000", "one cell of 10,000 rows", "/table?rows=10000"),
    Case("cells-200", "200 cells at once", "/cells?n=200"),
    Case("prepend-10000", "one row prepended to 10,000", "/table?rows=10000"),
]

# unit and mode: of load.mjs.
Load = collections.namedtuple("Load", "word title unit mode clients seconds")
LOADS = [
    Load("event", "server CPU per click on the counter, 100 pages, 10,000 clicks a second", "us", "event", 100, 1.0),
    Load("broadcast", "server CPU per delivery, 300 viewers, 50 numbers a second", "us", "broadcast", 300, 1.0),
    Load("idle", "private memory per idle viewer, from 400 to 2,000", "KiB", "idle", 2000, 0),
]


class Pace(collections.namedtuple("Pace", "rounds changes loads quick")):
    def path(self, case):
        return case.path.replace("10000", "1000") if self.quick else case.path

    def some(self, load):
        return load._replace(clients=20, seconds=min(load.seconds, 0.2)) if self.quick else load


CAREFUL = Pace(5, 6, 3, False)
QUICK = Pace(1, 2, 1, True)


def node(program, *arguments, core=None):
    pinned = [] if core is None else ["taskset", "-c", str(core)]
    done = subprocess.run([*pinned, "node", f"{WEB}/{program}", *map(str, arguments)], capture_output=True, text=True, timeout=150, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr.strip()[-600:] or f"{program} left with {done.returncode}")
    return done.stdout


def serve(rival, bundles):
    return Server(f"{WEB}/{rival.program}", "--bundles", bundles, *rival.arguments)


def in_browser(case, build, bundles, pace):
    """{name: figures} of bench/rivals/web/browser.mjs."""
    with contextlib.ExitStack() as stack:
        path = pace.path(case)
        own = stack.enter_context(pages(build))
        specs = [{"name": OURS, "port": own.port, "path": path + ("&" if "?" in path else "?") + "stage=0", "own": True}]
        for rival in RIVALS:
            specs.append({"name": rival.name, "port": stack.enter_context(serve(rival, bundles)).port, "path": path, "shell": rival.shell})
        return json.loads(node("browser.mjs", case.word, pace.rounds, pace.changes, json.dumps(specs)))


def on_server(load, build, bundles, rounds):
    """{name: runs}, in turn, each with a fresh server."""
    runs = {}
    for turn in range(rounds):
        contestants = [None, *(rival for rival in RIVALS if not rival.like)]
        for rival in contestants[:: 1 if turn % 2 == 0 else -1]:
            with serve(rival, bundles) if rival else pages(build, "--park", 1_000_000) as server:
                answer = json.loads(node("load.mjs", load.mode, rival.protocol if rival else "golive", server.port, server.pid, load.clients,
                                         load.seconds, core=LOAD_CORE))
            runs.setdefault(rival.name if rival else OURS, []).append(answer["figure"])
    return runs


def versions():
    found = {}
    for package in sorted({package for rival in RIVALS for package in rival.packages} | {"ws", "socket.io-client"}):
        with open(f"{WEB}/node_modules/{package}/package.json", encoding="utf-8") as file:
            found[package] = json.load(file)["version"]
    found["node"] = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    return found


def is_installed():
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    return os.path.isfile(f"{root}/{WEB}/node_modules/.package-lock.json")


def measure_all(word, build, quick):
    """All figures as they are written to build/bench-rivals.json; prints them as they come."""
    pace = QUICK if quick else CAREFUL
    bundles = os.path.join(build, "rivals")
    node("bundle.mjs", os.path.abspath(bundles))
    made = {"command": "make bench RIVALS=1", "versions": versions(), "browser": {}, "server": {}, "took": {}}
    print(", ".join(f"{package} {version}" for package, version in made["versions"].items()))

    def take(kind, what, measure, tell):
        if word not in f"{what.word} {what.title}":
            return
        begin = time.monotonic()
        made[kind][what.word] = measure(what)
        made["took"][what.word] = round(time.monotonic() - begin, 1)  # seconds
        tell(what, made[kind][what.word], made["took"][what.word])

    for case in CASES:
        take("browser", case, lambda case: in_browser(case, build, bundles, pace), web_table.print_case)
    for load in LOADS:
        # Memory is read after a collection of garbage: it does not differ from run to run.
        times = 1 if load.mode == "idle" else pace.loads
        take("server", load, lambda load, times=times: on_server(pace.some(load), build, bundles, times), web_table.print_load)
    if not word:
        web_table.print_summary(made, {rival.name: rival.like for rival in RIVALS})
    return made
