"""System calls that strace sees between the marks of a program (marked_server.cpp: a write to no file)."""
import collections
import os
import re
import subprocess
import tempfile

PATIENCE = 240  # seconds


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
