"""How figures grow: with views, rows, holes, loops, publishers, viewers and the size of a frame. `make bench FULL=1`."""
import collections
import os
import subprocess

import drawing
from publishers import Publishers
from rounds import Work
from slope import LEAST, Growth
from table import number

# points: of the first column; work(point): what is measured there, in `unit`. limit: of the slope of ours.
Curve = collections.namedtuple("Curve", "word title column points unit work limit", defaults=(None,))

ROWS = (10, 100, 1_000, 10_000, 100_000)
THREADS = (1, 2, 4, 8, 16)
ECHO = ("epoll echo",)
CPU = "CPU us"


def event(path, name, clients=4, rivals=(), **options):
    return Work("event", "cpu_us", {"path": path, "event": name, "clients": clients} | options, rivals=rivals)


def touch(settings):
    return lambda rows: event(f"/table?rows={rows}{settings}", "touch")


def page(settings):
    return lambda rows: Work("get", "cpu_us", {"path": f"/table?rows={rows}{settings}", "clients": 2}, park=("--park", 0), rivals=())


CURVES = [
    Curve("views", "An event of 4 clients, beside views that are idle", "idle views", (1, 10, 100, 1_000, 5_000, 15_000), CPU,
          lambda idle: event("/counter", "inc", idle=idle), 0.1),
    Curve("clients", "An event, where all clients send as fast as they can", "clients", (10, 100, 1_000, 5_000, 15_000), CPU,
          lambda count: event("/counter", "inc", count, ECHO)),
    Curve("rows", "One cell of a keyed table, by its rows", "rows", ROWS, CPU, touch("")),
    Curve("versions", "The same with row versions, in a plain vector", "rows", ROWS, CPU, touch("&versions=1")),
    Curve("blocks", "The same in Blocks, which know what was touched", "rows", ROWS, CPU,
          lambda rows: event(f"/blocks?rows={rows}", "touch"), 0.1),
    Curve("render", "GET of the table, rendered whole, by its rows", "rows", ROWS, CPU, page(""), 1.1),
    Curve("render-versions", "The same with row versions", "rows", ROWS, CPU, page("&versions=1"), 1.1),
    Curve("holes", "One hole of a page without lists, by its holes", "holes", (1, 10, 100, 1_000, 10_000), CPU,
          lambda holes: event(f"/holes?n={holes}", "change")),
    Curve("loops", "An event of 1,000 clients, by loops on all cores", "loops", (1, 2), CPU,
          lambda loops: event("/counter", "inc", 1_000)._replace(threads=loops)),
    Curve("publishers", "One value into a topic that threads share", "threads", THREADS, "CPU ns",
          lambda threads: Publishers("topic", threads)),
    Curve("publishers-latest", "One value, each thread into a Latest of its own", "threads", THREADS, "CPU ns",
          lambda threads: Publishers("latest", threads)),
    Curve("viewers", "A delivery of a broadcast", "viewers", (10, 100, 1_000, 5_000, 10_000), CPU,
          lambda count: Work("broadcast", "cpu_us", {"path": "/feed", "clients": count}, rivals=ECHO)),
    Curve("frames", "An event, by the bytes of its answer", "bytes", (10, 100, 1_000, 10_000, 60_000), CPU,
          lambda size: event(f"/text?bytes={size}", "change", 100, ECHO)),
]


def header(samples):
    return "".join(f"{name:>12}{'quartiles':>16}" for name in samples) + f"{'ratio':>8}"


def line(point, samples):
    figures = "".join(f"{number(sample.figure):>12}{'..'.join(map(number, sample.quartiles)):>16}" for sample in samples.values())
    others = [sample for name, sample in samples.items() if name in ECHO]
    return f"{point:>12,}{figures}" + (f"{samples['ours'].over(others[0]).figure:8.2f}" if others else "")


def measure_points(curve, build, pace):
    measured = []
    for point in curve.points[:2] if pace.quick else curve.points:
        samples = curve.work(point).measure(build, pace)
        if not measured:
            print(f"{curve.column:>12}{header(samples)}")
        print(line(point, samples), flush=True)
        measured.append((point, samples))
    return measured


def draw(curve, measured, growth, directory):
    """Writes the curve's image; says where."""
    path = os.path.join(directory, f"{curve.word}.svg")
    sizes = [point for point, _ in measured]
    series = [drawing.Series(name, [samples[name] for _, samples in measured]) for name in measured[0][1]]
    about = str(growth) if growth else f"{len(sizes)} sizes: no slope is told"
    os.makedirs(directory, exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(drawing.draw(f"{curve.title}, {curve.unit}", about, curve.column, curve.unit, sizes, series, growth and growth.line))
    return path


def measure(curve, build, pace, directory):
    print(f"\n{curve.word}: {curve.title}, {curve.unit}")
    made = {"curve": curve.word, "title": curve.title, "unit": curve.unit, "met": None, "command": f"make bench FULL=1 ONLY={curve.word}"}
    try:
        measured = measure_points(curve, build, pace)
    except (OSError, RuntimeError, ValueError, KeyError, subprocess.SubprocessError) as error:
        made |= {"met": False, "problem": " ".join(str(error).split())}
        print(f"NOT MEASURED: {made['problem']}")
        return made
    made["points"] = [{curve.column: point} | {name: sample.runs for name, sample in samples.items()} for point, samples in measured]
    growth = None
    if len(curve.points) >= LEAST:
        growth = Growth.of([point for point, _ in measured], [samples["ours"] for _, samples in measured], curve.limit)
        print(growth)
        made |= {"slope": growth.line.slope, "slope_rounds": growth.rounds, "slope_end": growth.end}
        made |= {"limit": growth.limit, "met": growth.met}
    return made | {"image": draw(curve, measured, growth, directory)}


def chosen(word):
    return [curve for curve in CURVES if curve.word == word] or [curve for curve in CURVES if word in f"{curve.word} {curve.title}"]


def measure_all(word, build, pace, directory):
    # Three of each point: a curve shows how a figure grows, the table what it is.
    return [measure(curve, build, pace._replace(rounds=min(3, pace.rounds)), directory) for curve in chosen(word)]
