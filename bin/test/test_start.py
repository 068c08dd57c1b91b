# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""What `bin/quiver start` makes of its runs."""

import os
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python"))

from quiver.benchmark import start  # noqa: E402
from quiver.environment import Problem  # noqa: E402


def pair(stock, quiver):
    return {"stock": {"shown_seconds": stock, "end_seconds": stock + 1}, "quiver": {"shown_seconds": quiver, "end_seconds": quiver + 1}}


class StartTest(unittest.TestCase):
    def test_the_share_is_the_median_of_the_pairs(self):
        runs = [pair(10, 5), pair(20, 8), pair(10, 9)]
        self.assertEqual(0.5, start.share(runs, "shown_seconds"))

    def test_the_clock_stops_at_the_first_line_and_at_the_end(self):
        with tempfile.TemporaryDirectory() as folder:
            code = "import time; print('shown', flush=True); time.sleep(0.3); print('more')"
            found = start.run([sys.executable, "-c", code], dict(os.environ), Path(folder) / "log")
        self.assertEqual("shown\nmore\n", found["output"])
        self.assertLess(found["shown_seconds"] + 0.2, found["end_seconds"])

    def test_a_job_that_fails_or_shows_nothing_is_no_measurement(self):
        with tempfile.TemporaryDirectory() as folder:
            for code in ("import sys; print('x'); sys.exit(2)", "pass"):
                with self.assertRaises(Problem):
                    start.run([sys.executable, "-c", code], dict(os.environ), Path(folder) / "log")

    def test_the_report_holds_the_share_and_the_machine(self):
        machine = {"java": "java 17", "python": "3", "processor": "p", "cores": 2, "memory_gb": 8, "load_before": 0.0}
        document = {"title": "t", "command": "bin/quiver start", "date": "2026-01-01T00:00:00", "commit": "abc", "spark": "4.1.3"}
        text = start.markdown({**document, "machine": machine, "runs": [pair(10, 5)]})
        self.assertIn("| the first shown result | 10.00 | 5.00 | 0.50 |", text)
        self.assertIn("0.50 of stock Spark's time to the first shown result (median of 1 pairs)", text)
        self.assertIn("2 cores", text)


if __name__ == "__main__":
    unittest.main()
