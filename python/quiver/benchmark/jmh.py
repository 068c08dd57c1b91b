# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""`bin/quiver jmh`: the JMH benchmarks, over the jar that users add and the Spark of this checkout's Python environment."""

import re
import subprocess
from pathlib import Path

from quiver.benchmark.workload import TpcH
from quiver.environment import ROOT, jars, java, spark_environment

SCALE = 0.1
PROFILER = "io.quiver.benchmarks.runner.ProcessorTimeProfiler"
HELP = """usage: bin/quiver jmh [--scale N] [JMH options] [benchmark ...]
       bin/quiver jmh [--scale N] planning-table [repeats]

  bin/quiver jmh PlanningBenchmark                what planning adds to a TPC-H query, in ms; -p query=9 for one query
  bin/quiver jmh planning-table                   the same for each query, by processor time
  bin/quiver jmh OperatorBenchmark                aggregation, filter, LIKE, joins, sort: stock Spark and Quiver
  bin/quiver jmh OperatorBenchmark -p work=LIKE -prof gc
  bin/quiver jmh ParquetScanBenchmark             our Parquet reader and Spark's on lineitem, one thread
  bin/quiver jmh -l                               lists the benchmarks; -h shows JMH's own options

Beside the time of an operation stands the processor time of the JVM (":processor").

The tables are those of bin/quiver tpch at the scale (default %g), generated on first use.
"""


def main(arguments):
    if not arguments or arguments[0] == "--help":
        print(HELP % SCALE)
        return 0 if arguments else 2
    scale = SCALE
    if arguments[0] == "--scale":
        scale, arguments = float(arguments[1]), arguments[2:]
    environment = spark_environment()
    needed = jars("spark-plugin", "benchmarks")
    folder = TpcH().folder(scale, environment)
    spark_jars = Path(environment["SPARK_HOME"]) / "jars"
    # The plugin's jar stands first: what it brings must win, as it does in a job.
    command = [java(), *jvm_flags(), f"-Dquiver.benchmark.tpch={folder}"]
    command += ["-Dlog4j2.configurationFile=log4j2-benchmarks.properties"]
    command += ["-cp", ":".join([*map(str, needed), f"{spark_jars}/*"])]
    if arguments[:1] == ["planning-table"]:
        command += ["io.quiver.benchmarks.planning.PlanningTable", *arguments[1:]]
    else:
        command += ["org.openjdk.jmh.Main", "-prof", PROFILER, *arguments]
    return subprocess.run(command, env=environment).returncode


def jvm_flags():
    """The flags of Spark's JavaModuleOptions, as the root pom lists them for all our test processes."""
    return re.search(r"<spark.jvm.flags>(.*?)</", (ROOT / "pom.xml").read_text(), re.S).group(1).split()
