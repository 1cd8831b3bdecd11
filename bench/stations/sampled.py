"""Where the time of a running server goes, by Linux's perf: shares of its CPU time at each station."""
import collections
import os
import re
import subprocess
import tempfile

LINE = re.compile(r"^\s*[0-9a-f]+ (.+?) \((.*)\)$")


class Sampling:
    """Of process `pid`, from begin to end of a with block."""

    def __init__(self, pid):
        self.pid = pid

    def __enter__(self):
        self.file = tempfile.NamedTemporaryFile(suffix=".perf")
        self.process = subprocess.Popen(["perf", "record", "-q", "-e", "cpu-clock", "-F", "4000", "-g", "-p", str(self.pid), "-o", self.file.name],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(30)

    def shares(self, names):
        """{station: share}."""
        done = subprocess.run(["perf", "script", "--no-demangle", "-i", self.file.name, "-F", "ip,sym,dso"], capture_output=True, text=True, check=False)
        self.file.close()
        counts = collections.Counter()
        for stack in done.stdout.split("\n\n"):
            frames = [found.groups() for found in map(LINE.match, stack.splitlines()) if found]
            if frames:
                counts[station_of(frames, names)] += 1
        total = sum(counts.values())
        if total < 100:
            raise RuntimeError(f"perf took {total} samples only: {done.stderr.strip()[-200:]}")
        return {station: count / total for station, count in counts.items()}


def station_of(frames, names):
    """Of a stack, leaf first."""
    symbol, library = frames[0]
    if "kernel" not in library:
        return names.of_user(symbol.split("+")[0], os.path.basename(library))
    return names.of_kernel([name.split("+")[0] for name, where in frames if "kernel" in where])
