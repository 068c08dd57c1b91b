# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""A job of bench everyday inside a Spark process: its time, and what is compared of its outcome.

What a job wrote is read back by stock Spark, when the clock has stopped: with `spark.quiver.enabled` off in this process. Of much
output not the rows are compared but sixteen lines: how many rows fall on each by their hash, and the sum and the exclusive or of the hashes.
"""

import json
import shutil
import time
from pathlib import Path

from quiver.benchmark.everyday.jobs import Data, Local, Written, jobs
from quiver.benchmark.spark_answers import answer_of, operators_of
from quiver.values import cell

ENABLED = "spark.quiver.enabled"
LINES = 16


class JobRuns:
    """Runs jobs in one session."""

    def __init__(self, spark, meter, folder):
        self._spark = spark
        self._meter = meter
        self._folder = folder
        self._plans = None
        self._runs = 0

    def run(self, request):
        job = jobs()[request["job"]]
        # A path is never written twice: readers remember what was at one.
        self._runs += 1
        data = Data(self._folder, Path(request["out"]) / str(self._runs))
        shutil.rmtree(data.out, ignore_errors=True)
        data.out.mkdir(parents=True)
        try:
            if job.prepare:
                self._on_stock(lambda: job.prepare(self._spark, data))
            return self._measured(job, data)
        finally:
            shutil.rmtree(data.out, ignore_errors=True)

    def _measured(self, job, data):
        plans = self._listener()
        self._meter.start()  # waits for the listeners of what was prepared
        plans.clear()
        start = time.perf_counter()
        outcome = job.run(self._spark, data)
        rows = None if isinstance(outcome, (Written, Local)) else outcome.collect()
        seconds = time.perf_counter() - start
        measured = json.loads(self._meter.stop())
        operators = operators_of([self._report(plan) for plan in plans.plans()])
        return {"run": {"seconds": seconds, **measured}, **self._compared(outcome, rows), **operators}

    def _compared(self, outcome, rows):
        if isinstance(outcome, Written):
            return self._on_stock(lambda: self._digest(outcome.read(self._spark)))
        return _digest_of_pandas(outcome.pandas()) if isinstance(outcome, Local) else answer_of(outcome, rows)

    def _digest(self, written):
        """The lines of a DataFrame, by stock Spark."""
        # The hash passes over nulls, so that it is told where they are.
        nulls = "".join(f", `{name.replace('`', '``')}` IS NULL" for name in written.columns)
        written.selectExpr(f"xxhash64(*{nulls}) AS hash").createOrReplaceTempView("digested")
        frame = self._spark.sql(
            f"SELECT pmod(hash, {LINES}) AS line, count(*), sum(cast(hash AS decimal(20, 0))), bit_xor(hash) FROM digested GROUP BY line ORDER BY line"
        )
        lines = [list(line) for line in frame.collect()]
        if self._report(frame._jdf.queryExecution().executedPlan()).isAccelerated():
            raise AssertionError(f"what was written must be read back by stock Spark, but {ENABLED} did not switch Quiver off")
        return digested(", ".join(f"{field.name} {field.dataType.simpleString()}" for field in written.schema.fields), lines)

    def _report(self, plan):
        return self._spark._jvm.io.quiver.compat.PlanReport.of(plan)

    def _on_stock(self, work):
        """Does something with Quiver off: it must not be what is measured, nor judge itself."""
        before = self._spark.conf.get(ENABLED, None)
        self._spark.conf.set(ENABLED, "false")
        try:
            return work()
        finally:
            self._spark.conf.unset(ENABLED) if before is None else self._spark.conf.set(ENABLED, before)

    def _listener(self):
        """Keeps the plans of the queries of this session; made with the first job."""
        if self._plans is None:
            self._plans = self._spark._jvm.io.quiver.benchmarks.runner.RunPlans.attach(self._spark._jsparkSession)
        return self._plans


def _digest_of_pandas(frame):
    import pandas

    schema = ", ".join(f"{name} {kind}" for name, kind in frame.dtypes.items())
    hashes = pandas.util.hash_pandas_object(frame, index=False)
    lines = []
    for line, inside in hashes.groupby(hashes % LINES):
        exact = [int(value) for value in inside]
        mixed = 0
        for value in exact:
            mixed ^= value
        lines.append([int(line), len(exact), sum(exact), mixed])
    return digested(schema, lines)


def digested(schema, lines):
    """An answer that stands for much output: its schema and its lines (number, rows, sum and exclusive or of their hashes)."""
    rows = [["schema", schema, None, None]] + lines
    return {
        "types": ["line string", "rows string", "sum string", "xor string"],
        "rows": [[cell(value) for value in row] for row in rows],
        "row_count": sum(line[1] for line in lines),
        "order": None,
        "limited": False,
    }
