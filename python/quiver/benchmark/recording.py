# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""`bin/quiver profile`: where the processor time of a recording went, by operator."""

import subprocess

from quiver.environment import existing_file, help_page, jars, java

HELP = """usage: bin/quiver profile recording.jfr

Prints the share of each operator in a recording of Java Flight Recorder, such as --jfr of bin/quiver tpch makes.
"""


def main(arguments):
    if len(arguments) != 1 or arguments[0] == "--help":
        print(help_page(HELP))
        return 0 if arguments[:1] == ["--help"] else 2
    existing_file(arguments[0])
    program = ["-cp", str(jars("benchmarks")[0]), "io.quiver.benchmarks.profile.OperatorProfile"]
    return subprocess.run([java(), *program, arguments[0]]).returncode
