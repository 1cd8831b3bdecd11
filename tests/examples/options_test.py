"""What every example takes from its command line, from the environment and from a configuration file."""
import os
import re
import subprocess
import tempfile
import unittest
import urllib.request

PROGRAM = os.environ["EXAMPLE"]


def run(*arguments, **variables):
    """An example that is expected to end by itself."""
    return subprocess.run([PROGRAM, *arguments], env={**os.environ, **variables}, capture_output=True, text=True, timeout=30, check=False)


class Started:
    def __init__(self, *arguments, **variables):
        self.process = subprocess.Popen([PROGRAM, *arguments], env={**os.environ, **variables}, stdout=subprocess.PIPE, text=True)

    def __enter__(self):
        self.url = re.fullmatch(r"listening on (\S+)\n", self.process.stdout.readline())[1]
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(30)
        self.process.stdout.close()


class Options(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.file = os.path.join(directory.name, "golive.conf")

    def write(self, text):
        with open(self.file, "w", encoding="utf-8") as file:
            file.write(text)

    def test_the_file_says_where_to_listen(self):
        self.write("address = 127.0.0.1\nport = 0\n")
        with Started("--config", self.file) as example:
            self.assertRegex(example.url, r"^http://127\.0\.0\.1:\d+$")
            with urllib.request.urlopen(example.url, timeout=20) as answer:
                self.assertEqual(answer.status, 200)

    def test_the_environment_comes_before_the_file(self):
        self.write("address = 127.0.0.1\nport = 0\n")
        with Started("--config", self.file, GOLIVE_ADDRESS="localhost") as example:
            self.assertRegex(example.url, r"^http://localhost:\d+$")

    def test_the_command_line_comes_before_all(self):
        self.write("port = 1\n")
        with Started("--config", self.file, "--port", "0", "--threads", "1", GOLIVE_PORT="2") as example:
            self.assertRegex(example.url, r"^http://localhost:\d{4,}$")

    def test_all_that_is_wrong_is_said_at_once(self):
        self.write("prot = 1\nthreads = many\n")
        done = run("--config", self.file)
        self.assertEqual(done.returncode, 2)
        self.assertIn("prot", done.stderr)
        self.assertIn("threads", done.stderr)

    def test_help_names_every_option(self):
        done = run("--help")
        self.assertEqual(done.returncode, 0)
        for option in ("--config", "--port", "--threads"):
            self.assertIn(option, done.stdout)


if __name__ == "__main__":
    unittest.main()
