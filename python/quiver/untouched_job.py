# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""A job with a cached table, adaptive execution and a broadcast join; prints its rows and the settings that a plugin might change."""

from pyspark.sql import SparkSession
from pyspark.sql.functions import broadcast, col, sum as total

spark = SparkSession.builder.config("spark.sql.shuffle.partitions", "3").getOrCreate()
numbers = spark.range(0, 1000, 1, 2).select("id", (col("id") % 10).alias("k")).cache()
keys = numbers.select("k").distinct()
rows = numbers.join(broadcast(keys), "k").groupBy("k").agg(total("id").alias("s")).orderBy("s")
for row in rows.collect():
    print(row)
for key in (
    "spark.sql.extensions",
    "spark.sql.extendedExplainProviders",
    "spark.sql.adaptive.customCostEvaluatorClass",
    "spark.broadcast.blockSize",
    "spark.sql.cache.serializer",
    "spark.plugins.internal.conf.io.quiver.spark.QuiverPlugin.quiver",
):
    print(key, spark.sparkContext.getConf().get(key))
spark.stop()
