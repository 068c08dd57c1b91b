# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""The way of a benchmark run: options, data, passes in which engines take turns query by query, rows compared, results written."""

import argparse
import os
import shlex
import time
from pathlib import Path

from quiver.benchmark import extras
from quiver.benchmark.answers import keep_answers, read_answers
from quiver.benchmark.comparison import SHOWN, compare_peer, compare_spark
from quiver.benchmark.document import text_of
from quiver.benchmark.engines import ON_SPARK, SPARK, Engines, install_peers, require_peers, threads
from quiver.benchmark.machine import commit, describe_data, describe_machine
from quiver.benchmark.report import default_folder, write_report
from quiver.benchmark.results import FORMAT, Results, new_query
from quiver.benchmark.summary import print_summary
from quiver.environment import PROGRAM, Problem, Step, existing_file, jars, say, shown, spark_environment


def run(workload, arguments):
    """Runs a workload; returns the exit code: 0 when every row equals stock's."""
    options = _parse(workload, arguments)
    if options.install_peers:
        install_peers()
        if not options.peers:
            return 0
    if workload.extras and options.install_extras:
        extras.install()
    options.queries = runnable(workload, options.queries)
    options.extras = sorted({workload.needs(query) for query in options.queries} - {None})
    options.engines = list(SPARK) if options.engine == "both" else [options.engine]
    options.engines += require_peers(workload.peers) if options.peers else []
    options.engines += ["comet"] if options.comet_jar else []
    kept = read_answers(options.against, workload, options.size, options.queries) if options.against else {}
    environment = spark_environment()
    jars(*(["spark-plugin"] if "quiver" in options.engines else []), "compat-tests", "benchmarks")
    folder = workload.folder(options.size, environment)
    if options.jfr:
        os.makedirs(options.jfr, exist_ok=True)
    runner = Runner(workload, options, Engines(workload, folder, options, environment), kept)
    document = _described(workload, options, arguments, folder)
    document["queries"] = runner.run()
    document["versions"] = runner.versions
    results = Results(document)
    print_summary(results)
    if options.keep_answers:
        keep_answers(options.keep_answers, workload, options.size, runner.stock_answers)
    if options.json:
        Path(options.json).write_text(text_of(document))
        say(f"Wrote {options.json}")
    if options.report:
        write_report(document, default_folder(document) if options.report == "-" else Path(options.report))
    return 1 if results.failed() else 0


def _parse(workload, arguments):
    parser = argparse.ArgumentParser(
        prog=f"{PROGRAM} {workload.command}",
        description=f"Runs {workload.title} on stock Spark and on Quiver, in processes of their own, and compares every row.",
    )
    add = parser.add_argument
    size = workload.size
    add(size.option, dest="size", type=size.kind, default=size.default, help=size.explained)
    add("--runs", type=int, default=2, help="passes over all queries after the first one, in the same processes (default 2)")
    add("--queries", help="such as 1,6 or 1-22 (default all)" + _query_help(workload))
    add("--engine", choices=SPARK + ["both"], help="default: both, and quiver with --against")
    add("--master", default="local[2]", help="such as local[2] or local-cluster[2,1,1024]")
    add("--driver-memory", default="4g", help="heap of each Spark process (default 4g)")
    add("--conf", action="append", default=[], help="a Spark conf for both engines, key=value")
    add(
        "--cold",
        nargs="?",
        type=int,
        const=1,
        default=0,
        metavar="N",
        help="run each query also N times (default 1) as the first of a fresh process: that is its cold time then. "
        "With --runs -1 there are no other runs.",
    )
    add(
        "--quick-start",
        action="store_true",
        help="start Quiver's fresh processes (--cold) with the archive of classes and the JVM options of `bin/quiver run`",
    )
    add("--peers", action="store_true", help=f"also {' and '.join(workload.peers) or 'no other engine'}: same files, same number of threads")
    add("--comet-jar", metavar="JAR", help="also Comet, on the same Spark, with as much memory off the heap as on it")
    add("--install-peers", action="store_true", help="first install the peers from PyPI into .quiver/venv-peers")
    if workload.extras:
        add("--install-extras", action="store_true", help=f"first install {', '.join(workload.extras)} from PyPI and Maven into .quiver/")
    add("--keep-answers", metavar="FILE", help="write stock's answers, for --against")
    add(
        "--against",
        metavar="FILE",
        help="compare with the answers in FILE and do not run stock: they do not depend on settings such as spark.sql.adaptive.enabled, "
        "which --conf may give",
    )
    add("--json", metavar="FILE", help="write everything that was measured, with a description of the machine")
    add(
        "--report",
        nargs="?",
        const="-",
        metavar="DIR",
        help="write report.html, report.md and result.json (default folder: benchmarks/results/<date>-...)",
    )
    add("--jfr", metavar="DIR", help="record each Spark process with Java Flight Recorder into DIR/<engine>.jfr")
    options = parser.parse_args(arguments)
    options.queries = workload.chosen(options.queries)
    if not options.size > 0:
        raise Problem(f"{size.option} is {options.size}; it must be above 0.")
    if options.comet_jar:
        options.comet_jar = os.path.abspath(existing_file(options.comet_jar))
    if any("=" not in conf for conf in options.conf):
        raise Problem("--conf needs key=value.")
    options.engine = options.engine or ("quiver" if options.against else "both")
    if options.against and options.engine != "quiver":
        raise Problem("--against takes stock's answers from a file: it goes with --engine quiver.")
    if options.keep_answers and options.engine == "quiver":
        raise Problem("--keep-answers writes stock's answers, and --engine quiver does not run it.")
    if options.quick_start and (options.engine == "stock" or not options.cold):
        raise Problem("--quick-start is about Quiver's fresh processes: it goes with --cold.")
    if options.runs < 0 and not options.cold:
        raise Problem("--runs is negative and there is no --cold: nothing would run.")
    return options


