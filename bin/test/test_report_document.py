# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""The text of a report's data."""

import json
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python"))

from quiver.benchmark.document import text_of  # noqa: E402


class DocumentTest(unittest.TestCase):
    def test_a_run_is_a_line(self):
        document = {"name": "q1", "engines": {"stock": {"hot": [{"seconds": 1.5, "tasks": 2}, {"seconds": 1.25, "tasks": 2}], "notes": []}}}
        text = text_of(document)
        self.assertEqual(document, json.loads(text))
        self.assertIn('\n    {"seconds": 1.25, "tasks": 2}\n', text)

    def test_what_holds_nothing_is_a_line(self):
        self.assertEqual('{"a": [], "b": {}}', json.dumps(json.loads(text_of({"a": [], "b": {}}))))


if __name__ == "__main__":
    unittest.main()
