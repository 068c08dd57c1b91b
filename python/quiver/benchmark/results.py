# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""The result of a benchmark as a document (JSON), and every number that is derived from it.

Document: what ran (`benchmark`, `scale`, which is the size of the data, and that in words, `command`, `settings`, `versions`, `commit`, `machine`, `data`) and `queries`, each with
`name`, `label`, `rows` and `engines`: by engine `fresh` (runs that were the first of a JVM), `first` (the first run in the
long-lived process), `hot` (the runs after that), `operators`, `functions` (in their expressions), `equal`, `differences`, `notes`, `error`. A run has `seconds` and what
was measured beside it; every number carries its unit in its name.
"""

import math
import statistics

from quiver.benchmark.engines import ON_SPARK, SPARK

FORMAT = 2


def new_query(name, label, engines):
    return {
        "name": name,
        "label": label,
        "rows": None,
        "engines": {
            engine: {"fresh": [], "first": None, "hot": [], "equal": None, "differences": [], "notes": []} for engine in engines
        },
    }


class Results:
    """Reads a document."""

    def __init__(self, document):
        self.document = document
        self.engines = document["engines"]
        self.queries = document["queries"]
        self.reference = "stock" if "stock" in self.engines else self.engines[0]

    def title(self):
        """What ran, and how large its data is."""
        return f"{self.document['title']} {self.document.get('size', 'at scale %g' % self.document['scale'])}"

    def compared(self):
        """The engines whose rows were compared with stock's."""
        return [engine for engine in self.engines if any(self.of(query, engine)["equal"] is not None for query in self.queries)]

    def of(self, query, engine):
        return query["engines"][engine]

    def hot_run(self, query, engine):
        """The run that counts: the fastest of the hot ones, or the first where there were no others."""
        found = self.of(query, engine)
        if found.get("error"):
            return None
        return min(found["hot"], key=lambda run: run["seconds"], default=found["first"])

    def cold_run(self, query, engine):
        """The fastest of the runs in fresh JVMs, or else the first run of the long-lived process."""
        found = self.of(query, engine)
        if found.get("error"):
            return None
        return min(found["fresh"], key=lambda run: run["seconds"], default=found["first"])

    def cold_is_fresh(self):
        return any(self.of(query, engine)["fresh"] for query in self.queries for engine in self.engines)

    def has_hot(self):
        return any(self.of(query, engine)["first"] for query in self.queries for engine in self.engines)

    def hot_name(self):
        """What the time that is not cold is called."""
        return "hot" if any(self.of(query, engine)["hot"] for query in self.queries for engine in self.engines) else "first run"

    def run(self, query, engine, kind):
        return self.cold_run(query, engine) if kind == "cold" else self.hot_run(query, engine)

    def value(self, query, engine, name, kind="hot"):
        """A number of the run that counts; None where it was not measured."""
        run = self.run(query, engine, kind)
        return None if run is None else run.get(name)

    def cpu_name(self, engine):
        """Processor time of tasks, without planning, JIT and collector; of the process for an engine without tasks."""
        return "task_cpu_seconds" if engine in ON_SPARK else "process_cpu_seconds"

    def least(self, query, engine, name):
        """The least of the hot runs, or of the others where there are none: what a noisy machine disturbs least."""
        found = self.of(query, engine)
        runs = found["hot"] or [run for run in [found["first"]] if run] or found["fresh"]
        values = [run[name] for run in runs if run.get(name) is not None]
        return min(values, default=None) if not found.get("error") else None

    def gc_seconds(self, query, engine, kind="hot"):
        local = self.document["settings"]["master"].startswith("local[")
        return self.value(query, engine, "gc_seconds" if local else "task_gc_seconds", kind)

    def peak_bytes(self, query, engine):
        """The largest peak of all runs of a query, over the JVMs and Python of the engine."""
        found = self.of(query, engine)
        runs = found["fresh"] + [run for run in [found["first"]] if run] + found["hot"]
        return max((run["peak_memory"]["bytes"] for run in runs if run.get("peak_memory")), default=None)

    def overall_peak_bytes(self, engine):
        return max((peak for query in self.queries if (peak := self.peak_bytes(query, engine))), default=None)

    def share(self, query, engine):
        """The share of operators that were accelerated, 0 to 1."""
        operators = self.of(query, engine).get("operators")
        if not operators:
            return None
        count = len(operators["accelerated"]) + len(operators["stock"])
        return len(operators["accelerated"]) / count if count else 0.0

    def operators(self, engine="quiver"):
        """How many operators of all queries were accelerated, and how many there are; None where that is not known."""
        found = [operators for query in self.queries if (operators := self.of(query, engine).get("operators"))]
        accelerated = sum(len(operators["accelerated"]) for operators in found)
        return (accelerated, accelerated + sum(len(operators["stock"]) for operators in found)) if found else None

    def function_share(self, query, engine):
        """The share of the functions in the expressions of accelerated operators that kernels evaluated, 0 to 1."""
        functions = self.of(query, engine).get("functions")
        if not functions:
            return None
        count = functions["kernels"] + len(functions["sparks"])
        return functions["kernels"] / count if count else 1.0

    def functions(self, engine="quiver"):
        """As `operators`, of the functions in the expressions of accelerated operators: by kernels, and all."""
        found = [functions for query in self.queries if (functions := self.of(query, engine).get("functions"))]
        kernels = sum(functions["kernels"] for functions in found)
        return (kernels, kernels + sum(len(functions["sparks"]) for functions in found)) if found else None

    def by_sparks_code(self, engine="quiver"):
        """What Spark's code evaluated inside accelerated operators: (function, how many, labels of the queries), the most frequent first."""
        found = {}
        for query in self.queries:
            for function in (self.of(query, engine).get("functions") or {"sparks": []})["sparks"]:
                found.setdefault(function, []).append(query["label"])
        rows = [(function, len(labels), list(dict.fromkeys(labels))) for function, labels in found.items()]
        return sorted(rows, key=lambda row: (-row[1], row[0]))

    def stayed(self, engine="quiver"):
        """What was not accelerated: (operator, reason, how many, labels of the queries), the most frequent first."""
        found = {}
        for query in self.queries:
            operators = self.of(query, engine).get("operators") or {"stock": []}
            reasons = operators.get("reasons") or [""] * len(operators["stock"])
            for operator, reason in zip(operators["stock"], reasons):
                found.setdefault((operator.split(" ")[0], reason), []).append(query["label"])
        rows = [(*what, len(labels), list(dict.fromkeys(labels))) for what, labels in found.items()]
        return sorted(rows, key=lambda row: (-row[2], row[0], row[1]))

    def complete(self, kind="hot", engines=None):
        """The queries that all the engines have finished."""
        return [
            query
            for query in self.queries
            if all(self.run(query, engine, kind) is not None for engine in engines or self.engines)
        ]

    def total(self, engine, kind="hot", engines=None):
        return sum(self.value(query, engine, "seconds", kind) for query in self.complete(kind, engines))

    def ratio(self, query, engine, kind="hot"):
        """How many times as fast as the reference an engine ran a query."""
        return _ratio(self.value(query, self.reference, "seconds", kind), self.value(query, engine, "seconds", kind))

    def cpu_ratio(self, query, engine):
        """How many times less processor time an engine's tasks took than the reference's."""
        if engine not in ON_SPARK or self.reference not in ON_SPARK:
            return None
        name = self.cpu_name(engine)
        return _ratio(self.least(query, self.reference, name), self.least(query, engine, name))

    def summary(self, engine, kind="hot"):
        """Ratios of an engine to the reference over the queries that both finished; None when there is none."""
        queries = self.complete(kind, [self.reference, engine])
        ratios = {query["label"]: ratio for query in queries if (ratio := self.ratio(query, engine, kind))}
        if not ratios:
            return None
        cpu = [ratio for query in queries if (ratio := self.cpu_ratio(query, engine))]
        worst, best = min(ratios, key=ratios.get), max(ratios, key=ratios.get)
        totals = [self.total(each, kind, [self.reference, engine]) for each in (self.reference, engine)]
        return {
            "queries": len(ratios),
            "reference_seconds": totals[0],
            "seconds": totals[1],
            "total_ratio": totals[0] / totals[1],
            "geometric_mean": statistics.geometric_mean(ratios.values()),
            "least": (worst, ratios[worst]),
            "greatest": (best, ratios[best]),
            "slower": [label for label, ratio in ratios.items() if ratio < 1],
            "cpu_geometric_mean": statistics.geometric_mean(cpu) if cpu and kind == "hot" else None,
            "cpu_total_ratio": self._cpu_total_ratio(queries, engine) if cpu and kind == "hot" else None,
        }

    def _cpu_total_ratio(self, queries, engine):
        pairs = [
            (self.least(query, self.reference, self.cpu_name(engine)), self.least(query, engine, self.cpu_name(engine)))
            for query in queries
        ]
        known = [pair for pair in pairs if None not in pair]
        return _ratio(math.fsum(pair[0] for pair in known), math.fsum(pair[1] for pair in known))

    def fails_alike(self, query):
        """Whether the query fails on stock Spark and on Quiver with the same error, as some do at small scales."""
        return any(self.of(query, engine).get("error") and self.of(query, engine)["equal"] for engine in self.engines)

    def problems(self):
        """What went wrong, in words: errors and differences; those of peers are theirs and not failures of the run."""
        found = []
        for query in self.queries:
            for engine in self.engines:
                of = self.of(query, engine)
                if of.get("error"):
                    if not self.fails_alike(query):
                        found.append((query["label"], engine, of["error"]))
                elif of["equal"] is False:
                    row, column, left, right = of["differences"][0]
                    where = f"row {row}, {column}" if column else f"row {row}"
                    text = f"{of['difference_count']} differences, the first in {where}: stock {left}, {engine} {right}"
                    found.append((query["label"], engine, text))
        return found

    def failed(self):
        return any(engine in SPARK for _, engine, _ in self.problems())


def _ratio(reference, value):
    return reference / value if reference and value else None
