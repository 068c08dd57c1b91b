# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""In which order a query wants its rows: read off Spark's plan.

A mistake in a name would make every order unknown, and comparisons blind to it: what Spark does not have is an error here, and
`bin/test/with_spark` asks a running Spark.
"""

_HANDS_ON_ORDER = ("Project", "Filter", "GlobalLimit", "LocalLimit", "Offset")


def order_of(frame):
    """Lists the columns that a query sorts its result by, as far as they are columns of the result; None without a sort."""
    plan = frame._jdf.queryExecution().optimizedPlan()
    output = plan.output()
    places = {output.apply(i).exprId().id(): i for i in range(output.size())}
    while plan.nodeName() in _HANDS_ON_ORDER:
        plan = plan.children().head()
    # The method's name is a word of Python.
    if plan.nodeName() != "Sort" or not getattr(plan, "global")():
        return None
    keys = []
    for i in range(plan.order().size()):
        key = plan.order().apply(i).child()
        if key.nodeName() != "AttributeReference" or key.exprId().id() not in places:
            break
        keys.append(places[key.exprId().id()])
    return keys


def is_limited(frame):
    """Whether the outermost operator of a query is a limit, so that which of the last rows come is open among equals."""
    plan = frame._jdf.queryExecution().optimizedPlan()
    while plan.nodeName() == "Project":
        plan = plan.children().head()
    return plan.nodeName() in ("GlobalLimit", "LocalLimit")
