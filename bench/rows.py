"""The rows of the budget table and how each is measured."""
import collections

from builds import component_time, edit_time, include_time, link_time
from figure import Budget
from inside_host import publish
from programs import by_google_benchmark, client_size, compile_time, event_bytes, join_bytes
from rounds import PARK, all_came_back, all_resumed, by_load, once
from script_time import live_lines, script_time, steady

# word: what `make bench ONLY=` takes to measure this row alone.
Row = collections.namedtuple("Row", "word work unit measure budgets", defaults=((),))


def at_most(limit, of=None):
    return Budget(limit, of)


def at_least(limit):
    return Budget(limit, at_least=True)


NEAR_ECHO = (at_most(1.25, of="epoll echo"),)
# 50 ms: the pool of waiting pages stays a few thousand however long the run, and each page's end is part of its cost.
SHORT_PARK = (*PARK, "--park-ms", 50)
NO_PARK = ("--park", 0)
FAST_CELLS = "/cells?n=200&hz=1000"
TOUCH = {"event": "touch", "clients": 10, "rivals": ()}


def script(page, act, limit):
    """Of the client alone: what a page hand-written for this one change needs is measured beside it."""
    return script_time(page, act), (at_most(limit), at_most(2, of="by hand"))


ROWS = [
    Row("event-100", "server CPU per counter event, 100 clients", "us",
        by_load("event", "cpu_us", path="/counter", event="inc", clients=100), NEAR_ECHO),
    Row("event-1000", "server CPU per counter event, 1,000 clients", "us",
        by_load("event", "cpu_us", path="/counter", event="inc", clients=1000), NEAR_ECHO),
    Row("event-alone", "the same, 1,000 a second: each wakes it", "us", by_load(
        "paced", "cpu_us", path="/counter", event="inc", clients=1000, rate=1, rivals=())),
    Row("touch", "touch 1 cell of 1,000 rows, CPU", "us", by_load("event", "cpu_us", path="/table?rows=1000", **TOUCH), (at_most(100),)),
    Row("touch-versions", "the same with row versions, CPU", "us", by_load("event", "cpu_us", path="/table?rows=1000&versions=1", **TOUCH),
        (at_most(20),)),
    Row("memory", "private memory per idle joined counter", "KiB",
        once(by_load("idle", "kib_each", path="/counter", clients=12_000, first=2_000, note="from 2,000 to 12,000 views")), (at_most(3),)),
    Row("broadcast", "broadcast to 5,000 viewers, CPU per delivery", "us",
        by_load("broadcast", "cpu_us", path="/feed", clients=5000), NEAR_ECHO),
    Row("get", "GETs of the counter page per CPU second", "", by_load(
        "get", "per_cpu_second", path="/counter", clients=50, park=SHORT_PARK, note="rendered, signed, parked, ended 50 ms later"),
        (at_least(60_000),)),
    Row("get-unparked", "the same, none parked", "", by_load(
        "get", "per_cpu_second", path="/counter", clients=50, park=NO_PARK, rivals=(), note="as when the pool is full")),
    Row("join", "join: page + socket + join, CPU", "ms", by_load(
        "join", "cpu_us", path="/counter", clients=20, scale=0.001, check=all_resumed, note="every join resumed its page's view"),
        (at_most(0.12),)),
    Row("rejoin", "return: socket + join to its view, CPU", "ms", by_load(
        "rejoin", "cpu_us", path="/counter", clients=2000, scale=0.001, rivals=(), check=all_came_back,
        note="every return found its view")),
    Row("diff-bytes", "counter diff frame, down", "bytes", event_bytes("/counter", "inc"), (at_most(40),)),
    Row("prepend-bytes", "one row prepended to 10,000, down", "bytes", event_bytes("/table?rows=10000", "prepend"), (at_most(100),)),
    Row("join-bytes", "join after a GET of 1,000 rows, down", "bytes", join_bytes("/table?rows=1000"), (at_most(6000),)),
    Row("client-size", "client, first load, gzip", "KiB", client_size, (at_most(12),)),
    Row("render", "render() of a three-hole template", "ns", by_google_benchmark("render_bench", "ThreeHoles"), (at_most(100),)),
    Row("diff", "diff of a counter and its frame", "ns", by_google_benchmark("diff_bench", "counter_frame")),
    Row("seal", "check of a sealed event", "ns", by_google_benchmark("seal_bench", "check"), (at_most(200),)),
    Row("publish", "publish at 10 kHz, 100 viewers, p99.9 - clock's", "ns", publish("latest"), (at_most(100),)),
    Row("publish-mutex", "the same under a std::mutex", "ns", publish("mutex")),
    Row("compile-300", "compile time per 300-byte template", "ms", compile_time(300), (at_most(60),)),
    Row("compile-3000", "compile time per 3 KB template", "ms", compile_time(3000), (at_most(500),)),
    Row("compile-include", "compile time of golive.h alone", "ms", include_time, (at_most(1300),)),
    Row("compile-component", "compile time per component", "ms", component_time, (at_most(500),)),
    Row("link-demo", "link time of the demo", "ms", link_time, (at_most(250),)),
    Row("edit-demo", "a line of a component edited, to the new demo", "s", edit_time, (at_most(3.5),)),
    Row("script-1000", "browser script, 1 cell of 1,000 rows", "ms", *script("/table?rows=1000", "touch", 0.15)),
    Row("script-10000", "browser script, 1 cell of 10,000 rows", "ms", *script("/table?rows=10000", "touch", 0.2)),
    Row("script-200", "browser script, 200 cells in one frame", "ms", *script("/cells?n=200", "tick", 0.5)),
    Row("script-prepend", "browser script, 1 row prepended to 10,000", "ms", *script("/table?rows=10000", "prepend", 1.0)),
    Row("steady-script", "200 cells at 1,000 Hz, script of all time", "%", steady(FAST_CELLS, "share"), (at_most(5),)),
    Row("steady-frames", "200 cells at 1,000 Hz, frames a second", "Hz", steady(FAST_CELLS, "painted"), (at_least(58),)),
    Row("lines-page", "live chart, 10 x 1,000 points, 60 Hz, page", "%", live_lines("page"), (at_most(20),)),
    Row("lines-server", "the same, server CPU for one viewer", "%", live_lines("server"), (at_most(5),)),
]
