"""`make bench RIVALS=1` works. Of the rivals themselves only where their packages are installed, which no test does."""
import json
import os
import subprocess
import sys
import tempfile
import unittest

ROOT = os.path.join(os.path.dirname(__file__), "../..")
sys.path.insert(0, os.path.join(ROOT, "bench"))
import server  # noqa: E402
import web_rivals  # noqa: E402

BUILD = os.environ.get("BENCH_BUILD", os.path.join(ROOT, "build/release"))


class Rivals(unittest.TestCase):
    def setUp(self):
        self.addCleanup(os.chdir, os.getcwd())
        os.chdir(ROOT)

    def test_our_pages_take_the_load(self):
        for load in web_rivals.LOADS:
            load = web_rivals.QUICK.some(load)
            with server.pages(BUILD) as ours:
                answer = json.loads(web_rivals.node("load.mjs", load.mode, "golive", ours.port, ours.pid, load.clients, load.seconds))
            self.assertGreater(answer["count"], 0, load.mode)
            if load.mode != "idle":  # so few viewers may fit into what is there
                self.assertGreater(answer["figure"], 0, load.mode)

    @unittest.skipUnless(web_rivals.is_installed(), "bench/rivals/web has no packages: make bench RIVALS=1 installs them")
    def test_each_rival_shows_every_change(self):
        for case in ("counter", "touch-1000"):
            with tempfile.TemporaryDirectory() as directory:
                path = os.path.join(directory, "rivals.json")
                subprocess.run(["bench/run.py", "--quick", "--build", BUILD, "--rivals", path, "--only", case], check=True, capture_output=True)
                with open(path, encoding="utf-8") as file:
                    made = json.load(file)
            # browser.mjs has failed if a page did not show what it was sent.
            self.assertEqual(list(made["browser"][case]), [web_rivals.OURS, *(rival.name for rival in web_rivals.RIVALS)])
            for name, figures in made["browser"][case].items():
                self.assertGreater(figures["bytes"], 0, name)
                self.assertGreater(figures["records"], 0, name)


if __name__ == "__main__":
    unittest.main()
