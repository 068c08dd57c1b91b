# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""`bin/quiver tpch`."""

from quiver.benchmark.command import run
from quiver.benchmark.workload import TpcH


def main(arguments):
    return run(TpcH(), arguments)
