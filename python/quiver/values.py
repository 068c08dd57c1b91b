# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""Results as text, exactly, and what differs between two of them.

A row is a list of cells; a cell is a string, or None for SQL NULL. Two cells are equal when the values are: floats by their
shortest exact decimal (so -0.0, 0.0 and NaN are told apart), decimals with their scale, times with their zone. Types are
compared beside the rows, not in them.
"""

import collections
import datetime
import decimal


def cell(value):
    """Encodes a value that an action returned."""
    return None if value is None else _text(value, nested=False)


def _text(value, nested):
    if value is None:
        return "NULL"
    if isinstance(value, str):
        return repr(value) if nested else value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, (int, decimal.Decimal)):
        return str(value)
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    if isinstance(value, (bytes, bytearray)):
        return "x'" + bytes(value).hex() + "'"
    if isinstance(value, dict):
        # A map has an order in Spark's result, but not in its meaning.
        entries = sorted(_text(k, True) + ": " + _text(v, True) for k, v in value.items())
        return "{" + ", ".join(entries) + "}"
    if hasattr(value, "asDict"):
        fields = getattr(value, "__fields__", None) or range(len(value))
        return "(" + ", ".join(f"{name}={_text(item, True)}" for name, item in zip(fields, value)) + ")"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_text(item, True) for item in value) + "]"
    return str(value)


def difference(stock, quiver, columns, order):
    """Compares two lists of rows; returns the list of differences, empty when they are equal.

    `order` is None when the query asks for no order: then the rows are compared as a multiset. Otherwise it lists the
    columns that the query sorts by: then the keys are compared in their sequence, and the rows behind equal keys may stand
    in any order.

    A difference is (row number from 1, column name, text on stock, text on Quiver); the column is "" for a whole row.
    """
    if stock == quiver:
        return []
    stock = [tuple(row) for row in stock]
    quiver = [tuple(row) for row in quiver]
    same_rows = collections.Counter(stock) == collections.Counter(quiver)
    if same_rows and order is None:
        return []
    if same_rows:
        stock_keys = [tuple(row[key] for key in order) for row in stock]
        quiver_keys = [tuple(row[key] for key in order) for row in quiver]
        if stock_keys == quiver_keys:
            return []
    if order is None and not same_rows:
        stock, quiver = _only_the_different(stock, quiver)
    return list(_row_by_row(stock, quiver, columns))


def _only_the_different(stock, quiver):
    left, right = collections.Counter(stock), collections.Counter(quiver)
    by_text = lambda row: tuple("" if item is None else item for item in row)
    return sorted((left - right).elements(), key=by_text), sorted((right - left).elements(), key=by_text)


def _row_by_row(stock, quiver, columns):
    for number in range(max(len(stock), len(quiver))):
        left = stock[number] if number < len(stock) else None
        right = quiver[number] if number < len(quiver) else None
        if left == right:
            continue
        if left is None or right is None:
            yield number + 1, "", shown_row(left), shown_row(right)
            continue
        for position in range(max(len(left), len(right))):
            a = left[position] if position < len(left) else "(no column)"
            b = right[position] if position < len(right) else "(no column)"
            if a != b:
                name = columns[position] if position < len(columns) else f"column {position + 1}"
                yield number + 1, name, shown(a), shown(b)


def shown(value):
    return "NULL" if value is None else value


def shown_row(row):
    return "(no row)" if row is None else " | ".join(shown(item) for item in row)


def table(rows, right_aligned=()):
    """Lays rows of text out in columns; the first row is the header."""
    widths = [max(len(str(row[i])) for row in rows) for i in range(len(rows[0]))]
    lines = []
    for number, row in enumerate(rows):
        parts = [
            str(item).rjust(width) if position in right_aligned else str(item).ljust(width)
            for position, (item, width) in enumerate(zip(row, widths))
        ]
        lines.append("  ".join(parts).rstrip())
        if number == 0:
            lines.append("  ".join("-" * width for width in widths))
    return "\n".join(lines)
