"""Rows of what a user's compiler and linker take: CPU time, but by the clock what a user waits for."""
import os
import resource
import shlex
import subprocess
import tempfile
import time

from figure import Measured, Sample

EDITED = "examples/counter/counter.h"


def run(command, **options):
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    if done.returncode:
        raise RuntimeError(((done.stderr or "") + (done.stdout or "")).strip()[-400:] or f"{command[0]} left with {done.returncode}")
    return done.stdout


def user_seconds(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    run(command)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def several(one_run, pace, note=""):
    """Three runs after one that does not count: it finds files and programs on the disk."""
    if not pace.quick:
        one_run()
    return Measured(Sample([one_run() for _ in range(min(3, pace.rounds))]), {}, note)


def include_time(_, pace):
    """golive.h alone, in ms of user CPU."""
    command = ["g++", "-std=c++23", "-O2", "-fconstexpr-ops-limit=1000000000", "-Iinclude", "-x", "c++", "-c", "-o", os.devnull,
               "-include", "include/golive/golive.h", os.devnull]
    return several(lambda: 1000 * user_seconds(command), pace)


def component_time(_, pace):
    """By bench/compile/component.py, in ms of user CPU."""
    quick = ["--components", "3"] if pace.quick else []
    printed = run(["bench/compile/component.py", "--runs", str(min(3, pace.rounds)), *quick])
    return Measured(Sample([float(line) for line in printed.split()]), {}, "8 fields, 8 handlers")


def link_time(build, pace):
    """The link of the demo, in ms of user CPU, by the command that ninja has for it."""
    command = shlex.split(run(["ninja", "-C", build, "-t", "commands", "bin/demo"]).strip().splitlines()[-1])
    words = [word for word in command if word not in (":", "&&")]
    with tempfile.TemporaryDirectory() as directory:
        words[words.index("-o") + 1] = f"{directory}/demo"
        return several(lambda: 1000 * user_seconds(["env", "-C", build, *words]), pace)


def edit_time(build, pace):
    """From a saved change in a component of the demo to the program, in s."""
    environment = os.environ | {"CCACHE_DISABLE": "1"}
    command = ["cmake", "--build", build, "--target", "demo"]
    run(command)
    times = os.stat(EDITED)

    def one_run():
        os.utime(EDITED)
        begin = time.monotonic()
        run(command, env=environment)
        return time.monotonic() - begin

    try:
        return several(one_run, pace, "compile and link, without ccache")
    finally:
        # Other builds of this tree need not see an edit that was none.
        os.utime(EDITED, ns=(times.st_atime_ns, times.st_mtime_ns))
