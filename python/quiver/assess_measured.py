# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""How good a prediction was: the same queries with Quiver, from the log of that run."""

from quiver.environment import Problem

SHARE_POINTS = 10
"""A query is named if its predicted share is this many points away from the measured one."""


def pairs_of(document, measured):
    """Pairs the prediction of each query with its measurement: both runs have the same queries in the same order."""
    predicted = _with_tasks(document, had_quiver=False)
    found = _with_tasks(measured, had_quiver=True)
    if not found:
        raise Problem("the log of --measured has no query that ran with Quiver.")
    if [query["description"] for query in predicted] != [query["description"] for query in found]:
        raise Problem(f"the logs are not of the same queries: {len(predicted)} without Quiver, {len(found)} with it, or others.")
    return [_pair(before, after) for before, after in zip(predicted, found)]


def _with_tasks(document, had_quiver):
    applications = [each for each in document["applications"] if bool(each.get("had_quiver")) == had_quiver]
    return [query for each in applications for query in each.get("queries", []) if query["task_ms"] > 0]


def _pair(before, after):
    # What Quiver's tasks spend outside its operators is what was left of stock Spark's time.
    outside = after["task_ms"] - after["quiver_task_ms"]
    return {
        "id": before["id"],
        "description": before["description"],
        "task_ms": before["task_ms"],
        "duration_ms": before["duration_ms"],
        "share": before["share"],
        "measured_share": max(0.0, 1 - outside / before["task_ms"]),
        "speed_up": before["speed_up"],
        "measured_speed_up": before["duration_ms"] / max(1, after["duration_ms"]),
        "measured_duration_ms": after["duration_ms"],
    }


def text_of_pairs(pairs, total):
    """The comparison for people: in all, and the queries whose share is far off."""
    task = sum(pair["task_ms"] for pair in pairs)
    measured_share = sum(pair["measured_share"] * pair["task_ms"] for pair in pairs) / task
    measured_speed = sum(pair["duration_ms"] for pair in pairs) / max(1, sum(pair["measured_duration_ms"] for pair in pairs))
    off = sorted(pairs, key=lambda pair: -_points(pair))
    low, middle, high = total["speed_up"]
    within = sum(pair["speed_up"][0] / 1.1 <= pair["measured_speed_up"] <= pair["speed_up"][2] * 1.1 for pair in pairs)
    lines = [
        "",
        f"Measured in {len(pairs)} queries that ran with Quiver:",
        f"  share of task time   {measured_share:.0%}, predicted {total['share']:.0%}; a query is {_points(off[0]):.0f} points off at most",
        f"  speed                {measured_speed:.2f}x, predicted {low:.2f}x to {high:.2f}x, middle {middle:.2f}x; {within} queries within their range and a tenth around it",
    ]
    for pair in off:
        if _points(pair) > SHARE_POINTS:
            lines.append(f"  {pair['id']}: share {pair['measured_share']:.0%}, predicted {pair['share']:.0%}: {' '.join(pair['description'].split())[:80]}")
    return "\n".join(lines)


def _points(pair):
    return 100 * abs(pair["share"] - pair["measured_share"])
