"""The recorded figures (figures.txt), and what is said of new ones."""
import collections
import os

PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "figures.txt")
# What a figure of this unit may grow by when it is recorded for the first time.
GROWTH = {"instructions": "10%", "heap-bytes": "2%", "gzip-bytes": "1%", "calls": "0.05"}


def number(value):
    return f"{value:,.3f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"


class Figure(collections.namedtuple("Figure", "name value unit growth budget", defaults=("0", None))):
    """growth: "10%" or "0". budget: what no new figure may exceed, accepted or not; None: there is none."""

    @property
    def limit(self):
        return self.value * (1 + float(self.growth[:-1]) / 100) if self.growth.endswith("%") else self.value + float(self.growth)

    def __str__(self):
        value = f"{self.value:.3f}".rstrip("0").rstrip(".")
        return f"{self.name:56} {value:>9} {self.unit:13} {self.growth:>4} {'-' if self.budget is None else f'{self.budget:g}':>7}"

    @classmethod
    def read(cls, line):
        name, value, unit, growth, budget = line.split()
        return cls(name, float(value), unit, growth, None if budget == "-" else float(budget))


class Record:
    """The file: comments, and a figure a line."""

    def __init__(self, text):
        lines = text.splitlines()
        self.head = [line for line in lines if line.startswith("#")]
        figures = [Figure.read(line) for line in lines if line and not line.startswith("#")]
        self.figures = {figure.name: figure for figure in figures}

    def __str__(self):
        return "\n".join([*self.head, *map(str, sorted(self.figures.values()))]) + "\n"

    def of(self, kind):
        return {name: figure for name, figure in self.figures.items() if name.startswith(kind + ".")}

    def accept(self, kind, measured):
        """Takes these figures for those of this kind. Growth and budget stay. Returns what is not taken, and why."""
        refused = []
        before = self.of(kind)
        for name in before.keys() - measured.keys():
            del self.figures[name]
        for name, (value, unit) in measured.items():
            old = before.get(name, Figure(name, value, unit, GROWTH.get(unit, "0")))
            if old.budget is not None and value > old.budget:
                refused.append(f"{name}: {number(value)} {unit} is over its budget of {number(old.budget)}")
            else:
                self.figures[name] = old._replace(value=value, unit=unit)
        return refused


def faults(recorded, measured, command):
    """What is wrong with new figures, a line each. measured: {name: (value, unit)}."""
    found = []
    for name, (value, unit) in sorted(measured.items()):
        old = recorded.get(name)
        if old is None:
            found.append(f"{name}: {number(value)} {unit}, where none were. If that is meant: {command}")
        elif value > old.limit:
            found.append(f"{name}: was {number(old.value)} {unit}, is {number(value)}, may be {number(old.limit)} "
                         f"(+{old.growth}). If that is meant: {command}")
        elif old.budget is not None and value > old.budget:
            found.append(f"{name}: is {number(value)} {unit}, its budget is {number(old.budget)}")
    for name in sorted(recorded.keys() - measured.keys()):
        old = recorded[name]
        found.append(f"{name}: was {number(old.value)} {old.unit}, is not there any more. If that is meant: {command}")
    return found


def least(some, others):
    """Of two runs: what is in both, as often as where it is less often."""
    return {name: min(some[name], others[name]) for name in some.keys() & others.keys()}


def fallen(recorded, measured):
    """Figures so much lower that what is recorded guards little."""
    pairs = [(recorded[name], value) for name, (value, _) in sorted(measured.items()) if name in recorded]
    return [f"{old.name}: was {number(old.value)} {old.unit}, is only {number(value)}"
            for old, value in pairs if value < old.value - (old.limit - old.value)]
