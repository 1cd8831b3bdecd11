"""Instructions that callgrind counts between the marks of a program."""
import glob
import re
import subprocess
import tempfile

PATIENCE = 240  # seconds


def count(*command):
    """(what the program prints, {mark: instructions of its thread up to it})."""
    with tempfile.TemporaryDirectory() as directory:
        under = ["valgrind", "--tool=callgrind", "--separate-threads=yes", f"--callgrind-out-file={directory}/out"]
        done = subprocess.run([*under, *command], capture_output=True, text=True, timeout=PATIENCE)
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)} left with {done.returncode}: {done.stderr[-2000:]}")
        return done.stdout, dict(filter(None, map(read, glob.glob(f"{directory}/out*"))))


def read(path):
    """(mark, instructions up to it) of one of callgrind's files; None if no mark wrote it."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    mark = re.search(r"^desc: Trigger: Client Request: (\S+)", text, re.MULTILINE)
    return mark and (mark[1], int(re.search(r"^(?:totals|summary): (\d+)", text, re.MULTILINE)[1]))
