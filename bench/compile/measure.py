#!/usr/bin/env python3
"""Compile time of templates: N + 1 of them minus 1, divided by N, user CPU, median of 5 runs.

    bench/compile/measure.py [--cxx g++] [--runs 5] [--optimize -O2] [--size 300] [--templates 20]

Every template is different, has a labelled hole for every 100 bytes, and compiles on its own, everything included: parsing, checks, labels,
constants, the code that fills it. Exits with 1 over budget.
"""
import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
# bytes, templates beyond the first, budget in ms each
SIZES = [(300, 100, 60), (3_000, 100, 500), (64_000, 2, 500 * 64 / 3)]


def template(index, size):
    """A template of about `size` bytes, as a function."""
    parts, arguments, length, row = [], [], 0, 0
    while True:
        text = (f'<li class="row r{index}x{row}" id="row-{row}"><b>{{name}}</b> of {row} things, '
                f'<a href="/items/{row}">open &amp; read</a></li>\n')
        if length + len(text) > size - 24 and row:
            break
        parts.append(text)
        arguments.append("name")
        length += len(text)
        row += 1
    body = f'<ul id="list-{index}">\n' + "".join(parts) + "</ul>"
    return f'Html template_{index}(std::string_view name) {{\n  return HTML(R"({body})", {", ".join(arguments)});\n}}\n'


def source(count, size):
    return '#include "golive/html.h"\nusing namespace golive;\n' + "".join(template(i, size) for i in range(count))


def compile_seconds(options, text):
    with tempfile.NamedTemporaryFile("w", suffix=".cpp") as file:
        file.write(text)
        file.flush()
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        subprocess.run([options.cxx, "-std=c++23", options.optimize, "-fconstexpr-ops-limit=1000000000" if "clang" not in options.cxx else
                        "-fconstexpr-steps=1000000000", f"-I{ROOT}/include", "-c", file.name, "-o", os.devnull], check=True)
        return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cxx", default="g++")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--optimize", default="-O2")
    parser.add_argument("--size", type=int, help="only templates of so many bytes")
    parser.add_argument("--templates", type=int, help="at most so many beyond the first")
    options = parser.parse_args()
    failed = False
    for size, count, budget in SIZES:
        if options.size not in (None, size):
            continue
        count = min(count, options.templates or count)
        one, many = source(1, size), source(count + 1, size)
        runs = [(compile_seconds(options, many) - compile_seconds(options, one)) * 1000 / count for _ in range(options.runs)]
        took = statistics.median(runs)
        over = took > budget
        failed = failed or over
        each = " ".join(f"{run:.1f}" for run in runs)
        print(f"{size:6} bytes: {took:8.1f} ms a template, budget {budget:.0f}{'  OVER BUDGET' if over else ''}, runs {each}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
