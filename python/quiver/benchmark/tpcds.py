# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""`bin/quiver tpcds`."""

from quiver.benchmark.command import run
from quiver.benchmark.workload import TpcDs


def main(arguments):
    return run(TpcDs(), arguments)
