"""What pages cost the browser that shows them. `make bench FULL=1 ONLY=browser`, or one of the tables by its word."""
import collections
import subprocess

from script_time import node
from server import pages
from table import number

PHONE = 6  # times slower than this machine: DevTools' own "mid-tier mobile"

# Each row of a big table a box of its own. Like this the columns need a width that does not depend on the rows.
BOXES = ("table, thead, tbody { display: block } "
         "tr { display: grid; grid-template-columns: 5em 10em 4em 6em 5em; height: 1.5em } td, th { padding: 0 }")
FIXED = "table { table-layout: fixed; width: 40em }"
UNSEEN = BOXES + " tbody tr { content-visibility: auto; contain-intrinsic-size: auto 1.5em }"
# A cell of fixed size, whose text moves nothing outside.
CONTAINED = "#bar + div { display: grid; grid-template-columns: repeat(auto-fill, 7em) } #bar + div > span { height: 1.3em; contain: strict }"
STYLES = {"as it is": "", "table-layout: fixed": FIXED, "grid rows": BOXES, "grid rows, content-visibility: auto": UNSEEN}

# cases: (name, program of bench/script, its arguments after the URL); quick: how many of them suffice to see that it works, and their
# arguments then; columns: (of what the program prints, heading, factor).
Page = collections.namedtuple("Page", "word title cases columns")
Case = collections.namedtuple("Case", "name program arguments hurried")

COST = (("script", "script", 1), ("style", "style", 1), ("layout", "layout", 1), ("rest", "paint, rest", 1), ("task", "together", 1))


def patch(name, path, act, count, slower=1, css=""):
    return Case(name, "patch.mjs", (path, act, count, slower, css), (path, act, 2, slower, css))


def touches():
    for rows, count in ((1_000, 60), (10_000, 20), (100_000, 4)):
        for slower in (1, PHONE) if rows < 100_000 else (1,):
            yield patch(f"1 cell of {rows:,} rows{phone(slower)}", f"/table?rows={rows}", "touch", count, slower)
    for slower in (1, PHONE):
        yield patch(f"200 cells{phone(slower)}", "/cells?n=200", "tick", 100, slower)


def styled():
    for rows, count in ((10_000, 20), (100_000, 4)):
        for name, css in STYLES.items():
            yield patch(f"{rows:,} rows, {name}", f"/table?rows={rows}", "touch", count, css=css)


def phone(slower):
    return f", {slower} times slower" if slower > 1 else ""


def steady():
    path = "/cells?n=200"
    for slower in (1, PHONE):
        for name, css in (("", ""), (", contain: strict", CONTAINED)):
            yield Case(f"200 cells at 60 Hz{phone(slower)}{name}", "frames.mjs", (path, 10, slower, css), (path, 1, slower, css))


def loads():
    for name, path, times, css in (("counter", "/counter", 5, ""), ("200 cells", "/cells?n=200", 5, ""),
                                   ("1,000 rows", "/table?rows=1000", 5, ""), ("10,000 rows", "/table?rows=10000", 3, ""),
                                   ("100,000 rows", "/table?rows=100000", 1, ""),
                                   ("100,000 rows, grid, content-visibility: auto", "/table?rows=100000", 1, UNSEEN)):
        yield Case(name, "first_load.mjs", (path, times, 1, css), (path, 1, 1, css))
    yield Case(f"1,000 rows{phone(PHONE)}", "first_load.mjs", ("/table?rows=1000", 3, PHONE), ("/table?rows=1000", 1, PHONE))


def lasting():
    for name, path, act in (("1 cell of 1,000 rows", "/table?rows=1000", "touch"),
                            ("a row in, a row out of 1,000", "/table?rows=1000", "churn"), ("200 cells", "/cells?n=200", "tick")):
        yield Case(f"{name}, 3,600 updates", "memory.mjs", (path, act, 3_600, 6), (path, act, 4, 2))


PAGES = [
    Page("browser-patch", "a patch of a page that is shown, ms of its main thread", touches, COST),
    Page("browser-layout", "the same by the style of the table", styled, COST),
    Page("browser-frames", "a page that changes at every frame; ms a frame", steady,
         (("painted", "frames/s", 1), ("shown", "new/s", 1), *COST)),
    Page("browser-load", "from the click to a live page; ms, of the median run", loads,
         (("parsed", "parsed", 1), ("painted", "painted", 1), ("live", "live", 1), ("script", "script", 1), ("kib", "KiB", 1),
          ("heap", "heap MiB", 2**-20), ("nodes", "nodes", 1))),
    Page("browser-memory", "memory while a page changes, garbage collected", lasting,
         (("first", "heap KiB", 2**-10), ("last", "then KiB", 2**-10), ("slope", "bytes/update", 1), ("nodes", "nodes more", 1),
          ("listeners", "listeners", 1))),
]


def told(answer):
    """One figure a column: of several runs the one that was live in the median time, of points how they differ."""
    if isinstance(answer, list):
        return sorted(answer, key=lambda run: run["live"])[len(answer) // 2]
    if "points" in answer:
        first, last = answer["points"][0], answer["points"][-1]
        return {"first": first["heap"], "last": last["heap"], "slope": answer["slope"]} | {
            name: last[name] - first[name] for name in ("nodes", "listeners")}
    return answer


def take(case, build, pace):
    try:
        with pages(build) as server:
            answer = node(case.program, f"http://localhost:{server.port}", *(case.hurried if pace.quick else case.arguments))
        return {"case": case.name, "figures": told(answer), "runs": answer}
    except (OSError, RuntimeError, ValueError, KeyError, subprocess.SubprocessError) as error:
        return {"case": case.name, "problem": " ".join(str(error).split())}


def line(page, made):
    if "problem" in made:
        return f"{made['case']:46} NOT MEASURED: {made['problem']}"
    return f"{made['case']:46}" + "".join(f"{number(made['figures'][key] * factor):>13}" for key, _, factor in page.columns)


def measure(page, build, pace):
    print(f"\n{page.word}: {page.title}\n{'':46}" + "".join(f"{heading:>13}" for _, heading, _ in page.columns), flush=True)
    cases = []
    for case in list(page.cases())[: 1 if pace.quick else None]:
        cases.append(take(case, build, pace))
        print(line(page, cases[-1]), flush=True)
    return {"table": page.word, "title": page.title, "cases": cases, "command": f"make bench FULL=1 ONLY={page.word}"}


def chosen(word):
    return [page for page in PAGES if page.word.startswith(word)]


def measure_all(word, build, pace):
    return [measure(page, build, pace) for page in chosen(word)]
