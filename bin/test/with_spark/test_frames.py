# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""`quiver.session`, `report` and `compare` over a running Spark. PythonPackageIT runs it with the Python of `bin/quiver prepare`."""

import dataclasses
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

PYTHON = Path(__file__).resolve().parents[3] / "python"
sys.path.insert(0, str(PYTHON))

import quiver  # noqa: E402
from quiver import frame_comparison  # noqa: E402
from quiver.ordering import is_limited, order_of  # noqa: E402


class FramesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        conf = {"spark.sql.shuffle.partitions": 2, "spark.ui.enabled": "false", "spark.quiver.offload": "always"}
        cls.spark = quiver.session("frames", "local[2]", {**conf, "spark.sql.warehouse.dir": cls.folder.name})
        cls.spark.sparkContext.setLogLevel("OFF")
        cls.spark.range(1000).selectExpr("id", "id % 7 k", "cast(id as string) s").write.parquet(f"{cls.folder.name}/t")
        cls.frame = cls.spark.read.parquet(f"{cls.folder.name}/t").groupBy("k").count()

    @classmethod
    def tearDownClass(cls):
        cls.spark.stop()
        cls.folder.cleanup()

    def test_a_query_that_did_not_run_yet_is_reported_as_it_runs(self):
        found = quiver.report(self.frame.where("k > 2"))
        self.assertEqual((1.0, []), (found.share, found.on_spark), found)
        self.assertIn("HashAggregate", found.on_quiver)
        self.assertIn("operators run on Quiver", str(found))

    def test_what_stays_on_spark_has_its_reason(self):
        found = quiver.report(self.spark.createDataFrame([(1,), (2,)], "x int").where("x > 1"))
        self.assertTrue(found.on_spark)
        self.assertTrue(all(each.reason for each in found.on_spark))

    def test_threads_whose_class_loader_lacks_the_jar_run_queries(self):
        # As those of the Thrift server and of the common pool; Spark loads some classes of the plugin by name for each query.
        java = self.spark._jvm.java.lang
        thread = java.Thread.currentThread()
        before = thread.getContextClassLoader()
        thread.setContextClassLoader(java.ClassLoader.getSystemClassLoader())
        try:
            self.assertEqual(7, self.frame.count())
            self.assertIn("Quiver", self.frame._sc._jvm.PythonSQLUtils.explainString(self.frame._jdf.queryExecution(), "formatted"))
            cached = self.spark.read.parquet(f"{self.folder.name}/t").cache()
            self.assertEqual(143, cached.where("k = 3").count())
            cached.unpersist()
        finally:
            thread.setContextClassLoader(before)

    def test_a_session_in_which_quiver_is_off_says_so(self):
        with frame_comparison._setting(self.spark, "spark.quiver.enabled", "false"):
            found = quiver.report(self.frame.where("k > 3"))
        self.assertIn("switched off", str(found))
        self.assertEqual([], found.on_quiver)

    def test_equal_frames_are_equal_and_the_setting_is_as_it_was(self):
        self.assertTrue(quiver.compare(self.frame.orderBy("k")))
        self.assertEqual("true", self.spark.conf.get("spark.quiver.enabled", "true"))

    def test_both_engines_run(self):
        ran = []

        def noting(frame, enabled):
            made = _run(frame, enabled)
            ran.append(enabled)
            return made

        _run = frame_comparison._run
        with mock.patch.object(frame_comparison, "_run", noting):
            quiver.compare(self.frame)
        self.assertEqual(["false", "true"], ran)

    def test_a_planted_difference_is_shown(self):
        run = frame_comparison._run

        def planted(frame, enabled):
            return run(frame.selectExpr("k", "count + 1 as count") if enabled == "true" else frame, enabled)

        with mock.patch.object(frame_comparison, "_run", planted):
            found = quiver.compare(self.frame.orderBy("k"))
        self.assertFalse(found)
        self.assertEqual(("1", "count", "143", "144"), found.differences[0])

    def test_rows_in_another_order_than_the_query_asks_for_are_different(self):
        run = frame_comparison._run

        def turned(frame, enabled):
            made = run(frame, enabled)
            return dataclasses.replace(made, rows=made.rows[::-1]) if enabled == "true" else made

        with mock.patch.object(frame_comparison, "_run", turned):
            self.assertFalse(quiver.compare(self.frame.orderBy("k")))
            self.assertTrue(quiver.compare(self.frame))

    def test_the_order_that_a_query_asks_for_is_read_off_its_plan(self):
        frame = self.spark.range(10).selectExpr("id", "id % 3 k")
        for expected, query in (
            (None, frame),
            ([1], frame.orderBy("k")),
            ([1, 0], frame.orderBy(frame.k.desc(), "id")),
            ([0], frame.orderBy("id").limit(3)),
            ([0], frame.orderBy("id", frame.k + 1)),
            ([], frame.orderBy("k").select("id")),
            (None, frame.sortWithinPartitions("k")),
        ):
            self.assertEqual(expected, order_of(query))
        self.assertTrue(is_limited(frame.orderBy("id").limit(3)))
        self.assertFalse(is_limited(frame))

    def test_the_same_error_is_equal(self):
        found = quiver.compare(self.frame.selectExpr("k", "raise_error('no') e"))
        self.assertTrue(found, found)
        self.assertEqual("USER_RAISED_EXCEPTION", found.error)

    def test_frames_with_columns_of_one_name_are_compared(self):
        self.assertTrue(quiver.compare(self.frame.select("k", "k", "count")))


class OtherSessionTest(unittest.TestCase):
    PROGRAM = """
import sys
sys.path.insert(0, sys.argv[1])
import quiver
from pyspark.sql import SparkSession
plain = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
for stopped in (False, True):
    try:
        quiver.session()
        print("taken")
    except RuntimeError as refused:
        print(refused)
    plain.stop()
"""

    def test_a_process_that_runs_or_ran_spark_without_quiver_is_refused(self):
        # In a process of its own: a JVM keeps the plugins that it was started with.
        done = subprocess.run([sys.executable, "-B", "-c", self.PROGRAM, str(PYTHON)], capture_output=True, text=True)
        lines = done.stdout.splitlines()
        self.assertEqual(2, len(lines), done.stdout + done.stderr[-2000:])
        self.assertIn("is running in this process", lines[0])
        self.assertIn("has run Spark without Quiver's jar", lines[1])


if __name__ == "__main__":
    unittest.main()
