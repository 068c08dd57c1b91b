# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""The benchmarks of `bin/quiver tpch` and `tpcds`: engines in processes of their own, rows compared, results reported.

command.py is the way of a run; workload.py names data and queries, everyday/ has those that are functions; engines.py starts the processes (spark_worker.py,
peer_worker.py); comparison.py compares rows; results.py derives every number that report.py and summary.py show.
"""
