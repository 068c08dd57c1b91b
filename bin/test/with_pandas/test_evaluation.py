# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""Functions over series of pandas and arrays of Arrow. PythonFunctionsIT runs it."""

import os
import time
import unittest

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from engines import NESTED, ROWS, SCAN_BATCHES, SPARK, TYPES, EnginesTest
from pyspark.sql import functions as F
from pyspark.sql.functions import col, pandas_udf, udf

SCALAR, ITERATOR = F.PandasUDFType.SCALAR, F.PandasUDFType.SCALAR_ITER
# Since Spark 4.1.
arrow_udf = getattr(F, "arrow_udf", None)


def over_arrays(over_arrow, over_pandas, returned):
    return arrow_udf(over_arrow, returned) if arrow_udf else pandas_udf(over_pandas, returned, SCALAR)


def echo_of_texts():
    return over_arrays(lambda values: values, lambda values: values, "string")


def lengths_of_batches():
    """A function that workers get as it is: none of a module that they would have to import."""

    def lengths(batches):
        for each in batches:
            length = len(each[0] if isinstance(each, tuple) else each)
            yield pd.Series([length] * length, dtype="int64")

    return lengths


class EvaluationTest(EnginesTest):
    @unittest.skipUnless(arrow_udf, "Spark 4.0 has no functions over arrays of Arrow")
    def test_values_of_all_types_go_through_arrays_of_arrow(self):
        types = {**TYPES, **NESTED}
        calls = [arrow_udf(lambda values: values, name)(f"`{name}`").alias(f"got {name}") for name in types]
        self.same(lambda table: table.select("*", *calls), rows=ROWS)
        only = arrow_udf(lambda values: values, "string")("string")
        self.same(lambda table: table.where("i % 5 < 2").select(only.alias("got"), "word"))

    def test_values_of_all_types_go_through_series_of_pandas(self):
        types = {**TYPES, **NESTED}
        calls = [pandas_udf(lambda values: values, name, SCALAR)(f"`{name}`").alias(f"got {name}") for name in types if "struct" not in name]
        self.same(lambda table: table.where("i % 3 = 0").select("*", *calls))

    def test_values_of_all_types_go_through_functions_over_rows_sent_by_arrow(self):
        calls = [udf(lambda value: value, name, useArrow=True)(f"`{name}`").alias(f"got {name}") for name in TYPES]
        self.same(lambda table: table.where("i % 7 = 0").select(*calls))

    def test_structs_and_user_defined_types_come_back(self):
        pair = pandas_udf(lambda left, right: pd.DataFrame({"a": left, "b": right}), "a bigint, b string", SCALAR)
        self.same(lambda table: table.select("i", pair("i", "string").alias("pair")).select("i", "pair.b", "pair"))

    def test_batches_are_cut_as_spark_cuts_them(self):
        size = pandas_udf(lengths_of_batches(), "bigint", ITERATOR)
        for records, size_of_batch in [(777, "64MB"), (0, "64MB"), (10_000, "20000"), (5000, "1"), (4097, str(2**31 - 1))]:
            conf = {"spark.sql.execution.arrow.maxRecordsPerBatch": records, "spark.sql.execution.arrow.maxBytesPerBatch": size_of_batch}
            with self.settings(**conf):
                for columns in (["boolean", "word", "tinyint"], ["`decimal(38,10)`", "string"], ["`array<bigint>`"]):
                    if size_of_batch == "1":
                        self.same(lambda table: table.where("i < 100").select("i", size(columns[0]).alias("n")))
                    else:
                        self.same(lambda table: table.select("i", size(*columns).alias("n")))

    def test_batches_of_a_scan_are_those_that_spark_sends(self):
        size = pandas_udf(lengths_of_batches(), "bigint", ITERATOR)
        plus = udf(lambda value: value + 1, "bigint", useArrow=True)
        not_as_ours = None if SPARK >= (4, 2) else "QuiverArrowEvalPython"
        with self.settings(**{SCAN_BATCHES: "true", "spark.sql.execution.arrow.maxRecordsPerBatch": 777}):
            rows = self.same(lambda table: table.select("i", size("string").alias("n")))
            self.assertEqual(SPARK >= (4, 2), ("4096" in {row[1] for row in rows}))
            self.same(lambda table: table.select("i", size(F.upper("string")).alias("n")), not_as_ours)
            self.same(lambda table: table.select("i", size("`array<bigint>`").alias("n")))
            self.same(lambda table: table.select(size("string").alias("n"), plus("i").alias("k")))
            self.same(lambda table: table.select("i", "word").union(table.select("int", "string")).select("i", size("word").alias("n")))
            self.same(lambda table: table.where("i % 3 = 0").select("i", size("string").alias("n")))
            self.same(lambda table: table.where("i % 3 = 0").select(plus("i").alias("k"), size("string").alias("n")))
            self.same(lambda table: table.orderBy("string").select("i", size("string").alias("n")))
            for kept in (False, True):
                with self.settings(**{"spark.quiver.python.enabled": kept}):
                    node = "QuiverArrowEvalPython" if kept else None
                    self.same(lambda table: table.where("i % 3 = 0").select(plus("i").alias("k"), size("string").alias("n")), node)
                    self.same(lambda table: table.where("i % 3 = 0").select("word", size("string").alias("n")).groupBy("word").agg(F.max("n")).orderBy("word"), node)

    def test_arguments_are_computed_named_and_used_twice(self):
        text = pandas_udf(lambda left, right: left.astype(str) + "/" + right.astype(str), "string", SCALAR)
        self.same(lambda table: table.select(text(col("i") + 1, F.upper("string")), text(right=col("i") + 1, left=F.lit("x")), text("i", "i"), "word"))
        self.same(lambda table: table.select(text(F.lit(1), F.lit(None).cast("string"))))

    def test_functions_call_functions_and_stand_beside_others(self):
        plus = pandas_udf(lambda values: values + 1, "bigint", SCALAR)
        twice = over_arrays(lambda values: pc.multiply(values, 2), lambda values: values * 2, "bigint")
        old = udf(lambda value: None if value is None else value - 3, "bigint")
        self.same(lambda table: table.select(plus(plus("i")).alias("a"), plus("int").alias("b"), twice(plus("i")).alias("c"), old("i").alias("d"), plus(old("i")).alias("e")))

    def test_operators_above_and_below_take_columns(self):
        plus = pandas_udf(lambda values: values + 1, "bigint", SCALAR)
        even = over_arrays(lambda values: pc.equal(pc.bit_wise_and(values, 1), 0), lambda values: values % 2 == 0, "boolean")
        self.same(lambda table: table.where(even("i")).select("i", "string"))
        self.same(lambda table: table.where("i > 100").groupBy("word").agg(F.sum(plus("i")), F.max("string")).orderBy("word"))
        self.same(lambda table: table.select("i", plus("i").alias("k")).join(table.select(col("i").alias("k"), "word"), "k").orderBy("i"))
        self.same(lambda table: table.groupBy("word").agg(F.count("*").alias("n")).orderBy("word").select("word", plus("n")))
        self.same(lambda table: table.select("i", plus("i").alias("k")).orderBy(F.desc("k")).limit(20))
        self.same(lambda table: table.select("i", plus("i").alias("k")).limit(5), rows=5)
        self.same(lambda table: table.coalesce(1).select("i", plus("i").alias("k")))
        self.same(lambda table: table.select("i", plus("i").alias("k")).coalesce(1))
        self.same(lambda table: table.select("i", plus("i").alias("k")).union(table.select("i", plus("int"))))

    def test_no_rows_and_single_rows(self):
        plus = pandas_udf(lambda values: values + 1, "bigint", SCALAR)
        self.same(lambda table: table.where("i < 0").select(plus("i")), rows=0)
        self.same(lambda table: table.where("i = 20000").select(plus("i")), rows=1)

    def test_long_texts(self):
        echo = echo_of_texts()
        with self.settings(**{"spark.sql.execution.arrow.maxBytesPerBatch": "3MB"}):
            self.same(lambda table: table.where("i % 2000 = 1").select("i", F.expr("repeat(string, 200000)").alias("t")).select("i", echo("t"), F.length("t")))

    def test_rows_that_wait_for_an_iterator_that_reads_ahead(self):
        def all_first(series):
            everything = list(series)
            yield from everything

        ahead = pandas_udf(all_first, "string", ITERATOR)
        self.same(lambda table: table.select("i", ahead("string"), "word"))

    def test_settings_of_arrow(self):
        echo = echo_of_texts()
        when = pandas_udf(lambda values: values.dt.hour, "int", SCALAR)
        for conf in (
            {"spark.sql.execution.arrow.useLargeVarTypes": "true"},
            {"spark.sql.execution.arrow.compression.codec": "zstd"},
            {"spark.sql.session.timeZone": "Asia/Kolkata"},
            {"spark.sql.adaptive.enabled": "false"},
            {"spark.sql.codegen.wholeStage": "false"},
            {"spark.quiver.offload": "always"},
        ):
            with self.subTest(conf=conf), self.settings(**conf):
                self.same(lambda table: table.where("i % 5 = 0").select("i", echo("string"), when("timestamp"), "timestamp"))

    def test_errors_are_the_same(self):
        def broken(values):
            if (values == 20_000).any():
                raise ValueError("no twenty thousand")
            return values

        self.same_error(lambda table: table.coalesce(1).select(pandas_udf(broken, "bigint", SCALAR)("i")), "no twenty thousand")
        self.same_error(lambda table: table.coalesce(1).select(pandas_udf(lambda values: values[:-1], "bigint", SCALAR)("i")), "length" if SPARK < (4, 3) else "RESULT_ROWS_MISMATCH")
        self.same_error(lambda table: table.coalesce(1).select(pandas_udf(lambda values: "text", "bigint", SCALAR)("i")))
        if arrow_udf:
            self.same_error(lambda table: table.coalesce(1).select(arrow_udf(lambda values: pa.array([[1]] * len(values)), "bigint")("i")))
        self.same_error(lambda table: table.coalesce(1).select(pandas_udf(lambda values: values.astype(str) + "x", "bigint", SCALAR)("i")))
        plus = pandas_udf(lambda values: values + 1, "bigint", SCALAR)
        self.same_error(lambda table: table.coalesce(1).select(plus(F.expr("cast(string as int) + i"))), "CAST_INVALID_INPUT")

    def test_a_worker_that_dies_is_told_of(self):
        dead = pandas_udf(lambda values: os._exit(3), "bigint", SCALAR)
        self.same_error(lambda table: table.coalesce(1).select(dead("i")), "crashed")

    def test_a_query_that_is_cancelled_ends(self):
        slow = pandas_udf(lambda values: time.sleep(60) or values, "bigint", SCALAR)
        context = self.spark.sparkContext
        context.setInterruptOnCancel = True
        frame = self.table.select(slow("i"))
        started = time.time()
        import threading

        ended = []

        def run():
            try:
                frame.collect()
            except Exception as error:
                ended.append(error)

        thread = threading.Thread(target=run)
        thread.start()
        time.sleep(4)
        context.cancelAllJobs()
        thread.join(30)
        self.assertEqual(1, len(ended))
        self.assertLess(time.time() - started, 30)
        self.same(lambda table: table.select(pandas_udf(lambda values: values + 1, "bigint", SCALAR)("i")))

    def test_what_stays_on_spark_gives_the_same(self):
        plus = pandas_udf(lambda values: values + 1, "double", SCALAR)
        self.same(lambda table: table.coalesce(1).select("i", plus(F.rand(7))), node=None)
        self.same(lambda table: table.select(F.input_file_name() == F.lit(""), plus("i")), node=None)
        for conf in ({"spark.quiver.python.enabled": "false"}, {"spark.sql.execution.arrow.maxBytesPerOutputBatch": "1g"}):
            with self.settings(**conf):
                self.same(lambda table: table.select(plus("i")), node=None)
