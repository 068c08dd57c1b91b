# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""A stream over files, up to what is there: it counts by hour, goes on from its checkpoint, and ends.

    bin/quiver compare examples/streaming.py
"""

import json
import tempfile
from pathlib import Path

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

spark = SparkSession.builder.appName("streaming").getOrCreate()
spark.conf.set("spark.sql.shuffle.partitions", "1")


def arrive(folder, number):
    """One more file of clicks."""
    clicks = [{"at": f"2026-05-01T{hour:02}:{minute:02}:00Z", "page": f"/{(hour * minute) % 5}"} for hour in range(number, number + 3) for minute in range(60)]
    Path(folder, f"clicks-{number}.json").write_text("\n".join(map(json.dumps, clicks)))


with tempfile.TemporaryDirectory() as folder:
    incoming = Path(folder, "incoming")
    incoming.mkdir()
    clicks = spark.readStream.schema("at timestamp, page string").json(str(incoming))
    hourly = clicks.withWatermark("at", "1 hour").groupBy(F.window("at", "1 hour"), "page").count()

    for number in (0, 3):
        arrive(incoming, number)
        query = (
            hourly.writeStream.outputMode("append")
            .option("checkpointLocation", f"{folder}/checkpoint")
            .trigger(availableNow=True)
            .start(f"{folder}/hourly", format="parquet")
        )
        query.awaitTermination()
        done = spark.read.parquet(f"{folder}/hourly")
        done.groupBy("window.start").agg(F.sum("count").alias("clicks"), F.count("*").alias("pages")).orderBy("start").show(truncate=False)
spark.stop()
