# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""A first PySpark job over a CSV of ten people. Run it with Quiver, or on both engines side by side:

    bin/quiver run examples/people.py
    bin/quiver compare examples/people.py
"""

import os
import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

path = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(os.path.abspath(__file__)), "people.csv")

spark = SparkSession.builder.appName("people").getOrCreate()
people = spark.read.csv(path, header=True, inferSchema=True)

people.printSchema()
print("people:", people.count())

# Who is older than 26, city by city?
people.filter("age > 26").groupBy("city").count().orderBy("city").show()

people.select("name", "city").show()
people.where(people.city == "Lisbon").select("name", "age").show()
people.sort(people.age.desc(), "name").limit(3).show()
people.select(F.upper("name").alias("name"), (F.col("salary") * 12).alias("yearly")).orderBy("name").show(truncate=False)

people.agg(F.sum("salary"), F.avg("age"), F.min("age"), F.max("salary"), F.min("joined"), F.max("name")).show()
people.groupBy("city").agg(
    F.count("*").alias("people"),
    F.count("salary").alias("salaries"),
    F.sum("salary").alias("total"),
    F.avg("salary").alias("average"),
    F.min("age").alias("youngest"),
    F.max("age").alias("oldest"),
).orderBy(F.desc("people"), "city").show()

for row in people.groupBy("city").agg(F.avg("age").alias("age")).orderBy("city").collect():
    print(row.city, row.age)
print("adults by first():", people.orderBy("age").first().name)

spark.stop()
