# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""The tab of Spark's UI in a browser: live and in a history server, light and dark, wide and narrow.

Wants Playwright (`pip install playwright`) and Chromium (Debian: `apt install chromium`), and is skipped without them:

    python3 bin/test/with_browser/test_ui.py

QUIVER_SCREENSHOTS=docs has it write the pictures of docs/ui.md anew.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "python"))

from quiver import environment  # noqa: E402

try:
    from playwright.sync_api import sync_playwright
except ImportError:
    sync_playwright = None
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SCREENSHOTS = os.environ.get("QUIVER_SCREENSHOTS")


@unittest.skipUnless(sync_playwright and CHROMIUM, "without Playwright or Chromium")
class UiTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.events = Path(cls.folder.name) / "events"
        cls.events.mkdir()
        cls.end = Path(cls.folder.name) / "end"
        spark = {"spark.ui.port": 0, "spark.eventLog.enabled": "true", "spark.eventLog.dir": cls.events.as_uri(), "spark.quiver.offload": "always"}
        options = [part for key, value in spark.items() for part in ("--conf", f"{key}={value}")]
        command = [str(ROOT / "bin" / "quiver"), "run", "--master", "local[2]", *options, str(Path(__file__).parent / "ui_job.py"), str(cls.end)]
        quickly = {**os.environ, "QUIVER_QUICK_START": "off"}  # without an archive of classes, which one run is not worth
        cls.job = subprocess.Popen(command, env=quickly, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        said = {}
        for line in cls.job.stdout:
            key, _, value = line.strip().rpartition(" ")
            said[key] = value
            if key == "shows itself at":
                break
        cls.live, cls.application = said["shows itself at"], said["application"]
        cls.playwright = sync_playwright().start()
        cls.browser = cls.playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.playwright.stop()
        cls.end_job()
        cls.folder.cleanup()

    @classmethod
    def end_job(cls):
        cls.end.touch()
        cls.job.wait(120)

    def page(self, address, width=1100, scheme="light"):
        page = self.browser.new_page(viewport={"width": width, "height": 760}, color_scheme=scheme)
        self.addCleanup(page.close)
        errors = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("request", lambda request: errors.append(request.url) if not request.url.startswith(("http://localhost", "http://127.0.0.1", self.live, "data:")) else None)
        page.goto(address)
        page.wait_for_load_state("networkidle")
        self.assertEqual([], errors)
        return page

    def picture(self, page, name):
        if SCREENSHOTS:
            page.screenshot(path=str(ROOT / SCREENSHOTS / f"{name}.png"))

    def check_application(self, root):
        page = self.page(f"{root}/quiver/")
        self.assertIn("Quiver", page.title())
        self.assertNotEqual("ran", page.title())
        text = page.inner_text(".quiver")
        for part in ("operators on Quiver", "soundex", "exchanges rows with a process", "best customers", "<script>document"):
            self.assertIn(part, text)
        return page

    def test_live(self):
        page = self.check_application(self.live)
        self.picture(page, "ui-application")
        page.click("text=best customers")
        page.wait_for_load_state("networkidle")
        text = page.inner_text(".quiver")
        for part in ("HashAggregate", "BroadcastHashJoin", "All queries"):
            self.assertIn(part, text)
        self.picture(page, "ui-query")
        page.click("text=In the SQL tab")
        page.wait_for_load_state("networkidle")
        self.assertIn("/SQL/execution/", page.url)

    def test_dark_pages_are_dark(self):
        page = self.page(f"{self.live}/quiver/", scheme="dark")
        for element in ("body", ".quiver .q-tiles div"):
            color = page.evaluate(f"getComputedStyle(document.querySelector('{element}')).backgroundColor")
            self.assertLess(max(map(int, re.findall(r"\d+", color)[:3])), 80, f"{element}: {color}")
        ink = page.evaluate("getComputedStyle(document.querySelector('.quiver td')).color")
        self.assertGreater(min(map(int, re.findall(r"\d+", ink)[:3])), 150)
        active = page.evaluate("getComputedStyle(document.querySelector('.nav-item.active a')).backgroundColor")
        self.assertLess(max(map(int, re.findall(r"\d+", active)[:3])), 120, active)

    def test_a_narrow_screen_does_not_scroll_sideways(self):
        for address in (f"{self.live}/quiver/", f"{self.live}/quiver/query/?id=4"):
            page = self.page(address, width=380)
            self.assertLessEqual(page.evaluate("document.querySelector('.quiver').scrollWidth"), 380)

    def test_what_users_write_is_text(self):
        page = self.page(f"{self.live}/quiver/")
        page.click("text=<script>document")
        page.wait_for_load_state("networkidle")
        self.assertNotEqual("ran", page.title())
        self.assertIn("<script>document", page.inner_text(".quiver"))

    def test_the_history_server(self):
        self.end_job()
        spark = environment.spark_environment()
        port = 18_500 + os.getpid() % 1000
        own = {
            **spark,
            "SPARK_DAEMON_CLASSPATH": str(environment.jars("spark-plugin")[0]),
            "SPARK_HISTORY_OPTS": f"-Dspark.history.fs.logDirectory={self.events.as_uri()} -Dspark.history.ui.port={port}",
        }
        command = [str(Path(spark["SPARK_HOME"]) / "bin" / "spark-class"), "org.apache.spark.deploy.history.HistoryServer"]
        server = subprocess.Popen(command, env=own, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            root = f"http://localhost:{port}/history/{self.application}"
            for _ in range(120):
                try:
                    urllib.request.urlopen(f"{root}/jobs/").read()
                    break
                except (urllib.error.URLError, ConnectionError):
                    time.sleep(0.5)
            page = self.check_application(root)
            page.click("text=best customers")
            page.wait_for_load_state("networkidle")
            self.assertIn("HashAggregate", page.inner_text(".quiver"))
        finally:
            server.terminate()
            server.wait()

    # The job ends with the test of the history server.
    @staticmethod
    def load(loader):
        names = loader.getTestCaseNames(UiTest)
        return unittest.TestSuite(UiTest(name) for name in sorted(names, key=lambda name: name == "test_the_history_server"))


def load_tests(loader, *_):
    return UiTest.load(loader)


if __name__ == "__main__":
    unittest.main()
