"""What a change on the server changes in a page, in Chromium (records.mjs)."""
import json
import os
import subprocess

from server import pages

HERE = os.path.dirname(os.path.abspath(__file__))


def measure(build):
    with pages(build) as server:
        command = ["node", f"{HERE}/records.mjs", f"http://localhost:{server.port}"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    if done.returncode:
        raise RuntimeError(f"records.mjs left with {done.returncode}: {done.stderr[-2000:]}")
    return {f"records.{change}.{kind}": (count, "records")
            for change, counts in json.loads(done.stdout).items() for kind, count in counts.items()}
