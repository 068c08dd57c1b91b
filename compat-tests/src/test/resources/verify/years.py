# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""Counts days by year with each answer to a difference; the argument is a folder to write to."""

import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

spark = SparkSession.builder.appName("years").getOrCreate()
path = sys.argv[1] + "/days"
spark.range(0, 40000, 1, 2).selectExpr("id", "date_add(date'1900-01-01', cast(id AS int)) AS day").write.parquet(path)


def days_of_1999():
    years = spark.read.parquet(path).groupBy(F.year("day").alias("year")).count()
    return years.where("year = 1999").select("count").collect()


for verify, answer in (("off", "warn"), ("all", "warn"), ("all", "stock"), ("all", "fail")):
    spark.conf.set("spark.quiver.verify", verify)
    spark.conf.set("spark.quiver.verify.onMismatch", answer)
    try:
        print(f"{verify}, {answer}: {[row[0] for row in days_of_1999()]}")
    except Exception as error:
        print(f"{verify}, {answer}: {'VerificationException' in str(error)}")
