"""How `make bench FULL=1` fits, judges and draws curves, with figures that are made up."""
import contextlib
import io
import json
import os
import sys
import tempfile
import unittest
import xml.etree.ElementTree as xml
from unittest import mock

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../../bench"))
import browser  # noqa: E402
import curves  # noqa: E402
import run  # noqa: E402
from figure import Sample  # noqa: E402
from slope import LEAST, Growth, Line  # noqa: E402

SIZES = (10, 100, 1_000, 10_000, 100_000)


class MadeUp:
    """In place of rounds.Work: what is measured at one size."""

    def __init__(self, ours, rival=None):
        self.samples = {"ours": Sample(ours)} | ({"epoll echo": Sample(rival)} if rival else {})

    def measure(self, *_):
        return self.samples


def curve(word, work, limit=None, points=SIZES):
    return curves.Curve(word, f"Title of {word} <&>", "rows", points, "us", work, limit)


def bench(*made_up, arguments=()):
    """run.py with these curves: (exit code, what it prints, what it writes, its images by word)."""
    with tempfile.TemporaryDirectory() as directory, contextlib.redirect_stdout(io.StringIO()) as printed:
        path = os.path.join(directory, "curves.json")
        with (mock.patch.object(curves, "CURVES", made_up), mock.patch.object(browser, "PAGES", ()),
              mock.patch.object(sys, "argv", ["run.py", "--curves", path, *arguments])):
            code = run.main()
        with open(path, encoding="utf-8") as file:
            written = json.load(file)
        images = {made["curve"]: xml.parse(made["image"]).getroot() for made in written["curves"] if "image" in made}
        return code, printed.getvalue(), written, images


def words(image):
    return [element.text for element in image.iter("{http://www.w3.org/2000/svg}text")]


class Slope(unittest.TestCase):
    def test_a_power_is_found_whatever_its_factor(self):
        for power in (-0.5, 0, 0.1, 1, 2):
            line = Line.through(SIZES, [7 * size**power for size in SIZES])
            self.assertAlmostEqual(line.slope, power)
            self.assertAlmostEqual(line.at(500), 7 * 500**power)

    def test_of_points_beside_a_line_the_squares_are_least(self):
        # y = 0, 0, 3 at x = 0, 1, 2: the line of least squares is -0.5 + 1.5 x.
        line = Line.through([1, 10, 100], [1, 1, 1000])
        self.assertAlmostEqual(line.slope, 1.5)
        self.assertAlmostEqual(line.at(1), 10**-0.5)

    def test_medians_are_fitted_and_each_round_by_itself(self):
        samples = [Sample([size, 100, size * size]) for size in SIZES]
        growth = Growth.of(SIZES, samples)
        self.assertEqual([round(slope, 6) for slope in growth.rounds], [1, 0, 2])
        self.assertAlmostEqual(growth.line.slope, Line.through(SIZES, [sample.figure for sample in samples]).slope)
        self.assertIsNone(growth.met)

    def test_the_end_shows_what_the_whole_hides(self):
        growth = Growth.of(SIZES, [Sample([8 + size / 100]) for size in SIZES], limit=0.6)
        self.assertTrue(growth.met)
        self.assertGreater(growth.end, 0.9)


