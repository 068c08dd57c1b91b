# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""`bin/quiver report`, and --report: a result as a self-contained page and as Markdown; every number comes from the result."""

import json
from pathlib import Path

from quiver.benchmark.document import text_of
from quiver.benchmark.facts import about, by_sparks_code, headlines, notes, reading, stayed, warning
from quiver.benchmark.page import chart_file, html_page
from quiver.benchmark.results import FORMAT, Results
from quiver.benchmark.summary import summary_rows
from quiver.environment import IN_CHECKOUT, ROOT, Problem, help_page, say, shown

HELP = """usage: bin/quiver report result.json [folder]

Writes report.html and report.md, and the result beside them, from what `bin/quiver tpch --json result.json` measured.
"""


def main(arguments):
    if not arguments or arguments[0] == "--help" or len(arguments) > 2:
        print(help_page(HELP))
        return 0 if "--help" in arguments[:1] else 2
    try:
        document = json.loads(Path(arguments[0]).read_text())
    except (OSError, ValueError) as failure:
        raise Problem(f"{arguments[0]} is no result: {failure}") from None
    if document.get("format") != FORMAT:
        raise Problem(f"{arguments[0]} has format {document.get('format')}; this checkout reads {FORMAT}.")
    write_report(document, Path(arguments[1]) if len(arguments) == 2 else default_folder(document))
    return 0


def default_folder(document):
    return free_folder(f"{document['date'][:10]}-{document['benchmark']}-{document.get('size_name', 'sf%g' % document['scale'])}")


def free_folder(name):
    """A folder under benchmarks/results/, or outside of a checkout quiver-results/, with a number where the name is taken."""
    folder = (ROOT / "benchmarks" / "results" if IN_CHECKOUT else Path("quiver-results")) / name
    number = 2
    while folder.exists():
        folder = folder.with_name(f"{name}-{number}")
        number += 1
    return folder


def write_report(document, folder):
    results = Results(document)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "result.json").write_text(text_of(document))
    (folder / "report.html").write_text(html_page(results))
    (folder / "report.md").write_text(markdown(results))
    chart = chart_file(results)
    if chart:
        (folder / "chart.svg").write_text(chart)
    say(f"Wrote {shown(folder)}/report.html, report.md and result.json")


def markdown(results):
    document = results.document
    lines = [f"# {results.title()}", ""]
    lines += [f"**{warning(results)}**", ""] if warning(results) else []
    lines += [f"- {text}" for text in (" ".join(headline) for headline in headlines(results))]
    lines += ["", *markdown_table(summary_rows(results)), "", *reading(results), ""]
    on_spark = stayed(results)
    lines += (["## Operators that stayed on Spark", "", *markdown_table(on_spark), ""]) if on_spark else []
    sparks = by_sparks_code(results)
    title = "## Functions that Spark's code evaluated inside Quiver's operators"
    lines += [title, "", *markdown_table(sparks), ""] if sparks else []
    found = notes(results)
    lines += (["## Notes", "", *(f"- {note}" for note in found), ""]) if found else []
    lines += ["## Run", "", *markdown_table([["what", "value"], *([name, value] for name, value in about(results))]), ""]
    lines += ["## Again", "", f"    {document['command']}", ""]
    lines += ["This file was written by `bin/quiver`; `result.json` beside it holds every run.", ""]
    return "\n".join(lines)


def markdown_table(rows):
    lines = ["| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |" for row in rows]
    return [lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]]
