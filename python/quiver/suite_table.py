# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""The table of Spark's suites in docs/testing.md, which `bin/quiver test-spark --all` writes."""

import re

from quiver.suite_catalog import short_name

BEGIN = "<!-- written by `bin/quiver test-spark --all`: -->"
END = "<!-- end of the table of suites -->"
_HEADER = ["suite", "passed", "listed", "open", "queries", "accelerated"]


def row(suite, result, listed, differing):
    """Returns what the table says of a suite: its name and numbers."""
    return [short_name(suite), result.count("passed"), listed, differing, result.queries, result.accelerated]


def write(file, rows):
    """Puts the rows into the table of a Markdown file; rows of suites that are not among them stay as they are."""
    text = file.read_text()
    before, rest = text.split(BEGIN + "\n")
    inside, after = rest.split(END)
    of_suite = {old[0]: old for old in read(inside)}
    of_suite.update({new[0]: [str(item) for item in new] for new in rows})
    ordered = sorted(of_suite.values(), key=lambda each: (each[0].rpartition(".")[0], each[0]))
    file.write_text(before + BEGIN + "\n" + _markdown(ordered) + END + after)


def read(text):
    """Returns the rows of a Markdown table without its header, as texts."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[item.strip() for item in line.strip("|").split("|")] for line in lines[2:]]


def _markdown(rows):
    lines = [_HEADER, ["---"] + ["--:"] * (len(_HEADER) - 1)] + rows
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)
