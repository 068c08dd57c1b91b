# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""The command line: finds the subcommand and runs it."""

import importlib
import os
import signal
import sys

if not __package__:
    # Run as a file, by bin/quiver: its folder has modules that others must not find by their names.
    sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

USAGE = """usage: bin/quiver <command> [options]

  run [spark options] job.py [args]       run a PySpark file with Quiver on
  compare [spark options] job.py [args]   run it on stock Spark and on Quiver, in separate processes, and compare
  compare [spark options] query.sql       the same for the statements of an SQL file
  explain query.sql | job.py [args]       show the plans, what is accelerated, and why the rest is not
  tpch --scale 0.1                        TPC-H side by side: times, ratio, rows compared; --peers, --cold, --report
  tpcds --scale 1                         the same for TPC-DS, with the query texts of Spark's own tests
  bench analytics|everyday                the same for web analytics on a table of 105 columns, and for jobs of every day
  start [job.py]                          time from process start to the first shown result, stock and Quiver in turns
  report result.json [folder]             write the report of an earlier run again, as HTML and Markdown
  profile recording.jfr                   where the processor time of tpch --jfr went, by operator
  jmh OperatorBenchmark                   the JMH benchmarks of planning, operators and the Parquet scan
  test-spark [SuiteName ...]              Spark's own test suites on stock and on Quiver; --all for all about behaviour
  verify-spark 4.3                        that the jar links with another Spark and gives its answers there
  prepare                                 make the Python environment now, so that no later command waits for it
  help                                    this page; `bin/quiver <command> --help` says more

`bin/quiver --spark 4.3 <command>` runs the command on another Spark: 4.0, 4.1, 4.2, 4.3, a full version, or newest. Without it that is %s,
the one that the tests run on in full.

Spark options are those of spark-submit (--master, --conf, --driver-memory, --jars, ...) and stand before the file.
The first use builds the jar and makes a Python environment with pyspark; both stay in this checkout, under target/
and .quiver/. QUIVER_PYTHON=/path/to/python names an environment of your own that has pyspark %s.
"""

MODULES = {
    "run": "job",
    "compare": "compare",
    "explain": "explain",
    "tpch": "benchmark.tpch",
    "tpcds": "benchmark.tpcds",
    "bench": "benchmark.bench",
    "start": "benchmark.start",
    "report": "benchmark.report",
    "jmh": "benchmark.jmh",
    "profile": "benchmark.recording",
    "test-spark": "spark_suites",
    "verify-spark": "verify_spark",
    "prepare": "prepare",
}


def main(arguments):
    from quiver.environment import DEFAULT_SPARK, Problem, pyspark_version, use_spark

    if arguments[:1] == ["--spark"] and len(arguments) > 1:
        use_spark(arguments[1])
        arguments = arguments[2:]
    if not arguments or arguments[0] in ("help", "--help", "-h"):
        print(USAGE % (DEFAULT_SPARK, pyspark_version()))
        return 0
    command, rest = arguments[0], arguments[1:]
    if command not in MODULES:
        print(f"quiver: no command '{command}'; `bin/quiver help` lists them.", file=sys.stderr)
        return 2
    # So that a terminated command runs its `finally` blocks and ends the processes it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        return importlib.import_module(f"quiver.{MODULES[command]}").main(rest)
    except Problem as problem:
        print(f"quiver: {problem}", file=sys.stderr)
        return 3
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    if sys.version_info < (3, 9):
        sys.exit("quiver: Python 3.9 or newer is needed, this is %d.%d." % sys.version_info[:2])
    sys.exit(main(sys.argv[1:]))
