# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""Functions over rows, which are pickled. PythonFunctionsIT runs it."""

import decimal
import os

from engines import NESTED, ROWS, TYPES, EnginesTest
from pyspark.sql import Row
from pyspark.sql import functions as F
from pyspark.sql.functions import col, udf

NODE = "QuiverBatchEvalPython"


class RowFunctionsTest(EnginesTest):
    def test_values_of_all_types_go_and_come_back(self):
        calls = [udf(lambda value: value, name)(f"`{name}`").alias(f"got {name}") for name in {**TYPES, **NESTED}]
        self.same(lambda table: table.select("*", *calls), NODE, rows=ROWS)
        for call in calls:
            self.same(lambda table: table.where("i % 200 = 0").select(call), NODE)

    def test_what_python_sees_of_a_value(self):
        seen = udf(lambda *values: repr(values), "string")
        self.same(lambda table: table.where("i % 3 = 1").select(seen(*[f"`{name}`" for name in {**TYPES, **NESTED}])), NODE)
        with self.settings(**{"spark.sql.execution.pyspark.binaryAsBytes": "false"}):
            self.same(lambda table: table.where("i % 3 = 1").select(seen("binary", "boolean")), NODE)

    def test_results_of_other_types_than_declared(self):
        numbers = [name for name in TYPES if not name.startswith(("decimal", "date", "timestamp"))]
        for declared in [*numbers, "array<int>", "map<string,int>"]:
            odd = udf(lambda i: [i, str(i), i / 3, i % 2 == 0, None, [i], {"a": i}, 2**70][i % 8], declared)
            self.same(lambda table: table.where("i < 900").select("i", odd("i")), NODE)
        wide = udf(lambda i: decimal.Decimal(i) * 10**9 if i % 2 else decimal.Decimal("1.23456789"), "decimal(38,18)")
        self.same(lambda table: table.where("i < 900").select(wide("i")), NODE)

    def test_structs_and_lists_come_back(self):
        pair = udf(lambda i, text: Row(a=i, b=[text, None]) if i % 3 else None, "a bigint, b array<string>")
        self.same(lambda table: table.select(pair("i", "word").alias("pair"), "i").select("i", "pair.b", "pair"), NODE)
        self.same(lambda table: table.select(pair("i", "word").alias("pair"), udf(lambda t: {t or "": 1}, "map<string,int>")("word")), NODE)

    def test_odd_texts(self):
        odd = F.expr("elt(cast(i % 6 + 1 as int), '', 'é', '\\ud83d\\ude00', 'a\\u0000b', cast(X'ff61' as string), repeat('x', 300))")
        same = udf(lambda text: text, "string")
        length = udf(lambda text: len(text), "int")
        with self.settings(**{"spark.quiver.offload": "always"}):
            self.same(lambda table: table.select(same(odd), length(odd)), NODE)

    def test_arguments_are_computed_named_and_used_twice(self):
        text = udf(lambda left, right: f"{left}/{right}", "string")
        self.same(lambda table: table.select(text(col("i") + 1, F.upper("string")), text(right=col("i") + 1, left=F.lit("x")), text("i", "i"), "word"), NODE)
        self.same(lambda table: table.select(udf(lambda: 7, "int")(), text(F.lit(1), F.lit(None).cast("string"))), NODE)

    def test_functions_call_functions_and_stand_beside_others(self):
        plus = udf(lambda value: None if value is None else value + 1, "bigint")
        self.same(lambda table: table.select(plus(plus("i")).alias("a"), plus("int").alias("b"), plus(plus(plus("bigint"))).alias("c")), NODE)
        arrow = udf(lambda value: value * 2, "bigint", useArrow=True)
        self.same(lambda table: table.select(arrow(plus("i")), plus(arrow("i"))), NODE)

    def test_operators_above_and_below_take_columns(self):
        plus = udf(lambda value: value + 1, "bigint")
        even = udf(lambda value: value % 2 == 0, "boolean")
        self.same(lambda table: table.where(even("i")).select("i", "string"), NODE)
        self.same(lambda table: table.where("i > 100").groupBy("word").agg(F.sum(plus("i")), F.max("string")).orderBy("word"), NODE)
        self.same(lambda table: table.select("i", plus("i").alias("k")).join(table.select(col("i").alias("k"), "word"), "k").orderBy("i"), NODE)
        self.same(lambda table: table.groupBy("word").agg(F.count("*").alias("n")).orderBy("word").select("word", plus("n")), NODE)
        self.same(lambda table: table.select("i", plus("i").alias("k")).orderBy(F.desc("k")).limit(20), NODE)
        self.same(lambda table: table.coalesce(1).select("i", plus("i").alias("k")), NODE)
        self.same(lambda table: table.select("i", plus("i").alias("k")).union(table.select("i", plus("i"))), NODE)

    def test_no_rows_single_rows_and_long_texts(self):
        plus = udf(lambda value: value + 1, "bigint")
        self.same(lambda table: table.where("i < 0").select(plus("i")), NODE, rows=0)
        self.same(lambda table: table.where("i = 20000").select(plus("i")), NODE, rows=1)
        twice = udf(lambda text: text and text + text, "string")
        self.same(lambda table: table.where("i % 2000 = 1").select("i", twice(F.expr("repeat(string, 200000)"))), NODE)

    def test_settings(self):
        text = udf(lambda i, when: f"{i} {when}", "string")
        for conf in (
            {"spark.sql.execution.python.udf.maxRecordsPerBatch": 7},
            {"spark.sql.session.timeZone": "Asia/Kolkata"},
            {"spark.sql.adaptive.enabled": "false"},
            {"spark.sql.codegen.wholeStage": "false"},
            {"spark.quiver.offload": "always"},
        ):
            with self.subTest(conf=conf), self.settings(**conf):
                self.same(lambda table: table.where("i % 5 = 0").select("i", text("i", "timestamp"), "timestamp"), NODE)

    def test_errors_are_the_same_and_limits_stop_before_them(self):
        def broken(value):
            if value == 20_000:
                raise ValueError("no twenty thousand")
            return value

        self.same_error(lambda table: table.coalesce(1).select(udf(broken, "bigint")("i")), "no twenty thousand")
        self.same(lambda table: table.coalesce(1).orderBy("i").select(udf(broken, "bigint")("i")).limit(150), NODE, rows=150)
        self.same_error(lambda table: table.coalesce(1).select(udf(lambda i: Row(a=i), "a bigint, b bigint")("i")))
        self.same_error(lambda table: table.coalesce(1).select(udf(lambda i: decimal.Decimal(i) * 10**9, "decimal(9,2)")("i")))
        plus = udf(lambda value: value + 1, "bigint")
        self.same_error(lambda table: table.coalesce(1).select(plus(F.expr("cast(string as int) + i"))), "CAST_INVALID_INPUT")
        self.same_error(lambda table: table.coalesce(1).select(udf(lambda value: os._exit(3), "bigint")("i")), "crashed")

    def test_what_stays_on_spark_gives_the_same(self):
        plus = udf(lambda value: value + 1, "double")
        for build, conf in (
            (lambda table: table.coalesce(1).select("i", plus(F.rand(7))), {}),
            (lambda table: table.select(F.input_file_name() == F.lit(""), udf(lambda i: i, "bigint")("i")), {}),
            (lambda table: table.select(udf(lambda i: i, "bigint")("i")), {"spark.quiver.python.enabled": "false"}),
        ):
            with self.settings(**conf):
                stock, _, _ = self.run_on("false", build)
                ours, plan, _ = self.run_on("true", build)
                self.assertNotIn(NODE, plan)
                self.assertEqual(stock, ours)
