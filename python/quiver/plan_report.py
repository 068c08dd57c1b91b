# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""What of a DataFrame ran on Quiver, what on Spark, and why."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, List

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


@dataclass(frozen=True)
class StayedOperator:
    """An operator that ran on Spark, and why."""

    operator: str
    reason: str


@dataclass(frozen=True)
class PlanReport:
    """What ran where. Prints as text, and in notebooks as a table."""

    on_quiver: List[str]
    """The operators that ran on Quiver."""
    on_spark: List[StayedOperator]
    """The operators that ran on Spark."""
    kernels: int
    """How many functions in the expressions of Quiver's operators its own kernels evaluate."""
    functions: int
    """How many functions there are in the expressions of Quiver's operators."""
    by_sparks_code: List[str]
    """The operators on Quiver some of whose functions Spark's code evaluates, with their names."""
    read_by_spark: List[str]
    """The scans whose files Spark's reader read, wholly or in part, and why."""
    text: str
    """All of this for people, as EXPLAIN has it."""

    @property
    def operators(self) -> int:
        """How many operators the query has that do work."""
        return len(self.on_quiver) + len(self.on_spark)

    @property
    def share(self) -> float:
        """The share of operators that ran on Quiver, from 0 to 1."""
        return len(self.on_quiver) / self.operators if self.operators else 0.0

    def __str__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        rows = [f"<tr><td>Quiver</td><td>{html.escape(name)}</td><td></td></tr>" for name in self.on_quiver]
        rows += [f"<tr><td>Spark</td><td>{html.escape(each.operator)}</td><td>{html.escape(each.reason)}</td></tr>" for each in self.on_spark]
        notes = [f"by Spark's code: {text}" for text in self.by_sparks_code] + [f"read by Spark's reader: {text}" for text in self.read_by_spark]
        functions = f", {self.kernels} of {self.functions} functions by kernels" if self.functions else ""
        return (
            f"<p><b>{len(self.on_quiver)} of {self.operators} operators run on Quiver</b>{functions}</p>"
            "<table><thead><tr><th>where</th><th>operator</th><th>why on Spark</th></tr></thead>"
            f"<tbody>{''.join(rows)}</tbody></table>" + "".join(f"<p>{html.escape(note)}</p>" for note in notes)
        )


def report(frame: DataFrame) -> PlanReport:
    """Says what of a DataFrame runs on Quiver. Where `frame` itself was not collected yet, its query is run, and its rows are dropped.

    Raises RuntimeError where the session runs without Quiver.
    """
    session = frame.sparkSession
    java_frame = java_side(frame)
    reporter = _reporter(session)
    query = java_frame.queryExecution()
    # Adaptive execution makes the plan while the query runs.
    if "isFinalPlan=false" in query.executedPlan().toString():
        query.toRdd().count()
    found = reporter.of(query.executedPlan())
    if str(session.conf.get("spark.quiver.enabled", "true")).lower() == "false":
        text = "Quiver is switched off (spark.quiver.enabled=false)."
    else:
        text = found.text()
    return PlanReport(
        on_quiver=list(found.onQuiver()),
        on_spark=[StayedOperator(each.operator(), _reason(each)) for each in found.stayed()],
        kernels=found.kernels(),
        functions=found.functions(),
        by_sparks_code=list(found.bySparksCode()),
        read_by_spark=list(found.readBySpark()),
        text=text,
    )


def java_side(frame: DataFrame) -> Any:
    """The DataFrame in Spark's JVM, which sessions over Spark Connect do not have here."""
    java_frame = getattr(frame, "_jdf", None)
    if java_frame is None:
        raise TypeError("Plans are not to be seen through Spark Connect; frame.explain('formatted') prints what Quiver says about this one.")
    return java_frame


def _reporter(session: Any) -> Any:
    from py4j.java_gateway import JavaClass

    reporter = session._jvm.io.quiver.spark.explain.ExplainReport
    if not isinstance(reporter, JavaClass):
        raise RuntimeError("This session runs without Quiver; make one with quiver.session() or quiver.configure(builder).")
    return reporter


def _reason(stayed: Any) -> str:
    reason = stayed.reason()
    return reason.get().toString() if reason.isPresent() else "no reason was recorded"
