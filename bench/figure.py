"""What several runs of one thing say: their median, and how far to trust it."""
import collections
import statistics

WIDEST = 0.10  # quartiles further apart than this share of the median are too wide to judge by


class Sample(collections.namedtuple("Sample", "runs")):
    """The figures of some runs, in their order."""

    @property
    def figure(self):
        """The figure to be told."""
        return statistics.median(self.runs)

    @property
    def quartiles(self):
        if len(self.runs) < 2:
            return self.runs[0], self.runs[0]
        first, _, third = statistics.quantiles(self.runs, n=4, method="inclusive")
        return first, third

    @property
    def spread(self):
        first, third = self.quartiles
        return (third - first) / self.figure if self.figure else 0.0

    def over(self, other):
        """Run by run: what disturbs the machine disturbs both of a pair."""
        return Sample([ours / theirs for ours, theirs in zip(self.runs, other.runs)])


class Least(Sample):
    """Judged by its least run: where others can only add to what a thing takes, as to a browser's time on a machine it shares."""

    @property
    def figure(self):
        return min(self.runs)

    @property
    def spread(self):
        # A least figure is trusted when others come near it.
        tenth = sorted(self.runs)[len(self.runs) // 10]
        return (tenth - self.figure) / self.figure if self.figure else 0.0

    def over(self, other):
        return Sample([self.figure / other.figure])


class Budget(collections.namedtuple("Budget", "limit of at_least", defaults=(None, False))):
    """limit: in the row's unit, or with `of` a multiple of that rival's figure."""

    def held(self, measured):
        """What is held against the limit."""
        return measured.ours.over(measured.rivals[self.of]) if self.of else measured.ours

    def met(self, measured):
        value = self.held(measured).figure
        return value >= self.limit if self.at_least else value <= self.limit


# rivals: by name, measured in turn with ours. note: what a reader must know of these figures.
Measured = collections.namedtuple("Measured", "ours rivals note", defaults=({}, ""))


def exactly(value, note=""):
    """A figure that is counted, not timed."""
    return Measured(Sample([value]), {}, note)


class Verdict(collections.namedtuple("Verdict", "met judged spread")):
    """met: every budget of the row. judged: no figure a budget looks at is spread too wide."""

    @classmethod
    def of(cls, budgets, measured):
        if measured is None:
            return cls(False, False, None)
        spread = max([budget.held(measured).spread for budget in budgets] or [measured.ours.spread])
        met = all(budget.met(measured) for budget in budgets) if budgets else None
        return cls(met, spread <= WIDEST, spread)

    def __str__(self):
        if self.spread is None:
            return "NOT MEASURED"
        word = {True: "met", False: "MISSED", None: "-"}[self.met]
        return word if self.judged else f"{word}, spread {self.spread:.0%}: too wide to judge"
