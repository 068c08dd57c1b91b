# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""Spark in a benchmark: a PySpark process that answers queries over a pipe.

Arguments: the number of the pipe's file descriptor, the folder of the tables, and confs as key=value.
"""

import json
import sys
import time
from pathlib import Path

from benchmark.pipe import Requests
from ordering import is_limited, order_of
from values import cell


def main():
    requests = Requests(int(sys.argv[1]))
    folder = sys.argv[2]

    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("Quiver benchmark")
    for conf in sys.argv[3:]:
        key, value = conf.split("=", 1)
        builder = builder.config(key, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("WARN")
    for table in sorted(Path(folder).iterdir()):
        if table.is_dir():
            spark.read.parquet(table.as_uri()).createOrReplaceTempView(table.name)
    meter = spark._jvm.io.quiver.benchmarks.runner.QueryMeter.attach(spark._jsparkSession.sparkContext())
    requests.ready(version=spark.version)
    requests.serve(lambda sql: _run(spark, meter, sql))
    spark.stop()


def _run(spark, meter, sql):
    meter.start()
    start = time.perf_counter()
    frame = spark.sql(sql)
    rows = frame.collect()
    seconds = time.perf_counter() - start
    measured = json.loads(meter.stop())
    report = spark._jvm.io.quiver.compat.PlanReport.of(frame._jdf.queryExecution().executedPlan())
    return {
        "run": {"seconds": seconds, **measured},
        "types": [f"{field.name} {field.dataType.simpleString()}" for field in frame.schema.fields],
        "rows": [[cell(value) for value in row] for row in rows],
        "order": order_of(frame),
        "limited": is_limited(frame),
        "operators": {name: list(getattr(report, name)()) for name in ("accelerated", "stock", "reasons")},
        "functions": {"kernels": report.kernels().size(), "sparks": list(report.sparks())},
    }


if __name__ == "__main__":
    main()
