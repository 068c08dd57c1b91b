# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""`quiver substrait` as a process of its own, over the jar and the jars of pyspark."""

import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PYTHON = Path(__file__).resolve().parents[3] / "python"


def plan(name):
    """upper(...) over two rows that stand in the plan."""
    field = {"selection": {"directReference": {"structField": {"field": 0}}, "rootReference": {}}}
    call = {"scalarFunction": {"functionReference": 1, "outputType": {"string": {}}, "arguments": [{"value": field}]}}
    rows = [{"fields": [{"literal": {"string": text}}]} for text in ("quiver", "größe")]
    read = {"read": {"baseSchema": {"names": ["t"], "struct": {"types": [{"string": {}}]}}, "virtualTable": {"expressions": rows}}}
    project = {"project": {"common": {"emit": {"outputMapping": [1]}}, "input": read, "expressions": [call]}}
    return {
        "extensionUrns": [{"extensionUrnAnchor": 1, "urn": "extension:io.substrait:functions_string"}],
        "extensions": [{"extensionFunction": {"extensionUrnReference": 1, "functionAnchor": 1, "name": name}}],
        "relations": [{"root": {"input": project, "names": ["big"]}}],
    }


class SubstraitTest(unittest.TestCase):
    def run_plan(self, folder, contents):
        file = Path(folder) / "plan.json"
        file.write_text(json.dumps(contents), encoding="utf-8")
        environment = dict(os.environ, PYTHONPATH=str(PYTHON))
        command = [sys.executable, "-B", "-m", "quiver", "substrait", str(file), "--format", "csv"]
        return subprocess.run(command, capture_output=True, env=environment, timeout=120)

    def test_a_plan_runs_and_runs_again_with_the_classes_it_kept(self):
        with tempfile.TemporaryDirectory() as folder:
            for _ in range(2):
                done = self.run_plan(folder, plan("upper:str"))
                self.assertEqual("big\r\nQUIVER\r\nGRÖSSE\r\n", done.stdout.decode(), done.stderr.decode())
                self.assertEqual((0, b""), (done.returncode, done.stderr))

    def test_a_function_that_is_not_offered_is_named(self):
        with tempfile.TemporaryDirectory() as folder:
            done = self.run_plan(folder, plan("no_such_function:str"))
        self.assertEqual((1, b""), (done.returncode, done.stdout))
        self.assertIn("function no_such_function; offered are", done.stderr.decode())


if __name__ == "__main__":
    unittest.main()
