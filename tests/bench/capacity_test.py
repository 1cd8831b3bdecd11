"""What bench/capacity.py says of figures that are made up."""
import contextlib
import io
import json
import os
import sys
import tempfile
import unittest
from unittest import mock

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../../bench"))
import capacity  # noqa: E402
import rows  # noqa: E402
from capacity import Costs, Process, Traffic  # noqa: E402

# Of the rows of bench.json: 8 us an event, 24 more when it has to wake the server; 6 us a push; 2 KiB; 100 us a join, 50 a return.
FIGURES = {"event-alone": 32.0, "event-1000": 8.0, "broadcast": 6.0, "memory": 2.0, "join": 0.1, "rejoin": 0.05, "get": 60_000.0}
COSTS = Costs(alone=32, event=8, push=6, view=2, join=100, rejoin=50)
EVENTS = Traffic(events=1, pushes=0)


def written(figures, **more):
    measured = [{"row": word, "ours": {"figure": figure}} for word, figure in figures.items()]
    return {"machine": {"cores": 2, "memory_gib": 8.0}, "rows": measured} | more


def said(figures, *arguments, **more):
    with tempfile.TemporaryDirectory() as directory, contextlib.redirect_stdout(io.StringIO()) as printed:
        path = os.path.join(directory, "bench.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(written(figures, **more), file)
        with mock.patch.object(sys, "argv", ["capacity.py", "--figures", path, *arguments]):
            capacity.main()
    return printed.getvalue()


class Model(unittest.TestCase):
    def test_rows_become_costs(self):
        self.assertEqual(Costs.read(written(FIGURES)), COSTS)
        self.assertEqual(COSTS.wake, 24)

    def test_a_lone_event_pays_for_being_woken_and_a_busy_loop_does_not(self):
        self.assertAlmostEqual(capacity.busy(COSTS, EVENTS, 1), 32e-6, places=8)
        # 125,000 events of 8 us are a second.
        self.assertAlmostEqual(capacity.busy(COSTS, EVENTS, 125_000), 1)
        self.assertEqual(capacity.busy(COSTS, EVENTS, 1_000_000), 1)

    def test_a_loop_with_the_views_of_a_core_is_as_busy_as_it_may_be(self):
        for share in (0.1, 0.7, 1):
            for traffic in (EVENTS, Traffic(0.2, 1), Traffic(0, 60)):
                self.assertAlmostEqual(capacity.busy(COSTS, traffic, capacity.views_of_a_core(COSTS, traffic, share)), share)

    def test_events_and_pushes_are_weighed_by_how_often_they_come(self):
        self.assertAlmostEqual(Traffic(events=1, pushes=3).work(COSTS), (8 + 3 * 6) / 4)

    def test_the_least_of_all_limits_ends_a_process(self):
        process = Process(cores=2, gib=1, share=0.7, state=6, socket=4, descriptors=50_100, storm=10)
        limits = {name.split(",")[0]: limit for name, limit in process.limits(COSTS, EVENTS).items()}
        self.assertAlmostEqual(limits["CPU"], 2 * 1e6 * 0.7 / (8 + 0.3 * 24))
        self.assertAlmostEqual(limits["memory"], (1 << 20) / 24)
        self.assertEqual(limits["descriptors"], 50_000)
        self.assertAlmostEqual(limits["a storm of 10 s"], 10 * 2 / 100e-6)


class Told(unittest.TestCase):
    def test_all_that_was_asked_for_is_said(self):
        told = said(FIGURES, "--views", "100000", "--events-per-second", "0.2", "--pushes-per-second", "0", "--gib", "1",
                    "--socket-kib", "4")
        # 20,000 events a second on two loops; 100,000 views of 2 + 4 KiB; 100,000 times 50 and 100 us.
        self.assertRegex(told, r"CPU +0\.52 cores, 2 loops busy for 25\.8%")
        self.assertRegex(told, r"memory +586 MiB")
        self.assertRegex(told, r"back to their views +5\.00 s of CPU, 2\.50 s with 2 cores, 586 MiB")
        self.assertRegex(told, r"pages loaded anew +10\.00 s of CPU, 5\.00 s with 2 cores, 1,172 MiB")
        self.assertIn("views of a core at 70%: 230,263; of a GiB: 174,762", told)
        self.assertRegex(told, r"87,381 by memory, 1 GiB, twice in a storm  <- first")
        self.assertIn("so 100,000 views are 2 processes of 2 cores and 1 GiB", told)

    def test_machine_and_half_its_memory_are_the_default(self):
        self.assertRegex(said(FIGURES), r"so 5,000 views are 1 process of 2 cores and 4 GiB")

    def test_rows_that_are_missing_are_named(self):
        few = {word: figure for word, figure in FIGURES.items() if word not in ("rejoin", "memory")}
        with self.assertRaises(SystemExit) as left:
            said(few)
        self.assertIn("not measured: memory, rejoin. `make bench` measures all rows", str(left.exception))

    def test_figures_of_a_hurry_are_refused(self):
        with self.assertRaises(SystemExit) as left:
            said(FIGURES, quick=True)
        self.assertIn("mean nothing", str(left.exception))

    def test_no_traffic_and_no_file_are_said(self):
        with self.assertRaises(SystemExit) as left:
            said(FIGURES, "--events-per-second", "0", "--pushes-per-second", "0")
        self.assertIn("take no CPU", str(left.exception))
        with mock.patch.object(sys, "argv", ["capacity.py", "--figures", "/nowhere/bench.json"]), self.assertRaises(SystemExit) as left:
            capacity.main()
        self.assertIn("/nowhere/bench.json is not there", str(left.exception))

    def test_its_rows_are_rows_of_the_table(self):
        self.assertLessEqual({row for row, _ in capacity.NEEDED.values()}, {row.word for row in rows.ROWS})


if __name__ == "__main__":
    unittest.main()
