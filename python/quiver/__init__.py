# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""Quiver for PySpark: runs the plans of Spark SQL on a vectorised columnar executor."""
