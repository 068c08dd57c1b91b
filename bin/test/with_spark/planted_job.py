# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""A job that does something else where Quiver is on, for the test that `bin/quiver compare` finds it. Argument: a folder to write to."""

import sys

from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("planted").getOrCreate()
planted = int("Quiver" in spark.conf.get("spark.plugins", ""))

equal = spark.range(5).selectExpr("id", "id * 2 as twice")
different = spark.range(5).selectExpr("id", f"if(id = 3, id + {planted}, id) as n")
print(equal.orderBy("id").collect()[4])
different.orderBy("id").collect()
equal.write.parquet(f"{sys.argv[1]}/equal")
different.write.parquet(f"{sys.argv[1]}/different")
different.write.saveAsTable("planted")
spark.stop()
