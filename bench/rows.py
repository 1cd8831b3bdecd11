"""The rows of the budget table and how each is measured."""
import collections
import gzip
import json
import re
import subprocess

from page import Page
from server import LOAD_CORE, Server

Figure = collections.namedtuple("Figure", "value echo note", defaults=(None, ""))


class Row(collections.namedtuple("Row", "name work limit per_echo more_is_better")):
    """limit: the budget; per_echo: the budget as a multiple of the epoll echo server."""

    def __new__(cls, name, work, limit=None, per_echo=None, more_is_better=False):
        return super().__new__(cls, name, work, limit, per_echo, more_is_better)


def load(build, server, mode, protocol="golive", **options):
    """One run of the load client against a running server."""
    command = ["taskset", "-c", str(LOAD_CORE), f"{build}/bin/load", mode, "--json", "--port", str(server.port), "--pid", str(server.pid),
               "--protocol", protocol]
    for name, value in options.items():
        command += [f"--{name}", str(value)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    if done.returncode:
        raise RuntimeError(done.stderr.strip() or f"load left with {done.returncode}")
    return json.loads(done.stdout)


def pages(build):
    return Server(f"{build}/bin/bench_pages", "--threads", "1")


def echo(build, *arguments):
    return Server(f"{build}/bin/epoll_echo", *arguments)


def beside_echo(mode, key, echo_arguments=(), **options):
    """Ours and the echo server in the same run, the middle one of three each, taken in turn."""

    def work(build):
        ours, theirs = [], []
        with pages(build) as server, echo(build, *echo_arguments) as floor:
            echo_options = {name: value for name, value in options.items() if name not in ("path", "event")}
            for _ in range(3):
                theirs.append(load(build, floor, mode, protocol="echo", **echo_options)[key])
                ours.append(load(build, server, mode, **options)[key])
        return Figure(sorted(ours)[1], sorted(theirs)[1])

    return work


def alone(mode, key, scale=1.0, **options):
    def work(build):
        with pages(build) as server:
            return Figure(sorted(load(build, server, mode, **options)[key] * scale for _ in range(3))[1])

    return work


def idle(build):
    with pages(build) as server, echo(build) as floor:
        return Figure(load(build, server, "idle", clients=2000, path="/counter")["kib_each"],
                      load(build, floor, "idle", protocol="echo", clients=2000)["kib_each"])


def event_bytes(path, event):
    def work(build):
        with pages(build) as server:
            page = Page(server.port, path)
            page.event(event)
            return Figure(page.event(event))

    return work


def join_bytes(build):
    with pages(build) as server:
        return Figure(Page(server.port, "/table?rows=1000").join_bytes)


def client_size(_):
    with open("client/dist/golive.js", "rb") as file:
        return Figure(len(gzip.compress(file.read(), 9)) / 1024)


def render_time(build):
    done = subprocess.run([f"{build}/bin/render_bench", "--benchmark_filter=^ThreeHoles$", "--benchmark_format=json", "--benchmark_repetitions=5",
                           "--benchmark_report_aggregates_only"], capture_output=True, text=True, check=True)
    median = next(run for run in json.loads(done.stdout)["benchmarks"] if run["aggregate_name"] == "median")
    return Figure(median["cpu_time"])


measured_compile = {}


def compile_time(size):
    """bench/compile/measure.py, run once for all sizes."""

    def work(_):
        if not measured_compile:
            done = subprocess.run(["bench/compile/measure.py"], capture_output=True, text=True)
            for bytes_each, milliseconds in re.findall(r"^\s*(\d+) bytes:\s*([\d.]+) ms", done.stdout, re.MULTILINE):
                measured_compile[int(bytes_each)] = float(milliseconds)
        return Figure(measured_compile[size])

    return work


def browser(_):
    raise RuntimeError("no browser benchmark yet")


ROWS = [
    Row("server CPU per counter event, 100 clients, us", beside_echo("event", "cpu_us", path="/counter", event="inc", clients=100), per_echo=1.25),
    Row("server CPU per counter event, 1,000 clients, us", beside_echo("event", "cpu_us", path="/counter", event="inc", clients=1000), per_echo=1.25),
    Row("touch 1 cell of 1,000 rows, CPU us", alone("event", "cpu_us", path="/table?rows=1000", event="touch", clients=10), limit=100),
    Row("touch 1 cell of 1,000 rows with row versions, CPU us", alone("event", "cpu_us", path="/table?rows=1000&versions=1", event="touch", clients=10), limit=20),
    Row("memory per idle joined counter, KiB", idle, limit=3),
    Row("broadcast to 5,000 viewers, CPU us per delivery", beside_echo("broadcast", "cpu_us", path="/feed", clients=5000), per_echo=1.25),
    Row("GETs of the counter page per CPU second", beside_echo("get", "per_cpu_second", path="/counter", clients=50), limit=60_000,
        more_is_better=True),
    Row("join: page + socket + join, CPU ms", alone("join", "cpu_us", scale=0.001, path="/counter", clients=20), limit=0.12),
    Row("bytes of a counter diff frame, down", event_bytes("/counter", "inc"), limit=40),
    Row("bytes of one row prepended to 10,000", event_bytes("/table?rows=10000", "prepend"), limit=100),
    Row("join bytes after a GET of 1,000 rows", join_bytes, limit=6000),
    Row("client first load, gzip KiB", client_size, limit=9),
    Row("render() of a three-hole template, ns", render_time, limit=100),
    Row("compile time per 300-byte template, ms", compile_time(300), limit=60),
    Row("compile time per 3 KB template, ms", compile_time(3000), limit=500),
    Row("browser script ms, 1 cell of 1,000 rows", browser, limit=0.15),
    Row("browser script ms, 1 cell of 10,000 rows", browser, limit=0.2),
    Row("browser script ms, 200 cells in one frame", browser, limit=0.5),
    Row("browser script ms, one row prepended to 10,000", browser, limit=1.0),
]
