# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""What a report says in words: headlines, how to read it, notes, and what the numbers were measured on."""

from quiver.benchmark.engines import ON_SPARK, SPARK
from quiver.benchmark.summary import megabytes, share, slower, times

NAMES = {"stock": "stock Spark", "quiver": "Quiver", "duckdb": "DuckDB", "datafusion": "DataFusion", "comet": "Comet"}
ON = {"quiver": "Quiver on Spark", "comet": "Comet on Spark"}


def headlines(results):
    """(number, what it is) pairs, the most important first."""
    found = []
    if "quiver" in results.engines and results.reference == "stock":
        hot = results.summary("quiver") if results.has_hot() else None
        name = results.hot_name()
        if hot:
            found.append((times(hot["total_ratio"]), f"the speed of stock Spark over {hot['queries']} queries, {name}"))
            found.append((times(hot["geometric_mean"]), f"geometric mean of the queries, {name}"))
            found.append((times(hot["least"][1]), f"the least of all queries, {name} ({hot['least'][0]})"))
            if hot["cpu_total_ratio"]:
                found.append((times(hot["cpu_total_ratio"]), f"less processor time of tasks, {name}"))
        cold = results.summary("quiver", "cold") if results.cold_is_fresh() else None
        if cold:
            started = ", Quiver started as `bin/quiver run` starts it" if _is_quick(results) else ""
            found.append((times(cold["total_ratio"]), f"the speed of stock Spark in a fresh JVM{started}"))
        peaks = [results.overall_peak_bytes(engine) for engine in ("stock", "quiver")]
        if all(peaks):
            found.append((f"{megabytes(peaks[1])} MB", f"peak resident memory; stock Spark {megabytes(peaks[0])} MB"))
        equal = [query for query in results.queries if results.of(query, "quiver")["equal"]]
        found.append((f"{len(equal)} of {len(results.queries)}", "queries with rows equal to stock Spark's"))
        operators = results.operators()
        if operators:
            found.append((share(operators), f"of the {operators[1]} operators of these queries ran on Quiver"))
        functions = results.functions()
        if functions:
            found.append((share(functions), f"of the {functions[1]} functions in their expressions were evaluated by kernels"))
    peers = [engine for engine in results.engines if engine not in SPARK]
    for engine in peers:
        against = results.complete("hot", ["quiver", engine]) if "quiver" in results.engines else []
        if against:
            totals = [results.total(each, "hot", ["quiver", engine]) for each in ("quiver", engine)]
            found.append((times(totals[0] / totals[1]), f"Quiver's time over {NAMES[engine]}'s, {len(against)} queries"))
    return found


def stayed(results):
    """What stayed on Spark, and why: a table, its header first; empty where everything was accelerated."""
    found = results.stayed() if "quiver" in results.engines else []
    rows = [[operator, reason or "no reason was recorded", count, ", ".join(labels)] for operator, reason, count, labels in found]
    return [["operator", "reason", "how many", "queries"], *rows] if rows else []


def by_sparks_code(results):
    """Which functions Spark's code evaluated inside Quiver's operators: a table, its header first; empty where there were none."""
    found = results.by_sparks_code() if "quiver" in results.engines else []
    rows = [[function, count, ", ".join(labels)] for function, count, labels in found]
    return [["function", "how many", "queries"], *rows] if rows else []


def reading(results):
    """How to read the numbers."""
    settings = results.document["settings"]
    fresh = results.cold_is_fresh()
    passes = "that of one pass" if settings["runs"] == 1 else f"the best of {settings['runs']} passes"
    lines = [
        f"Cold is {'the first run in a fresh process' if fresh else 'the first run in the process of all queries'}; the other time is "
        f"{passes} over all queries after the first pass, in one process. Engines took turns query by query. "
        f"Ratio is {NAMES[results.reference]}'s time divided by the engine's.",
        "Processor time is the sum over tasks, the least of the hot runs: it does not contain planning, compilation and collection. "
        "Peak MB is resident memory of the JVM and of Python (VmHWM), the largest of all runs of the query.",
    ]
    if any(engine not in ON_SPARK for engine in results.engines):
        lines.append(
            "Other engines read the same files on the same number of threads, with their defaults otherwise. Their answers are compared by "
            "value: whole numbers and decimals exactly at the digits after the point that both types have, doubles where stock Spark has a "
            "decimal after rounding to its scale, doubles with doubles at nine significant digits. Such columns are marked with a star."
        )
    return lines


def notes(results):
    """Errors, differences and partial comparisons."""
    found = [f"{label}, {NAMES[engine]}: {text}" for label, engine, text in results.problems()]
    found += slower(results)
    for query in results.queries:
        if results.fails_alike(query):
            found.append(f"{query['label']} fails with the same error on stock Spark: {results.of(query, 'quiver')['error']}")
        for engine in results.engines:
            of = results.of(query, engine)
            if of["notes"] and not of.get("error"):
                found.append(f"{query['label']}, {NAMES[engine]}: {'; '.join(of['notes'])}")
    return found


def warning(results):
    """Why times should not be trusted; None when the machine was idle."""
    machine = results.document["machine"]
    if machine["load_before"] <= machine["cores"] / 4:
        return None
    return (
        f"The machine was not idle when the run began ({machine['load_before']} of {machine['cores']} cores busy): "
        "trust ratios of processor time, not times."
    )


def _engine(engine, version):
    return f"{ON.get(engine, NAMES[engine])} {version}"


def _is_quick(results):
    return results.document["settings"].get("quick_start", False)


def _start(results):
    if _is_quick(results):
        return (
            "Quiver's fresh processes from an archive of classes and with the JVM options of `bin/quiver run` (C2 compiles later, no "
            "collections of classes at first); all other processes plainly, Quiver by its conf alone"
        )
    return "every engine plainly, Quiver by its conf alone"


def about(results):
    """(name, value) pairs: machine, code, data, settings."""
    document = results.document
    machine, settings = document["machine"], document["settings"]
    data = document["data"]
    files = sum(table["files"] for table in data.values())
    size = sum(table["bytes"] for table in data.values())
    pairs = [
        ("Date", document["date"]),
        ("Processor", f"{machine['processor']}, cores: {machine['cores']}"),
        ("Memory", f"{machine['memory_gb']} GiB"),
        ("System", machine["system"]),
        ("Java", machine["java"]),
        ("Busy cores before the run", machine["load_before"]),
        ("Quiver", f"commit {document['commit']}"),
        ("Engines", ", ".join(_engine(engine, version) for engine, version in document["versions"].items())),
        ("Spark", f"{settings['master']}, heap {settings['driver_memory']}"),
        ("Settings", ", ".join(settings["conf"]) or "none: Spark's defaults, ANSI mode on"),
        ("Start", _start(results)),
        ("Runs", f"{settings['runs']} hot, {settings['cold']} in fresh processes"),
        ("Data", f"{document.get('formats', 'snappy Parquet')}, {files} files, {size / 1e6:.0f} MB"),
    ]
    return [(name, str(value)) for name, value in pairs]
