# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""`bin/quiver start`: how long a job takes from the start of its process to the first result that it shows."""

import argparse
import datetime
import shlex
import statistics
import subprocess
import sys
import time
from pathlib import Path

from quiver.benchmark.command import without_output
from quiver.benchmark.document import text_of
from quiver.benchmark.machine import commit, describe_machine
from quiver.benchmark.report import free_folder, markdown_table
from quiver.environment import PACKAGE, ROOT, Problem, Step, existing_file, jars, log_file, pyspark_version, say, shown, spark_environment, spark_submit, tail
from quiver.values import table

ENGINES = ["stock", "quiver"]
JOB = ROOT / "examples" / "people.py"


def main(arguments):
    options = _parse(arguments)
    document = {
        "title": f"From process start to the first shown result of {Path(options.job).name}",
        "command": shlex.join(["bin/quiver", "start", *without_output(arguments)]),
        "date": datetime.datetime.now().astimezone().isoformat(timespec="seconds"),
        "commit": commit(),
        "spark": pyspark_version(),
        "machine": describe_machine(),
        "runs": _measure(options),
    }
    print(table(_rows(document), right_aligned=range(1, 4)))
    print("\n" + _headline(document))
    if options.report:
        folder = Path(options.report) if options.report != "-" else free_folder(f"{document['date'][:10]}-start")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "result.json").write_text(text_of(document))
        (folder / "report.md").write_text(markdown(document))
        say(f"Wrote {shown(folder)}/report.md and result.json")
    return 0


def _parse(arguments):
    parser = argparse.ArgumentParser(
        prog="bin/quiver start",
        description="Measures the time from the start of a process to the first line that a PySpark job prints, with `spark-submit job.py` "
        "on stock Spark and with `bin/quiver run job.py`, in turns. A first run of each, in which the archive of classes may be "
        "made, is not counted.",
    )
    add = parser.add_argument
    add("--runs", type=int, default=5, help="pairs of runs (default 5)")
    add("--master", default="local[2]")
    add("--report", nargs="?", const="-", metavar="DIR", help="write report.md and result.json (default folder: benchmarks/results/<date>-start)")
    add("job", nargs="?", default=str(JOB), help="a PySpark file that prints its result (default examples/people.py)")
    options = parser.parse_args(arguments)
    if options.runs < 1:
        raise Problem(f"--runs {options.runs} would measure nothing.")
    existing_file(options.job)
    return options


def _measure(options):
    jars("spark-plugin")
    environment = spark_environment()
    commands = {
        "stock": [spark_submit(environment), "--master", options.master, options.job],
        "quiver": [sys.executable, "-B", str(PACKAGE / "__main__.py"), "run", "--master", options.master, options.job],
    }
    with Step("One run of each that is not counted"):
        first = {engine: run(commands[engine], environment, log_file(f"start-{engine}.log")) for engine in ENGINES}
    _require_same_output(first)
    runs = []
    for number in range(options.runs):
        pair = {}
        # The order changes, so that what a run leaves behind does not favour one of them.
        for engine in ENGINES if number % 2 == 0 else reversed(ENGINES):
            pair[engine] = run(commands[engine], environment, log_file(f"start-{engine}.log"))
        _require_same_output(pair)
        shown_seconds = {engine: pair[engine]["shown_seconds"] for engine in ENGINES}
        say(f"  pair {number + 1} of {options.runs}: stock {shown_seconds['stock']:.2f} s, quiver {shown_seconds['quiver']:.2f} s")
        runs.append({engine: {key: value for key, value in pair[engine].items() if key != "output"} for engine in ENGINES})
    return runs


def run(command, environment, log):
    """Seconds until the first line of output and until the process is gone."""
    with open(log, "w") as errors:
        start = time.perf_counter()
        process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors, text=True)
        first = process.stdout.readline()
        shown_at = time.perf_counter()
        output = first + process.stdout.read()
        status = process.wait()
        end = time.perf_counter()
    if status != 0 or not first:
        raise Problem(f"`{Path(command[0]).name}` ended with {status} and {len(output)} characters of output:\n{tail(log, 8)}")
    return {"shown_seconds": shown_at - start, "end_seconds": end - start, "output": output}


def _require_same_output(pair):
    if pair["stock"]["output"] != pair["quiver"]["output"]:
        raise Problem(f"the outputs differ:\n--- stock\n{pair['stock']['output']}\n--- quiver\n{pair['quiver']['output']}")


def share(runs, what):
    """Quiver's time as a share of stock Spark's: the median over the pairs."""
    return statistics.median(pair["quiver"][what] / pair["stock"][what] for pair in runs)


def _rows(document):
    rows = [["until", "stock s", "quiver s", "share"]]
    for label, what in (("the first shown result", "shown_seconds"), ("the process is gone", "end_seconds")):
        medians = [statistics.median(pair[engine][what] for pair in document["runs"]) for engine in ENGINES]
        rows.append([label, *(f"{median:.2f}" for median in medians), f"{share(document['runs'], what):.2f}"])
    return rows


def _headline(document):
    return f"{share(document['runs'], 'shown_seconds'):.2f} of stock Spark's time to the first shown result (median of {len(document['runs'])} pairs)"


def markdown(document):
    machine = document["machine"]
    lines = [f"# {document['title']}", "", f"- {_headline(document)}", "", *markdown_table(_rows(document))]
    lines += ["", "Medians; the share is the median of the pairs' shares. Every run is a fresh process, the two engines in turns; both print the same.", ""]
    lines += [
        f"Spark {document['spark']}, {machine['java']}, Python {machine['python']}, {machine['processor']}, {machine['cores']} cores, "
        f"{machine['memory_gb']} GB, {machine['load_before']} cores busy before; commit {document['commit']}, {document['date']}.",
        "",
        f"    {document['command']}",
        "",
        "This file was written by `bin/quiver`; `result.json` beside it holds every run.",
        "",
    ]
    return "\n".join(lines)
