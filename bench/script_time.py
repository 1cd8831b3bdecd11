"""Rows measured in Chromium by the programs in bench/script."""
import functools
import json
import subprocess

from figure import Least, Measured, Sample
from server import pages

BATCHES, DIFFS = 25, 20  # batches, and diffs of each


def node(program, *arguments):
    """What a program of bench/script prints. Not pinned: a browser is several processes, and the server does little meanwhile."""
    done = subprocess.run(["node", f"bench/script/{program}", *map(str, arguments)], capture_output=True, text=True, timeout=300, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr.strip()[-400:] or f"{program} left with {done.returncode}")
    return json.loads(done.stdout)


def script_time(path, act):
    def measure(build, pace):
        batches, diffs = (2, 5) if pace.quick else (BATCHES, DIFFS)
        with pages(build) as server:
            figures = node("measure.mjs", f"http://localhost:{server.port}", path, act, batches, diffs)
        whole = " and ".join(f"{sum(runs) / len(runs):.3f}" for runs in (figures["by hand"], figures["ours"]))
        note = f"least of {batches} times {diffs} diffs; ScriptDuration over all {batches * diffs}, divided: {whole}"
        return Measured(Least(figures["ours"]), {"by hand": Least(figures["by hand"])}, note)

    return measure


@functools.cache
def steady_runs(build, pace, path):
    times, seconds = (1, 1) if pace.quick else (3, 4)
    with pages(build) as server:
        return [node("steady.mjs", f"http://localhost:{server.port}", path, seconds) for _ in range(times)]


@functools.cache
def lines_runs(build, pace):
    with pages(build) as server:
        return [node("lines.mjs", f"http://localhost:{server.port}", "/lines", 4, server.pid) for _ in range(1 if pace.quick else 5)]


def one_of(runs, what):
    """One of the figures that each run has; the others are told beside it. Rows of the same runs share them."""
    others = ", ".join(f"{name} {Sample([run[name] for run in runs]).figure:.1f}" for name in runs[0] if name != what)
    return Measured(Sample([run[what] for run in runs]), {}, others)


def steady(path, what):
    """`what`: see bench/script/steady.mjs."""
    return lambda build, pace: one_of(steady_runs(build, pace, path), what)


def live_lines(what):
    """`what`: see bench/script/lines.mjs."""
    return lambda build, pace: one_of(lines_runs(build, pace), what)
