# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""Joins and windows over Parquet: the best products of each city, running totals, and who never bought anything.

    bin/quiver compare examples/joins_and_windows.py
"""

import tempfile

from pyspark.sql import SparkSession, Window
from pyspark.sql import functions as F

spark = SparkSession.builder.appName("joins_and_windows").getOrCreate()
with tempfile.TemporaryDirectory() as folder:
    customers = spark.range(200).selectExpr("id as customer", "element_at(array('Berlin', 'Lisbon', 'Paris'), int(id % 3) + 1) as city")
    products = spark.range(12).selectExpr("id as product", "concat('product ', id) as name", "cast(id * 3.5 + 1 as decimal(8, 2)) as price")
    sales = spark.range(20_000).selectExpr(
        "id as sale",
        "(id * 7919) % 190 as customer",
        "(id * 104729) % 12 as product",
        "int(id % 5) + 1 as pieces",
        "date_add(date'2026-01-01', int(id % 365)) as day",
    )
    for name, frame in (("customers", customers), ("products", products), ("sales", sales)):
        frame.write.parquet(f"{folder}/{name}")
    customers, products, sales = (spark.read.parquet(f"{folder}/{name}") for name in ("customers", "products", "sales"))

    sold = sales.join(products, "product").join(customers, "customer").withColumn("value", F.expr("pieces * price"))

    # The two best products of each city.
    best = Window.partitionBy("city").orderBy(F.desc("value"), "name")
    totals = sold.groupBy("city", "name").agg(F.sum("value").alias("value"))
    totals.withColumn("place", F.rank().over(best)).where("place <= 2").orderBy("city", "place").show()

    # Running totals by month, and the change from the month before.
    monthly = sold.groupBy(F.month("day").alias("month")).agg(F.sum("value").alias("value"))
    so_far = Window.orderBy("month")
    monthly.select(
        "month",
        "value",
        F.sum("value").over(so_far.rowsBetween(Window.unboundedPreceding, 0)).alias("so far"),
        (F.col("value") - F.lag("value").over(so_far)).alias("change"),
    ).orderBy("month").show()

    print("never bought:", customers.join(sales, "customer", "left_anti").count())
    customers.join(sales, "customer", "left_anti").orderBy("customer").limit(3).show()
spark.stop()
