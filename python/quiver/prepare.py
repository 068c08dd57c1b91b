# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""`bin/quiver prepare`: makes what the other commands would make on first use, except the jars."""

from quiver.environment import java, maven, python


def main(arguments):
    java()
    maven()
    python()
    return 0