def runnable(workload, queries):
    """The queries whose extras are installed; says which are not."""
    installed = extras.installed() if workload.extras else []
    kept = [query for query in queries if workload.needs(query) in (None, *installed)]
    for name in workload.extras:
        skipped = [query for query in queries if workload.needs(query) == name and query not in kept]
        if skipped:
            say(f"Skipping {', '.join(skipped)}: {name} is not installed; --install-extras does it.")
    if not kept:
        raise Problem("nothing is left to run.")
    return kept


def _query_help(workload):
    return "; v2.7 names the texts of version 2.7 that Spark has, all names both" if workload.name == "tpcds" else ""


class Runner:
    """Runs the queries on all engines, which take turns so that a slow moment of the machine hits each of them."""

    def __init__(self, workload, options, engines, kept=None):
        """`kept` are answers of stock to compare with, by query, where stock itself does not run."""
        self._workload = workload
        self._options = options
        self._engines = engines
        self._processes = {}
        self._kept = kept or {}
        self.stock_answers = {}
        self.versions = {}

    def run(self):
        """All queries once, and then again as often as hot runs are wanted: a query is never measured right after itself."""
        options = self._options
        queries = [new_query(name, self._workload.label(name), options.engines) for name in options.queries]
        done = 0
        try:
            if options.runs >= 0:
                self._start_all()
            for turn in range(1 + max(options.runs, 0)):
                say(f"Pass {turn + 1} of {1 + options.runs}" if options.runs > 0 else "Queries")
                for position, query in enumerate(queries, 1):
                    self._pass(query, turn, f"{query['label']} ({position} of {len(queries)})")
                    done = max(done, position)
            return queries
        except KeyboardInterrupt:
            if not done:
                raise
            say(f"\nInterrupted: what follows is of the {done} queries and the passes before.")
            return queries[:done]
        finally:
            for process in self._processes.values():
                process.stop()

    def _start_all(self):
        names = self._options.engines
        with Step(f"Starting {', '.join(names)}, each in a process of its own, heap {self._options.driver_memory}"):
            for engine in names:
                self._processes[engine] = self._engines.start(engine)
            for engine in names:
                self.versions[engine] = self._processes[engine].wait_until_ready().version

    def _pass(self, query, turn, place):
        request = lambda engine: self._workload.request(query["name"], self._options.size, engine)
        if turn == 0:
            for fresh in range(self._options.cold):
                self._turn(query, fresh, "fresh", place, lambda engine: self._run_fresh(engine, request(engine)))
        if self._options.runs >= 0:
            kind = "hot" if turn else "first"
            self._turn(query, turn, kind, place, lambda engine: self._processes[engine].run(request(engine)))

    def _run_fresh(self, engine, request):
        start = time.perf_counter()
        with self._engines.start(engine, fresh=True) as process:
            self.versions[engine] = process.wait_until_ready().version
            ready = time.perf_counter() - start
            answer = process.run(request)
        if "run" in answer:
            answer["run"]["start_seconds"] = ready
        return answer

    def _turn(self, query, turn, kind, place, run_on):
        """One run on each engine; who goes first changes, except that the reference is there before the comparison."""
        names = self._options.engines if turn % 2 == 0 else self._options.engines[::-1]
        answers = {}
        for engine in names:
            of = query["engines"][engine]
            if of.get("error"):
                continue
            answer = run_on(engine)
            if "error" in answer:
                of["error"] = answer["error"]
                say(f"  {engine}: {answer['error']}")
                self._compare_error(query, engine)
                continue
            answers[engine] = answer
            if kind == "first":
                of["first"] = answer["run"]
            else:
                of[kind].append(answer["run"])
        shown_kind = {"fresh": ", fresh JVM", "first": ", first run", "hot": ""}[kind]
        times = ", ".join(f"{engine} {answers[engine]['run']['seconds']:.2f} s" for engine in self._options.engines if engine in answers)
        say(f"  {place}{shown_kind}: {times}")
        self._compare(query, answers)

    def _compare_error(self, query, engine):
        """A query that fails on Quiver is right where stock fails with the same error."""
        error = query["engines"][engine]["error"]
        if engine == "stock":
            self.stock_answers[query["name"]] = {"error": error}
        elif self._stock_error(query) == error:
            query["engines"][engine]["equal"] = True

    def _stock_error(self, query):
        stock = self.stock_answers.get(query["name"]) or self._kept.get(query["name"]) or {}
        return stock.get("error")

    def _compare(self, query, answers):
        for engine, answer in answers.items():
            if "operators" in answer:
                query["engines"][engine].update({key: answer[key] for key in ("operators", "functions") if key in answer})
        stock = answers.get("stock") or self._kept.get(query["name"])
        if stock is None or "error" in stock:
            query["rows"] = next((len(answer["rows"]) for answer in answers.values()), query["rows"])
            if stock is not None:
                difference = (0, "", stock["error"], f"{query['rows']} rows")
                for engine in answers:
                    query["engines"][engine].update(equal=False, differences=[difference], difference_count=1)
            return
        query["rows"] = stock.get("row_count", len(stock["rows"]))
        if "stock" in answers:
            self._check_stock_is_steady(query, stock)
        for engine, answer in answers.items():
            of = query["engines"][engine]
            if engine == "stock" or of["equal"] is False:
                continue
            verdict = (compare_spark if engine in ON_SPARK else compare_peer)(stock, answer)
            of["equal"] = verdict.equal
            of["notes"] = verdict.notes
            of["differences"] = verdict.differences[:SHOWN]
            of["difference_count"] = len(verdict.differences)
            if not verdict.equal:
                say(f"  {engine} DIFFERS from stock in {len(verdict.differences)} places, the first:")
                for row, column, left, right in verdict.differences[:5]:
                    say(f"    row {row}, {column or 'whole row'}: stock {left}   {engine} {right}")

    def _check_stock_is_steady(self, query, stock):
        """Sums of doubles depend on the order in which blocks arrive: a query may differ from itself."""
        first = self.stock_answers.setdefault(query["name"], stock)
        of = query["engines"]["stock"]
        if first is not stock and not compare_spark(first, stock).equal and not of["notes"]:
            of["notes"] = ["stock's own answers differ from run to run"]
            say("  stock differs from its own first answer")


