# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""Two runs of a job, step by step: a step is an action, what the job printed between two actions, or its end."""

import difflib

from quiver.failures import failure_differences
from quiver.values import difference, table

SHOWN_DIFFERENCES = 10
SHOWN_ROWS = 20


def compare_steps(left, right, names, actions_only=False, with_rows=False):
    """Compares the events of two runs; returns a list of steps as the report has them. `names` are those of the engines."""
    left, right = ([event for event in events if not (actions_only and event["kind"] == "print")] for events in (left, right))
    steps = []
    for number in range(max(len(left), len(right))):
        a = left[number] if number < len(left) else None
        b = right[number] if number < len(right) else None
        step = {"number": number + 1, "title": title(a), "size": "", "differences": [], "more": 0, "notes": []}
        steps.append(step)
        if a is None or b is None or title(a) != title(b):
            step.update(title=f"{names[0]} did {title(a)}, {names[1]} did {title(b)}", differences=[["", "step", title(a), title(b)]])
            step["notes"].append("The job took different ways from here on.")
            break
        found = event_differences(a, b)
        step.update(size=_size(a), seconds=[a.get("seconds"), b.get("seconds")])
        step.update(differences=[[_plain(item) for item in each] for each in found[:SHOWN_DIFFERENCES]], more=max(0, len(found) - SHOWN_DIFFERENCES))
        if found and a.get("name") in ("take", "head", "first", "tail", "show") and a.get("order") is None:
            step["notes"].append("The query asks for no order, so which rows come first is open.")
        if with_rows and not found:
            step["shown"] = _shown(a)
    return steps


def title(event):
    if event is None:
        return "nothing"
    if event["kind"] == "print":
        return "printed text"
    if event["kind"] == "end":
        return "end of the job"
    return f"{event['where']} {event['name']}"


def _plain(item):
    return "" if item is None else str(item)


def _size(event):
    if "error" in event:
        return f"(error {event['error'].get('condition') or event['error']['class']})"
    if "rows" in event:
        return f"({len(event['rows'])} rows)" if event.get("name") not in ("count", "isEmpty") else f"({event['rows'][0][0]})"
    if "lines" in event:
        return f"({len(event['lines'])} lines)"
    return ""


def event_differences(left, right):
    """Compares two events of one kind; returns differences as `values.difference` does."""
    if "error" in left or "error" in right:
        return failure_differences(left.get("error"), right.get("error"))
    if left["kind"] == "end":
        return [] if left["code"] == right["code"] else [("", "exit code", left["code"], right["code"])]
    found = []
    if left.get("types") != right.get("types"):
        found.append(("", "schema", ", ".join(left.get("types", [])), ", ".join(right.get("types", []))))
    if "rows" in left and "rows" in right:
        found += difference(left["rows"], right["rows"], left["columns"], left["order"])
    if "lines" in left and "lines" in right:
        if left.get("name") != "show" or not _is_table_with(left["lines"], right["lines"], left["order"]):
            found += _line_differences(left["lines"], right["lines"])
    return found


def _is_table_with(left, right, order):
    """Whether show() printed the same rows, with their keys in the same order: rows behind equal keys may stand in any."""
    if sorted(left) != sorted(right):
        return False
    borders = [position for position, letter in enumerate(left[0]) if letter == "+"] if left and left[0].startswith("+") else []
    if not order or len(borders) < max(order) + 2:
        # The query asks for no order, or rows were printed one below the other.
        return True
    keys = lambda lines: [tuple(line[borders[key] + 1 : borders[key + 1]] for key in order) for line in lines if line.startswith("|")]
    return keys(left) == keys(right)


def _line_differences(left, right):
    found = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        for offset in range(max(b - a, d - c)):
            first = left[a + offset] if a + offset < b else "(no line)"
            second = right[c + offset] if c + offset < d else "(no line)"
            found.append((a + offset + 1, "text", first, second))
    return found


def _shown(event):
    if "lines" in event:
        return "\n".join(event["lines"][:SHOWN_ROWS])
    if event.get("rows") and event.get("columns"):
        return table([event["columns"]] + [["NULL" if item is None else item for item in row] for row in event["rows"][:SHOWN_ROWS]])
    return ""
