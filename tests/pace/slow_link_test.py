"""A page that changes a thousand times a second over a link of 20 KB/s: what it shows is never a second old.

The server runs in a network namespace whose way out is narrowed by tc. Where namespaces are not to be had, a client that reads so slowly
stands in for the link, and the test says so.
"""
import base64
import contextlib
import json
import os
import re
import socket
import statistics
import struct
import subprocess
import sys
import time
import unittest
import urllib.request

BYTES_PER_SECOND = 20_000
SECONDS = 8
SETTLE = 1.5  # until the page itself is through
PROGRAM = os.environ["BENCH_PAGES"]
INSIDE, OUTSIDE = "10.213.7.1", "10.213.7.2"


def ip(*words):
    subprocess.run(["ip", *words], check=True, capture_output=True)


class NarrowLink:
    """A namespace that reaches this one over a pair of interfaces, the inner one slow."""

    name = f"golive{os.getpid()}"

    def __enter__(self):
        ip("netns", "add", self.name)
        inner, outer = f"gi{os.getpid()}", f"go{os.getpid()}"
        ip("link", "add", outer, "type", "veth", "peer", "name", inner, "netns", self.name)
        ip("addr", "add", f"{OUTSIDE}/30", "dev", outer)
        ip("link", "set", outer, "up")
        ip("-n", self.name, "addr", "add", f"{INSIDE}/30", "dev", inner)
        ip("-n", self.name, "link", "set", inner, "up")
        subprocess.run(["ip", "netns", "exec", self.name, "tc", "qdisc", "add", "dev", inner, "root", "tbf", "rate",
                        f"{BYTES_PER_SECOND * 8}bit", "burst", "1600", "latency", "2s"], check=True, capture_output=True)
        return self

    def __exit__(self, *_):
        subprocess.run(["ip", "netns", "del", self.name], check=False, capture_output=True)

    host = INSIDE
    reads_slowly = False

    def command(self, command):
        return ["ip", "netns", "exec", self.name, *command]


class SlowReader:
    host = "127.0.0.1"
    reads_slowly = True

    def command(self, command):
        return command


@contextlib.contextmanager
def a_link():
    try:
        with NarrowLink() as link:
            yield link
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"no network namespace here ({error}): a client that reads slowly stands in", file=sys.stderr)
        yield SlowReader()


class Page:
    """A browser's part, as far as this test needs it."""

    def __init__(self, host, port, path, reads_slowly):
        self.reads_slowly = reads_slowly
        self.began = time.monotonic()
        self.taken = 0
        with urllib.request.urlopen(f"http://{host}:{port}{path}", timeout=60) as answer:
            html, cookie = answer.read().decode(), answer.headers["Set-Cookie"].split(";")[0]
        view = re.search(r'id="(lv-[^"]+)" data-token="([^"]+)"', html)
        self.socket = socket.create_connection((host, port), timeout=60)
        if reads_slowly:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall((f"GET /live/websocket?vsn=golive1&view={view[1]} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: Upgrade\r\n"
                             f"Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\nCookie: {cookie}\r\n\r\n").encode())
        self.buffer = b""
        while b"\r\n\r\n" not in self.buffer:
            self.receive()
        self.buffer = self.buffer.split(b"\r\n\r\n", 1)[1]
        self.say([0, "join", {"token": view[2], "url": path, "seq": 0, "ack": 0}, 0])

    def receive(self):
        if self.reads_slowly:
            time.sleep(max(0.0, self.taken / BYTES_PER_SECOND - (time.monotonic() - self.began)))
        piece = self.socket.recv(1024)
        if not piece:
            raise ConnectionError("the server closed")
        self.taken += len(piece)
        self.buffer += piece

    def take(self, count):
        while len(self.buffer) < count:
            self.receive()
        taken, self.buffer = self.buffer[:count], self.buffer[count:]
        return taken

    def frame(self):
        """The next message; pings of the server are looked over."""
        while True:
            first, length = self.take(2)
            if length == 126:
                (length,) = struct.unpack(">H", self.take(2))
            elif length == 127:
                (length,) = struct.unpack(">Q", self.take(8))
            payload = self.take(length)
            if first & 15 == 1:
                return payload.decode()

    def say(self, message):
        payload = json.dumps(message, separators=(",", ":")).encode()
        head = bytes([0x81, 0x80 | len(payload)]) if len(payload) < 126 else bytes([0x81, 0xFE]) + struct.pack(">H", len(payload))
        self.socket.sendall(head + bytes(4) + payload)  # masked by nothing


class SlowLink(unittest.TestCase):
    def test_what_it_shows_is_never_a_second_old(self):
        with a_link() as link:
            server = subprocess.Popen(link.command([PROGRAM, "--port", "0", "--threads", "1"]),
                                      stdout=subprocess.PIPE, text=True,
                                      env={**os.environ, "GOLIVE_ADDRESS": link.host})
            try:
                port = next(int(found[1]) for line in server.stdout if (found := re.search(r"listening on \S*?:(\d+)\s*$", line)))
                page = Page(link.host, port, "/cells?n=200&hz=1000&clock=1", link.reads_slowly)
                with page.socket:
                    ages = self.ages(page)
            finally:
                server.terminate()
                server.wait(30)
                server.stdout.close()
        print(f"{len(ages)} frames, ages in ms: median {statistics.median(ages):.0f}, most {max(ages):.0f}", file=sys.stderr)
        self.assertGreater(len(ages), SECONDS)
        self.assertLess(max(ages), 1000)

    def ages(self, page):
        """How old each frame's newest value was when it was there, in milliseconds."""
        found = []
        while time.monotonic() - page.began < SETTLE + SECONDS:
            text = page.frame()
            now = time.time() * 1000
            seq, _, kind, payload = json.loads(text)
            if payload and payload.get("a"):
                page.say([0, "ack", None, seq])
            if kind == "d" and time.monotonic() - page.began > SETTLE:
                found.append(now - payload["d"]["0"])
        return found


if __name__ == "__main__":
    unittest.main()