def _described(workload, options, arguments, folder):
    return {
        "format": FORMAT,
        "benchmark": workload.name,
        "title": workload.title,
        "date": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
        "command": shlex.join([*PROGRAM.split(), *workload.command.split(), *without_output(arguments)]),
        "scale": options.size,
        "size": workload.size.words(options.size),
        "size_name": workload.size.name(options.size),
        "engines": options.engines,
        "settings": {
            "master": options.master,
            "threads": threads(options.master),
            "driver_memory": options.driver_memory,
            "conf": options.conf,
            "runs": options.runs,
            "cold": options.cold,
            "quick_start": options.quick_start,
        },
        "commit": commit(),
        "formats": workload.formats,
        "machine": describe_machine(),
        "data": describe_data(folder),
    }


def without_output(arguments):
    """The arguments that another run needs to measure the same: without the files to write."""
    kept, skip = [], False
    for position, argument in enumerate(arguments):
        following = arguments[position + 1] if position + 1 < len(arguments) else ""
        if skip:
            skip = False
        elif argument in ("--json", "--report", "--jfr", "--keep-answers"):
            skip = bool(following) and not following.startswith("--")
        elif not argument.startswith(("--json=", "--report=", "--jfr=", "--keep-answers=")) and argument not in ("--install-peers", "--install-extras"):
            kept.append(argument)
    return kept
