"""The figures of bench/web_rivals.py on the terminal: a block for each case, and all in one table as the README has it."""
from figure import Sample
from table import number

SUMMARY = ("client, KiB gzip", "1 cell of 1,000 rows: bytes / script ms", "1 cell of 10,000: script ms", "200 cells at once: script ms",
           "1 row before 10,000: bytes / script ms", "server CPU, us a click / a delivery", "KiB a viewer")
WIDTHS = (10, 15, 9, 15, 12, 11, 11, 12)


def quartiles(sample):
    return "..".join(map(number, sample.quartiles)) if len(sample.runs) > 1 else ""


def line(name, *cells):
    print(f"{name:22}" + "".join(f"{cell:>{width}}" for cell, width in zip(cells, WIDTHS)), flush=True)


def heading(what, took, unit=""):
    print(f"\n{what.title}{unit}   (in {took:.0f} s)")


def print_case(case, figures, took):
    heading(case, took)
    line("", "script ms", "quartiles", "task ms", "quartiles", "bytes down", "mutations", "page", "script KiB")
    for name, made in figures.items():
        script, task = Sample(made["script"]), Sample(made["task"])
        line(name, number(script.figure), quartiles(script), number(task.figure), quartiles(task), f"{made['bytes']:,.0f}",
             f"{made['records']:,.0f}", f"{made['page']:,}", f"{made['scripts'] / 1024:.1f}")


def print_load(load, runs, took):
    heading(load, took, f", {load.unit}")
    for name, figures in runs.items():
        line(name, number(Sample(figures).figure), quartiles(Sample(figures)))


def print_summary(made, like):
    """like: {name: the one whose server is the same, or None}."""
    print("\n| | " + " | ".join(SUMMARY) + " |\n" + "|---" * (len(SUMMARY) + 1) + "|")
    browser, server = made["browser"], made["server"]
    for name in browser["counter"]:

        def script(case):
            return number(Sample(browser[case][name]["script"]).figure)

        def down(case):
            return f"{browser[case][name]['bytes']:,.0f}"

        cpu, delivery, memory = (number(Sample(server[word][like.get(name) or name]).figure) for word in ("event", "broadcast", "idle"))
        cells = (f"{browser['counter'][name]['scripts'] / 1024:.1f}", f"{down('touch-1000')} / {script('touch-1000')}", script("touch-10000"),
                 script("cells-200"), f"{down('prepend-10000')} / {script('prepend-10000')}", f"{cpu} / {delivery}", memory)
        print(f"| {name} | " + " | ".join(cells) + " |")
