# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""`bin/quiver run`: spark-submit of this checkout's pyspark, with Quiver on."""

import subprocess

from environment import engine_options, existing_file, merge_jars, spark_environment, spark_submit, split_spark_options

HELP = """usage: bin/quiver run [spark options] job.py [args]

Runs the file as `spark-submit [spark options] job.py [args]` does, with Quiver added. The exit code is the job's.
"""


def main(arguments):
    options, file, job_arguments = split_spark_options(arguments) if arguments and arguments[0] != "--help" else ([], None, [])
    if file is None or "--help" in arguments[:1]:
        print(HELP)
        return 0 if "--help" in arguments[:1] else 2
    existing_file(file)
    environment = spark_environment()
    command = [spark_submit(environment)] + merge_jars(engine_options("quiver"), options) + [file] + job_arguments
    return subprocess.run(command, env=environment).returncode
