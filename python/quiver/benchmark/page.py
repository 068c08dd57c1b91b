# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""A result as one HTML page that needs nothing else: styles and charts stand inside it."""

import html
from pathlib import Path

from quiver.benchmark.charts import Bars
from quiver.benchmark.engines import ON_SPARK
from quiver.benchmark.facts import NAMES, about, by_sparks_code, headlines, notes, reading, stayed, warning
from quiver.benchmark.summary import SLOWER, megabytes, percent, seconds, summary_rows, times

STYLE = Path(__file__).with_name("style.css")
# A picture of its own has no page around it that says the colours.
_ALONE = """<style>
.chart { font: 11px system-ui, sans-serif; } .grid { stroke: #8884; } .reference { stroke: #888; stroke-dasharray: 4 3; }
.tick, .value, .heading { fill: #5d6b75; } .label { fill: #1d2327; font-size: 12px; } .heading { font-size: 13px; } .bar { fill: #0a7d78; }
@media (prefers-color-scheme: dark) { .tick, .value, .heading { fill: #9aa7b0; } .label { fill: #e6eaed; } .bar { fill: #2fb8b0; } }
</style>"""


def html_page(results):
    document = results.document
    title = results.title()
    names = " and ".join(filter(None, [", ".join(NAMES[e] for e in results.engines[:-1]), NAMES[results.engines[-1]]]))
    parts = [
        f"<h1>{_text(title)}</h1>",
        f'<p class="soft">{_text(names[0].upper() + names[1:])}, on {_text(document["machine"]["processor"])} with '
        f"{document['settings']['threads']} threads, {document['date'][:10]}</p>",
        f'<p class="warning">{_text(warning(results))}</p>' if warning(results) else "",
        _tiles(results),
        *_charts(results),
        "<h2>All numbers</h2>",
        *(f'<p class="soft">{_text(line)}</p>' for line in reading(results)),
        _numbers(results),
        _more_numbers(results),
        _stayed(results),
        _by_sparks_code(results),
        _notes(results),
        "<h2>Measured on</h2>",
        _texts(about(results)),
        "<h2>Again</h2>",
        f"<pre>{_text(document['command'])}</pre>",
        '<p class="soft">This page was written by bin/quiver; result.json beside it holds every run.</p>',
    ]
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, '
        f'initial-scale=1">\n<title>{_text(title)}</title>\n<style>\n{STYLE.read_text()}</style>\n</head>\n<body>\n<main>\n'
        + "\n".join(part for part in parts if part)
        + "\n</main>\n</body>\n</html>\n"
    )


def chart_file(results):
    """The chart of ratios as a file of its own, for pages that show pictures; None where nothing was run hot on both."""
    if not results.has_hot() or "quiver" not in results.engines:
        return None
    groups = [(query["label"], [("quiver", results.ratio(query, "quiver"))]) for query in results.queries]
    title = f"{results.title()}: how many times as fast as stock Spark"
    svg = Bars(groups, times, title, line=1.0).svg()
    return svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1).replace(">", f">\n{_ALONE}", 1) + "\n" if svg else None


def _text(value):
    return html.escape(str(value))


def _tiles(results):
    tiles = [f'<div class="tile"><b>{_text(value)}</b><span>{_text(what)}</span></div>' for value, what in headlines(results)]
    return f'<div class="tiles">{"".join(tiles)}</div>' if tiles else ""


def _charts(results):
    others = [engine for engine in results.engines if engine != results.reference]
    if results.has_hot() and "quiver" in others:
        yield from _chart(
            results,
            "How many times as fast as stock Spark",
            f"{results.hot_name().capitalize()}; the dashed line is stock Spark.",
            ["quiver"],
            results.ratio,
            times,
            line=1.0,
        )
    if results.has_hot():
        hot = lambda query, engine: results.value(query, engine, "seconds")
        title = f"Time of a query, {results.hot_name()}"
        yield from _chart(results, title, "Seconds, best run; shorter is better.", results.engines, hot, _seconds)
    if results.cold_is_fresh() or results.hot_name() == "hot":
        fresh = "in a fresh process" if results.cold_is_fresh() else "first run"
        cold = lambda query, engine: results.value(query, engine, "seconds", "cold")
        yield from _chart(results, f"Time of a query, {fresh}", "Seconds; shorter is better.", results.engines, cold, _seconds)
    spark = [engine for engine in results.engines if engine in ON_SPARK]
    if results.has_hot():
        cpu = lambda query, engine: results.least(query, engine, results.cpu_name(engine))
        yield from _chart(
            results,
            f"Processor time of a query, {results.hot_name()}",
            "Seconds, summed over the threads: tasks of Spark, the process of other engines.",
            results.engines,
            cpu,
            _seconds,
        )
    yield from _chart(
        results,
        "Peak resident memory",
        "JVM and Python together. A heap that once grew stays, so a query also shows what the ones before it needed.",
        results.engines,
        results.peak_bytes,
        lambda value: f"{value / 1e9:.2f} GB",
    )
    if "quiver" in spark:
        yield from _chart(
            results, "Share of operators that ran on Quiver", "", ["quiver"], results.share, percent
        )
        yield from _chart(
            results,
            "Share of functions in their expressions that kernels evaluated",
            "The others are Spark's own code, row by row, inside Quiver's operators.",
            ["quiver"],
            results.function_share,
            percent,
        )


