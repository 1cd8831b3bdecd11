"""A server program under measurement: started on one core and a free port, its CPU time and memory read from /proc."""
import os
import re
import subprocess

TICKS = os.sysconf("SC_CLK_TCK")
SERVER_CORE, LOAD_CORE = 0, (os.cpu_count() or 1) - 1


class Server:
    def __init__(self, program, *arguments):
        self.process = subprocess.Popen(["taskset", "-c", str(SERVER_CORE), program, "--port", "0", *arguments],
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for line in self.process.stdout:
            found = re.search(r"listening on \S*?:(\d+)\s*$", line)
            if found:
                self.port = int(found[1])
                return
        raise RuntimeError(f"{program} does not say where it listens")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(10)

    @property
    def pid(self):
        return self.process.pid

    def cpu_seconds(self):
        with open(f"/proc/{self.pid}/stat", encoding="ascii") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory_kib(self):
        """Private memory: what the process itself costs, without the pages it shares."""
        with open(f"/proc/{self.pid}/smaps_rollup", encoding="ascii") as file:
            return sum(int(line.split()[1]) for line in file if line.startswith(("Private_Clean", "Private_Dirty")))
