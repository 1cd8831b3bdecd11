#!/usr/bin/env python3
"""Where the cycles, instructions, allocations and system calls of an event, a push, a GET and a join go: a table of stations for each.

    bench/stations/measure.py [--build build/bench] [--only event]      needs perf (cpu-clock), strace and valgrind

Time: CPU time of the server by the load client's clock, shared out by perf's samples; beside the epoll echo server's, the floor of the kernel's
part. Instructions and allocations: the user's part, by callgrind, the difference of a long and a short run. System calls: strace, likewise.
A station is a folder of src/, or a library."""
import argparse
import collections
import concurrent.futures
import os
import re
import subprocess
import sys
import tempfile
import time

BENCH = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, BENCH)

from counted import dump, server_command  # noqa: E402
from names import Names  # noqa: E402
from rounds import PARK, load, sizes_of  # noqa: E402
from sampled import Sampling  # noqa: E402
from server import Server, pages, rival  # noqa: E402

# few: clients under valgrind and strace, which make a server many times slower.
Work = collections.namedtuple("Work", "word title mode options park few")
WORKS = [
    Work("event", "an event of the counter, 100 clients", "event", {"path": "/counter", "event": "inc", "clients": 100}, PARK, 20),
    Work("push", "a push to one of 5,000 viewers", "broadcast", {"path": "/feed", "clients": 5_000}, PARK, 500),
    Work("get", "a GET of the counter's page, none kept waiting", "get", {"path": "/counter", "clients": 50}, ("--park", 0), 20),
    Work("join", "a page, its socket, its join and its end", "join", {"path": "/counter", "clients": 20}, PARK, 20),
]
SHORT, LONG = 2, 6  # seconds


def sampled(server, build, work, names, **options):
    """{station: microseconds of each}, and their sum."""
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        answer = pool.submit(load, server, build, work.mode, seconds=6, **options)
        time.sleep(2.5)  # the clients connect and warm up
        with Sampling(server.pid) as sampling:
            time.sleep(3)
        each = answer.result()["cpu_us"]
    return {station: share * each for station, share in sampling.shares(names).items()}, each


def times(build, work, names):
    with pages(build, *work.park) as server:
        ours = sampled(server, build, work, names, **work.options)
    sizes = sizes_of(build, work.options["path"], work.options.get("event"), work.park)
    options = {"clients": work.options["clients"], "size": sizes.event}
    with rival(build, "epoll echo", "--reply", sizes.reply, "--page", sizes.page) as server:
        return ours, sampled(server, build, work, names, protocol="echo", **options)


def few(work):
    return work.options | {"clients": work.few}


def instructions(build, work, names):
    """{station: instructions of each}, and allocations of each."""
    with tempfile.TemporaryDirectory() as folder, Server(*server_command(folder), f"{build}/bin/bench_pages", "--threads", 1, *work.park) as server:
        runs = []
        for seconds in (SHORT, LONG):
            answer = load(server, build, work.mode, seconds=seconds, **few(work))
            stations, allocations = dump(server.pid, folder).of(names)
            runs.append((answer["total"], stations, allocations))
    (less, first, few_allocations), (more, second, many_allocations) = runs
    each = {station: (second[station] - first[station]) / (more - less) for station in second}
    return each, (many_allocations - few_allocations) / (more - less)


def system_calls(build, work):
    """{system call: how often for each}."""
    counts = []
    with tempfile.TemporaryDirectory() as folder:
        for seconds in (SHORT, LONG):
            with pages(build, *work.park) as server:
                tracing = subprocess.Popen(["strace", "-f", "-c", "-p", str(server.pid), "-o", f"{folder}/{seconds}"], stderr=subprocess.PIPE, text=True)
                tracing.stderr.readline()  # it says that it is there
                answer = load(server, build, work.mode, seconds=seconds, **few(work))
                tracing.terminate()
                tracing.communicate(timeout=30)
            with open(f"{folder}/{seconds}", encoding="utf-8") as file:
                rows = re.findall(r"^ *[\d.]+ +[\d.]+ +\d+ +(\d+) +(?:\d+ +)?(\w+)$", file.read(), re.MULTILINE)
            counts.append((answer["total"], collections.Counter({name: int(calls) for calls, name in rows if name != "total"})))
    (less, first), (more, second) = counts
    each = {name: (second[name] - first[name]) / (more - less) for name in second}
    return {name: count for name, count in each.items() if count >= 0.01}


def show(work, time_each, floor, counted, allocations, calls):
    (ours, whole), (theirs, echo) = time_each, floor
    print(f"\n{work.title}: {whole:.1f} us, the epoll echo server {echo:.1f} us\n")
    print("| station | CPU time, us | epoll echo | instructions |\n|---|---|---|---|")
    for station in sorted({*ours, *theirs, *counted}, key=lambda name: -ours.get(name, 0)):
        figures = ours.get(station, 0), theirs.get(station, 0), counted.get(station, 0)
        if max(figures[0], figures[1]) >= 0.05 or figures[2] >= 50:
            print(f"| {station} | {figures[0]:.2f} | {figures[1]:.2f} | {figures[2]:,.0f} |")
    print(f"| all | {whole:.1f} | {echo:.1f} | {sum(counted.values()):,.0f} |")
    told = ", ".join(f"{name} {count:.2f}" for name, count in sorted(calls.items(), key=lambda call: -call[1]))
    print(f"\n{allocations:.1f} allocations; system calls: {told}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default="build/bench")
    parser.add_argument("--only", default="", help="event, push, get or join")
    options = parser.parse_args()
    os.chdir(os.path.dirname(BENCH))
    names = Names(options.build)
    for work in WORKS:
        if options.only in work.word:
            counted, allocations = instructions(options.build, work, names)
            show(work, *times(options.build, work, names), counted, allocations, system_calls(options.build, work))


if __name__ == "__main__":
    main()
