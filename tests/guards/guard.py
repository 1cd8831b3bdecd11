#!/usr/bin/env python3
"""Measures what does not depend on the machine and compares it with figures.txt.

    tests/guards/guard.py [--build build/release] [--accept] [KIND...]

KIND: allocations heap instructions system_calls frames client records; all of them without one. A figure that grew beyond what it may is told
with the old one, and the exit code is 1. --accept (or tests/guards/accept) writes the new ones down; budgets are not moved by it.
"""
import argparse
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(ROOT, "bench"))
import figures  # noqa: E402
import kinds  # noqa: E402
import strace  # noqa: E402

SKIPPED = 77  # ctest's


def read_record():
    with open(figures.PATH, encoding="utf-8") as file:
        return figures.Record(file.read())


def accept(kind, measured):
    record = read_record()
    refused = record.accept(kind, measured)
    with open(figures.PATH, "w", encoding="utf-8") as file:
        file.write(str(record))
    return refused


def measure(kind, build, recorded):
    """Twice more where something has grown, and the least counts: what chance adds is not in every run, what a change adds is."""
    measured = kinds.KINDS[kind](build)
    for _ in range(2 if kind in kinds.BY_CHANCE else 0):
        if not figures.faults(recorded, measured, ""):
            break
        measured = figures.least(measured, kinds.KINDS[kind](build))
    return measured


def compare(kind, measured):
    recorded = read_record().of(kind)
    for name, (value, unit) in sorted(measured.items()):
        was = f"recorded {figures.number(recorded[name].value)}" if name in recorded else "not recorded"
        print(f"{name:56} {figures.number(value):>9} {unit:13} {was}")
    for line in figures.fallen(recorded, measured):
        print(f"{line}: tests/guards/accept {kind}")
    return figures.faults(recorded, measured, f"tests/guards/accept {kind}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kind", nargs="*", metavar="KIND", help=" ".join(kinds.KINDS))
    parser.add_argument("--build", default="build/release")
    parser.add_argument("--accept", action="store_true", help="write the new figures down")
    options = parser.parse_args()
    unknown = [kind for kind in options.kind if kind not in kinds.KINDS]
    if unknown:
        parser.error(f"no kind {unknown[0]}: {' '.join(kinds.KINDS)}")
    os.chdir(ROOT)
    wrong = []
    for kind in options.kind or kinds.KINDS:
        try:
            measured = measure(kind, options.build, read_record().of(kind))
        except strace.CannotTrace as reason:
            print(f"{kind}: {reason}")
            return SKIPPED
        wrong += accept(kind, measured) if options.accept else compare(kind, measured)
    print("\n".join(f"FAILED {line}" for line in wrong) or ("accepted" if options.accept else "no guard is broken"))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
