# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""`bin/quiver prepare`: makes what the other commands would make on first use, except the jars; with `--pandas` what needs pandas, too."""

from quiver.environment import java, maven, python, suites_python


def main(arguments):
    java()
    maven()
    python()
    if "--pandas" in arguments:
        suites_python()
    return 0
