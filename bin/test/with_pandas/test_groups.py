# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""Functions over groups. PythonFunctionsIT runs it."""

import unittest

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from engines import NESTED, SPARK, TYPES, EnginesTest
from pyspark.sql import functions as F

ARROW, PANDAS = "QuiverFlatMapGroupsInArrow", "QuiverFlatMapGroupsInPandas"


def sizes_of_groups():
    def sizes(table):
        batches = [len(batch) for batch in table.to_batches()]
        return pa.table({"n": pa.array([table.num_rows], pa.int64()), "batches": pa.array([str(batches)]), "first": pa.array([str(table.column("i")[0])])})

    return sizes


class GroupsTest(EnginesTest):
    def test_rows_are_grouped_by_keys_of_all_types(self):
        for name in ["boolean", "double", "decimal(38,10)", "string", "binary", "timestamp"]:
            key = f"CASE WHEN i % 3 = 0 THEN `{name}` WHEN i % 3 = 1 THEN (SELECT max(`{name}`) FROM one) END"
            self.table.where("i < 20").createOrReplaceTempView("one")
            count = sizes_of_groups()
            self.same(lambda table: table.where("i % 40 = 7").selectExpr(f"{key} AS k", "i").groupBy("k").applyInArrow(count, "n bigint, batches string, first string"), ARROW)

    def test_values_of_all_types_go_through(self):
        # Spark wants timestamps in UTC back from here, whatever the session's time zone is.
        names = [name for name in {**TYPES, **NESTED} if name != "timestamp"]
        schema = "word string, " + ", ".join(f"`{name}` {name}" for name in names)
        self.same(lambda table: table.where("i % 4 = 0").select("word", *[f"`{name}`" for name in names]).groupBy("word").applyInArrow(lambda group: group, schema), ARROW)
        schema = "word string, " + ", ".join(f"`{name}` {name}" for name in TYPES)
        self.same(lambda table: table.where("i % 4 = 0").select("word", *[f"`{name}`" for name in TYPES]).groupBy("word").applyInPandas(lambda group: group, schema), PANDAS)

    def test_groups_are_cut_as_spark_cuts_them(self):
        for records, size in [(777, "64MB"), (10_000, "20000")]:
            conf = {"spark.sql.execution.arrow.maxRecordsPerBatch": records, "spark.sql.execution.arrow.maxBytesPerBatch": size}
            with self.settings(**conf):
                for columns in (["i", "string", "boolean"], ["i", "`array<bigint>`"]):
                    self.same(lambda table: table.select("word", *columns).groupBy("word").applyInArrow(sizes_of_groups(), "n bigint, batches string, first string"), ARROW)

    def test_keys_several_none_and_computed(self):
        count = sizes_of_groups()
        schema = "n bigint, batches string, first string"
        self.same(lambda table: table.groupBy("word", F.col("i") % 7).applyInArrow(count, schema), ARROW)
        self.same(lambda table: table.select("i", "word").groupBy().applyInArrow(count, schema), ARROW)
        self.same(lambda table: table.select("i", "word").where("i < 0").groupBy("word").applyInArrow(count, schema), ARROW, 0)

        def keyed(key, frame):
            return pd.DataFrame([[str(key), len(frame), frame["double"].sum()]], columns=["key", "n", "total"])

        self.same(lambda table: table.select("i", "word", "double").groupBy("word", F.col("i") % 3).applyInPandas(keyed, "key string, n bigint, total double"), PANDAS)

    def test_many_small_groups(self):
        def one(frame):
            return pd.DataFrame({"k": frame["k"].iloc[:1], "n": [len(frame)]})

        self.same(lambda table: table.where("i < 6000").selectExpr("i % 1500 AS k", "string").groupBy("k").applyInPandas(one, "k bigint, n bigint"), PANDAS, 1500)

    @unittest.skipIf(SPARK == (4, 0), "Spark 4.0 has no iterators over the batches of a group")
    def test_iterators_of_batches(self):
        def over(batches):
            for batch in batches:
                yield pa.RecordBatch.from_pydict({"n": pa.array([batch.num_rows], pa.int64())})

        from typing import Iterator

        over.__annotations__ = {"batches": Iterator[pa.RecordBatch], "return": Iterator[pa.RecordBatch]}
        with self.settings(**{"spark.sql.execution.arrow.maxRecordsPerBatch": 500}):
            self.same(lambda table: table.select("i", "word").groupBy("word").applyInArrow(over, "n bigint"), ARROW)

    def test_operators_above(self):
        def first(group):
            return group.slice(0, 3).select(["word", "i"])

        grouped = lambda table: table.select("word", "i").groupBy("word").applyInArrow(first, "word string, i bigint")
        self.same(lambda table: grouped(table).groupBy("word").agg(F.sum("i")).orderBy("word"), ARROW)
        self.same(lambda table: grouped(table).limit(2), ARROW, 2)
        self.same(lambda table: grouped(table).join(table.select("i", "string"), "i").orderBy("i"), ARROW)

    def test_errors_are_the_same(self):
        def broken(group):
            if len(group) > 10:
                raise ValueError("broken on purpose")
            return group

        self.same_error(lambda table: table.coalesce(1).select("i", "word").groupBy("word").applyInArrow(broken, "i bigint, word string"), "broken on purpose")
        self.same_error(lambda table: table.coalesce(1).select("i", "word").groupBy("word").applyInArrow(lambda group: group, "i string, word string"))
        self.same_error(lambda table: table.coalesce(1).select("i", "word").groupBy("word").applyInPandas(lambda group: group, "j bigint, word string"))
        self.same_error(lambda table: table.coalesce(1).select("i", "word").groupBy("word").applyInPandas(lambda group: 5, "j bigint, word string"))
