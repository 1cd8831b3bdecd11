"""How figures grow: with clients, rows, viewers and the size of a frame. `make bench FULL=1`."""
import collections

from rounds import Work
from table import number

# points: of the first column; work(point): what is measured there.
Curve = collections.namedtuple("Curve", "word title column points work")


def touch(versions):
    return lambda count: Work("event", "cpu_us", {"path": f"/table?rows={count}{versions}", "event": "touch", "clients": 4}, rivals=())


CURVES = [
    Curve("clients", "server CPU per counter event, us", "clients", (10, 100, 1_000, 10_000),
          lambda count: Work("event", "cpu_us", {"path": "/counter", "event": "inc", "clients": count})),
    Curve("rows", "touch 1 cell of a keyed table, CPU us", "rows", (10, 100, 1_000, 10_000, 100_000), touch("")),
    Curve("versions", "touch 1 cell of a table with row versions, CPU us", "rows", (10, 100, 1_000, 10_000, 100_000), touch("&versions=1")),
    Curve("viewers", "broadcast, CPU us per delivery", "viewers", (10, 100, 1_000, 10_000),
          lambda count: Work("broadcast", "cpu_us", {"path": "/feed", "clients": count})),
    Curve("frames", "server CPU per event, us, by the bytes of its answer", "bytes", (10, 100, 1_000, 10_000, 60_000),
          lambda size: Work("event", "cpu_us", {"path": f"/text?bytes={size}", "event": "change", "clients": 100})),
]


def measure(curve, build, pace):
    print(f"\n{curve.title}\n{curve.column:>10}", end="")
    points = []
    for point in curve.points if not pace.quick else curve.points[:2]:
        samples = curve.work(point).measure(build, pace)
        if not points:
            print("".join(f"{name:>12}" for name in samples) + f"{'ratio':>9}{'quartiles':>14}")
        rivals = [name for name in samples if name != "ours"]
        ratio = samples["ours"].over(samples[rivals[0]]) if rivals else None
        spread = f"{ratio.figure:9.2f}{'..'.join(f'{value:.2f}' for value in ratio.quartiles):>14}" if ratio else ""
        print(f"{point:>10,}" + "".join(f"{number(figures.figure):>12}" for figures in samples.values()) + spread, flush=True)
        points.append({curve.column: point} | {name: figures.runs for name, figures in samples.items()})
    return {"curve": curve.word, "title": curve.title, "points": points, "command": f"make bench FULL=1 ONLY={curve.word}"}


def measure_all(word, build, pace):
    # Three of each point: a curve shows how a figure grows, the table what it is.
    for curve in CURVES:
        if word in f"{curve.word} {curve.title}":
            yield measure(curve, build, pace._replace(rounds=min(3, pace.rounds)))
