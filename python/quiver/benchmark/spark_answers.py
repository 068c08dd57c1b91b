# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""A Spark process's answer to the runner: what is compared of its rows, and what became of its operators."""

from quiver.ordering import is_limited, order_of
from quiver.values import cell


def answer_of(frame, rows):
    """What is compared of collected rows."""
    return {
        "types": [f"{field.name} {field.dataType.simpleString()}" for field in frame.schema.fields],
        "rows": [[cell(value) for value in row] for row in rows],
        "order": order_of(frame),
        "limited": is_limited(frame),
    }


def operators_of(reports):
    """What became of the operators of plans, and of the functions in their expressions."""
    operators = {name: [] for name in ("accelerated", "stock", "reasons")}
    kernels, sparks = 0, []
    for report in reports:
        for name, found in operators.items():
            found += list(getattr(report, name)())
        kernels += report.kernels().size()
        sparks += list(report.sparks())
    return {"operators": operators, "functions": {"kernels": kernels, "sparks": sparks}}
