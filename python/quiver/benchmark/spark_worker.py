# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""Spark in a benchmark: a PySpark process that answers queries over a pipe.

Arguments: the number of the pipe's file descriptor, the folder of the tables, and confs as key=value.
"""

import json
import sys
import time
from pathlib import Path

from quiver.benchmark.job_run import JobRuns
from quiver.benchmark.pipe import Requests
from quiver.benchmark.spark_answers import answer_of, operators_of


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
        # Copies of a table in other formats are called orders.csv and so on.
        if table.is_dir() and table.name.isidentifier():
            spark.read.parquet(table.as_uri()).createOrReplaceTempView(table.name)
    meter = spark._jvm.io.quiver.benchmarks.runner.QueryMeter.attach(spark._jsparkSession.sparkContext())
    jobs = JobRuns(spark, meter, Path(folder))
    requests.ready(version=spark.version)
    requests.serve(lambda request: jobs.run(request) if "job" in request else _run(spark, meter, request["sql"]))
    spark.stop()


def _run(spark, meter, sql):
    meter.start()
    start = time.perf_counter()
    frame = spark.sql(sql)
    rows = frame.collect()
    seconds = time.perf_counter() - start
    measured = json.loads(meter.stop())
    report = spark._jvm.io.quiver.compat.PlanReport.of(frame._jdf.queryExecution().executedPlan())
    return {"run": {"seconds": seconds, **measured}, **answer_of(frame, rows), **operators_of([report])}


if __name__ == "__main__":
    main()
