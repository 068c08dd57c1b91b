# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""`bin/quiver compare`: a job on stock Spark and on Quiver, action by action."""

import collections
import datetime
import json
import shlex
from pathlib import Path

from quiver.captured_run import Engine, run
from quiver.environment import PROGRAM, Problem, Step, existing_file, help_page, jars, pyspark_version, say, scratch, shown, spark_environment
from quiver.environment import option_value, split_spark_options, tail
from quiver.job_comparison_page import html_page
from quiver.job_comparison_text import text_of
from quiver.job_steps import compare_steps
from quiver.written_data import WrittenData

HELP = """usage: bin/quiver compare [options] [spark options] job.py [args]
       bin/quiver compare [options] [spark options] query.sql

Runs the file twice, on stock Spark and on Quiver, in separate processes, and compares what each action (collect, show,
count, take, toPandas, ...) returned or printed, what the job itself printed, the errors, and what was written to folders and tables.
Rows are compared exactly, in the order the query asks for. The first run writes into a warehouse of its own, and folders that it makes are
moved away before the second run; what that writes stays. Data that was there before is changed by both runs, and not compared.

Exit code 0: all equal. 1: something differs. Options of its own, before the Spark options:
  --actions-only        leave out what the job itself prints (times, paths, ...)
  --verbose             show the rows of equal actions too
  --runs N              run the job N times in each process: the first is cold, the others are hot (1)
  --time-limit SECONDS  end a run that takes longer
  --engine-a ENGINE     stock or quiver, with settings as in quiver,spark.quiver.offload=always (stock)
  --engine-b ENGINE     the other side (quiver)
  --json FILE           write the comparison as JSON
  --html FILE           write the comparison as one page that needs nothing else
"""
_SWITCHES = {"--actions-only", "--verbose"}
_VALUES = {"--runs": int, "--time-limit": float, "--engine-a": Engine.parse, "--engine-b": Engine.parse, "--json": Path, "--html": Path}


def main(arguments):
    own, rest = own_options(arguments)
    if not rest or rest[0] == "--help":
        print(help_page(HELP))
        return 0 if rest else 2
    options, file, job_arguments = split_spark_options(rest)
    if file is None:
        print(help_page(HELP))
        return 2
    existing_file(file)
    environment = spark_environment()
    jars("spark-plugin", "compat-tests")
    engines = (own.get("--engine-a") or Engine.parse("stock"), own.get("--engine-b") or Engine.parse("quiver"))
    job = [file] + job_arguments
    with scratch("compare-") as folder:
        written = WrittenData(folder, options)
        runs = []
        for side, engine in zip("ab", engines):
            name = engine.name if engines[0].name != engines[1].name else f"{engine.name}-{side}"
            with Step(f"Running {file} on {engine.label}"):
                spark_options = [*options, *written.options(side)]
                limits = {"runs": own.get("--runs", 1), "time_limit": own.get("--time-limit")}
                runs.append(run(engine, folder, environment, spark_options, job, name=name, **limits))
            if side == "a":
                written.move_away(runs[0])
        entries = written.compare(runs[1], environment, options)
    document = compared(job, engines, runs, entries, "--actions-only" in own, "--verbose" in own)
    document["command"] = shlex.join([*PROGRAM.split(), "compare", *arguments])
    print(text_of(document))
    for option, content in (("--json", json.dumps(document, indent=1) + "\n"), ("--html", html_page(document))):
        if option in own:
            own[option].write_text(content)
            say(f"Wrote {shown(own[option])}")
    return 0 if document["equal"] else 1


def own_options(arguments):
    """Splits the options of this command off; they stand before those of Spark."""
    own, rest = {}, list(arguments)
    while rest and (rest[0] in _SWITCHES or rest[0].split("=")[0] in _VALUES):
        argument = rest.pop(0)
        option = argument.split("=")[0]
        own[option] = True if option in _SWITCHES else option_value(argument, rest, _VALUES[option])
    if own.get("--runs", 1) < 1:
        raise Problem("--runs is 1 or more.")
    return own, rest


def compared(job, engines, runs, written, actions_only=False, with_rows=False):
    """The comparison as a document, from which text, JSON and HTML are made."""
    labels = [engine.label for engine in engines]
    document = {
        "format": 1,
        "job": shlex.join(job),
        "date": datetime.datetime.now().isoformat(timespec="seconds"),
        "spark": pyspark_version(),
        "engines": [_side(engine, run_) for engine, run_ in zip(engines, runs)],
        "problems": [],
        "steps": [],
        "written": written,
    }
    for label, run_ in zip(labels, runs):
        if run_.timed_out:
            document["problems"].append(f"The run on {label} was ended after {run_.seconds:.0f} s, the time limit.")
        elif not run_.events:
            document["problems"].append(f"The run on {label} did not start (exit code {run_.status}):\n{tail(run_.log, 20)}")
        elif run_.events[-1]["kind"] != "end":
            document["problems"].append(f"The run on {label} broke off (exit code {run_.status}):\n{tail(run_.log, 20)}")
    if all(run_.events for run_ in runs):
        document["steps"] = compare_steps(runs[0].events, runs[1].events, labels, actions_only, with_rows)
    different = [*(step for step in document["steps"] if step["differences"]), *(entry for entry in written if not entry["equal"])]
    document["different"] = len(different)
    document["equal"] = not different and not document["problems"]
    return document


def _side(engine, run_):
    ends = [event for event in run_.events if event["kind"] == "end"]
    hot = [event["seconds"] for event in run_.again if event["code"] == 0]
    side = {
        "engine": engine.name,
        "label": engine.label,
        "status": run_.status,
        "timed_out": run_.timed_out,
        "process_seconds": run_.seconds,
        "cold_seconds": ends[0].get("seconds") if ends else None,
        "hot_seconds": hot,
        "failed_again": len(run_.again) - len(hot),
        "peak_bytes": run_.peak_bytes,
        "log": shown(run_.log),
    }
    queries = run_.queries
    accelerated = sum(len(query.get("accelerated", [])) for query in queries)
    kernels = sum(query.get("kernels", 0) for query in queries)
    sparks = [function for query in queries for function in query.get("sparks", [])]
    stayed = [pair for query in queries for pair in zip(query.get("stock", []), query.get("reasons", []))]
    side.update(
        queries=len(queries),
        accelerated_queries=sum(1 for query in queries if query.get("accelerated")),
        operators=accelerated + sum(len(query.get("stock", [])) for query in queries),
        accelerated_operators=accelerated,
        functions=kernels + len(sparks),
        kernels=kernels,
        by_sparks_code=collections.Counter(sparks).most_common(),
        stayed=[[operator, reason or "no reason was recorded", times] for (operator, reason), times in collections.Counter(stayed).most_common()],
    )
    return side
