#!/usr/bin/env python3
"""How many views a process carries, from what `make bench` measured: by CPU, memory, descriptors, and how long all may need to come back.

    bench/capacity.py --views 5000 --events-per-second 0.2 --pushes-per-second 1 --cores 2 --gib 4

An event or push costs what it costs a busy server, and what it takes to fall asleep and be woken when nothing else is there to do; the
busier, the rarer that is. Rows that bench.json must have, and `make bench` has: event-alone, event-1000, broadcast, memory, join, rejoin.
--measure holds the CPU time that is foretold against that of bench_pages with so many views, one loop on one core."""
import argparse
import collections
import json
import math
import os
import sys

import rounds

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
# By the names of Costs: (row, what makes its figure microseconds or KiB).
NEEDED = {"alone": ("event-alone", 1), "event": ("event-1000", 1), "push": ("broadcast", 1), "view": ("memory", 1), "join": ("join", 1000),
          "rejoin": ("rejoin", 1000)}
MIB, GIB = 1 << 10, 1 << 20  # in KiB


class Missing(Exception):
    pass


class Costs(collections.namedtuple("Costs", NEEDED)):
    """Of one: CPU time in us; of a view its memory in KiB."""

    @classmethod
    def read(cls, written):
        figures = {row["row"]: row["ours"]["figure"] for row in written["rows"] if "ours" in row}
        missing = [row for row, _ in NEEDED.values() if row not in figures]
        if missing:
            raise Missing(f"not measured: {', '.join(missing)}. `make bench` measures all rows, `make bench ONLY=word` only some")
        if written.get("quick"):
            raise Missing("these figures are of a --quick run and mean nothing: `make bench`")
        return cls(**{name: figures[row] * factor for name, (row, factor) in NEEDED.items()})

    @property
    def wake(self):
        return max(0.0, self.alone - self.event)


class Traffic(collections.namedtuple("Traffic", "events pushes")):
    """Of one view, a second."""

    @property
    def rate(self):
        return self.events + self.pushes

    def work(self, costs):
        """Us of one of them, in a server that is awake."""
        return (self.events * costs.event + self.pushes * costs.push) / self.rate


def busy(costs, traffic, views):
    """The share of its core that a loop with so many views takes. Of what comes at random the share 1 - busy finds it asleep."""
    rate, work, wake = views * traffic.rate / 1e6, traffic.work(costs), costs.wake
    return min(1.0, rate * (work + wake) / (1 + rate * wake))


def views_of_a_core(costs, traffic, share):
    """How many keep it busy for that share of the time."""
    rate = share / (traffic.work(costs) + (1 - share) * costs.wake)
    return rate * 1e6 / traffic.rate


class Process(collections.namedtuple("Process", "cores gib share state socket descriptors storm")):
    """What one may take. share: of its cores. state, socket: KiB of a view, the component's own and the kernel's. storm: seconds in which
    all views are to be back."""

    def memory(self, costs, views):
        """In KiB; of the program itself, some MiB, nothing."""
        return views * (costs.view + self.state + self.socket)

    def limits(self, costs, traffic):
        """How many views each of its means carries."""
        each = costs.view + self.state + self.socket
        return {f"CPU, {self.share:.0%} of {self.cores:g} cores": self.cores * views_of_a_core(costs, traffic, self.share),
                # Pages loaded anew stand beside the views that nobody comes back to until those end.
                f"memory, {self.gib:g} GiB, twice in a storm": self.gib * GIB / (2 * each),
                f"descriptors, {self.descriptors:,}": self.descriptors - 100,
                f"a storm of {self.storm:g} s, pages loaded anew": self.storm * self.cores * 1e6 / costs.join}


def storm(costs, process, views):
    """Lines: what it costs when all lose their connection at once."""
    for name, cost, memory in (("back to their views", costs.rejoin, 1), ("pages loaded anew", costs.join, 2)):
        cpu = views * cost / 1e6
        yield (f"  {name:22}{cpu:8.2f} s of CPU, {cpu / process.cores:.2f} s with {process.cores:g} cores, "
               f"{memory * process.memory(costs, views) / MIB:,.0f} MiB at its height")


