# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""`bin/quiver compare`: a job on stock Spark and on Quiver, action by action."""

import difflib
import json
import subprocess
from pathlib import Path

from quiver.environment import (
    PACKAGE,
    Step,
    engine_options,
    existing_file,
    help_page,
    jars,
    log_file,
    merge_jars,
    scratch,
    shown as shown_path,
    spark_environment,
    spark_submit,
    split_spark_options,
    tail,
)
from quiver.failures import failure_differences
from quiver.values import difference, table

HELP = """usage: bin/quiver compare [spark options] job.py [args]
       bin/quiver compare [spark options] query.sql

Runs the file twice, on stock Spark and on Quiver, in separate processes, and compares what each action (collect, show,
count, take, toPandas, ...) returned or printed, what the job itself printed, and the errors. Rows are compared exactly, in
the order the query asks for. Written files and tables are not compared, and both runs write to the same place.

Exit code 0: all equal. 1: something differs. Options of its own, before the Spark options:
  --actions-only   leave out what the job itself prints (times, paths, ...)
  --verbose        show the rows of equal actions too
"""
SHOWN_DIFFERENCES = 10
SHOWN_ROWS = 20


def main(arguments):
    own = {"--actions-only": False, "--verbose": False}
    while arguments and arguments[0] in own:
        own[arguments.pop(0)] = True
    if not arguments or arguments[0] == "--help":
        print(help_page(HELP))
        return 0 if arguments else 2
    options, file, job_arguments = split_spark_options(arguments)
    if file is None:
        print(help_page(HELP))
        return 2
    existing_file(file)
    environment = spark_environment()
    jars("spark-plugin", "compat-tests")
    runs = {}
    with scratch("compare-") as folder:
        for engine in ("stock", "quiver"):
            with Step(f"Running {file} on {engine}"):
                runs[engine] = run(engine, folder, environment, options, [file] + job_arguments)
    return Comparison(runs["stock"], runs["quiver"], own["--actions-only"], own["--verbose"]).report()


class Run:
    """What one engine did: the events of the job, and the queries it ran."""

    def __init__(self, events, queries, log, status):
        self.events = events
        self.queries = queries
        self.log = log
        self.status = status


def run(engine, folder, environment, options, job, with_plans=False):
    """Runs a job with its actions captured."""
    events = Path(folder) / f"{engine}.events"
    queries = Path(folder) / f"{engine}.queries"
    log = log_file(f"compare-{engine}.log")
    properties = f"-Dquiver.compat.report={queries} -Dquiver.compat.plans={str(with_plans).lower()}"
    options = _with_driver_options(options, properties)
    command = [spark_submit(environment)] + merge_jars(engine_options(engine, with_listener=True), options)
    command += [str(PACKAGE / "capture.py")] + job
    environment = dict(environment, QUIVER_CAPTURE=str(events))
    with open(log, "w") as out:
        status = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=out).returncode
    return Run(_lines(events), _lines(queries), log, status)


def _with_driver_options(options, properties):
    """Adds to --driver-java-options, which spark-submit takes once only."""
    options = list(options)
    for position, option in enumerate(options):
        if option == "--driver-java-options":
            options[position + 1] += " " + properties
            return options
    return ["--driver-java-options", properties] + options


def _lines(file):
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