def _chart(results, title, explained, engines, value, shown, line=None):
    groups = [(query["label"], [(engine, value(query, engine)) for engine in engines]) for query in results.queries]
    svg = Bars(groups, shown, title, line).svg()
    if not svg:
        return
    yield f"<h2>{_text(title)}</h2>"
    if explained:
        yield f'<p class="soft">{_text(explained)}</p>'
    if len(engines) > 1:
        legend = "".join(f'<span><i class="{engine}"></i>{_text(NAMES[engine])}</span>' for engine in engines)
        yield f'<div class="legend">{legend}</div>'
    yield f'<div class="card">{svg}</div>'


def _seconds(value):
    return f"{value:.3g} s"


def _table(rows):
    head = "".join(f"<th>{_text(cell)}</th>" for cell in rows[0])
    body = "".join("<tr>" + "".join(_cell(cell) for cell in row) + "</tr>\n" for row in rows[1:])
    return f'<div class="wide card"><table><thead><tr>{head}</tr></thead><tbody>\n{body}</tbody></table></div>'


def _cell(cell):
    style = {"yes": "good", "yes*": "good", "NO": "bad", "ERROR": "bad"}.get(str(cell))
    style = "bad" if str(cell).endswith(SLOWER) else style
    return f'<td class="{style}">{_text(cell)}</td>' if style else f"<td>{_text(cell)}</td>"


def _numbers(results):
    rows = summary_rows(results)
    totals = _totals(results, rows[0])
    return _table([*rows, totals] if totals else rows)


def _totals(results, header):
    """The row of totals over the queries that all engines finished."""
    cells = {"query": "total"}
    for engine in results.engines:
        if results.complete("cold"):
            cells[f"{engine} cold s"] = seconds(results.total(engine, "cold"))
        if results.complete("hot"):
            cells[f"{engine} s"] = seconds(results.total(engine, "hot"))
            if engine != results.reference:
                cells[f"{engine} ratio"] = times(results.total(results.reference) / results.total(engine))
    return [cells.get(name, "") for name in header] if len(cells) > 1 else None


def _more_numbers(results):
    """What Spark's processes measured beside time."""
    spark = [engine for engine in results.engines if engine in ON_SPARK]
    if not spark:
        return ""
    kind = "hot" if results.has_hot() else "cold"
    header = ["query"]
    columns = [
        ("GC s", lambda query, engine: seconds(results.gc_seconds(query, engine, kind))),
        ("process cpu s", lambda query, engine: seconds(results.value(query, engine, "process_cpu_seconds", kind))),
        ("read MB", lambda query, engine: megabytes(results.value(query, engine, "bytes_read", kind))),
        ("shuffled MB", lambda query, engine: megabytes(results.value(query, engine, "shuffle_bytes_written", kind))),
        ("spilled MB", lambda query, engine: megabytes(results.value(query, engine, "disk_bytes_spilled", kind))),
        ("tasks", lambda query, engine: _count(results.value(query, engine, "tasks", kind))),
    ]
    for name, _ in columns:
        header += [f"{engine} {name}" for engine in spark]
    rows = [
        [query["label"]] + [column(query, engine) for _, column in columns for engine in spark] for query in results.queries
    ]
    explained = f"Of the {kind} run that counts: garbage collection and processor time of the whole JVM, and what its tasks report."
    return f'<p class="soft">{explained}</p>' + _table([header, *rows])


def _count(value):
    return "-" if value is None else value


def _by_sparks_code(results):
    found = by_sparks_code(results)
    return "<h2>Functions that Spark's code evaluated inside Quiver's operators</h2>\n" + _texts(found) if found else ""


def _stayed(results):
    found = stayed(results)
    return "<h2>Operators that stayed on Spark</h2>\n" + _texts(found) if found else ""


def _notes(results):
    found = notes(results)
    if not found:
        return ""
    return "<h2>Notes</h2>\n<ul>" + "".join(f"<li>{_text(note)}</li>\n" for note in found) + "</ul>"


def _texts(rows):
    """A table of words, which may break, rather than of numbers."""
    body = "".join("<tr>" + "".join(f"<td>{_text(cell)}</td>" for cell in row) + "</tr>\n" for row in rows)
    return f'<div class="card"><table class="facts"><tbody>\n{body}</tbody></table></div>'
