"""The pages of bench/pages by other libraries of the web, measured beside ours in one run: `make bench RIVALS=1`. bench/rivals/web has them."""
import collections
import contextlib
import json
import os
import subprocess

import machine
from figure import Sample
from server import LOAD_CORE, Server, pages
from table import number

WEB = "bench/rivals/web"
# program: of WEB; protocol: what visitors.mjs speaks with it; shell: the page gets its state by its socket; packages: whose versions are told.
Rival = collections.namedtuple("Rival", "name program protocol arguments shell packages", defaults=((), False, ()))

OURS = "GoliveKit"
RIVALS = [
    Rival("htmx, by id", "htmx.mjs", "htmx", packages=("htmx.org", "htmx-ext-ws")),
    Rival("htmx + idiomorph", "htmx.mjs", "htmx", ("--whole",), packages=("htmx.org", "htmx-ext-ws", "idiomorph")),
    Rival("Turbo streams", "turbo.mjs", "turbo", packages=("@hotwired/turbo",)),
    Rival("Datastar, by row", "datastar.mjs", "datastar", packages=("@starfederation/datastar",)),
    Rival("Datastar, whole list", "datastar.mjs", "datastar", ("--whole",), packages=("@starfederation/datastar",)),
    Rival("socket.io + React", "socketio.mjs", "socketio", shell=True, packages=("socket.io", "react")),
    Rival("socket.io + Preact", "socketio.mjs", "socketio", ("--preact",), True, ("socket.io", "preact")),
]
# Those that differ in the browser only share a server.
SERVERS = [rival for rival in RIVALS if rival.name not in ("htmx + idiomorph", "Datastar, whole list", "socket.io + Preact")]

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


CAREFUL = Pace(7, 10, 5, False)
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
        contestants = [None, *SERVERS]
        for rival in contestants[:: 1 if turn % 2 == 0 else -1]:
            with serve(rival, bundles) if rival else pages(build, "--park", 1_000_000) as server:
                answer = json.loads(node("load.mjs", load.mode, rival.protocol if rival else "golive", server.port, server.pid, load.clients,
                                         load.seconds, core=LOAD_CORE))
            runs.setdefault(rival.name if rival else OURS, []).append(answer["figure"])
    return runs


def quartiles(sample):
    return "..".join(map(number, sample.quartiles)) if len(sample.runs) > 1 else ""


def print_case(case, figures):
    print(f"\n{case.title}\n{'':22}{'script ms':>10}{'quartiles':>15}{'task ms':>9}{'quartiles':>15}{'bytes down':>12}{'mutations':>11}{'page':>11}{'script KiB':>12}")
    for name, made in figures.items():
        script, task = Sample(made["script"]), Sample(made["task"])
        print(f"{name:22}{number(script.figure):>10}{quartiles(script):>15}{number(task.figure):>9}{quartiles(task):>15}{made['bytes']:>12,.0f}"
              f"{made['records']:>11,.0f}{made['page']:>11,}{made['scripts'] / 1024:>12.1f}", flush=True)


def print_load(load, runs):
    print(f"\n{load.title}, {load.unit}")
    for name, figures in runs.items():
        print(f"{name:22}{number(Sample(figures).figure):>10}{quartiles(Sample(figures)):>15}", flush=True)


def versions():
    found = {}
    for package in sorted({package for rival in RIVALS for package in rival.packages} | {"ws", "socket.io-client"}):
        with open(f"{WEB}/node_modules/{package}/package.json", encoding="utf-8") as file:
            found[package] = json.load(file)["version"]
    found["node"] = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    return found


def is_installed():
    return os.path.isfile(f"{WEB}/node_modules/.package-lock.json")


def measure_all(word, build, quick):
    """All figures as they are written to build/bench-rivals.json; prints them as they come."""
    pace = QUICK if quick else CAREFUL
    bundles = os.path.join(build, "rivals")
    node("bundle.mjs", os.path.abspath(bundles))
    made = {"versions": versions(), "browser": {}, "server": {}, "beside": {}, "command": "make bench RIVALS=1"}
    print(", ".join(f"{package} {version}" for package, version in made["versions"].items()))
    for case in [case for case in CASES if word in f"{case.word} {case.title}"]:
        beside = machine.Beside()
        made["browser"][case.word] = in_browser(case, build, bundles, pace)
        made["beside"][case.word] = beside.cores()
        print_case(case, made["browser"][case.word])
    for load in [load for load in LOADS if word in f"{load.word} {load.title}"]:
        beside = machine.Beside()
        made["server"][load.word] = on_server(pace.some(load), build, bundles, 1 if load.mode == "idle" else pace.loads)
        made["beside"][load.word] = beside.cores()
        print_load(load, made["server"][load.word])
    return made
