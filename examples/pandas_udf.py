# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""A function of one's own over pandas: Spark calls it, what is around it runs on Quiver. Wants pandas and pyarrow.

    bin/quiver compare examples/pandas_udf.py
"""

import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

try:
    import pandas as pd
    import pyarrow  # noqa: F401
except ImportError as missing:
    print(f"skipped: {missing.name} is not installed in this Python (pip install pandas pyarrow)")
    sys.exit(0)

spark = SparkSession.builder.appName("pandas_udf").getOrCreate()
spark.conf.set("spark.sql.execution.arrow.pyspark.enabled", "true")


@F.pandas_udf("double")
def celsius(fahrenheit: pd.Series) -> pd.Series:
    return ((fahrenheit - 32) * 5 / 9).round(2)


def above_mean(station: pd.DataFrame) -> pd.DataFrame:
    return station[station["celsius"] > station["celsius"].mean()]


readings = spark.range(5_000).selectExpr("id % 8 as station", "id as hour", "cast(20 + (id * 37) % 80 as double) as fahrenheit")
in_celsius = readings.withColumn("celsius", celsius("fahrenheit"))

in_celsius.where("celsius > 30").groupBy("station").agg(F.count("*").alias("hot"), F.max("celsius").alias("most")).orderBy("station").show()
warm = in_celsius.groupBy("station").applyInPandas(above_mean, in_celsius.schema)
warm.groupBy("station").count().orderBy("station").show()
print(in_celsius.orderBy("hour").limit(3).toPandas().to_string(index=False))
spark.stop()
