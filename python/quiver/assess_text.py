# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""An assessment of event logs as text."""


def text_of(document, count):
    """The assessment for people."""
    lines = [f"problem: {problem}" for problem in document["problems"]]
    for application in document["applications"]:
        if application.get("had_quiver"):
            lines.append(f"{application['name']} ({application['id']}) ran with Quiver and is left out: the tab Quiver of its UI says what ran where")
        elif "queries" in application:
            lines.append(f"{application['name']} ({application['id']}, Spark {application['spark']}): {len(application['queries'])} queries")
    total = document["total"]
    lines += [
        "",
        f"{total['operators_on_quiver']} of {total['operators']} operators would run on Quiver; they took {total['share']:.0%} of {seconds(total['task_ms'])} of task time.",
        f"Tasks spent {seconds(total['around_task_ms'])} around operators, which stays.",
        f"The queries took {seconds(total['duration_ms'])} one after the other; expect {total['speed_up'][1]:.1f}x the speed, or {range_of(total['speed_up'])}.",
    ]
    if document["reasons"]:
        lines += ["", "On Spark, by task time:"]
        lines += [f"  {seconds(each['task_ms']):>9}  {each['times']:>4}x  {each['operator']}: {each['reason']}" for each in document["reasons"][:count]]
    if document["by_sparks_code"]:
        names = ", ".join(each["function"] for each in document["by_sparks_code"][:count])
        lines += ["", f"Functions on Quiver that Spark's code evaluates, those in the slowest operators first: {names}"]
    lines += ["", "Queries, by task time:", "  task time  on Quiver  speed          query"]
    for query in slowest(document)[:count]:
        description = " ".join(query["description"].split())[:80]
        failed = " (failed)" if query["failed"] else ""
        lines.append(f"  {seconds(query['task_ms']):>9}  {query['share']:>8.0%}   {range_of(query['speed_up']):<13}  {query['id']}: {description}{failed}")
    return "\n".join(lines)


def slowest(document):
    """All queries, those with the most task time first."""
    queries = [query for application in document["applications"] for query in application.get("queries", [])]
    return sorted(queries, key=lambda query: -query["task_ms"])


def seconds(millis):
    return f"{millis / 1000:.1f} s" if millis < 600_000 else f"{millis / 60_000:.0f} min"


def range_of(speed_up):
    return f"{speed_up[0]:.1f}x to {speed_up[2]:.1f}x"
