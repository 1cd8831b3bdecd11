"""Rows measured in Chromium by bench/script/measure.mjs."""
import json
import subprocess

from figure import Least, Measured
from server import pages

BATCHES, DIFFS = 25, 20  # batches, and diffs of each


def script_time(path, act):
    def measure(build, pace):
        batches, diffs = (2, 5) if pace.quick else (BATCHES, DIFFS)
        with pages(build) as server:
            # Not pinned: a browser is several processes, and the server does little meanwhile.
            done = subprocess.run(["node", "bench/script/measure.mjs", f"http://localhost:{server.port}", path, act,
                                   str(batches), str(diffs)], capture_output=True, text=True, timeout=300)
        if done.returncode:
            raise RuntimeError(done.stderr.strip()[-400:] or f"measure.mjs left with {done.returncode}")
        figures = json.loads(done.stdout)
        whole = " and ".join(f"{sum(runs) / len(runs):.3f}" for runs in (figures["by hand"], figures["ours"]))
        note = f"least of {batches} times {diffs} diffs; ScriptDuration over all {batches * diffs}, divided: {whole}"
        return Measured(Least(figures["ours"]), {"by hand": Least(figures["by hand"])}, note)

    return measure
