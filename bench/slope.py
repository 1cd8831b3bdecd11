"""How a figure grows with a size: the exponent b of figure = a * size ** b."""
import collections
import math
import statistics

LEAST = 5  # sizes that a slope is told of


class Line(collections.namedtuple("Line", "slope intercept")):
    """A straight line through points whose both logarithms were taken."""

    @classmethod
    def through(cls, sizes, figures):
        """By least squares."""
        slope, intercept = statistics.linear_regression([math.log(size) for size in sizes], [math.log(figure) for figure in figures])
        return cls(slope, intercept)

    def at(self, size):
        return math.exp(self.intercept + self.slope * math.log(size))


class Growth(collections.namedtuple("Growth", "line rounds end limit")):
    """line: through the figures of all sizes. rounds: the slope of each round by itself. end: the slope between the last two sizes, where
    what grows weighs most. limit: what the slope of the line may be, or None."""

    @classmethod
    def of(cls, sizes, samples, limit=None):
        figures = [sample.figure for sample in samples]
        rounds = [Line.through(sizes, figures_of_round).slope for figures_of_round in zip(*(sample.runs for sample in samples))]
        return cls(Line.through(sizes, figures), rounds, Line.through(sizes[-2:], figures[-2:]).slope, limit)

    @property
    def met(self):
        return None if self.limit is None else self.line.slope <= self.limit

    def __str__(self):
        budget = "" if self.limit is None else f", budget {self.limit:g}: {'met' if self.met else 'MISSED'}"
        return f"slope {self.line.slope:.2f} (rounds {min(self.rounds):.2f}..{max(self.rounds):.2f}), at its end {self.end:.2f}{budget}"
