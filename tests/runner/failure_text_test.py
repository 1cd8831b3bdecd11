"""What CI shows of a test that failed: its own words, whatever else the program printed."""
import os
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "tools"))
import test_runners  # noqa: E402
from failure_text import failure_text  # noqa: E402


def passed(name):
    return f"[ RUN      ] {name}\n[       OK ] {name} (0 ms)\n"


def failed(name, words):
    return f"[ RUN      ] {name}\n{words}\n[  FAILED  ] {name}, where GetParam() = 1 (3 ms)\n"


END = "[----------] Global test environment tear-down\n[  PASSED  ] 2 tests.\n[  FAILED  ] 1 test, listed below:\n[  FAILED  ] Page.Opens\n"


class FailureText(unittest.TestCase):
    def test_a_failure_in_the_middle_of_a_thousand_tests_is_shown(self):
        many = "".join(passed(f"Page.Shows{i}") for i in range(1000))
        self.assertEqual(failure_text(many + failed("Page.Opens", "a.cpp:3: Failure\nit did not open") + many + END),
                         failed("Page.Opens", "a.cpp:3: Failure\nit did not open"))

    def test_a_program_that_died_shows_the_test_it_died_in(self):
        self.assertEqual(failure_text(passed("Page.Opens") + "[ RUN      ] Page.Closes\nSegmentation fault\n"),
                         "[ RUN      ] Page.Closes\nSegmentation fault\n")

    def test_of_many_failures_each_has_its_part(self):
        text = failure_text("".join(failed(f"Page.Opens{i}", "x" * 5000) for i in range(10)) + END)
        self.assertLessEqual(len(text), 8000)
        for i in range(10):
            self.assertIn(f"Page.Opens{i}\n", text)

    def test_what_is_no_gtest_program_shows_its_end(self):
        self.assertEqual(failure_text("a" * 9000 + "the end"), ("a" * 9000 + "the end")[-8000:])

    def test_the_runner_keeps_it_for_the_end(self):
        with tempfile.NamedTemporaryFile("w", suffix=".xml") as file:
            file.write(f"""<testsuite><testcase name="unit" status="run"/><testcase name="browser" status="fail"><system-out>{
                failed("Page.Opens", "it did not open") + END}</system-out></testcase></testsuite>""")
            file.flush()
            result = test_runners.read_junit(file.name).with_exit(8)
        self.assertEqual((result.passed, result.failed), (1, 1))
        self.assertEqual(result.said, ("FAILED browser\n" + failed("Page.Opens", "it did not open"),))


if __name__ == "__main__":
    unittest.main()
