#!/usr/bin/env python3
"""Measures the budget table and prints it: what runs here, in one run, beside the budgets.

Server on one core, load on the other, loopback, no TLS. Rivals are measured in turn with ours, seven times: a figure is the median, a ratio
the median of the pairs' ratios, and of a browser's times the least. `beside` is how many cores others kept busy meanwhile: near 0 on a
machine to judge by. Exits with 1 when a budget is missed or a row cannot be measured."""
import argparse
import json
import os
import subprocess
import sys
import time

import browser
import curves
import machine
import rounds
import rows
import table
import web_rivals
from figure import Verdict

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def chosen(word):
    """A row's own word chooses it alone, any other word all rows that have it in their word or their work."""
    return [row for row in rows.ROWS if row.word == word] or [row for row in rows.ROWS if word in f"{row.word} {row.work}"]


def take(row, build, pace):
    try:
        return row.measure(build, pace), ""
    except (OSError, RuntimeError, ValueError, KeyError, subprocess.SubprocessError) as error:
        return None, " ".join(str(error).split())


def entry(row, measured, verdict, seconds, beside, problem):
    made = {"row": row.word, "work": row.work, "unit": row.unit, "met": verdict.met, "judged": verdict.judged, "seconds": round(seconds, 1),
            "beside": {"cores": round(beside, 2), "load_average": os.getloadavg()}, "command": f"make bench ONLY={row.word}"}
    if measured is None:
        return made | {"problem": problem}

    def sample(figures):
        return {"figure": figures.figure, "quartiles": figures.quartiles, "runs": figures.runs}

    made["ours"] = sample(measured.ours)
    made["spread"] = verdict.spread
    made["budgets"] = [{"limit": budget.limit, "of": budget.of, "at_least": budget.at_least, "met": budget.met(measured),
                        "figure": sample(budget.held(measured))} for budget in row.budgets]
    made["rivals"] = {name: sample(figures) for name, figures in measured.rivals.items()}
    return made | ({"note": measured.note} if measured.note else {})


def measure_all(selected, build, pace):
    print(table.header(), flush=True)
    for row in selected:
        beside, begin = machine.Beside(), time.monotonic()
        measured, problem = take(row, build, pace)
        seconds, cores = time.monotonic() - begin, beside.cores()
        verdict = Verdict.of(row.budgets, measured)
        print(table.line(row, measured, verdict, cores, problem), flush=True)
        yield entry(row, measured, verdict, seconds, cores, problem)


def write(path, content):
    with open(path, "w", encoding="utf-8") as file:
        json.dump(content, file, indent=1)


def failures(made, kind):
    """The exit code, after a last line that says what is missed."""
    failed = [each[kind] for each in made if each["met"] is False]
    print(f"missed: {', '.join(failed)}" if failed else "no budget is missed")
    return 1 if failed else 0


def measure_curves(options, pace, about):
    made = curves.measure_all(options.only, options.build, pace, os.path.join(os.path.dirname(options.curves), "curves"))
    write(options.curves, about | {"curves": made, "browser": browser.measure_all(options.only, options.build, pace)})
    print()
    return failures(made, "curve")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", default="build/bench", help="where the programs are: BUILD/bin")
    parser.add_argument("--json", help="also write the figures to this file")
    parser.add_argument("--only", default="", help="measure only the rows with this word")
    parser.add_argument("--curves", metavar="FILE", help="measure curves instead of the table: figures to this file, images to curves/ beside it")
    parser.add_argument("--rivals", metavar="FILE", help="measure other libraries of the web beside ours instead, and write that to this file")
    parser.add_argument("--quick", action="store_true", help="whether every row can be measured, in seconds; the figures mean nothing")
    options = parser.parse_args()
    os.chdir(ROOT)
    pace = rounds.QUICK if options.quick else rounds.CAREFUL
    about = {"machine": machine.describe(), "load_average": os.getloadavg(), "quick": options.quick}
    print(", ".join(f"{key} {value}" for key, value in about["machine"].items()) + f", load average {os.getloadavg()[0]:.1f}")
    if options.curves:
        if not curves.chosen(options.only) and not browser.chosen(options.only):
            words = " ".join(one.word for one in (*curves.CURVES, *browser.PAGES))
            parser.error(f"no curve has '{options.only}'; their words are {words}")
        return measure_curves(options, pace, about)
    if options.rivals:
        if not web_rivals.is_installed():
            parser.error(f"{web_rivals.WEB} has no packages: `make bench RIVALS=1` installs them")
        write(options.rivals, about | web_rivals.measure_all(options.only, options.build, options.quick))
        return 0
    selected = chosen(options.only)
    if not selected:
        parser.error(f"no row has '{options.only}'; their words are {' '.join(row.word for row in rows.ROWS)}")
    entries = list(measure_all(selected, options.build, pace))
    if options.json:
        write(options.json, about | {"rows": entries})
    return failures(entries, "row")


if __name__ == "__main__":
    sys.exit(main())
