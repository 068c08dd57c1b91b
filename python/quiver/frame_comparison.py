# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""One DataFrame on stock Spark and on Quiver, in one session."""

from __future__ import annotations

import html
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Iterator, List, Optional, Tuple

from quiver.failures import failure_differences, error_of
from quiver.ordering import order_of
from quiver.plan_report import java_side
from quiver.values import cell, difference, table

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_ENABLED = "spark.quiver.enabled"
SHOWN = 10


@dataclass(frozen=True)
class FrameComparison:
    """What both engines gave. True where it is equal; prints as text, and in notebooks as a table."""

    differences: List[Tuple[str, str, str, str]]
    """Row number, column, value on stock Spark, value on Quiver. The column is "" for a whole row."""
    rows: int
    """How many rows stock Spark gave."""
    stock_seconds: float
    quiver_seconds: float
    error: Optional[str] = field(default=None)
    """The error with which stock Spark ended, if it did."""

    @property
    def equal(self) -> bool:
        """Whether both gave the same schema and rows, or the same error."""
        return not self.differences

    def __bool__(self) -> bool:
        return self.equal

    def __str__(self) -> str:
        if self.equal:
            return self._summary()
        rows = [("row", "column", "stock", "quiver")] + self.differences[:SHOWN]
        return f"{self._summary()}\n{table(rows)}{self._more()}"

    def _repr_html_(self) -> str:
        rows = "".join("<tr>" + "".join(f"<td>{html.escape(str(item))}</td>" for item in each) + "</tr>" for each in self.differences[:SHOWN])
        heads = "<thead><tr><th>row</th><th>column</th><th>stock</th><th>quiver</th></tr></thead>"
        shown = f"<table>{heads}<tbody>{rows}</tbody></table><p>{html.escape(self._more())}</p>" if rows else ""
        return f"<p><b>{html.escape(self._summary())}</b></p>{shown}"

    def _summary(self) -> str:
        what = f"error {self.error}" if self.error else f"{self.rows} rows"
        outcome = f"equal ({what})" if self.equal else f"DIFFERENT in {len(self.differences)} places"
        return f"{outcome}; stock {self.stock_seconds:.2f} s, Quiver {self.quiver_seconds:.2f} s, one run each"

    def _more(self) -> str:
        more = len(self.differences) - SHOWN
        return f"\n... and {more} more differences" if more > 0 else ""


def compare(frame: DataFrame) -> FrameComparison:
    """Runs a DataFrame on stock Spark and on Quiver and compares schema and rows, or the error.

    All rows come to the driver, twice. Where the query sorts, the order of its keys counts; else rows are compared in any order. What is
    cached is read by both. The times are of one run each, stock Spark's first: no benchmark.
    """
    java_side(frame)
    stock = _run(frame, "false")
    quiver = _run(frame, "true")
    if stock.error or quiver.error:
        found = failure_differences(stock.error, quiver.error)
    else:
        found = difference(stock.rows, quiver.rows, frame.columns, order_of(frame))
        if stock.types != quiver.types:
            found.insert(0, ("", "schema", stock.types, quiver.types))
    texts = [(str(row), column, str(left), str(right)) for row, column, left, right in found]
    error = (stock.error.get("condition") or stock.error["class"]) if stock.error else None
    return FrameComparison(texts, len(stock.rows), stock.seconds, quiver.seconds, error)


@dataclass(frozen=True)
class _Run:
    types: str
    rows: list
    seconds: float
    error: Optional[dict]


def _run(frame: DataFrame, enabled: str) -> _Run:
    # A frame keeps the plan that it was run with; under another name it is planned again.
    with _setting(frame.sparkSession, _ENABLED, enabled):
        started = time.perf_counter()
        try:
            again = frame.alias("compared")
            rows = [[cell(value) for value in row] for row in again.collect()]
        except Exception as failure:
            return _Run("", [], time.perf_counter() - started, error_of(failure))
        return _Run(again.schema.simpleString(), rows, time.perf_counter() - started, None)


@contextmanager
def _setting(session: SparkSession, key: str, value: str) -> Iterator[None]:
    before = session.conf.get(key, None)
    session.conf.set(key, value)
    try:
        yield
    finally:
        if before is None:
            session.conf.unset(key)
        else:
            session.conf.set(key, before)
