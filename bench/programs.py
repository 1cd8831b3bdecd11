"""Rows measured by counting bytes or by a program of their own."""
import gzip
import json
import re
import subprocess

from figure import Measured, Sample, exactly
from page import Page
from server import pages


def event_bytes(path, event):
    def measure(build, _):
        with pages(build) as server, Page(server.port, path) as page:
            page.event(event)
            return exactly(page.event(event))

    return measure


def join_bytes(path):
    def measure(build, _):
        with pages(build) as server, Page(server.port, path) as page:
            return exactly(page.join_bytes, f"the page itself: {page.page_bytes:,} bytes")

    return measure


def client_size(*_):
    with open("client/dist/golive.js", "rb") as file:
        return exactly(len(gzip.compress(file.read(), 9)) / 1024)


def by_google_benchmark(program, benchmark):
    def measure(build, pace):
        done = subprocess.run([f"{build}/bin/{program}", f"--benchmark_filter=^{benchmark}$", "--benchmark_format=json",
                               f"--benchmark_repetitions={pace.rounds}", f"--benchmark_min_time={pace.seconds / 4}"],
                              capture_output=True, text=True, check=True)
        runs = [run["cpu_time"] for run in json.loads(done.stdout)["benchmarks"] if run["run_type"] == "iteration"]
        if not runs:
            raise RuntimeError(f"{program} knows no {benchmark}")
        return Measured(Sample(runs))

    return measure


def compile_time(size):
    """By bench/compile/measure.py, in user CPU."""

    def measure(_, pace):
        command = ["bench/compile/measure.py", "--size", str(size), "--runs", str(min(3, pace.rounds)),
                   "--templates", "8" if pace.quick else "20"]
        done = subprocess.run(command, capture_output=True, text=True)
        found = re.findall(r"^\s*\d+ bytes:.*, runs ([-\d. ]+)", done.stdout, re.MULTILINE)
        if not found:
            raise RuntimeError(done.stderr.strip() or "bench/compile/measure.py says nothing")
        return Measured(Sample([float(word) for word in found[0].split()]))

    return measure
