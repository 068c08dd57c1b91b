# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""`bin/quiver run`: spark-submit of this checkout's pyspark, with Quiver on."""

import subprocess

from quiver.environment import engine_options, existing_file, help_page, jars, java, merge_jars, spark_environment, spark_submit, split_spark_options
from quiver.quick_start import quick_start

HELP = """usage: bin/quiver run [spark options] job.py [args]

Runs the file as `spark-submit [spark options] job.py [args]` does, with Quiver added. The exit code is the job's.

The first use makes an archive of classes under .quiver/class-archive, with which the first result of a small job is there in half of
stock Spark's time; QUIVER_QUICK_START=off does without.
"""


def main(arguments):
    options, file, job_arguments = split_spark_options(arguments) if arguments and arguments[0] != "--help" else ([], None, [])
    if file is None or "--help" in arguments[:1]:
        print(help_page(HELP))
        return 0 if "--help" in arguments[:1] else 2
    existing_file(file)
    environment = spark_environment()
    command = [spark_submit(environment)] + merge_jars(engine_options("quiver"), options) + [file] + job_arguments
    # In cluster mode the driver starts elsewhere, from other files.
    in_cluster = any(option.split("=")[-1] == "cluster" for option in options)
    if not in_cluster and environment.get("QUIVER_QUICK_START") != "off":
        environment = quick_start(environment, java(), *jars("spark-plugin"))
    return subprocess.run(command, env=environment).returncode
