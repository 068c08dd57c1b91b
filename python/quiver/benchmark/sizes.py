# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""How large a workload's data is: the option that says it, and how results name it."""


class Scale:
    """Scale factors, as specifications count them."""

    option, kind, default = "--scale", float, 0.1
    explained = "scale factor: 1 is about 1 GB of text (default 0.1)"

    def words(self, scale):
        return f"at scale {scale:g}"

    def name(self, scale):
        return f"sf{scale:g}"

    def disk_bytes(self, scale):
        """Parquet takes less than half of a scale's gigabyte of text."""
        return 0.5 * scale * 1e9


class Rows:
    """Rows of the largest table."""

    option, kind = "--rows", int

    def __init__(self, default, bytes_of_a_row):
        self.default = default
        self._bytes_of_a_row = bytes_of_a_row
        self.explained = f"rows of the table (default {default:,})"

    def words(self, rows):
        return f"of {rows:,} rows"

    def name(self, rows):
        return f"rows{rows}"

    def disk_bytes(self, rows):
        return rows * self._bytes_of_a_row
