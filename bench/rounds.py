"""Rows measured by the load client: ours and the rivals in turn, each run with a fresh server, the same bytes both ways."""
import collections
import json
import subprocess

from figure import Measured, Sample
from page import Page
from server import LOAD_CORE, RIVALS, pages, rival

# One address may have all its pages waiting; a page that has not joined after a while is ended as ever.
PARK = ("--park", 1_000_000)


class Pace(collections.namedtuple("Pace", "rounds seconds quick")):
    """How long to measure. quick: whether it works at all, with few clients; the figures mean nothing."""

    def some(self, count):
        return max(2, count // 100) if self.quick else count


CAREFUL = Pace(7, 1.0, False)
QUICK = Pace(1, 0.05, True)


def load(server, build, mode, protocol="golive", **options):
    """One run of the load client against a running server."""
    command = ["taskset", "-c", str(LOAD_CORE), f"{build}/bin/load", mode, "--json", "--port", server.port, "--pid", server.pid,
               "--protocol", protocol]
    for name, value in options.items():
        command += [f"--{name}", value]
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=300)
    if done.returncode:
        raise RuntimeError(done.stderr.strip() or f"load left with {done.returncode}")
    answer = json.loads(done.stdout)
    if mode != "idle" and answer["cpu_us"] <= 0:
        raise RuntimeError("the server's CPU time is not known")
    return answer


FIELDS = "mode key options park rivals scale check threads"


class Work(collections.namedtuple("Work", FIELDS, defaults=(PARK, tuple(RIVALS), 1.0, None, None))):
    """mode and options: of the load client; key: what is read from its answer; check(server, answer): says what is wrong, or nothing;
    threads: see server.pages."""

    def run_ours(self, build, seconds):
        with pages(build, *self.park, threads=self.threads) as server:
            answer = load(server, build, self.mode, seconds=seconds, **self.options)
            complaint = self.check and self.check(server, answer)
        if complaint:
            raise RuntimeError(complaint)
        return answer[self.key] * self.scale

    def run_rival(self, build, seconds, name, sizes):
        options = {key: value for key, value in self.options.items() if key not in ("path", "event")}
        with rival(build, name, "--reply", sizes.reply, "--page", sizes.page) as server:
            return load(server, build, self.mode, protocol="echo", seconds=seconds, size=sizes.event, **options)[self.key] * self.scale

    def measure(self, build, pace):
        sizes = sizes_of(build, self.options["path"], self.options.get("event"), self.park) if self.rivals else None
        runs = {name: [] for name in ("ours", *self.rivals)}
        for number in range(pace.rounds):
            # Back and forth, so that neither is always the one that comes after.
            for name in list(runs)[:: 1 if number % 2 == 0 else -1]:
                figure = self.run_ours(build, pace.seconds) if name == "ours" else self.run_rival(build, pace.seconds, name, sizes)
                runs[name].append(figure)
        return {name: Sample(figures) for name, figures in runs.items()}


Sizes = collections.namedtuple("Sizes", "event reply page")


def sizes_of(build, path, event, park):
    """What travels for one event: its own payload, its answer's, and the whole response to the GET. The rivals send the same."""
    with pages(build, *park) as server, Page(server.port, path) as page:
        reply = page.event(event) if event else 24
        return Sizes(min(page.event_bytes or 24, 125), reply, page.page_bytes)


def by_load(mode, key, note="", **settings):
    """A row's measurement: settings of Work by their names, all others for the load client."""
    work = {name: settings.pop(name) for name in ("park", "rivals", "scale", "check") if name in settings}

    def measure(build, pace):
        counts = {name: pace.some(settings[name]) for name in ("clients", "first") if name in settings}
        figures = Work(mode, key, settings | counts, **work).measure(build, pace)
        ours = figures.pop("ours")
        return Measured(ours, figures, note)

    return measure


def all_resumed(server, answer):
    """Each page was mounted once, and its socket found it."""
    stats = server.stats()
    if stats["mounts"] == stats["resumes"] == answer["total"]:
        return None
    return f"{answer['total']} joins, but {stats['mounts']} mounts and {stats['resumes']} resumes"


def all_came_back(server, answer):
    """No view was made but for a page, and each socket found one."""
    stats = server.stats()
    if stats["mounts"] == answer["clients"] and stats["resumes"] == answer["total"]:
        return None
    return f"{answer['total']} joins of {answer['clients']} pages, but {stats['mounts']} mounts and {stats['resumes']} resumes"


def once(measure):
    """For what is counted rather than timed: one round."""
    return lambda build, pace: measure(build, pace._replace(rounds=1))