def told(costs, traffic, process, views):
    limits = process.limits(costs, traffic)
    first = min(limits, key=limits.get)
    most = math.floor(limits[first])
    each = costs.view + process.state + process.socket
    yield (f"an event {costs.event:.1f} us, a push {costs.push:.1f} us, to be woken for one {costs.wake:.1f} us, "
           f"a view {costs.view:.2f} KiB, to join with its page {costs.join:.0f} us, to come back {costs.rejoin:.0f} us")
    yield ""
    yield f"{views:,} views, each {traffic.events:g} events and {traffic.pushes:g} pushes a second"
    share = busy(costs, traffic, views / process.cores)
    yield f"  CPU                   {share * process.cores:8.2f} cores, {process.cores:g} loops busy for {share:.1%}"
    yield f"  memory                {process.memory(costs, views) / MIB:8,.0f} MiB"
    yield "all of them lose their connection at once"
    yield from storm(costs, process, views)
    yield ""
    of_a_core = math.floor(views_of_a_core(costs, traffic, process.share))
    yield f"views of a core at {process.share:.0%}: {of_a_core:,}; of a GiB: {math.floor(GIB / each):,}"
    yield "one process ends at"
    for name, limit in limits.items():
        yield f"  {math.floor(limit):>12,} by {name}{'  <- first' if name == first else ''}"
    plural = "es" if views > most else ""
    yield f"so {views:,} views are {math.ceil(views / most):,} process{plural} of {process.cores:g} cores and {process.gib:g} GiB"


def measure(costs, traffic, views, build, seconds):
    """Lines: the CPU time of one loop, as foretold and of the real thing."""
    with rounds.pages(build, *rounds.PARK) as server:
        answer = rounds.load(server, build, "paced", path=f"/ticking?hz={traffic.pushes:g}", event="inc", clients=views,
                             rate=traffic.events, seconds=seconds)
    foretold, found = busy(costs, traffic, views), answer["cpu_us"] * answer["per_second"] / 1e6
    yield (f"measured with {views:,} views: {answer['per_second']:,.0f} messages a second of {views * traffic.rate:,.0f} asked for, "
           f"CPU {found:.1%} of a core; foretold {foretold:.1%}, {foretold / found - 1:+.0%}")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--figures", default="build/bench.json", help="what `make bench` wrote")
    parser.add_argument("--views", type=int, default=5_000)
    parser.add_argument("--events-per-second", type=float, default=0.2, help="of each view")
    parser.add_argument("--pushes-per-second", type=float, default=1, help="to each view, unasked")
    parser.add_argument("--cores", type=float, help="of one process; default: those of the machine that was measured")
    parser.add_argument("--gib", type=float, help="of one process; default: half of that machine's")
    parser.add_argument("--share", type=float, default=0.7, help="of its cores that a process may be busy")
    parser.add_argument("--state-kib", type=float, default=0, help="what the component of a view holds itself")
    parser.add_argument("--socket-kib", type=float, default=5, help="what the kernel holds for a connection")
    parser.add_argument("--descriptors", type=int, default=524_288, help="that a process may open; the default is systemd's highest")
    parser.add_argument("--storm-seconds", type=float, default=10, help="in which all views are to be back")
    parser.add_argument("--measure", action="store_true", help="also hold it against bench_pages")
    parser.add_argument("--build", default="build/bench", help="where bench_pages and load are: BUILD/bin")
    parser.add_argument("--seconds", type=float, default=10, help="of --measure")
    return parser.parse_args()


def main():
    options = arguments()
    os.chdir(ROOT)
    try:
        with open(options.figures, encoding="utf-8") as file:
            written = json.load(file)
        costs = Costs.read(written)
    except FileNotFoundError:
        sys.exit(f"{options.figures} is not there: `make bench` writes it")
    except Missing as missing:
        sys.exit(f"{options.figures}: {missing}")
    traffic = Traffic(options.events_per_second, options.pushes_per_second)
    if traffic.rate <= 0:
        sys.exit("views to which nothing happens take no CPU: give --events-per-second or --pushes-per-second")
    process = Process(options.cores or written["machine"]["cores"], options.gib or written["machine"]["memory_gib"] / 2, options.share,
                      options.state_kib, options.socket_kib, options.descriptors, options.storm_seconds)
    print("\n".join(told(costs, traffic, process, options.views)))
    if options.measure:
        print("\n".join(measure(costs, traffic, options.views, options.build, options.seconds)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
