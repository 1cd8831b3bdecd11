"""examples/inside/measure.py measures: three runs, and viewers that are served. The figures themselves depend on the machine."""
import os
import re
import subprocess
import unittest

ROOT = os.path.join(os.path.dirname(__file__), "../..")


class Measure(unittest.TestCase):
    def test_the_table_has_its_three_runs(self):
        done = subprocess.run([os.path.join(ROOT, "examples/inside/measure.py"), "--build", os.environ["BUILD"], "--seconds", "2", "--viewers", "5"],
                              capture_output=True, text=True, timeout=60, check=False)
        rows = re.findall(r"^\| (.*?) \| ([\d.]+) us \| ([\d.]+) us \| ([\d.]+) us \| ([\d.]+) us \| (\S+) \|$", done.stdout, re.M)
        self.assertEqual([row[0] for row in rows], ["without the library", "with it, nobody looks", "with 5 viewers"], done.stderr)
        for row in rows:
            self.assertLessEqual(float(row[1]), float(row[3]))
        self.assertGreater(float(rows[2][5]), 5, "frames a second")


if __name__ == "__main__":
    unittest.main()
