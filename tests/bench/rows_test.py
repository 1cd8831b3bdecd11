"""Every row and every curve of `make bench` can be measured: bench/run.py --quick against the programs of this build."""
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest

ROOT = os.path.join(os.path.dirname(__file__), "../..")
sys.path.insert(0, os.path.join(ROOT, "bench"))
import browser  # noqa: E402
import curves  # noqa: E402
import rows  # noqa: E402

BUILD = os.environ.get("BENCH_BUILD", os.path.join(ROOT, "build/release"))


def run(*arguments):
    command = [os.path.join(ROOT, "bench/run.py"), "--quick", "--build", BUILD, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


class Quick(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.path = os.path.join(directory.name, "figures.json")

    def written(self):
        with open(self.path, encoding="utf-8") as file:
            return json.load(file)

    def test_each_row_is_measured(self):
        done = run("--json", self.path)
        entries = {entry["row"]: entry for entry in self.written()["rows"]}
        self.assertEqual(list(entries), [row.word for row in rows.ROWS])
        self.assertEqual({word: entry["problem"] for word, entry in entries.items() if "problem" in entry}, {})
        for row in rows.ROWS:
            self.assertGreater(entries[row.word]["ours"]["figure"], 0, row.word)
            for budget in row.budgets:
                self.assertIn(budget.of, [None, *entries[row.word]["rivals"]])
        # What is missed in such a hurry says nothing, but the exit code agrees with the table.
        self.assertEqual(done.returncode, 1 if re.search("MISSED", done.stdout) else 0, done.stderr)

    def test_each_curve_is_measured(self):
        done = run("--curves", self.path)
        self.assertEqual([made["curve"] for made in self.written()["curves"]], [curve.word for curve in curves.CURVES])
        for made in self.written()["curves"]:
            self.assertNotIn("problem", made)
            self.assertEqual(len(made["points"]), 2)
            self.assertTrue(os.path.getsize(made["image"]), made["curve"])
        self.assertEqual([made["table"] for made in self.written()["browser"]], [page.word for page in browser.PAGES])
        for made in self.written()["browser"]:
            self.assertEqual([case["problem"] for case in made["cases"] if "problem" in case], [])
        self.assertEqual(done.returncode, 1 if re.search("MISSED", done.stdout) else 0, done.stderr)

    def test_a_program_that_is_missing_is_said(self):
        done = run("--build", "nowhere", "--only", "render")
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stdout, "NOT MEASURED: .*nowhere/bin/render_bench")


if __name__ == "__main__":
    unittest.main()
