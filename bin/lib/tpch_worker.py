# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""One engine of the TPC-H comparison: a PySpark process that answers queries over a pipe.

Arguments: the number of the pipe's file descriptor, the folder of the tables, and confs as key=value.
Reads one line of JSON per request from stdin ({"name", "sql"}), answers one line of JSON on the pipe.
"""

import json
import os
import sys
import time
import traceback

from values import cell

TABLES = ["region", "nation", "supplier", "customer", "part", "partsupp", "orders", "lineitem"]


def main():
    pipe = os.fdopen(int(sys.argv[1]), "w")
    folder = sys.argv[2]

    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("TPC-H")
    for conf in sys.argv[3:]:
        key, value = conf.split("=", 1)
        builder = builder.config(key, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("WARN")
    for name in TABLES:
        spark.read.parquet(os.path.join(folder, name)).createOrReplaceTempView(name)
    _answer(pipe, {"ready": True, "spark": spark.version})
    for line in sys.stdin:
        try:
            _answer(pipe, _run(spark, json.loads(line)["sql"]))
        except Exception as failure:  # the other engine may succeed: the comparison goes on and says so
            traceback.print_exc()
            _answer(pipe, {"error": f"{type(failure).__name__}: {str(failure).splitlines()[0] if str(failure) else ''}"})
    spark.stop()


def _run(spark, sql):
    start = time.perf_counter()
    frame = spark.sql(sql)
    rows = frame.collect()
    seconds = time.perf_counter() - start
    report = spark._jvm.io.quiver.compat.PlanReport.of(frame._jdf.queryExecution().executedPlan())
    return {
        "seconds": seconds,
        "types": [f"{field.name} {field.dataType.simpleString()}" for field in frame.schema.fields],
        "rows": [[cell(value) for value in row] for row in rows],
        "accelerated": list(report.accelerated()),
        "stock": list(report.stock()),
    }


def _answer(pipe, answer):
    pipe.write(json.dumps(answer) + "\n")
    pipe.flush()


if __name__ == "__main__":
    main()
