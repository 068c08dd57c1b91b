# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""A table parted by day and country: written, read in part, one day of it written anew.

    bin/quiver compare examples/partitioned_write.py
"""

import tempfile

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

spark = SparkSession.builder.appName("partitioned_write").getOrCreate()
spark.conf.set("spark.sql.sources.partitionOverwriteMode", "dynamic")
with tempfile.TemporaryDirectory() as folder:
    events = spark.range(10_000).selectExpr(
        "id",
        "date_add(date'2026-05-01', int(id % 7)) as day",
        "element_at(array('DE', 'FR', null), int((id * 7) % 3) + 1) as country",
        "concat('user ', (id * 7919) % 500) as user",
        "cast((id * 13) % 900 as int) as seconds",
    )
    events.repartition("day").sortWithinPartitions("user").write.partitionBy("day", "country").parquet(f"{folder}/events")

    table = spark.read.parquet(f"{folder}/events")
    table.printSchema()
    table.groupBy("day", "country").agg(F.count("*").alias("events"), F.sum("seconds").alias("seconds")).orderBy("day", "country").show(30)
    weekend = table.where("day >= date'2026-05-02' and day < date'2026-05-04' and country = 'FR'")
    print("on the weekend, in FR:", weekend.count(), "of", weekend.select("user").distinct().count(), "users")

    # One day comes again, with half of its events: the other days stay.
    corrected = events.where("day = date'2026-05-03' and id % 2 = 0")
    corrected.write.mode("overwrite").partitionBy("day", "country").parquet(f"{folder}/events")
    spark.read.parquet(f"{folder}/events").groupBy("day").count().orderBy("day").show()
spark.stop()
