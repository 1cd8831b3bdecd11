#!/usr/bin/env python3
"""Measures the budget table and prints it: what runs here, in one run, beside the budgets. --only WORD measures the rows whose name has it.

Server on one core, load on the other, loopback, no TLS. Ratios to the epoll echo server are taken in the same run; the figures of other
frameworks are not measured here. A row that cannot be measured says why."""
import argparse
import json
import os
import subprocess
import sys

import rows

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def measure(row, build):
    try:
        return row.work(build)
    except (OSError, RuntimeError, ValueError, KeyError, subprocess.SubprocessError) as error:
        return rows.Figure(None, note=str(error))


def verdict(row, figure):
    if figure.value is None:
        return "not measured"
    if row.per_echo is not None:
        limit = row.per_echo * figure.echo
    else:
        limit = row.limit
    kept = figure.value >= limit if row.more_is_better else figure.value <= limit
    return "kept" if kept else "MISSED"


def number(value):
    if value is None:
        return "-"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def budget(row):
    if row.per_echo is not None:
        return f"<= {row.per_echo} x echo"
    return f"{'>=' if row.more_is_better else '<='} {number(row.limit)}"


def line(row, figure):
    ratio = f"{figure.value / figure.echo:.2f}" if figure.echo and figure.value is not None else "-"
    text = f"{row.name:58} {number(figure.echo):>9} {number(figure.value):>9} {ratio:>6} {budget(row):>13}  {verdict(row, figure)}"
    return f"{text}  ({figure.note})" if figure.note else text


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", default="build/bench", help="where the programs are: BUILD/bin")
    parser.add_argument("--json", help="also write the figures to this file")
    parser.add_argument("--only", default="", help="measure only the rows whose name contains this")
    options = parser.parse_args()
    os.chdir(ROOT)
    print(f"{'work':58} {'echo':>9} {'ours':>9} {'ratio':>6} {'budget':>13}")
    figures = []
    for row in rows.ROWS:
        if options.only in row.name:
            figure = measure(row, options.build)
            print(line(row, figure), flush=True)
            figures.append({"work": row.name, "echo": figure.echo, "ours": figure.value, "verdict": verdict(row, figure), "note": figure.note})
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump(figures, file, indent=1)
    return 1 if any(figure["verdict"] == "MISSED" for figure in figures) else 0


if __name__ == "__main__":
    sys.exit(main())
