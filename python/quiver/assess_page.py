# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""An assessment of event logs as one HTML page that needs nothing else."""

import html
from pathlib import Path

from quiver.assess_text import range_of, seconds, slowest

STYLE = Path(__file__).parent / "benchmark" / "style.css"


def html_page(document):
    total = document["total"]
    tiles = [
        (f"{total['share']:.0%}", f"of {seconds(total['task_ms'])} of task time in operators that would run on Quiver"),
        (f"{total['operators_on_quiver']} of {total['operators']}", "operators would run on Quiver"),
        (f"{total['speed_up'][1]:.1f}x", f"the speed, or {range_of(total['speed_up'])}, of {seconds(total['duration_ms'])} of queries one after the other"),
    ]
    names = [f"{each['name']} ({each['id']}, Spark {each['spark']})" for each in document["applications"] if "queries" in each]
    reasons = [(seconds(each["task_ms"]), each["times"], each["operator"], each["reason"]) for each in document["reasons"]]
    functions = [(seconds(each["task_ms"]), each["function"]) for each in document["by_sparks_code"]]
    queries = [
        (seconds(each["task_ms"]), f"{each['share']:.0%}", range_of(each["speed_up"]), each["id"], each["description"], _stayed(each)) for each in slowest(document)
    ]
    parts = [
        "<h1>What Quiver would do for these jobs</h1>",
        f'<p class="soft">{_text("; ".join(names))}</p>',
        '<div class="tiles">' + "".join(f'<div class="tile"><b>{_text(value)}</b><span>{_text(what)}</span></div>' for value, what in tiles) + "</div>",
        *(f'<p class="warning">{_text(problem)}</p>' for problem in document["problems"]),
        "<h2>What would stay on Spark</h2>",
        _table(("task time", "times", "operator", "reason"), reasons),
        "<h2>Functions on Quiver that Spark's code would evaluate</h2>",
        _table(("task time of the operators", "function"), functions),
        "<h2>Queries</h2>",
        _table(("task time", "on Quiver", "speed", "number", "query", "stays on Spark"), queries),
        '<p class="soft">A range of speed is no promise: it comes of the share of task time, and of how much faster the queries of benchmarks became.</p>',
    ]
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Quiver: assessment</title>\n<style>\n{STYLE.read_text()}</style>\n</head>\n<body>\n<main>\n" + "\n".join(parts) + "\n</main>\n</body>\n</html>\n"
    )


def _stayed(query):
    return ", ".join(dict.fromkeys(operator["name"] for operator in query["operators"] if not operator["on_quiver"]))


def _table(heads, rows):
    if not rows:
        return "<p>None.</p>"
    head = "".join(f"<th>{_text(each)}</th>" for each in heads)
    body = "".join("<tr>" + "".join(f"<td>{_text(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<div class="wide"><table class="facts"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _text(value):
    return html.escape(str(value))
