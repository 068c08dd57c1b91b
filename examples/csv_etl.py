# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""From raw CSV to a clean table: parse, repair, leave out duplicates, and count what was wrong.

    bin/quiver compare examples/csv_etl.py
"""

import tempfile
from pathlib import Path

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

RAW = """order,customer,price,day,note
1, alice ,10.50,2026-01-03,
2,BOB,7,2026-01-03,gift
2,BOB,7,2026-01-03,gift
3,carla,not known,2026-01-04,
4,Alice,"1,299.00",2026-02-11,"two, in one box"
5,,3.25,2026-02-30,
6,bob,-4.00,2026-03-01,returned
"""

spark = SparkSession.builder.appName("csv_etl").getOrCreate()
with tempfile.TemporaryDirectory() as folder:
    Path(folder, "orders.csv").write_text(RAW)
    raw = spark.read.csv(f"{folder}/orders.csv", header=True)

    clean = (
        raw.dropDuplicates()
        .withColumn("customer", F.initcap(F.trim("customer")))
        .withColumn("price", F.expr("try_cast(replace(price, ',', '') as decimal(10, 2))"))
        .withColumn("day", F.expr("try_to_date(day, 'yyyy-MM-dd')"))
        .withColumn("order", F.col("order").cast("int"))
    )
    clean.write.parquet(f"{folder}/orders")
    orders = spark.read.parquet(f"{folder}/orders")

    print("orders:", orders.count())
    orders.orderBy("order").show(truncate=False)
    orders.select(
        F.count_if(F.col("price").isNull()).alias("no price"),
        F.count_if(F.col("day").isNull()).alias("no day"),
        F.count_if(F.col("customer").isNull()).alias("no customer"),
    ).show()
    by_month = orders.where("price > 0").groupBy(F.date_format("day", "yyyy-MM").alias("month"))
    by_month.agg(F.sum("price").alias("sold"), F.collect_set("customer").alias("to")).orderBy("month").show()
spark.stop()
