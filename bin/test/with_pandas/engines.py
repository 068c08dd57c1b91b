# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""Jobs with Python functions, Quiver off and on in one Spark: the same rows in the same order, or the same error."""

import math
import os
import re
import sys
import tempfile
import unittest
from contextlib import contextmanager
from pathlib import Path

import pyspark

PYTHON = Path(__file__).resolve().parents[3] / "python"
sys.path.insert(0, str(PYTHON))
os.environ["PYSPARK_PYTHON"] = sys.executable

import quiver  # noqa: E402

ROWS = 23_456
SPARK = tuple(int(part) for part in pyspark.__version__.split(".")[:2])
# Since Spark 4.2: what is right above a scan sends the scan's batches as they are, however they are to be cut.
SCAN_BATCHES = "spark.sql.execution.arrow.pythonUDF.columnarInput.enabled"
TYPES = {
    "boolean": "i % 3 = 0",
    "tinyint": "cast(i % 100 as tinyint)",
    "smallint": "cast(i % 10000 - 5000 as smallint)",
    "int": "cast(i * 7919 as int)",
    "bigint": "i * 1000000007",
    "float": "cast(i / 7.0 as float)",
    "double": "CASE i % 11 WHEN 0 THEN double('NaN') WHEN 1 THEN -0.0D WHEN 2 THEN double('-Infinity') ELSE i / 3D END",
    "decimal(9,2)": "cast(i / 100.0 - 50 as decimal(9,2))",
    "decimal(18,6)": "cast(-i * 12345.678901 as decimal(18,6))",
    "decimal(38,10)": "cast(cast(i % 2 * 2 - 1 as decimal(2)) * i * 1234567890123456.789 as decimal(38,10))",
    "date": "date_add(date'1969-06-01', cast(i as int))",
    "timestamp": "timestamp_micros(i * 100000000007 - 1000000000000000)",
    "timestamp_ntz": "cast(timestamp_micros(i * 100000000007) as timestamp_ntz)",
    "string": "concat(repeat('é', cast(i % 7 as int)), i)",
    "binary": "cast(cast(i as string) as binary)",
}
NESTED = {
    "array<bigint>": "array(i, null, i + 1)",
    "struct<a:int,b:string>": "named_struct('a', cast(i as int), 'b', string(i))",
    "map<string,bigint>": "map(string(i), i)",
}


# What the JVM notices first of a worker that died depends on whether it was writing or reading, and on what the worker had left unread.
_LOST_CONNECTION = r"java\.(io\.EOFException|io\.IOException: (Broken pipe|Connection reset by peer)|net\.SocketException: .*)"


class EnginesTest(unittest.TestCase):
    """Classes of tests share one Spark, and one table of all types."""

    spark = None

    @classmethod
    def setUpClass(cls):
        if EnginesTest.spark is not None:
            return
        folder = EnginesTest.folder = tempfile.TemporaryDirectory()
        conf = {
            "spark.sql.shuffle.partitions": 2,
            "spark.ui.enabled": "false",
            "spark.sql.warehouse.dir": folder.name,
            "spark.unsafe.exceptionOnMemoryLeak": "true",
            "spark.sql.session.timeZone": "America/Los_Angeles",
            "spark.quiver.enabled": "true",
            SCAN_BATCHES: "false",
        }
        spark = EnginesTest.spark = quiver.session("python functions", "local[2]", conf)
        spark.sparkContext.setLogLevel("OFF")
        columns = [f"CASE WHEN i % 13 = 5 THEN NULL ELSE {made} END AS `{name}`" for name, made in {**TYPES, **NESTED}.items()]
        words = "CASE WHEN i % 17 = 3 THEN NULL ELSE elt(cast(i % 3 + 1 as int), 'red', 'green', '') END AS word"
        made = spark.range(ROWS).withColumnRenamed("id", "i").selectExpr("i", words, *columns)
        made.repartitionByRange(3, "i").sortWithinPartitions("i").write.parquet(f"{folder.name}/all")

    @property
    def table(self):
        return self.spark.read.parquet(f"{self.folder.name}/all")

    @contextmanager
    def settings(self, **values):
        before = {key: self.spark.conf.get(key, None) for key in values}
        for key, value in values.items():
            self.spark.conf.set(key, value)
        try:
            yield
        finally:
            for key, value in before.items():
                self.spark.conf.unset(key) if value is None else self.spark.conf.set(key, value)

    def run_on(self, enabled, build):
        """The rows as texts and the plan that ran, or the error."""
        with self.settings(**{"spark.quiver.enabled": enabled}):
            try:
                frame = build(self.table)
                rows = [exact(row) for row in frame.collect()]
                plan = frame._jdf.queryExecution().executedPlan().toString()
                return rows, plan, None
            except Exception as error:
                return None, "", text_of(error)

    def same(self, build, node="QuiverArrowEvalPython", rows=None):
        """Both engines give the same, with a node of ours for the one and not for the other; returns it."""
        stock, stock_plan, stock_error = self.run_on("false", build)
        ours, plan, error = self.run_on("true", build)
        self.assertIsNone(stock_error)
        self.assertIsNone(error)
        self.assertNotIn("Quiver", stock_plan)
        if node is None:
            self.assertNotRegex(plan, "Quiver(ArrowEvalPython|BatchEvalPython|MapIn|FlatMap)")
        else:
            self.assertIn(node, plan)
        self.assertEqual(len(stock), len(ours))
        for number, (left, right) in enumerate(zip(stock, ours)):
            self.assertEqual(left, right, f"row {number}")
        if rows is not None:
            self.assertEqual(rows, len(stock))
        return ours

    def same_error(self, build, *parts):
        """Both engines fail, with the same text, in which these parts are."""
        _, _, stock = self.run_on("false", build)
        _, _, ours = self.run_on("true", build)
        self.assertIsNotNone(stock, "nothing fails on stock Spark")
        self.assertEqual(stock, ours)
        for part in parts:
            self.assertIn(part, ours)


def exact(value):
    """-0.0 is not 0.0, and NaN is NaN."""
    if isinstance(value, float):
        return "nan" if math.isnan(value) else repr(value)
    if isinstance(value, (list, tuple)):
        return tuple(exact(each) for each in value)
    if isinstance(value, dict):
        return tuple(sorted((exact(key), exact(item)) for key, item in value.items()))
    return repr(value)


def text_of(error):
    """What a user reads, without the stages, tasks, lines of Scala and ways to lose a connection that differ from run to run."""
    text = str(error)
    text = re.sub(r"calling o\d+", "calling", text.split("\nDriver stacktrace:")[0])
    text = "\n".join(line for line in text.splitlines() if not line.startswith("\tat ") and not re.match(r"\t\.\.\. \d+ more", line))
    text = re.sub(r"(stage|TID|task) [\d.]+", r"\1 N", text)
    text = re.sub(f"Caused by: {_LOST_CONNECTION}", "Caused by: a lost connection", text)
    return re.sub(r"(stage|TID|task) [\d.]+", r"\1 N", text)
