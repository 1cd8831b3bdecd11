"""Rows of what a host's loop pays to be watched: bench/inside/inside_bench.cpp, with viewers of the load client."""
import functools
import json
import re
import subprocess

from figure import Least, Measured
from server import LOAD_CORE

VIEWERS = 100
FIGURES = ("p50", "p99", "p99.9", "max")


def one_run(build, viewers, seconds):
    """Nanoseconds: {"clock": {"p50": ...}, "latest": ..., "plain": ..., "mutex": ...}."""
    host = subprocess.Popen([f"{build}/bin/inside_bench", str(viewers), str(seconds)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    watching = None
    try:
        found = re.search(r":(\d+)$", host.stdout.readline().strip())
        if not found:
            raise RuntimeError("inside_bench does not say where it listens")
        watching = subprocess.Popen(["taskset", "-c", str(LOAD_CORE), f"{build}/bin/load", "idle", "--port", found[1], "--path", "/", "--clients",
                                     str(viewers), "--seconds", "300"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        answer, _ = host.communicate(timeout=120)
        return json.loads(answer)
    finally:
        for process in filter(None, (watching, host)):
            process.kill()
            process.wait()


def told(figures):
    return "/".join(f"{figures[name]:.0f}" for name in FIGURES)


@functools.cache
def runs_of(build, pace):
    """Each run measures all kinds: the rows share them."""
    return [one_run(build, pace.some(VIEWERS), 5 * pace.seconds) for _ in range(pace.rounds)]


def publish(kind):
    """How far the p99.9 of one publication is above that of the clock alone. Others on the machine only add to it: the least run is told.
    By hand: a plain assignment that nobody sees."""

    def measure(build, pace):
        runs = runs_of(build, pace)

        def above(name):
            return Least([max(1.0, run[name]["p99.9"] - run["clock"]["p99.9"]) for run in runs])

        ours = above(kind)
        best = runs[ours.runs.index(min(ours.runs))]
        note = f"{'/'.join(FIGURES)}: {told(best[kind])}, a plain assignment's {told(best['plain'])}, the clock's own {told(best['clock'])}"
        return Measured(ours, {"by hand": above("plain")}, note)

    return measure
