# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""`bin/quiver bench`: the workloads of our own."""

from quiver.benchmark.command import run
from quiver.benchmark.workload import Analytics, Everyday
from quiver.environment import Problem, help_page

WORKLOADS = {"analytics": Analytics, "everyday": Everyday}
HELP = """usage: bin/quiver bench analytics|everyday [--rows N] [options of bin/quiver tpch]

  bin/quiver bench analytics --rows 3000000     45 queries over one wide table of page views
  bin/quiver bench everyday --install-extras    jobs on nested columns, text and dates, from file to file, through Python, on lakehouse tables
  bin/quiver bench everyday --queries csv_grouped,json_text

`bin/quiver bench everyday --help` lists the options.
"""


def main(arguments):
    if not arguments or arguments[0] == "--help":
        print(help_page(HELP))
        return 0 if arguments else 2
    if arguments[0] not in WORKLOADS:
        raise Problem(f"there is no workload '{arguments[0]}', only {' and '.join(WORKLOADS)}.")
    return run(WORKLOADS[arguments[0]](), arguments[1:])
