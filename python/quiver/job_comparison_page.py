# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""A comparison of two runs of a job as one HTML page that needs nothing else."""

import html
import statistics
from pathlib import Path

from quiver.job_comparison_text import times

STYLE = Path(__file__).parent / "benchmark" / "style.css"


def html_page(document):
    title = f"{document['job']}: {' and '.join(side['label'] for side in document['engines'])}"
    outcome = "equal" if document["equal"] else f"different in {document['different']} places" if document["different"] else "not compared to the end"
    parts = [
        f"<h1>{_text(title)}</h1>",
        f'<p class="soft">Spark {_text(document["spark"])}, {_text(document["date"][:10])}</p>',
        f'<div class="tiles">{_tile(outcome, "rows, schemas, printed text, errors, written data")}{_tiles(document)}</div>',
        *(f'<p class="warning">{_text(problem)}</p>' for problem in document["problems"]),
        "<h2>Steps</h2>",
        _steps(document),
        _written(document),
        "<h2>Runs</h2>",
        "<ul>" + "".join(f"<li>{_text(side['label'])}: {_text(times(side))}</li>" for side in document["engines"]) + "</ul>",
        *(_stayed(side) for side in document["engines"] if side["engine"] == "quiver"),
        "<h2>Again</h2>",
        f"<pre>{_text(document['command'])}</pre>",
    ]
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_text(title)}</title>\n<style>\n{STYLE.read_text()}</style>\n</head>\n<body>\n<main>\n" + "\n".join(filter(None, parts)) + "\n</main>\n</body>\n</html>\n"
    )


class _Html(str):
    """Text that is HTML already."""


def _text(value):
    return value if isinstance(value, _Html) else html.escape(str(value))


def _tile(value, what):
    return f'<div class="tile"><b>{_text(value)}</b><span>{_text(what)}</span></div>'


def _tiles(document):
    a, b = document["engines"]
    tiles = ""
    for key, what in (("cold_seconds", "the job, cold"), ("hot_seconds", "the job, hot")):
        values = [statistics.median(side[key]) if isinstance(side[key], list) and side[key] else side[key] for side in (a, b)]
        if all(isinstance(value, float) and value > 0 for value in values):
            tiles += _tile(f"{values[0] / values[1]:.2f}x", f"{what}: {values[0]:.1f} s on {a['label']}, {values[1]:.1f} s on {b['label']}")
    for side in (a, b):
        if side["engine"] == "quiver" and side["operators"]:
            tiles += _tile(f"{side['accelerated_operators'] / side['operators']:.0%}", f"of {side['operators']} operators ran on {side['label']}")
    if a["peak_bytes"] and b["peak_bytes"]:
        tiles += _tile(f"{b['peak_bytes'] / 1e6:.0f} MB", f"peak memory of {b['label']}; {a['label']} {a['peak_bytes'] / 1e6:.0f} MB")
    return tiles


def _steps(document):
    a, b = (side["label"] for side in document["engines"])
    rows = []
    for step in document["steps"]:
        seconds = [f"{each:.2f}" if each is not None else "" for each in step.get("seconds", [None, None])]
        rows.append(_row([step["number"], f"{step['title']} {step['size']}", *seconds, _outcome(not step["differences"])]))
        rows.append(_details(step, (a, b)))
    heads = "".join(f"<th>{_text(head)}</th>" for head in ("step", "what", f"{a}, s", f"{b}, s", "outcome"))
    return f'<div class="wide"><table><thead><tr>{heads}</tr></thead><tbody>{"".join(rows)}</tbody></table></div>'


def _written(document):
    if not document["written"]:
        return ""
    labels = [side["label"] for side in document["engines"]]
    rows = []
    for entry in document["written"]:
        outcome = entry["note"] if "note" in entry else _outcome(entry["equal"])
        rows.append(_row([entry["name"], entry.get("rows", ""), outcome]) + _details(entry, labels, columns=3))
    heads = "<th>place</th><th>rows</th><th>outcome</th>"
    return f'<h2>Written</h2><div class="wide"><table><thead><tr>{heads}</tr></thead><tbody>{"".join(rows)}</tbody></table></div>'


def _row(cells):
    return "<tr>" + "".join(f"<td>{_text(each)}</td>" for each in cells) + "</tr>"


def _outcome(equal):
    return _Html('<b class="good">equal</b>' if equal else '<b class="bad">different</b>')


def _details(entry, labels, columns=5):
    parts = []
    if entry["differences"]:
        heads = "".join(f"<th>{_text(head)}</th>" for head in ("row", "column", *labels))
        body = "".join(_row(each) for each in entry["differences"])
        parts.append(f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>")
    if entry["more"]:
        parts.append(f"<p>... and {entry['more']} more differences</p>")
    parts += [f'<p class="soft">{_text(note)}</p>' for note in entry.get("notes", [])]
    return f'<tr><td colspan="{columns}">{"".join(parts)}</td></tr>' if parts else ""


def _stayed(side):
    if not side["stayed"]:
        return ""
    rows = "".join(_row(each) for each in side["stayed"])
    heads = "<th>operator</th><th>why it stayed on Spark</th><th>times</th>"
    return f'<h2>What stayed on Spark</h2><div class="wide"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
