# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""Results as a table on the terminal."""

from quiver.benchmark.engines import ON_SPARK, SPARK
from quiver.values import table

SLOWER = " slower"


def print_summary(results):
    print()
    rows = summary_rows(results)
    print(table(rows, right_aligned=range(1, len(rows[0]))))
    print()
    for line in summary_lines(results):
        print(line)


def summary_rows(results):
    """One row per query under a header: times, ratios, memory, processor time, rows, equality, shares of operators and expressions accelerated."""
    engines, reference = results.engines, results.reference
    others = [engine for engine in engines if engine != reference]
    header = ["query"]
    for engine in engines:
        header += [f"{engine} cold s", f"{engine} s"]
    header += [f"{engine} ratio" for engine in others]
    spark = [engine for engine in engines if engine in ON_SPARK]
    header += [f"{engine} cpu s" for engine in spark]
    header += ["cpu ratio"] if set(SPARK) <= set(spark) else []
    header += [f"{engine} peak MB" for engine in engines] + ["rows"]
    header += [f"{engine} equal" for engine in results.compared()]
    header += ["operators", "expressions"] if "quiver" in engines else []
    return [header] + [_row(results, query, others, spark) for query in results.queries]


def _row(results, query, others, spark):
    row = [query["label"]]
    for engine in results.engines:
        row += [seconds(results.value(query, engine, "seconds", kind)) for kind in ("cold", "hot")]
    row += [marked(results.ratio(query, engine)) for engine in others]
    row += [seconds(results.least(query, engine, "task_cpu_seconds")) for engine in spark]
    row += [times(results.cpu_ratio(query, "quiver"))] if set(SPARK) <= set(spark) else []
    row += [megabytes(results.peak_bytes(query, engine)) for engine in results.engines]
    row.append("-" if query["rows"] is None else query["rows"])
    row += [equality(results.of(query, engine)) for engine in results.compared()]
    if "quiver" in results.engines:
        row += [percent(results.share(query, "quiver")), percent(results.function_share(query, "quiver"))]
    return row


def summary_lines(results):
    """Totals, means, memory and what went wrong, in sentences."""
    lines = []
    for kind in [*(["hot"] if results.has_hot() else []), *(["cold"] if results.cold_is_fresh() else [])]:
        for engine in results.engines:
            if engine != results.reference:
                lines += _against_reference(results, engine, kind)
        if len(results.engines) == 1:
            engine = results.engines[0]
            lines.append(f"{kind} total: {engine} {results.total(engine, kind):.2f} s ({len(results.complete(kind))} queries)")
    peaks = [f"{engine} {megabytes(results.overall_peak_bytes(engine))} MB" for engine in results.engines]
    lines.append("peak resident memory: " + ", ".join(peaks))
    operators = results.operators() if "quiver" in results.engines else None
    if operators:
        lines.append(f"operators on Quiver: {operators[0]} of {operators[1]} ({share(operators)})")
        lines += [f"  on Spark: {operator}, {count} times: {reason}" for operator, reason, count, _ in results.stayed()]
    functions = results.functions() if "quiver" in results.engines else None
    if functions:
        lines.append(f"functions in their expressions by kernels: {functions[0]} of {functions[1]} ({share(functions)})")
        lines += [f"  by Spark's code: {function}, {count} times" for function, count, _ in results.by_sparks_code()]
    lines += slower(results)
    problems = results.problems()
    lines += [f"{label} on {engine}: {text}" for label, engine, text in problems]
    if results.compared() and not problems:
        lines.append("rows: all equal")
    return lines


def _against_reference(results, engine, kind):
    summary = results.summary(engine, kind)
    if summary is None:
        return []
    what = "first run in a fresh process"
    if kind == "hot":
        kind, what = results.hot_name(), "best hot run" if results.hot_name() == "hot" else "first run"
    line = (
        f"{kind} total: {results.reference} {summary['reference_seconds']:.2f} s, {engine} {summary['seconds']:.2f} s, ratio "
        f"{summary['total_ratio']:.2f}x; geometric mean {summary['geometric_mean']:.2f}x; least {times(summary['least'][1])} "
        f"({summary['least'][0]}), greatest {times(summary['greatest'][1])} ({summary['greatest'][0]}); "
        f"{summary['queries']} queries, {what}"
    )
    lines = [line]
    if summary["cpu_total_ratio"]:
        mean = summary["cpu_geometric_mean"]
        lines.append(f"processor time of tasks: ratio {summary['cpu_total_ratio']:.2f}x; geometric mean {mean:.2f}x")
    return lines


def seconds(value):
    return "-" if value is None else f"{value:.3f}" if value < 0.1 else f"{value:.2f}"


def times(value):
    return "-" if value is None else f"{value:.2f}x"


def marked(ratio):
    """A ratio, with a mark where the engine is slower than the reference."""
    return times(ratio) + (SLOWER if ratio is not None and ratio < 1 else "")


def slower(results):
    """A line that names the queries that Quiver makes slower than stock Spark, the slowest first; none where there are none."""
    if "quiver" not in results.engines or results.reference != "stock":
        return []
    ratios = [(results.ratio(query, "quiver"), query["label"]) for query in results.queries]
    found = sorted((ratio, label) for ratio, label in ratios if ratio is not None and ratio < 1)
    named = ", ".join(f"{label} {times(ratio)}" for ratio, label in found)
    return [f"slower than stock Spark on Quiver, {results.hot_name()}: {named}"] if found else []


def megabytes(value):
    return "-" if value is None else f"{value / 1e6:.0f}"


def percent(value):
    return "-" if value is None else f"{value:.0%}"


def share(operators):
    accelerated, count = operators
    return f"{accelerated / count:.1%}" if count else "-"


def equality(of):
    if of.get("error"):
        return "same error" if of["equal"] else "ERROR"
    return {True: "yes*" if of["notes"] else "yes", False: "NO", None: "-"}[of["equal"]]
