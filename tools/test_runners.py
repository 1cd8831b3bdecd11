"""How each kind of test is run and its result read. Paths are relative to the repository."""
import collections
import json
import os
import re
import subprocess
import tempfile
import xml.etree.ElementTree as ElementTree

from failure_text import failure_text


class Result(collections.namedtuple("Result", "passed failed said", defaults=((),))):
    """How many tests passed and failed, and what those said that are told of once more at the end."""

    def __add__(self, other):
        return Result(self.passed + other.passed, self.failed + other.failed, self.said + other.said)

    def with_exit(self, code):
        """A runner that failed without a failed test is one failure."""
        return self._replace(failed=self.failed or (1 if code else 0))


def build(preset, targets):
    subprocess.run(["cmake", "--preset", preset], check=True, stdout=subprocess.DEVNULL)
    command = ["cmake", "--build", "--preset", preset]
    if targets:
        command += ["--target", *targets]
    subprocess.run(command, check=True)
    return Result(1, 0)


def ctest(preset, arguments):
    with tempfile.TemporaryDirectory() as directory:
        junit = os.path.join(directory, "ctest.xml")
        command = ["ctest", "--test-dir", f"build/{preset}", "-j", str(os.cpu_count()), "--output-on-failure", "--quiet"]
        done = subprocess.run([*command, "--output-junit", junit, *arguments])
        return read_junit(junit).with_exit(done.returncode)


def read_junit(path):
    if not os.path.exists(path):
        return Result(0, 0)
    total = Result(0, 0)
    for case in ElementTree.parse(path).getroot().iter("testcase"):
        status = case.get("status")
        if status == "run":
            total += Result(1, 0)
        elif case.find("skipped") is not None and not os.environ.get("CI"):
            print(f"SKIPPED {case.get('name')}: something it needs is not installed")
        elif status != "disabled":
            # In CI everything is installed: what skips there is broken. ctest --quiet leaves out what a test said.
            said = f"FAILED {case.get('name')}\n{failure_text(case.findtext('system-out', ''))}"
            print(said)
            total += Result(0, 1, (said,))
    return total


def gtest(program, arguments, environment):
    with tempfile.TemporaryDirectory() as directory:
        output = os.path.join(directory, "gtest.json")
        done = subprocess.run([program, "--gtest_brief=1", f"--gtest_output=json:{output}", *arguments], env=os.environ | environment)
        total = Result(0, 0)
        if os.path.exists(output):
            with open(output) as file:
                totals = json.load(file)
            failed = totals["failures"] + totals.get("errors", 0)
            total = Result(totals["tests"] - failed - totals.get("disabled", 0), failed)
        return total.with_exit(done.returncode)


def run_and_read(command, environment=None, cwd="."):
    """Runs a command, showing its output as it comes; returns (exit code, output)."""
    process = subprocess.Popen(command, cwd=cwd, env=os.environ | (environment or {}), stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                               text=True, errors="replace")
    lines = []
    for line in process.stdout:
        print(line, end="", flush=True)
        lines.append(line)
    return process.wait(), "".join(lines)


def playwright(directory, command, environment=None):
    code, output = run_and_read(command, (environment or {}) | {"GOLIVE_BIN": os.path.abspath("build/release/bin"), "FORCE_COLOR": "0"}, directory)
    return read_playwright(output).with_exit(code)


def read_playwright(output):
    """The summary's lines: `  12 passed (3.4s)`, `  1 failed`, `  2 did not run`. A flaky test is a failed one."""
    total = Result(0, 0)
    for count, what in re.findall(r"^\s*(\d+) (passed|failed|flaky|interrupted|did not run)\b", output, re.MULTILINE):
        total += Result(int(count), 0) if what == "passed" else Result(0, int(count))
    return total


def fuzz(target, seconds):
    """New inputs stay in build/fuzz/found/TARGET, those that break something in build/fuzz/crashes."""
    found, crashes = f"build/fuzz/found/{target}", "build/fuzz/crashes"
    os.makedirs(found, exist_ok=True)
    os.makedirs(crashes, exist_ok=True)
    command = ["build/fuzz/bin/fuzz", f"-max_total_time={max(1, int(seconds))}", "-max_len=2000", "-timeout=10", "-print_final_stats=1",
               "-verbosity=0", f"-artifact_prefix={crashes}/{target}-", found, f"tests/fuzz/corpus/{target}"]
    done = subprocess.run(command, env=os.environ | {"GOLIVE_FUZZ_TARGET": target})
    return Result(1, 0) if done.returncode == 0 else Result(0, 1)


def escaping(seconds):
    code, output = run_and_read(["node", "tests/browser/escaping/escaping.mjs", "build/release/bin/escape_dump"], {"GOLIVE_SOAK": str(int(seconds))})
    return read_closing_line(output).with_exit(code)


def coverage():
    return Result(1, 0) if subprocess.run(["tests/fuzz/coverage"]).returncode == 0 else Result(0, 1)


def mix(preset, server, seconds):
    code, output = run_and_read([f"build/{preset}/bin/client_mix", "--seconds", str(int(seconds)), f"build/{preset}/bin/{server}"])
    return read_closing_line(output).with_exit(code)


def connections(preset, options):
    code, output = run_and_read([f"build/{preset}/bin/connections", *options, f"build/{preset}/bin/connections_server"])
    return read_closing_line(output).with_exit(code)


def read_closing_line(output):
    found = re.findall(r"^(\d+) passed, (\d+) failed$", output, re.MULTILINE)
    return Result(int(found[-1][0]), int(found[-1][1])) if found else Result(0, 0)


def check(name):
    return Result(1, 0) if subprocess.run([f"tools/{name}"]).returncode == 0 else Result(0, 1)
