# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""Whether two engines gave the same answer: exactly for Spark's, by value for engines with types of their own."""

import collections
import decimal
import re

from quiver.values import difference

SHOWN = 20
INTEGERS = re.compile(r"(tiny|small|big|huge|u)?int(eger)?\d*(8|16|32|64)?$", re.I)
DECIMAL = re.compile(r"decimal(?:32|64|128|256)?\((\d+),\s*(\d+)\)$", re.I)
FLOATING = re.compile(r"(double|float|real|float32|float64)$", re.I)
SIGNIFICANT_DIGITS = 9


class Verdict:
    """Equal or not; what differs; and notes on what could only be compared in part."""

    def __init__(self, differences=(), notes=()):
        self.equal = not differences
        self.differences = list(differences)
        self.notes = list(notes)


def compare_spark(stock, other):
    """Compares two answers of Spark: types, rows and the order that the query asks for, exactly."""
    found = []
    if stock["types"] != other["types"]:
        found.append((0, "schema", ", ".join(stock["types"]), ", ".join(other["types"])))
    columns = [described.split(" ")[0] for described in stock["types"]]
    differences, notes = _rows(stock, stock["rows"], other["rows"], columns)
    return Verdict(found + differences, notes)


def compare_peer(stock, other):
    """Compares by value: names of columns do not count; numbers count by value at the digits that both types have."""
    columns = [described.split(" ")[0] for described in stock["types"]]
    stock_types = [described.split(" ", 1)[1] for described in stock["types"]]
    if len(stock_types) != len(other["types"]):
        return Verdict([(0, "schema", f"{len(stock_types)} columns", f"{len(other['types'])} columns")])
    pairs = [_common(left, right) for left, right in zip(stock_types, other["types"])]
    notes = [f"{name}: {note}" for name, (_, note) in zip(columns, pairs) if note]
    left, right = ([_as_common(row, pairs) for row in rows] for rows in (stock["rows"], other["rows"]))
    differences, more = _rows(stock, left, right, columns)
    return Verdict(differences, notes + more)


def _rows(stock, left, right, columns):
    order, limited = stock["order"], stock["limited"]
    differences = difference(left, right, columns, order)
    if differences and limited and _equal_but_for_ties(left, right, order or []):
        return [], ["which of the rows with the last sort key the limit keeps is open"]
    return differences, []


def _equal_but_for_ties(left, right, order):
    """Whether two limited results differ only in which rows with the last sort key they kept."""
    if len(left) != len(right) or not left:
        return False
    keys = [[tuple(row[key] for key in order) for row in rows] for rows in (left, right)]
    if keys[0] != keys[1]:
        return False
    last = keys[0][-1]
    before = [
        collections.Counter(tuple(row) for row, key in zip(rows, side) if key != last)
        for rows, side in zip((left, right), keys)
    ]
    return before[0] == before[1]


def _common(stock, other):
    """How values of two types are compared, as a function of a cell, and a note where a type had to be cast."""
    scales = [_scale(stock), _scale(other)]
    if None not in scales:
        scale = min(scales)
        note = f"{stock} and {other} compared at {scale} digits after the point" if scales[0] > scales[1] else None
        return (lambda cell: _rounded(cell, scale)), note
    if scales[0] is not None and FLOATING.match(other):
        return (lambda cell: _rounded(cell, scales[0])), f"{other} rounded to {stock}"
    if FLOATING.match(stock) or FLOATING.match(other):
        return _significant, f"{stock} and {other} compared at {SIGNIFICANT_DIGITS} significant digits"
    return (lambda cell: cell), None


def _scale(described):
    """Digits after the point of an exact number type; None for other types."""
    found = DECIMAL.match(described)
    if found:
        return int(found.group(2))
    return 0 if INTEGERS.match(described) else None


def _rounded(cell, scale):
    value = decimal.Decimal(cell)
    if not value.is_finite():
        return cell
    with decimal.localcontext() as context:
        context.prec = 80
        return str(value.quantize(decimal.Decimal(1).scaleb(-scale), rounding=decimal.ROUND_HALF_UP) + 0)


def _significant(cell):
    return f"{float(cell):.{SIGNIFICANT_DIGITS - 1}e}"


def _as_common(row, pairs):
    return [None if cell is None else to_common(cell) for cell, (to_common, _) in zip(row, pairs)]