class Judgement(unittest.TestCase):
    def test_a_slope_within_its_limit_is_met(self):
        code, printed, written, _ = bench(curve("flat", lambda size: MadeUp([8, 8.1, 8.2]), 0.1))
        self.assertEqual(code, 0)
        self.assertIn("budget 0.1: met", printed)
        self.assertEqual((written["curves"][0]["met"], written["curves"][0]["limit"]), (True, 0.1))
        self.assertAlmostEqual(written["curves"][0]["slope"], 0)

    def test_a_slope_above_its_limit_is_an_exit_code(self):
        flat, steep = (curve(word, lambda size, power=power: MadeUp([size**power]), 0.1) for word, power in (("flat", 0), ("steep", 0.2)))
        code, printed, written, _ = bench(flat, steep)
        self.assertEqual(code, 1)
        self.assertIn("slope 0.20", printed)
        self.assertIn("missed: steep", printed)
        self.assertEqual([made["met"] for made in written["curves"]], [True, False])

    def test_a_curve_without_a_limit_is_only_told(self):
        code, _, written, _ = bench(curve("steep", lambda size: MadeUp([size])))
        self.assertEqual((code, written["curves"][0]["met"]), (0, None))

    def test_of_few_sizes_no_slope_is_told(self):
        code, printed, written, images = bench(curve("two", lambda size: MadeUp([size]), points=(1, 2)))
        self.assertEqual(code, 0)
        self.assertNotIn("slope", written["curves"][0])
        self.assertNotIn("slope", printed)
        self.assertIn("2 sizes: no slope is told", words(images["two"]))

    def test_a_curve_that_cannot_be_measured_says_why_and_the_next_is_measured(self):
        def broken(size):
            raise RuntimeError("the clients do not get ready")

        code, printed, written, images = bench(curve("broken", broken, 0.1), curve("fine", lambda size: MadeUp([1.0])))
        self.assertEqual(code, 1)
        self.assertIn("NOT MEASURED: the clients do not get ready", printed)
        self.assertEqual([made["met"] for made in written["curves"]], [False, None])
        self.assertEqual(list(images), ["fine"])

    def test_only_takes_a_curve_by_its_word(self):
        made_up = [curve(word, lambda size: MadeUp([1.0])) for word in ("render", "render-versions")]
        _, _, written, _ = bench(*made_up, arguments=["--only", "render"])
        self.assertEqual([made["curve"] for made in written["curves"]], ["render"])
        with contextlib.redirect_stderr(io.StringIO()) as said, self.assertRaises(SystemExit):
            bench(*made_up, arguments=["--only", "nonsense"])
        self.assertIn("their words are render render-versions", said.getvalue())


class Drawing(unittest.TestCase):
    def test_an_image_says_title_slope_and_budget_and_has_every_point(self):
        def work(size):
            return MadeUp([size**0.5, 1.1 * size**0.5, 1.2 * size**0.5], [1.0, 2.0, 3.0])

        *_, images = bench(curve("drawn", work, 0.6))
        image = images["drawn"]
        self.assertIn("Title of drawn <&>, us", words(image))
        self.assertTrue(any(word.startswith("slope 0.50") and word.endswith("budget 0.6: met") for word in words(image)))
        self.assertTrue({"rows", "us", "10", "1k", "100k", "ours", "epoll echo"} <= set(words(image)))
        self.assertEqual(len(image.findall(".//{*}circle")), 2 * len(SIZES))
        self.assertEqual(len(image.findall(".//{*}path[@class='bar']")), 2 * len(SIZES))
        self.assertEqual(len(image.findall(".//{*}path[@class='s0 fit']")), 1)

    def test_points_stand_where_their_logarithms_are(self):
        *_, images = bench(curve("drawn", lambda size: MadeUp([size])))
        points = [(float(circle.get("cx")), float(circle.get("cy"))) for circle in images["drawn"].findall(".//{*}circle")]
        for axis, signs in zip(zip(*points), (1, -1)):
            steps = [signs * (after - before) for before, after in zip(axis, axis[1:])]
            self.assertGreater(min(steps), 0)
            self.assertLess(max(steps) - min(steps), 0.3)

    def test_figures_that_never_change_are_drawn(self):
        *_, images = bench(curve("flat", lambda size: MadeUp([5.0])))
        self.assertEqual(len({circle.get("cy") for circle in images["flat"].findall(".//{*}circle")}), 1)


class Curves(unittest.TestCase):
    def test_each_has_a_word_of_its_own_and_sizes_enough_for_a_slope(self):
        self.assertEqual(len({made.word for made in curves.CURVES}), len(curves.CURVES))
        for made in curves.CURVES:
            self.assertTrue(len(made.points) >= LEAST or made.word == "loops", made.word)
            self.assertTrue(len(made.points) >= LEAST or made.limit is None, made.word)


if __name__ == "__main__":
    unittest.main()
