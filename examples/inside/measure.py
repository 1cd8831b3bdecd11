#!/usr/bin/env python3
"""What a page inside costs the loop it shows: how long its rounds take without the library, with nobody looking, and with viewers.

    examples/inside/measure.py [--build build/release] [--seconds 20] [--viewers 100]

Three runs, one after the other. The loop has core 0 for itself; the page and those who look share core 1. A viewer is a connection that reads
every frame and confirms what a browser would.
"""
import argparse
import asyncio
import base64
import json
import os
import re
import sys
import urllib.request


async def view(port, page, frames):
    """One viewer, until it is cancelled; counts what it gets."""
    html, cookie = page
    found = re.search(r'id="(lv-[^"]+)" data-token="([^"]+)"', html)
    reader, writer = await asyncio.open_connection("localhost", port)
    key = base64.b64encode(os.urandom(16)).decode()
    writer.write((f"GET /live/websocket?vsn=golive1&view={found[1]} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: Upgrade\r\n"
                  f"Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\nCookie: {cookie}\r\n\r\n").encode())
    await reader.readuntil(b"\r\n\r\n")

    def say(text):
        payload = text.encode()
        head = bytes([0x81, 0x80 | len(payload)]) if len(payload) < 126 else bytes([0x81, 0xFE]) + len(payload).to_bytes(2, "big")
        writer.write(head + bytes(4) + payload)

    say(json.dumps([0, "join", {"token": found[2], "url": "/", "seq": 0, "ack": 0}, 0]))
    while True:
        head = await reader.readexactly(2)
        size = head[1]
        if size == 126:
            size = int.from_bytes(await reader.readexactly(2), "big")
        elif size == 127:
            size = int.from_bytes(await reader.readexactly(8), "big")
        frame = await reader.readexactly(size)
        if head[0] & 15 != 1:
            continue
        frames[0] += 1
        if frame.endswith(b'"a":1}]'):
            say(f'[0,"ack",null,{frame[1:frame.index(b",")].decode()}]')


def get(port):
    with urllib.request.urlopen(f"http://localhost:{port}/", timeout=20) as answer:
        return answer.read().decode(), answer.headers["Set-Cookie"].split(";")[0]


async def run(program, seconds, viewers, alone):
    process = await asyncio.create_subprocess_exec(program, "--measure", str(seconds), "--port", "0", *(["--alone"] if alone else []),
                                                   stdout=asyncio.subprocess.PIPE)
    frames, tasks = [0], []
    if not alone:
        line = (await process.stdout.readline()).decode()
        port = int(re.search(r":(\d+)\s*$", line)[1])
        for _ in range(viewers):
            page = await asyncio.to_thread(get, port)
            tasks.append(asyncio.create_task(view(port, page, frames)))
    times = json.loads(await process.stdout.readline())
    await process.wait()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return times, frames[0] / seconds / max(viewers, 1)


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    options.add_argument("--build", default="build/release")
    options.add_argument("--seconds", type=int, default=20)
    options.add_argument("--viewers", type=int, default=100)
    asked = options.parse_args()
    os.sched_setaffinity(0, {os.cpu_count() - 1})
    program = f"{asked.build}/bin/inside"
    runs = [("without the library", 0, True), ("with it, nobody looks", 0, False), (f"with {asked.viewers} viewers", asked.viewers, False)]
    print(f"| a round of the loop, {asked.seconds} s at 10 kHz | p50 | p99 | p99.9 | longest | frames a viewer and second |")
    print("|---|---|---|---|---|---|")
    tails = []
    for name, viewers, alone in runs:
        times, rate = asyncio.run(run(program, asked.seconds, viewers, alone))
        tails.append(times["p999"])
        print(f"| {name} | {times['p50']:.2f} us | {times['p99']:.2f} us | {times['p999']:.2f} us | {times['max']:.1f} us | "
              f"{f'{rate:.0f}' if viewers else '-'} |", flush=True)
    apart = max(tails) - min(tails)
    print(f"\np99.9 apart by {apart:.2f} us", file=sys.stderr)
    return 0 if apart <= max(2.0, 0.05 * tails[0]) else 1


if __name__ == "__main__":
    sys.exit(main())
