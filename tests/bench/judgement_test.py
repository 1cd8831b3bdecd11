"""How `make bench` judges figures, with figures that are made up."""
import contextlib
import io
import json
import os
import sys
import tempfile
import unittest
from unittest import mock

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../../bench"))
import rounds  # noqa: E402
import rows  # noqa: E402
import run  # noqa: E402
from figure import Budget, Measured, Sample, Verdict, exactly  # noqa: E402


def bench(*made_up, arguments=()):
    """run.py with these rows: (exit code, what it prints, what it writes)."""
    with tempfile.TemporaryDirectory() as directory, contextlib.redirect_stdout(io.StringIO()) as printed:
        path = os.path.join(directory, "bench.json")
        with mock.patch.object(rows, "ROWS", made_up), mock.patch.object(sys, "argv", ["run.py", "--json", path, *arguments]):
            code = run.main()
        with open(path, encoding="utf-8") as file:
            return code, printed.getvalue(), json.load(file)


def row(word, measured, *budgets):
    def measure(*_):
        if isinstance(measured, Exception):
            raise measured
        return measured

    return rows.Row(word, f"work of {word}", "us", measure, budgets)


class Judgement(unittest.TestCase):
    def test_all_budgets_met(self):
        code, printed, written = bench(row("fine", exactly(3), Budget(4)), row("fast", exactly(70_000), Budget(60_000, at_least=True)))
        self.assertEqual(code, 0)
        self.assertIn("no budget is missed", printed)
        self.assertEqual([made["met"] for made in written["rows"]], [True, True])
        self.assertGreaterEqual(written["machine"]["cores"], 1)
        self.assertEqual(written["rows"][0]["command"], "make bench ONLY=fine")
        self.assertEqual(written["rows"][0]["budgets"][0]["limit"], 4)

    def test_a_missed_budget_is_an_exit_code(self):
        code, printed, written = bench(row("fine", exactly(3), Budget(4)), row("slow", exactly(5), Budget(4)))
        self.assertEqual(code, 1)
        self.assertIn("missed: slow", printed)
        self.assertEqual([made["met"] for made in written["rows"]], [True, False])

    def test_every_budget_of_a_row_counts(self):
        measured = Measured(Sample([0.1]), {"by hand": Sample([0.04])})
        code, _, written = bench(row("script", measured, Budget(0.15), Budget(2, of="by hand")))
        self.assertEqual(code, 1)
        self.assertEqual([budget["met"] for budget in written["rows"][0]["budgets"]], [True, False])

    def test_a_row_that_cannot_be_measured_says_why_and_fails(self):
        code, printed, written = bench(row("broken", RuntimeError("the clients do not get ready"), Budget(4)))
        self.assertEqual(code, 1)
        self.assertIn("NOT MEASURED: the clients do not get ready", printed)
        self.assertEqual((written["rows"][0]["met"], written["rows"][0]["problem"]), (False, "the clients do not get ready"))

    def test_a_row_without_a_budget_is_only_told(self):
        code, _, written = bench(row("plain", exactly(3)))
        self.assertEqual((code, written["rows"][0]["met"]), (0, None))

    def test_quartiles_far_apart_are_said(self):
        _, printed, written = bench(row("noisy", Measured(Sample([3.0, 3.1, 3.6, 3.9, 3.2])), Budget(4)))
        self.assertIn("met, spread 16%: too wide to judge", printed)
        self.assertFalse(written["rows"][0]["judged"])
        self.assertTrue(bench(row("calm", Measured(Sample([3.0, 3.01, 3.02])), Budget(4)))[2]["rows"][0]["judged"])

    def test_ratios_are_of_pairs(self):
        # The machine was three times slower in the second round: the ratio is still 1.2.
        measured = Measured(Sample([12, 36, 12]), {"epoll echo": Sample([10, 30, 10])})
        verdict = Verdict.of([Budget(1.25, of="epoll echo")], measured)
        self.assertEqual((verdict.met, verdict.judged), (True, True))
        self.assertAlmostEqual(Budget(1.25, of="epoll echo").held(measured).figure, 1.2)

    def test_only_takes_a_row_by_its_word_or_several_by_a_part(self):
        made_up = [row(word, exactly(1)) for word in ("get", "get-unparked", "join")]
        meant = {"get": ["get"], "work of get": ["get", "get-unparked"], "join": ["join"], "unpark": ["get-unparked"]}
        for word, expected in meant.items():
            _, _, written = bench(*made_up, arguments=["--only", word])
            self.assertEqual([made["row"] for made in written["rows"]], expected)
        with contextlib.redirect_stderr(io.StringIO()) as said, self.assertRaises(SystemExit):
            bench(*made_up, arguments=["--only", "nonsense"])
        self.assertIn("their words are get get-unparked join", said.getvalue())

    def test_a_page_that_was_mounted_twice_is_noticed(self):
        server = mock.Mock()
        server.stats.return_value = {"mounts": 12, "resumes": 8}
        self.assertEqual(rounds.all_resumed(server, {"total": 10}), "10 joins, but 12 mounts and 8 resumes")
        server.stats.return_value = {"mounts": 10, "resumes": 10}
        self.assertIsNone(rounds.all_resumed(server, {"total": 10}))


class Words(unittest.TestCase):
    def test_each_row_has_a_word_of_its_own(self):
        words = [made.word for made in rows.ROWS]
        self.assertEqual(len(words), len(set(words)))


if __name__ == "__main__":
    unittest.main()
