"""Instructions of a running server at each station, and how often it allocates, by valgrind's callgrind."""
import collections
import glob
import os
import re
import subprocess

NAMED = re.compile(r"\((\d+)\)(?: (.*))?$")


class Profile:
    """What one dump of callgrind says. The format: valgrind's manual, "Callgrind Format Specification"."""

    def __init__(self, path):
        self.instructions = collections.Counter()  # {(function, object): of its own}
        self.calls = collections.Counter()
        self.names = {"fn": {}, "ob": {}}
        function, library, skip = None, "", False
        with open(path, encoding="utf-8", errors="replace") as file:
            for line in map(str.rstrip, file):
                key, _, value = line.partition("=")
                if key == "ob":
                    library = self.name("ob", value)
                elif key == "fn":
                    function = (self.name("fn", value), os.path.basename(library))
                elif key in ("cfn", "cob"):
                    called = self.name(key[1:], value)
                elif key == "calls":
                    self.calls[called] += int(value.split()[0])
                    skip = True  # the next line: what the called function took, its own calls included
                elif line[:1] in "+-*0123456789" and line and function:
                    if not skip:
                        self.instructions[function] += int(line.split()[1])
                    skip = False

    def name(self, kind, value):
        number, name = NAMED.match(value).groups()
        if name:
            self.names[kind][number] = name
        return self.names[kind][number]

    def of(self, names):
        """{station: instructions}, and the number of allocations."""
        stations = collections.Counter()
        for (function, library), count in self.instructions.items():
            stations[names.of_user(function.split("'")[0], library)] += count
        return stations, sum(count for name, count in self.calls.items() if re.fullmatch(r"malloc|calloc|realloc|memalign|aligned_alloc", name))


def server_command(folder):
    return ["valgrind", "--tool=callgrind", "--demangle=no", f"--callgrind-out-file={folder}/callgrind"]


def dump(pid, folder):
    """What was counted since the last dump."""
    before = set(glob.glob(f"{folder}/callgrind*"))
    subprocess.run(["callgrind_control", "--dump", str(pid)], capture_output=True, check=True)
    made = set(glob.glob(f"{folder}/callgrind*")) - before
    if len(made) != 1:
        raise RuntimeError("callgrind made no dump")
    return Profile(made.pop())
