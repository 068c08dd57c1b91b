# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""How well an assessment foretold: the same queries with Quiver, from the log of that run."""

from quiver.environment import Problem

SHARE_POINTS = 10
"""A foretold share this far from the one that was met is named."""


def pairs_of(document, met):
    """Puts what was met beside what was foretold, query by query: both runs have the same queries in the same order."""
    foretold = _with_tasks(document, had_quiver=False)
    found = _with_tasks(met, had_quiver=True)
    if not found:
        raise Problem("the log of --met has no query that ran with Quiver.")
    if [query["description"] for query in foretold] != [query["description"] for query in found]:
        raise Problem(f"the logs are not of the same queries: {len(foretold)} without Quiver, {len(found)} with it, or others.")
    return [_pair(before, after) for before, after in zip(foretold, found)]


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
        "met_share": max(0.0, 1 - outside / before["task_ms"]),
        "speed_up": before["speed_up"],
        "met_speed_up": before["duration_ms"] / max(1, after["duration_ms"]),
        "met_duration_ms": after["duration_ms"],
    }


def text_of_pairs(pairs, total):
    """The comparison for people: in all, and the queries whose share is far off."""
    task = sum(pair["task_ms"] for pair in pairs)
    met_share = sum(pair["met_share"] * pair["task_ms"] for pair in pairs) / task
    met_speed = sum(pair["duration_ms"] for pair in pairs) / max(1, sum(pair["met_duration_ms"] for pair in pairs))
    off = sorted(pairs, key=lambda pair: -_points(pair))
    low, middle, high = total["speed_up"]
    within = sum(pair["speed_up"][0] / 1.1 <= pair["met_speed_up"] <= pair["speed_up"][2] * 1.1 for pair in pairs)
    lines = [
        "",
        f"Met in {len(pairs)} queries that ran with Quiver:",
        f"  share of task time   {met_share:.0%}, foretold {total['share']:.0%}; a query is {_points(off[0]):.0f} points off at most",
        f"  speed                {met_speed:.2f}x, foretold {low:.2f}x to {high:.2f}x, middle {middle:.2f}x; {within} queries within their range and a tenth around it",
    ]
    for pair in off:
        if _points(pair) > SHARE_POINTS:
            lines.append(f"  {pair['id']}: share {pair['met_share']:.0%}, foretold {pair['share']:.0%}: {' '.join(pair['description'].split())[:80]}")
    return "\n".join(lines)


def _points(pair):
    return 100 * abs(pair["share"] - pair["met_share"])
