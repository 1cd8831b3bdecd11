"""System calls that strace sees between the marks of a program (marked_server.cpp: a write to no file)."""
import collections
import os
import re
import subprocess
import tempfile

PATIENCE = 240  # seconds
# Of what happens less often not every event is guilty: a heap that grows, a viewer that confirms.
NOW_AND_THEN = 0.05
# How often it happens is up to the machine: whether two threads meet at a lock, how often the coarse timer of all connections is set while
# a scene lasts. What an event needs it needs each time, and that is seen.
BY_CHANCE = {"futex": 0.5, "timerfd_settime": 0.5}


class CannotTrace(RuntimeError):
    """The machine does not let one process trace another."""


def count(*command):
    """(what the program prints, {mark: Counter of its thread's calls up to it})."""
    if subprocess.run(["strace", "-qq", "-o", os.devnull, "true"], capture_output=True).returncode:
        raise CannotTrace("strace may not trace here (ptrace)")
    with tempfile.TemporaryDirectory() as directory:
        path = f"{directory}/calls"
        done = subprocess.run(["strace", "-f", "-qq", "-o", path, *command], capture_output=True, text=True, timeout=PATIENCE)
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)} left with {done.returncode}: {done.stderr[-2000:]}")
        with open(path, encoding="utf-8", errors="replace") as file:
            return done.stdout, between_marks(file)


def each(calls, own, count):
    """{call: times} for each of `count` things, without what a mark makes by itself and without what happens now and then."""
    times = {call: round((all_times - own[call]) / count, 2) for call, all_times in calls.items()}
    return {call: often for call, often in times.items() if call == "epoll_wait" or often >= BY_CHANCE.get(call, NOW_AND_THEN)}


def between_marks(lines):
    threads, marks = collections.defaultdict(collections.Counter), {}
    for line in lines:
        # A call that another thread's interrupts is shown in two lines; the second begins otherwise.
        begun = re.match(r"(\d+) +((\w+)\(.*)", line)
        if not begun:
            continue
        thread, text, call = begun.groups()
        if mark := re.match(r'write\(-1, "(\w+)"', text):
            marks[mark[1]] = threads.pop(thread, collections.Counter())
        else:
            threads[thread][call] += 1
    return marks
