# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""A comparison of two runs of a job as text."""

import statistics

from quiver.values import table

_SHOWN_REASONS = 8


def text_of(document):
    names = [side["engine"] for side in document["engines"]]
    if names[0] == names[1]:
        names = ["a", "b"]
    lines = []
    for step in document["steps"]:
        outcome = "DIFFERENT" if step["differences"] else "equal"
        lines.append(f"{step['number']:3}  {step['title']:<32} {outcome} {step['size']}".rstrip())
        lines += _differences(step, names)
        lines += [f"       ({note})" for note in step["notes"]]
        if step.get("shown"):
            lines.append(_indented(step["shown"]))
    for entry in document["written"]:
        size = f"({entry['rows']} rows)" if "rows" in entry else ""
        outcome = entry.get("note") or ("equal" if entry["equal"] else "DIFFERENT")
        lines.append(f"     {'written: ' + entry['name']:<32} {outcome} {size}".rstrip())
        lines += _differences(entry, names)
    lines.append("")
    for name, side in zip(names, document["engines"]):
        lines.append(f"{name}: {times(side)}")
        if side["engine"] == "quiver":
            lines.append(_accelerated(name, side))
            lines += [f"  on Spark: {text}" for text in stayed(side)]
    lines += document["problems"]
    if document["different"]:
        logs = ", ".join(side["log"] for side in document["engines"])
        lines.append(f"DIFFERENT in {document['different']} of {len(document['steps']) + len(document['written'])} steps (logs: {logs})")
    elif document["equal"]:
        lines.append(f"equal in all {len(document['steps'])} steps" + (f" and {len(document['written'])} written places" if document["written"] else ""))
    return "\n".join(lines)


def times(side):
    """What a run took, for people."""
    parts = [f"{side['process_seconds']:.1f} s for the process"]
    if side["cold_seconds"] is not None:
        parts.append(f"{side['cold_seconds']:.1f} s for the job")
    if side["hot_seconds"]:
        parts.append(f"{statistics.median(side['hot_seconds']):.1f} s when hot (median of {len(side['hot_seconds'])})")
    if side["failed_again"]:
        parts.append(f"{side['failed_again']} of the hot runs failed")
    if side["peak_bytes"]:
        parts.append(f"peak memory {side['peak_bytes'] / 1e6:.0f} MB")
    return ", ".join(parts)


def stayed(side):
    """Why operators stayed on Spark, most frequent first."""
    lines = [f"{operator}{f' ({times_} times)' if times_ > 1 else ''}: {reason}" for operator, reason, times_ in side["stayed"][:_SHOWN_REASONS]]
    more = len(side["stayed"]) - _SHOWN_REASONS
    return lines + ([f"{more} more reasons"] if more > 0 else [])


def _accelerated(name, side):
    return (
        f"{name} accelerated {side['accelerated_queries']} of {side['queries']} queries, {side['accelerated_operators']} of {side['operators']} "
        f"operators, {side['kernels']} of {side['functions']} functions in their expressions by kernels"
    )


def _differences(entry, names):
    if not entry["differences"]:
        return []
    lines = [_indented(table([("row", "column", *names)] + [tuple(each) for each in entry["differences"]]))]
    return lines + ([f"       ... and {entry['more']} more differences"] if entry["more"] else [])


def _indented(text):
    return "\n".join("       " + line for line in text.splitlines())
