"""A server program under measurement, started on its cores and a free port."""
import json
import os
import re
import subprocess
import urllib.request

SERVER_CORE, LOAD_CORE = 0, (os.cpu_count() or 1) - 1


class Server:
    def __init__(self, *command, cores=SERVER_CORE):
        self.process = subprocess.Popen(["taskset", "-c", str(cores), *map(str, command), "--port", "0"],
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for line in self.process.stdout:
            found = re.search(r"listening on \S*?:(\d+)\s*$", line)
            if found:
                self.port = int(found[1])
                return
        self.process.wait(10)
        raise RuntimeError(f"{command[0]} does not say where it listens")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(30)
        self.process.stdout.close()

    @property
    def pid(self):
        return self.process.pid

    def stats(self):
        """bench_pages only: what became of its views."""
        with urllib.request.urlopen(f"http://localhost:{self.port}/stats", timeout=20) as answer:
            return json.load(answer)


def pages(build, *arguments, threads=None):
    """threads: so many loops, on all cores; None: one on the server's core."""
    return Server(f"{build}/bin/bench_pages", "--threads", threads or 1, *arguments, cores=f"0-{LOAD_CORE}" if threads else SERVER_CORE)


RIVALS = {"epoll echo": "epoll_echo", "Beast echo": "beast_echo"}


def rival(build, name, *arguments):
    return Server(f"{build}/bin/{RIVALS[name]}", *arguments)
