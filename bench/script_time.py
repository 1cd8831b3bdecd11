"""Rows measured in Chromium by the programs in bench/script."""
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


def steady(path, what):
    """`what`: see bench/script/steady.mjs."""
    def measure(build, pace):
        times, seconds = (1, 1) if pace.quick else (3, 4)
        with pages(build) as server:
            runs = [node("steady.mjs", f"http://localhost:{server.port}", path, seconds) for _ in range(times)]
        others = ", ".join(f"{name} {Sample([run[name] for run in runs]).figure:.1f}" for name in runs[0] if name != what)
        return Measured(Sample([run[what] for run in runs]), {}, others)

    return measure


def live_lines(what):
    """`what`: see bench/script/lines.mjs."""
    def measure(build, pace):
        times = 1 if pace.quick else 5
        with pages(build) as server:
            runs = [node("lines.mjs", f"http://localhost:{server.port}", "/lines", 4, server.pid) for _ in range(times)]
        others = ", ".join(f"{name} {Sample([run[name] for run in runs]).figure:.1f}" for name in runs[0] if name != what)
        return Measured(Sample([run[what] for run in runs]), {}, others)

    return measure
