# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""`bin/quiver jar`: where the jar is."""

from quiver.environment import jars


def main(arguments):
    print(*jars("spark-plugin"))
    return 0
