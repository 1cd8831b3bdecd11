"""How guards judge, with figures that are made up."""
import collections
import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import strace  # noqa: E402
from figures import Record, fallen, faults, least  # noqa: E402

TEXT = """# what this is
heap.view 2000 heap-bytes 2% 3072
calls.event.recvfrom 1 calls 0.05 -
calls.event.sendto 1 calls 0.05 -
"""
CALLS = {"calls.event.recvfrom": (1, "calls"), "calls.event.sendto": (1, "calls")}


def calls_that_fail(**changed):
    measured = CALLS | {f"calls.event.{name}": (times, "calls") for name, times in changed.items()}
    return faults(Record(TEXT).of("calls"), measured, "accept calls")


class Guards(unittest.TestCase):
    def test_what_is_as_recorded_passes(self):
        self.assertEqual(calls_that_fail(), [])
        self.assertEqual(calls_that_fail(sendto=1.05), [])

    def test_growth_is_told_with_both_figures_the_limit_and_the_way_out(self):
        self.assertEqual(calls_that_fail(recvfrom=2),
                         ["calls.event.recvfrom: was 1 calls, is 2, may be 1.05 (+0.05). If that is meant: accept calls"])

    def test_a_call_of_a_new_kind_is_named(self):
        self.assertEqual(calls_that_fail(clock_gettime=1),
                         ["calls.event.clock_gettime: 1 calls, where none were. If that is meant: accept calls"])

    def test_a_figure_that_is_gone_is_named(self):
        gone = faults(Record(TEXT).of("calls"), {"calls.event.recvfrom": (1, "calls")}, "accept calls")
        self.assertEqual(gone, ["calls.event.sendto: was 1 calls, is not there any more. If that is meant: accept calls"])

    def test_percentages_are_of_the_recorded_figure(self):
        recorded = Record(TEXT).of("heap")
        self.assertEqual(faults(recorded, {"heap.view": (2040, "heap-bytes")}, ""), [])
        self.assertEqual(len(faults(recorded, {"heap.view": (2041, "heap-bytes")}, "")), 1)

    def test_what_has_fallen_far_is_said(self):
        recorded = Record(TEXT).of("heap")
        self.assertEqual(fallen(recorded, {"heap.view": (1960, "heap-bytes")}), [])
        self.assertEqual(fallen(recorded, {"heap.view": (1500, "heap-bytes")}), ["heap.view: was 2,000 heap-bytes, is only 1,500"])


class Chance(unittest.TestCase):
    """1,000 events, of which threads that meet at a lock make some longer."""

    def faults_with(self, **calls):
        own = collections.Counter(futex=2, sendto=1)
        counted = collections.Counter(recvfrom=1000, sendto=1001, **{call: times + own[call] for call, times in calls.items()})
        each = strace.each(counted, own, 1000)
        return faults(Record(TEXT).of("calls"), {f"calls.event.{call}": (times, "calls") for call, times in each.items()}, "accept calls")

    def test_a_lock_that_is_met_now_and_then_is_no_fault(self):
        self.assertEqual(self.faults_with(futex=70), [])
        self.assertEqual(self.faults_with(futex=490), [])
        self.assertEqual(self.faults_with(timerfd_settime=60), [])

    def test_a_lock_in_every_event_is(self):
        self.assertEqual(self.faults_with(futex=1000), ["calls.event.futex: 1 calls, where none were. If that is meant: accept calls"])
        self.assertEqual(len(self.faults_with(futex=500)), 1)
        self.assertEqual(len(self.faults_with(timerfd_settime=1000)), 1)

    def test_other_calls_have_less_room(self):
        self.assertEqual(self.faults_with(writev=40), [])
        self.assertEqual(len(self.faults_with(writev=70)), 1)

    def test_of_several_runs_the_least_counts(self):
        self.assertEqual(least({"a": (1, "calls"), "b": (3, "calls"), "by_chance": (1, "calls")}, {"a": (2, "calls"), "b": (2, "calls")}),
                         {"a": (1, "calls"), "b": (2, "calls")})


class Accepting(unittest.TestCase):
    def test_the_new_figure_keeps_what_it_may_grow_by_and_its_budget(self):
        record = Record(TEXT)
        self.assertEqual(record.accept("heap", {"heap.view": (2500, "heap-bytes")}), [])
        self.assertIn("heap.view 2500 heap-bytes 2% 3072", " ".join(str(record).split()))
        self.assertTrue(str(record).startswith("# what this is\n"))

    def test_a_figure_over_its_budget_is_not_taken(self):
        record = Record(TEXT)
        self.assertEqual(record.accept("heap", {"heap.view": (3073, "heap-bytes")}),
                         ["heap.view: 3,073 heap-bytes is over its budget of 3,072"])
        self.assertEqual(record.figures["heap.view"].value, 2000)

    def test_new_ones_come_in_and_old_ones_go_but_only_of_their_kind(self):
        record = Record(TEXT)
        record.accept("calls", {"calls.event.writev": (1, "calls")})
        self.assertEqual(sorted(record.figures), ["calls.event.writev", "heap.view"])
        self.assertEqual(record.figures["calls.event.writev"].growth, "0.05")


class Strace(unittest.TestCase):
    def test_calls_are_those_of_the_thread_that_sets_the_marks(self):
        marks = strace.between_marks([
            '7 write(-1, "ready", 5) = -1 EBADF (Bad file descriptor)\n',
            "7 epoll_wait(4,  <unfinished ...>\n",
            '8 sendto(9, "x", 1, 0, NULL, 0) = 1\n',
            "7 <... epoll_wait resumed>[{}], 128, -1) = 1\n",
            '7 recvfrom(5, "x", 65536, 0, NULL, NULL) = 1\n',
            '7 write(-1, "event", 5) = -1 EBADF (Bad file descriptor)\n',
        ])
        self.assertEqual(marks["event"], {"epoll_wait": 1, "recvfrom": 1})


if __name__ == "__main__":
    unittest.main()
