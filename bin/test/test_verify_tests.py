# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""What `bin/quiver verify-spark` says of a run of tests, from what JUnit's console and the SQL files leave."""

import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python"))
from quiver import verify_table, verify_tests  # noqa: E402

SUMMARY = "[         2 tests successful      ]\n[         0 tests failed          ]\n"


class FiguresTest(unittest.TestCase):
    def figures(self, said):
        with tempfile.TemporaryDirectory() as folder:
            report = Path(folder) / "sql.tsv"
            report.write_text("join/inner.sql\t20\t0\n")
            return verify_tests._figures("sql", said, report)

    def test_a_file_that_compares_nothing_did_not_end(self):
        self.assertEqual(
            verify_table.text("sql", self.figures(SUMMARY)), "20 queries in 1 runs, all equal, 1 runs did not end"
        )

    def test_a_run_without_a_summary_was_cut_off(self):
        self.assertEqual(verify_table.text("sql", self.figures("")), "20 queries in 1 runs, all equal, cut off")


if __name__ == "__main__":
    unittest.main()
