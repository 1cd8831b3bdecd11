"""A browser's view of one live page, for counting bytes: docs/protocol.md over a plain socket."""
import json
import os
import re
import socket
import struct


class Page:
    def __init__(self, port, path):
        self.port, self.path = port, path
        self.seq = self.sent = 0
        self.cookies = ""
        html = self.get()
        root = re.search(r"<div data-live-view=[^>]*>", html)[0]
        self.id = re.search(r'\bid="([^"]*)"', root)[1]
        self.token = re.search(r'\bdata-token="([^"]*)"', root)[1]
        self.page_bytes = len(html.encode())  # the whole response
        self.event_bytes = None  # of the newest event
        self.stream = self.upgrade()
        self.join_bytes = self.join()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        # A server that is told to end waits seconds for a client that neither answers nor goes.
        self.file.close()
        self.stream.close()

    def connect(self):
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)

    def get(self):
        with self.connect() as stream:
            stream.sendall(f"GET {self.path} HTTP/1.1\r\nHost: localhost:{self.port}\r\nConnection: close\r\n\r\n".encode())
            with stream.makefile("rb") as file:
                html = file.read().decode()
        # A browser's next request carries what the page set.
        self.cookies = "; ".join(re.findall(r"(?im)^set-cookie:\s*([^;\r]*)", html.partition("\r\n\r\n")[0]))
        return html

    def upgrade(self):
        stream = self.connect()
        host = f"localhost:{self.port}"
        cookie_line = f"Cookie: {self.cookies}\r\n" if self.cookies else ""
        stream.sendall(f"GET /live/websocket?vsn=golive1&view={self.id} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n{cookie_line}"
                       "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                       "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n".encode())
        self.file = stream.makefile("rb")
        if b" 101 " not in self.file.readline():
            raise RuntimeError("no upgrade")
        while self.file.readline() not in (b"\r\n", b""):
            pass
        return stream

    def send(self, message):
        payload = json.dumps(message, separators=(",", ":")).encode()
        size = len(payload)
        head = bytes([0x81, 0x80 | size]) if size < 126 else bytes([0x81, 0x80 | 126]) + struct.pack(">H", size)
        mask = os.urandom(4)
        self.stream.sendall(head + mask + bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload)))
        return size

    def receive(self):
        """The payload of the next text message, as bytes."""
        while True:
            first, size = self.file.read(2)
            if size == 126:
                (size,) = struct.unpack(">H", self.file.read(2))
            elif size == 127:
                (size,) = struct.unpack(">Q", self.file.read(8))
            payload = self.file.read(size)
            if first & 0x0F == 1:
                return payload
            if first & 0x0F == 8:
                raise RuntimeError(f"closed: {payload!r}")

    def join(self):
        self.send([0, "join", {"token": self.token, "url": self.path, "seq": 0, "ack": 0}, 0])
        answer = self.receive()
        self.seq = json.loads(answer)[0]
        return len(answer)

    def event(self, name):
        """Bytes of the frames up to and with the answer."""
        self.sent += 1
        self.event_bytes = self.send([self.sent, name, None, self.seq])
        total = 0
        while True:
            answer = self.receive()
            total += len(answer)
            frame = json.loads(answer)
            self.seq = frame[0] or self.seq
            if frame[1] >= self.sent:
                return total
