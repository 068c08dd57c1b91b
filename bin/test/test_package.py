# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""The package `quiver`, as far as no Spark is needed."""

import contextlib
import io
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

PYTHON = Path(__file__).resolve().parents[2] / "python"
sys.path.insert(0, str(PYTHON))

import quiver  # noqa: E402
from quiver import __main__ as commands  # noqa: E402
from quiver import environment, sessions  # noqa: E402
from quiver.failures import failure_differences  # noqa: E402


class Builder:
    def __init__(self, **options):
        self._options = {key.replace("_", "."): value for key, value in options.items()}

    def config(self, key, value):
        self._options[key] = value
        return self


class SessionTest(unittest.TestCase):
    def setUp(self):
        for patch in (mock.patch.object(sessions, "jars", lambda *_: (Path("/q/quiver.jar"),)), mock.patch.object(sessions, "_require_no_other_context")):
            patch.start()
            self.addCleanup(patch.stop)

    def test_a_builder_gets_the_jar_and_the_plugin(self):
        options = quiver.configure(Builder())._options
        self.assertEqual({"spark.jars": "/q/quiver.jar", "spark.plugins": "io.quiver.spark.QuiverPlugin"}, options)

    def test_what_the_builder_names_stays(self):
        options = quiver.configure(Builder(spark_jars="a.jar, b.jar", spark_plugins="my.Plugin"))._options
        self.assertEqual("a.jar,b.jar,/q/quiver.jar", options["spark.jars"])
        self.assertEqual("my.Plugin,io.quiver.spark.QuiverPlugin", options["spark.plugins"])

    def test_configuring_twice_is_configuring_once(self):
        once = quiver.configure(Builder())
        self.assertEqual(dict(once._options), quiver.configure(once)._options)


class ReportTest(unittest.TestCase):
    REPORT = quiver.PlanReport(
        on_quiver=["HashAggregate", "Filter", "Scan"],
        on_spark=[quiver.StayedOperator("Window", "TYPE, <interval>")],
        kernels=2,
        functions=3,
        by_sparks_code=["Filter: udf & co"],
        read_by_spark=[],
        text="3 of 4 operators run on Quiver.",
    )

    def test_the_share_counts_operators(self):
        self.assertEqual((4, 0.75), (self.REPORT.operators, self.REPORT.share))

    def test_no_operator_is_no_share(self):
        self.assertEqual(0.0, quiver.PlanReport([], [], 0, 0, [], [], "").share)

    def test_notebooks_show_a_table_of_escaped_text(self):
        page = self.REPORT._repr_html_()
        self.assertIn("<td>Spark</td><td>Window</td><td>TYPE, &lt;interval&gt;</td>", page)
        self.assertIn("udf &amp; co", page)
        self.assertEqual("3 of 4 operators run on Quiver.", str(self.REPORT))


class ComparisonTest(unittest.TestCase):
    def test_different_rows_are_shown_and_counted(self):
        found = quiver.FrameComparison([(str(row), "x", "<1>", "2") for row in range(12)], 12, 1.0, 0.5)
        self.assertFalse(found)
        self.assertIn("DIFFERENT in 12 places", str(found))
        self.assertIn("and 2 more differences", str(found))
        self.assertIn("&lt;1&gt;", found._repr_html_())

    def test_equal_rows_are_true(self):
        self.assertTrue(quiver.FrameComparison([], 3, 1.0, 0.5))
        self.assertIn("equal (3 rows)", str(quiver.FrameComparison([], 3, 1.0, 0.5)))

    def test_one_error_and_none_differ(self):
        error = {"class": "SparkRuntimeException", "message": "no"}
        self.assertEqual([("", "error", "SparkRuntimeException: no", "no error")], failure_differences(error, None))

    def test_a_second_stage_that_fails_is_no_difference(self):
        one = {"class": "ArithmeticException", "condition": "DIVIDE_BY_ZERO", "message": "[DIVIDE_BY_ZERO] no"}
        both = {
            "class": "SparkException",
            "condition": "STAGE_MATERIALIZATION_MULTIPLE_FAILURES",
            "message": "Multiple failures (2)\n 1. SparkArithmeticException: [DIVIDE_BY_ZERO] no\n 2. [OVERFLOW] yes",
        }
        self.assertEqual([], failure_differences(one, both))
        self.assertEqual([], failure_differences(both, one))
        self.assertNotEqual([], failure_differences(both, {**one, "message": "[CAST_INVALID_INPUT] other"}))


class JavaNamesTest(unittest.TestCase):
    def test_classes_that_python_names_are_there(self):
        sources = {str(file.relative_to(root)) for root in PYTHON.parent.glob("**/src/*/java") for file in root.rglob("*.java")}
        named = {name for file in PYTHON.rglob("*.py") for name in re.findall(r"io\.quiver(?:\.[a-z]\w*)+\.[A-Z]\w+", file.read_text())}
        self.assertGreater(len(named), 5)
        self.assertEqual([], sorted(name for name in named if name.replace(".", "/") + ".java" not in sources))


class CommandTest(unittest.TestCase):
    def test_an_installed_package_offers_what_needs_no_checkout(self):
        with mock.patch.multiple(environment, IN_CHECKOUT=False, PROGRAM="python -m quiver"):
            page = commands.usage()
            said = io.StringIO()
            with contextlib.redirect_stderr(said):
                status = commands.main(["verify-spark", "4.3"])
        self.assertIn("usage: python -m quiver <command>", page)
        self.assertIn("\n  compare ", page)
        self.assertNotIn("verify-spark", page)
        self.assertEqual(2, status)
        self.assertIn("checkout", said.getvalue())

    def test_every_command_has_its_module(self):
        for module, _, _ in commands.COMMANDS.values():
            self.assertTrue((PYTHON / "quiver" / (module.replace(".", "/") + ".py")).is_file(), module)

    def test_without_a_checkout_jars_come_with_the_package(self):
        with tempfile.TemporaryDirectory() as folder:
            jar = Path(folder) / "jars" / f"{environment._JARS['spark-plugin']}-1.0.jar"
            jar.parent.mkdir()
            jar.touch()
            environment.jars.cache_clear()
            self.addCleanup(environment.jars.cache_clear)
            with mock.patch.multiple(environment, IN_CHECKOUT=False, PACKAGE=Path(folder)):
                self.assertEqual((jar,), environment.jars("spark-plugin"))

    def test_a_python_without_pyspark_is_told_how_to_get_it(self):
        environment.python.cache_clear()
        self.addCleanup(environment.python.cache_clear)
        without = {name: value for name, value in os.environ.items() if name != "QUIVER_PYTHON"}
        with mock.patch.multiple(environment, IN_CHECKOUT=False, _pyspark_home=lambda _: None), mock.patch.dict(os.environ, without, clear=True):
            with self.assertRaisesRegex(environment.Problem, "pip install 'pyspark"):
                environment.python()

    def test_the_module_runs_where_a_folder_has_modules_of_the_same_names(self):
        with tempfile.TemporaryDirectory() as folder:
            for name in ("values.py", "environment.py", "job.py"):
                (Path(folder) / name).write_text("raise SystemExit('the wrong module')\n")
            command = [sys.executable, "-B", str(PYTHON / "quiver" / "__main__.py"), "help"]
            done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
        self.assertEqual(0, done.returncode, done.stderr)

    def test_the_version_is_the_poms(self):
        self.assertRegex(quiver.__version__, r"^\d+\.\d+\.\d+")


if __name__ == "__main__":
    unittest.main()
