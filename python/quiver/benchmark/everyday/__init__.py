# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""What PySpark jobs do every day, each a small function of a session and its data.

A job returns what its user would look at: a DataFrame, which is collected within its time; `Written`, for what it wrote; or `Local`,
for what came to Python. `Written` is read back by stock Spark when the clock has stopped. jobs.py says what a job is.
"""
