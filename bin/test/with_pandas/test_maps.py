# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""Functions from batches to batches. PythonFunctionsIT runs it."""

import pyarrow as pa
import pyarrow.compute as pc
from engines import NESTED, ROWS, TYPES, EnginesTest

ARROW, PANDAS = "QuiverMapInArrow", "QuiverMapInPandas"
NAMES = [f"`{name}`" for name in {**TYPES, **NESTED}]
SCHEMA = ", ".join(f"`{name}` {name}" for name in {**TYPES, **NESTED})


def sizes_of_batches():
    def sizes(batches):
        for batch in batches:
            yield pa.RecordBatch.from_pydict({"n": pa.array([batch.num_rows], pa.int64()), "first": pa.array([str(batch.column(0)[0])])})

    return sizes


class MapsTest(EnginesTest):
    def test_values_of_all_types_go_through(self):
        self.same(lambda table: table.select(*NAMES).mapInArrow(lambda batches: batches, SCHEMA), ARROW, ROWS)
        plain = [f"`{name}`" for name in TYPES]
        schema = ", ".join(f"`{name}` {name}" for name in TYPES)
        self.same(lambda table: table.select(*plain).mapInArrow(lambda batches: batches, schema), ARROW, ROWS)
        self.same(lambda table: table.where("i % 5 = 0").select(*plain).mapInPandas(lambda frames: frames, schema), PANDAS)

    def test_batches_are_cut_as_spark_cuts_them(self):
        for records, size in [(777, "64MB"), (0, "64MB"), (10_000, "20000")]:
            conf = {"spark.sql.execution.arrow.maxRecordsPerBatch": records, "spark.sql.execution.arrow.maxBytesPerBatch": size}
            with self.settings(**conf):
                for columns in (["i", "string", "boolean"], ["i", "`array<bigint>`"]):
                    self.same(lambda table: table.select(*columns).mapInArrow(sizes_of_batches(), "n bigint, first string"), ARROW)

    def test_rows_become_fewer_and_more(self):
        def odd(batches):
            for batch in batches:
                yield batch.filter(pc.equal(pc.bit_wise_and(batch.column("i"), 1), 1))

        def twice(batches):
            for batch in batches:
                yield batch
                yield batch

        def one(batches):
            yield pa.RecordBatch.from_pydict({"i": pa.array(range(20_000), pa.int64())})

        for function in (odd, twice, one, lambda batches: iter(())):
            self.same(lambda table: table.select("i").mapInArrow(function, "i bigint").groupBy().sum("i"), ARROW)
        self.same(lambda table: table.where("i < 0").select("i").mapInArrow(one, "i bigint"), ARROW)
        self.same(lambda table: table.select("i").mapInArrow(odd, "i bigint").limit(7), ARROW, 7)

    def test_errors_are_the_same(self):
        def broken(batches):
            for batch in batches:
                raise ValueError("broken on purpose")
                yield batch

        self.same_error(lambda table: table.coalesce(1).select("i").mapInArrow(broken, "i bigint"), "broken on purpose")
        self.same_error(lambda table: table.coalesce(1).select("i").mapInArrow(lambda batches: batches, "i string"))
        self.same_error(lambda table: table.coalesce(1).select("i").mapInArrow(lambda batches: batches, "i bigint, j bigint"))
        self.same_error(lambda table: table.coalesce(1).select("i").mapInPandas(lambda batches: batches, "j bigint"))
        self.same_error(lambda table: table.coalesce(1).select("i", "i").mapInPandas(lambda batches: batches, "i bigint, j bigint"))

    def test_columns_without_nulls_and_barriers_stay_on_spark(self):
        self.same(lambda table: table.select("i").mapInArrow(lambda batches: batches, "i bigint not null"), None)
        self.same(lambda table: table.limit(10).coalesce(1).select("i").mapInArrow(lambda batches: batches, "i bigint", barrier=True), None)
