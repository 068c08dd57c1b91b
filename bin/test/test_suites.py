# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""Tests of `bin/quiver test-spark`: which suites there are, what counts as a difference, and the table that it writes."""

import contextlib
import io
import json
import os
import struct
import sys
import tempfile
import unittest
import zipfile
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python"))

from quiver import plan_suites  # noqa: E402
from quiver import spark_suites  # noqa: E402
from quiver import suite_run  # noqa: E402
from quiver import suite_table  # noqa: E402
from quiver.suite_catalog import PACKAGES, full_name, suites  # noqa: E402

PUBLIC, ABSTRACT = 0x0021, 0x0400


def class_file(flags, text=b""):
    """A class file as far as its flags: its constant pool holds a long, which takes two entries, and a text."""
    pool = b"\x05" + bytes(8) + b"\x01" + struct.pack(">H", len(text)) + text
    return b"\xca\xfe\xba\xbe" + struct.pack(">HHH", 0, 61, 4) + pool + struct.pack(">H", flags)


def result(queries=3, accelerated=2, messages=(), whole=True, **outcomes):
    def count(outcome):
        return sum(1 for each in outcomes.values() if each == outcome)

    return SimpleNamespace(
        outcomes=outcomes,
        messages=dict(messages),
        queries=queries,
        accelerated=accelerated,
        count=count,
        failed=lambda: [test for test, outcome in outcomes.items() if outcome == "failed"],
        log_tail=lambda lines: "the end of the log",
        whole=whole,
    )


class SuitesTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def exceptions(self, *lines):
        file = self.folder / "exceptions.txt"
        file.write_text("# suite | test | reason\n" + "\n".join(lines) + "\n")
        return spark_suites.Exceptions(file)

    def differences(self, stock, quiver, exceptions):
        with contextlib.redirect_stdout(io.StringIO()):
            return spark_suites._differences("org.apache.spark.sql.ASuite", stock, quiver, exceptions)

    def test_suites_are_the_concrete_classes_of_a_package(self):
        jar = self.folder / "tests.jar"
        with zipfile.ZipFile(jar, "w") as out:
            for name, content in {
                "ZSuite": class_file(PUBLIC),
                "ASuiteAEOn": class_file(PUBLIC),
                "BaseSuite": class_file(PUBLIC | ABSTRACT),
                "HiddenSuite": class_file(PUBLIC, b"Lorg/scalatest/DoNotDiscover;"),
                "ASuite$Inner": class_file(PUBLIC),
                "ASuiteBase": class_file(PUBLIC),
                "execution/joins/JoinsSuite": class_file(PUBLIC),
            }.items():
                out.writestr(f"org/apache/spark/sql/{name}.class", content)
        names = [full_name("ASuiteAEOn"), full_name("ZSuite")]
        self.assertEqual(suites(jar, [""]), names)
        self.assertEqual(suites(jar, ["execution", "execution.joins"]), [full_name("execution.joins.JoinsSuite")])

    def test_suites_about_plans_are_left_out(self):
        jar = self.folder / "tests.jar"
        with zipfile.ZipFile(jar, "w") as out:
            for name in [*plan_suites.REASONS, "execution.SortSuite", "ExplainedSuite"]:
                out.writestr("org/apache/spark/sql/" + name.replace(".", "/") + ".class", class_file(PUBLIC))
        self.assertEqual(suites(jar, PACKAGES), [full_name("ExplainedSuite"), full_name("execution.SortSuite")])

    def test_suites_that_are_left_out_stand_in_packages_that_are_run(self):
        for name, reason in plan_suites.REASONS.items():
            self.assertIn(name.rpartition(".")[0], PACKAGES, name)
            self.assertGreater(len(reason.split()), 3, name)

    def test_a_test_that_fails_on_stock_too_is_no_difference(self):
        outcome = result(one="passed", two="failed")
        self.assertEqual(self.differences(outcome, outcome, self.exceptions()), [])

    def test_without_stock_every_test_is_taken_to_pass_there(self):
        found = self.differences(None, result(one="passed", two="failed", messages={"two": "3 is not 4"}), self.exceptions())
        self.assertEqual(len(found), 1)
        self.assertIn("'two' passed on stock, failed on Quiver\n    3 is not 4", found[0])

    def test_stock_may_have_run_only_what_failed(self):
        stock = result(two="failed", three="passed", whole=False)
        found = self.differences(stock, result(one="passed", two="failed", three="failed"), self.exceptions())
        self.assertEqual([text.split("'")[1] for text in found], ["three"])

    def test_a_listed_test_may_fail_and_must_not_pass(self):
        listed = self.exceptions("ASuite | one | names a node")
        self.assertEqual(self.differences(None, result(one="failed"), listed), [])
        self.assertIn("take it out", self.differences(None, result(one="passed"), listed)[0])

    def test_a_suite_may_be_listed_whole(self):
        listed = self.exceptions("ASuite | * | text of generated code")
        self.assertEqual(self.differences(None, result(one="failed", two="passed"), listed), [])

    def test_a_suite_without_a_result_on_one_engine_is_a_difference(self):
        self.assertEqual(len(self.differences(result(one="passed"), result(), self.exceptions())), 1)

    def test_table_keeps_the_rows_of_other_suites_and_is_sorted_by_package(self):
        file = self.folder / "testing.md"
        head = "| suite | passed |\n| --- | --: |\n"
        file.write_text(f"before\n\n{suite_table.BEGIN}\n{head}| execution.XSuite | 1 | 0 | 0 | 2 | 1 |\n{suite_table.END}\nafter\n")
        for name in ("org.apache.spark.sql.ZSuite", "org.apache.spark.sql.ASuite"):
            suite_table.write(file, [suite_table.row(name, result(one="passed", two="failed"), 1, 0)])
        rows = suite_table.read(file.read_text())
        self.assertEqual([row[0] for row in rows], ["ASuite", "ZSuite", "execution.XSuite"])
        self.assertEqual(rows[0], ["ASuite", "1", "1", "0", "3", "2"])
        self.assertEqual(rows[2], ["execution.XSuite", "1", "0", "0", "2", "1"])
        self.assertTrue(file.read_text().startswith("before\n") and file.read_text().endswith("\nafter\n"))

    def test_suites_of_one_jvm_have_the_queries_that_ended_before_them(self):
        with self.runner() as runner:
            runner.will_report(ASuite={"one": "passed"}, BSuite={"two": "passed", "three": "failed"})
            runner.will_report(BSuite={"three": "passed"})
            came_to = runner.run_together(["ASuite", "BSuite", "CSuite", "DSuite"], "quiver", "", lambda suite, test: False)
            self.assertEqual(came_to, ["ASuite", "BSuite", "CSuite"])
            self.assertEqual(runner.calls, [["-s", "ASuite", "-s", "BSuite", "-s", "CSuite", "-s", "DSuite"], ["-s", "BSuite", "-t", "three"]])
            first, second = (runner.kept(suite, "quiver") for suite in ("ASuite", "BSuite"))
            self.assertEqual((first.queries, second.queries), (1, 2))
            self.assertEqual(second.outcomes, {"two": "passed", "three": "passed"})
            self.assertTrue(runner.is_new("CSuite", "quiver"))

    def test_a_run_that_was_cut_off_goes_on_where_it_ended(self):
        with self.runner() as runner:
            runner.will_print("ASuite:\n- one\n- two *** FAILED ***\n  3 is not 4\n- three !!! IGNORED !!!\n")
            cut_off = runner.run("ASuite", "quiver")
            self.assertEqual(cut_off.outcomes, {"one": "passed", "two": "failed", "three": "ignored"})
            self.assertEqual(cut_off.messages, {"two": "3 is not 4"})
            self.assertIsNone(runner.kept("ASuite", "quiver"))
            runner.names = ["one", "two", "three", "four"]
            runner.will_report(ASuite={"four": "passed"})
            whole = runner.run("ASuite", "quiver")
            self.assertEqual(runner.calls[-1], ["-s", "ASuite", "-t", "four"])
            self.assertEqual(len(whole.outcomes), 4)
            self.assertTrue(runner.kept("ASuite", "quiver").whole)

    def test_a_test_that_ends_the_whole_run_has_failed_and_the_others_go_on(self):
        with self.runner() as runner:
            runner.names = ["one", "two", "three"]
            runner.will_print("- one\n*** RUN ABORTED ***\nAn exception caused a run to abort\n  java.lang.NoSuchMethodError: 'f'\n  at g")
            runner.will_report(ASuite={"three": "passed"})
            result = runner.run("ASuite", "quiver")
            self.assertEqual(runner.calls[-1], ["-s", "ASuite", "-t", "three"])
            self.assertEqual(result.outcomes, {"one": "passed", "two": "failed", "three": "passed"})
            self.assertIn("NoSuchMethodError", result.messages["two"])
            self.assertTrue(runner.kept("ASuite", "quiver").whole)

    def test_suites_run_on_the_jars_of_the_installed_spark(self):
        needed = ["m2/spark-sql_2.13-4.2.0-tests.jar", "m2/spark-sql_2.13-4.2.0.jar", "m2/log4j-core-2.25.3.jar", "m2/scalatest_2.13-3.2.19.jar"]
        installed = [Path("jars/log4j-core-2.25.4.jar"), Path("jars/spark-sql_2.13-4.3.0.jar")]
        self.assertEqual(
            suite_run.on_installed(needed, installed),
            ["m2/spark-sql_2.13-4.2.0-tests.jar", "m2/scalatest_2.13-3.2.19.jar", "jars/log4j-core-2.25.4.jar", "jars/spark-sql_2.13-4.3.0.jar"],
        )

    @contextlib.contextmanager
    def runner(self):
        with mock.patch.object(suite_run, "TARGET", self.folder), contextlib.redirect_stderr(io.StringIO()):
            yield PlannedRunner()


class PlannedRunner(suite_run.Runner):
    """Writes the reports it is told to instead of running ScalaTest: each suite runs as many queries as it has tests."""

    def __init__(self):
        self._options = SimpleNamespace(again=False, test=[], timeout=9)
        self._made = set()
        self._plans = []
        self.calls = []

    def will_report(self, **suites):
        self._plans.append(suites)

    def will_print(self, text):
        self._plans.append(text)

    def _scalatest(self, engine, work, arguments):
        self.calls.append(arguments)
        plan = self._plans.pop(0)
        (work / "output.log").write_text(plan if isinstance(plan, str) else "")
        for number, (suite, tests) in enumerate(plan.items() if isinstance(plan, dict) else (), 1):
            cases = "".join(f'<testcase name="{test}">{"<failure/>" * (end == "failed")}</testcase>' for test, end in tests.items())
            report = work / "report" / f"TEST-{suite}.xml"
            report.write_text(f'<testsuite name="{suite}" time="1.5">{cases}</testsuite>')
            os.utime(report, (number * 10, number * 10))
            with open(work / "queries", "a") as queries:
                queries.writelines(json.dumps({"time": number * 10_000 - 5, "accelerated": ["QuiverProject"]}) + "\n" for _ in tests)
        return 1

    def _missing(self, suite, engine, known):
        return [name for name in self.names if name not in known.outcomes]


if __name__ == "__main__":
    unittest.main()
