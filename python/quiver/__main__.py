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

# command -> (its module, what it does, whether it wants a checkout)
COMMANDS = {
    "run [spark options] job.py [args]": ("job", "run a PySpark file with Quiver on", False),
    "compare [spark options] job.py [args]": ("job_comparison", "run it on stock Spark and on Quiver, in separate processes, and compare", False),
    "compare [spark options] query.sql": ("job_comparison", "the same for the statements of an SQL file", False),
    "explain query.sql | job.py [args]": ("explain", "show the plans, what is accelerated, and why the rest is not", False),
    "assess EVENTLOG ...": ("assess", "what Quiver would do for jobs that ran without it, from their event logs", False),
    "substrait plan.json --table t=t.arrow": ("substrait", "run a Substrait plan over Arrow and Parquet files, without Spark", False),
    "tpch --scale 0.1": ("benchmark.tpch", "TPC-H side by side: times, ratio, rows compared; --peers, --cold, --report", False),
    "tpcds --scale 1": ("benchmark.tpcds", "the same for TPC-DS, with the query texts of Spark's own tests", True),
    "bench analytics|everyday": ("benchmark.bench", "the same for web analytics on a table of 105 columns, and for jobs of every day", False),
    "start [job.py]": ("benchmark.start", "time from process start to the first shown result, stock and Quiver in turns", True),
    "report result.json [folder]": ("benchmark.report", "write the report of an earlier run again, as HTML and Markdown", False),
    "profile recording.jfr": ("benchmark.recording", "where the processor time of tpch --jfr went, by operator", False),
    "jmh OperatorBenchmark": ("benchmark.jmh", "the JMH benchmarks of planning, operators and the Parquet scan", True),
    "test-spark [SuiteName ...]": ("spark_suites", "Spark's own test suites on stock and on Quiver; --all for all about behaviour", True),
    "verify-spark 4.3": ("verify_spark", "that the jar links with another Spark and gives its answers there", True),
    "jar": ("jar", "print where the jar is, for --jars of spark-submit, spark-sql and others", False),
    "wheel": ("wheel", "build the package for pip, under target/", True),
    "docs": ("site", "build the documents as a site, under target/site; a link that leads nowhere fails it", True),
    "prepare": ("prepare", "make the Python environment now, so that no later command waits for it", True),
}

SPARK_OPTIONS = "Spark options are those of spark-submit (--master, --conf, --driver-memory, --jars, ...) and stand before the file."

IN_CHECKOUT = """
`bin/quiver --spark 4.3 <command>` runs the command on another Spark: 4.0, 4.1, 4.2, 4.3, a full version, or newest. Without it that is %s,
the one that the tests run on in full.

%s
The first use builds the jar and makes a Python environment with pyspark; both stay in this checkout, under target/
and .quiver/. QUIVER_PYTHON=/path/to/python names an environment of your own that has pyspark %s.
"""

INSTALLED = """
%s
Commands run on this Python's pyspark, and on another's with QUIVER_PYTHON=/path/to/python. What they make stays in %s
(QUIVER_HOME names another folder).
"""


def usage():
    from quiver import environment

    lines = [f"usage: {environment.PROGRAM} <command> [options]", ""]
    for command, (_, purpose, wants_checkout) in COMMANDS.items():
        if environment.IN_CHECKOUT or not wants_checkout:
            lines.append(f"  {command:<39} {purpose}")
    lines.append(f"  {'help':<39} this page; `{environment.PROGRAM} <command> --help` says more")
    about = IN_CHECKOUT % (environment.DEFAULT_SPARK, SPARK_OPTIONS, environment.pyspark_version()) if environment.IN_CHECKOUT else INSTALLED % (SPARK_OPTIONS, environment.HOME)
    return "\n".join(lines) + "\n" + about


def main(arguments):
    from quiver import environment

    if arguments[:1] == ["--spark"] and len(arguments) > 1 and environment.IN_CHECKOUT:
        environment.use_spark(arguments[1])
        arguments = arguments[2:]
    if not arguments or arguments[0] in ("help", "--help", "-h"):
        print(usage())
        return 0
    name, rest = arguments[0], arguments[1:]
    found = [entry for command, entry in COMMANDS.items() if command.split()[0] == name]
    if not found:
        print(f"quiver: no command '{name}'; `{environment.PROGRAM} help` lists them.", file=sys.stderr)
        return 2
    module, _, wants_checkout = found[0]
    if wants_checkout and not environment.IN_CHECKOUT:
        print(f"quiver: {name} works in a checkout of Quiver's sources only.", file=sys.stderr)
        return 2
    # So that a terminated command runs its `finally` blocks and ends the processes it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        return importlib.import_module(f"quiver.{module}").main(rest)
    except environment.Problem as problem:
        print(f"quiver: {problem}", file=sys.stderr)
        return 3
    except KeyboardInterrupt:
        return 130


def console():
    """For the command `quiver` that pip installs."""
    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    if sys.version_info < (3, 9):
        sys.exit("quiver: Python 3.9 or newer is needed, this is %d.%d." % sys.version_info[:2])
    console()
