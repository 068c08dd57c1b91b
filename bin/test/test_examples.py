# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""The examples, as far as no Spark is needed: that each says how it is run, and is Python of the oldest version that we support."""

import ast
import unittest
from pathlib import Path

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.py"))


class ExamplesTest(unittest.TestCase):
    def test_each_says_how_to_compare_it_and_stops_its_session(self):
        self.assertGreaterEqual(len(EXAMPLES), 9)
        for example in EXAMPLES:
            with self.subTest(example.name):
                source = example.read_text()
                tree = ast.parse(source, feature_version=(3, 9))
                self.assertIn("bin/quiver compare", ast.get_docstring(tree))
                self.assertIn(f"examples/{example.name}", ast.get_docstring(tree))
                self.assertTrue(source.rstrip().endswith("spark.stop()"))


if __name__ == "__main__":
    unittest.main()
