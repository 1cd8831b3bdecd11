"""Rows of what a host's loop pays to be watched: bench/inside/inside_bench.cpp, with viewers of the load client."""
import functools
import json
import re
import subprocess

from figure import Least, Measured
from server import LOAD_CORE

VIEWERS = 100
FIGURES = ("p50", "p99", "p99.9", "max")


def with_viewers(build, command, viewers):
    """What a host program prints that is watched by so many clients of the load client."""
    host = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    watching = None
    try:
        found = re.search(r":(\d+)$", host.stdout.readline().strip())
        if not found:
            raise RuntimeError(f"{command[0]} does not say where it listens")
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
    """Each run measures all kinds, so the rows share them. In ns: {"clock": {"p50": ...}, "latest": ..., "plain": ..., "mutex": ...}."""
    viewers = pace.some(VIEWERS)
    command = [f"{build}/bin/inside_bench", str(viewers), str(5 * pace.seconds)]
    return [with_viewers(build, command, viewers) for _ in range(pace.rounds)]


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