class Comparison:
    def __init__(self, stock, quiver, actions_only, verbose):
        self._stock = stock
        self._quiver = quiver
        self._verbose = verbose
        self._actions_only = actions_only

    def report(self):
        """Prints the comparison; returns the exit code."""
        stock, quiver = self._events(self._stock), self._events(self._quiver)
        if not stock or not quiver:
            engine, run_ = ("stock", self._stock) if not stock else ("quiver", self._quiver)
            print(f"The run on {engine} did not start (exit code {run_.status}):\n{tail(run_.log, 20)}")
            return 1
        different = 0
        for number in range(max(len(stock), len(quiver))):
            left = stock[number] if number < len(stock) else None
            right = quiver[number] if number < len(quiver) else None
            if not self._compare_event(number + 1, left, right):
                different += 1
            if left is None or right is None or _title(left) != _title(right):
                print("The job took different ways from here on.")
                break
        return self._conclude(len(stock), different)

    def _events(self, run_):
        return [event for event in run_.events if not (self._actions_only and event["kind"] == "print")]

    def _compare_event(self, number, left, right):
        if left is None or right is None or _title(left) != _title(right):
            print(f"{number:3}  DIFFERENT: stock did {_title(left)}, quiver did {_title(right)}")
            return False
        found = _differences(left, right)
        print(f"{number:3}  {_title(left):<32} {'equal' if not found else 'DIFFERENT'} {_size(left)}".rstrip())
        if found:
            rows = [("row", "column", "stock", "quiver")] + [tuple(map(str, item)) for item in found[:SHOWN_DIFFERENCES]]
            print(_indented(table(rows)))
            if len(found) > SHOWN_DIFFERENCES:
                print(f"       ... and {len(found) - SHOWN_DIFFERENCES} more differences")
            if left.get("name") in ("take", "head", "first", "tail", "show") and left.get("order") is None:
                print("       (the query asks for no order, so which rows come first is open)")
        elif self._verbose:
            _print_side(left)
        return not found

    def _conclude(self, events, different):
        accelerated = [query for query in self._quiver.queries if query.get("accelerated")]
        operators = sum(len(query.get("accelerated", [])) for query in self._quiver.queries)
        everything = operators + sum(len(query.get("stock", [])) for query in self._quiver.queries)
        print()
        kernels = sum(query.get("kernels", 0) for query in self._quiver.queries)
        functions = kernels + sum(len(query.get("sparks", [])) for query in self._quiver.queries)
        print(
            f"quiver accelerated {len(accelerated)} of {len(self._quiver.queries)} queries, {operators} of {everything} operators, "
            f"{kernels} of {functions} functions in their expressions by kernels"
        )
        if different:
            print(f"DIFFERENT in {different} of {events} steps (logs: {shown_path(self._stock.log)}, {shown_path(self._quiver.log)})")
            return 1
        print(f"equal in all {events} steps")
        return 0


def _title(event):
    if event is None:
        return "nothing"
    if event["kind"] == "print":
        return "printed text"
    if event["kind"] == "end":
        return "end of the job"
    return f"{event['where']} {event['name']}"


def _size(event):
    if "error" in event:
        return f"(error {event['error'].get('condition') or event['error']['class']})"
    if "rows" in event:
        return f"({len(event['rows'])} rows)" if event.get("name") not in ("count", "isEmpty") else f"({event['rows'][0][0]})"
    if "lines" in event:
        return f"({len(event['lines'])} lines)"
    if "written" in event:
        return "(written data is not compared)"
    return ""


def _differences(left, right):
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
        # A table that show() printed holds its rows in no order when the query asks for none.
        is_set = left.get("name") == "show" and left["order"] is None
        found += _line_differences(left["lines"], right["lines"], is_set)
    return found


def _line_differences(left, right, is_set):
    if left == right or is_set and sorted(left) == sorted(right):
        return []
    found = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        for offset in range(max(b - a, d - c)):
            stock = left[a + offset] if a + offset < b else "(no line)"
            quiver = right[c + offset] if c + offset < d else "(no line)"
            found.append((a + offset + 1, "text", stock, quiver))
    return found


def _print_side(event):
    if "lines" in event:
        lines = event["lines"][:SHOWN_ROWS]
        print("\n".join("       " + line for line in lines))
    elif event.get("rows") and event.get("columns"):
        rows = [["NULL" if item is None else item for item in row] for row in event["rows"][:SHOWN_ROWS]]
        print(_indented(table([event["columns"]] + rows)))


def _indented(text):
    return "\n".join("       " + line for line in text.splitlines())
