"""A curve as an SVG: both axes by logarithms, a bar from quartile to quartile at each point, and the line that was fitted. Light or dark as
its reader's system is."""
import collections
import html
import math

WIDTH, HEIGHT = 640, 360
LEFT, RIGHT, TOP, BOTTOM = 64, 16, 68, 44
STYLE = ("text{font:12px system-ui,sans-serif;fill:#57606a}.title{font-size:14px;fill:#1f2328}.grid{stroke:#d0d7de}"
         ".fit{stroke-dasharray:6 4}.bar{stroke-width:2}"
         ".s0{stroke:#0969da;color:#0969da}.s1{stroke:#8250df;color:#8250df}.s2{stroke:#9a6700;color:#9a6700}"
         "circle,.name{fill:currentColor;stroke:none}polyline{fill:none}"
         "@media(prefers-color-scheme:dark){text{fill:#9198a1}.title{fill:#f0f6fc}.grid{stroke:#3d444d}"
         ".s0{stroke:#4493f8;color:#4493f8}.s1{stroke:#ab7df8;color:#ab7df8}.s2{stroke:#d29922;color:#d29922}}"
         ".name{fill:currentColor;stroke:none}")

# samples: of the sizes, in their order.
Series = collections.namedtuple("Series", "name samples")


def short(value):
    """1500000 as 1.5M."""
    for factor, letter in ((1e6, "M"), (1e3, "k")):
        if value >= factor:
            return f"{value / factor:g}{letter}"
    return f"{value:g}"


class Axis:
    """Puts a range of values on a range of pixels."""

    def __init__(self, low, high, begin, end):
        self.low, self.high, self.begin, self.end = low, high, begin, end

    def at(self, value):
        share = math.log(value / self.low) / math.log(self.high / self.low)
        return round(self.begin + share * (self.end - self.begin), 1)

    def ticks(self):
        """Powers of ten, and 2 and 5 of them where there are few."""
        decades = range(math.floor(math.log10(self.low)), math.ceil(math.log10(self.high)) + 1)
        factors = (1,) if math.log10(self.high / self.low) > 3 else (1, 2, 5)
        return [tick for decade in decades for tick in (factor * 10.0**decade for factor in factors) if self.low <= tick <= self.high]


def vertical(series):
    """Room for all quartiles, and a factor of four at least: a flat curve is to look flat."""
    values = [value for one in series for sample in one.samples for value in (*sample.quartiles, sample.figure)]
    low, high = min(values), max(values)
    margin = max(1.2, 2 / math.sqrt(high / low))
    return Axis(low / margin, high * margin, HEIGHT - BOTTOM, TOP)


def text(x, y, words, anchor="middle", kind=""):
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}"{kind and f" class={chr(34)}{kind}{chr(34)}"}>{html.escape(words)}</text>'


def grid(across, up, unit, column):
    parts = []
    for tick in across.ticks():
        x = across.at(tick)
        parts += [f'<path class="grid" d="M{x} {TOP}V{HEIGHT - BOTTOM}"/>', text(x, HEIGHT - BOTTOM + 16, short(tick))]
    for tick in up.ticks():
        y = up.at(tick)
        parts += [f'<path class="grid" d="M{LEFT} {y}H{WIDTH - RIGHT}"/>', text(LEFT - 6, y + 4, short(tick), "end")]
    return [*parts, text(LEFT - 6, TOP - 8, unit, "end"), text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, column)]


def marks(number, series, sizes, across, up):
    points = [(across.at(size), sample) for size, sample in zip(sizes, series.samples)]
    parts = [f'<polyline points="{" ".join(f"{x},{up.at(sample.figure)}" for x, sample in points)}"/>']
    for x, sample in points:
        first, third = map(up.at, sample.quartiles)
        parts += [f'<path class="bar" d="M{x} {first}V{third}"/>', f'<circle cx="{x}" cy="{up.at(sample.figure)}" r="3.5"/>']
    name = text(LEFT + 8 + 120 * number, TOP + 16, series.name, "start", "name")
    return [f'<g class="s{number}">', *parts, name, "</g>"]


def draw(title, subtitle, column, unit, sizes, series, line=None):
    """line: a slope.Line through the first of the series."""
    across = Axis(sizes[0] / 1.15, sizes[-1] * 1.15, LEFT, WIDTH - RIGHT)
    up = vertical(series)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">', f"<title>{html.escape(title)}</title>",
             f"<style>{STYLE}</style>", text(12, 20, title, "start", "title"), text(12, 37, subtitle, "start")]
    parts += grid(across, up, unit, column)
    if line:
        ends = [max(up.low, min(up.high, line.at(size))) for size in (sizes[0], sizes[-1])]
        parts.append(f'<path class="s0 fit" d="M{across.at(sizes[0])} {up.at(ends[0])}L{across.at(sizes[-1])} {up.at(ends[1])}"/>')
    for number, one in enumerate(series):
        parts += marks(number, one, sizes, across, up)
    return "\n".join([*parts, "</svg>", ""])
