# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""Quiver for PySpark: runs the plans of Spark SQL on a vectorised columnar executor, with the same rows.

    import quiver

    spark = quiver.session()                # or quiver.configure(SparkSession.builder...).getOrCreate()
    frame = spark.read.parquet("sales").groupBy("city").sum("price")
    print(quiver.report(frame))             # what ran on Quiver, what on Spark, and why
    print(quiver.compare(frame))            # the same rows on both engines?

`python -m quiver help` lists the commands.
"""

from quiver.frame_comparison import FrameComparison, compare
from quiver.plan_report import PlanReport, StayedOperator, report
from quiver.sessions import configure, jar_path, session

__all__ = ["FrameComparison", "PlanReport", "StayedOperator", "compare", "configure", "jar_path", "report", "session"]


def __getattr__(name: str) -> str:
    # Read when it is asked for: no command waits for it.
    if name == "__version__":
        from quiver.environment import version

        return version()
    raise AttributeError(f"module 'quiver' has no attribute '{name}'")
