# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""`bin/quiver test-spark`: Spark's own suites, unmodified, on stock Spark and on Quiver."""

import argparse
import re

from quiver import suite_table
from quiver import verify_table
from quiver.environment import ROOT, Problem, pyspark_version, say, shown
from quiver.suite_catalog import PACKAGES, full_name, short_name, suites
from quiver.suite_run import MODULE, Runner, spark_of_suites, test_jar
from quiver.values import table

EXCEPTIONS = MODULE / "exceptions.txt"
TABLE = ROOT / "docs" / "testing.md"
SUITES = [
    "DataFrameSuite",
    "DataFrameAggregateSuite",
    "DatasetSuite",
    "MathFunctionsSuite",
    "StringFunctionsSuite",
    "DateFunctionsSuite",
]
# What `--minor` runs on another Spark: the most telling ones.
MINOR_SUITES = [
    "DataFrameSuite",
    "DataFrameAggregateSuite",
    "JoinSuite",
    "SubquerySuite",
    "DataFrameWindowFunctionsSuite",
    "MathFunctionsSuite",
    "StringFunctionsSuite",
    "DateFunctionsSuite",
]
_EVERY_TEST = "*"


def main(arguments):
    options = _parse(arguments)
    exceptions = Exceptions(EXCEPTIONS)
    if options.minor:
        return _minor(options, exceptions)
    if options.all:
        return _all(options, exceptions)
    engines = ["stock", "quiver"] if options.engine == "both" else [options.engine]
    runner = Runner(engines, options)
    results = {}
    for suite in options.suites:
        for engine in engines:
            results[suite, engine] = _result(runner, suite, engine)
    return _report(options.suites, engines, results, exceptions)


def _parse(arguments):
    parser = argparse.ArgumentParser(
        prog="bin/quiver test-spark",
        description="Runs suites of Spark %s from its Maven test jars on stock Spark and on Quiver (offload=always) and "
        "compares test by test. Tests that assert on stock plan nodes are listed in %s." % (_spark_version(), shown(EXCEPTIONS)),
    )
    parser.add_argument("suites", nargs="*", help=f"such as JoinSuite, or a full class name (default: {', '.join(SUITES)})")
    parser.add_argument("--engine", choices=["stock", "quiver", "both"], default="both")
    parser.add_argument(
        "--all",
        action="store_true",
        help="every suite of the packages about behaviour, or those named: on Quiver, and on stock where a test fails; what has "
        f"been run is not run again, and the table of {shown(TABLE)} is written",
    )
    parser.add_argument(
        "--minor",
        action="store_true",
        help="eight suites of the Spark that --spark names, as with --all; what came of them is kept for the table of verify-spark",
    )
    parser.add_argument("--package", action="append", default=[], help="with --all: only this one, such as execution.joins; repeatable")
    parser.add_argument("--together", type=int, default=8, help="with --all: suites that one JVM runs (default 8)")
    parser.add_argument("--test", action="append", default=[], help="only the tests whose name contains this text; repeatable")
    parser.add_argument("--memory", default="3g", help="heap of each run (default 3g)")
    parser.add_argument("--timeout", type=int, default=1800, help="seconds that one run may take (default 1800); the next goes on there")
    parser.add_argument("--conf", action="append", default=[], help="a Spark conf for the runs on Quiver, key=value")
    parser.add_argument("--again", action="store_true", help="run also what has been run; results are kept otherwise")
    options = parser.parse_args(arguments)
    if options.minor:
        options.suites = options.suites or MINOR_SUITES
    if (options.all or options.minor) and options.test:
        parser.error("--all runs whole suites, not single tests")
    if options.package and not options.all:
        parser.error("--package goes with --all")
    unknown = sorted(set(options.package) - set(PACKAGES) - {"."})
    if unknown:
        parser.error(f"no package {', '.join(unknown)}; there are . (org.apache.spark.sql itself), {', '.join(PACKAGES[1:])}")
    if not options.all and not options.minor:
        options.suites = options.suites or SUITES
    options.suites = [full_name(name) for name in options.suites]
    return options


def _minor(options, exceptions):
    """Runs suites on Quiver, and on stock the tests that fail there."""
    runner = Runner(["stock", "quiver"], options)
    passed, listed, bad = 0, 0, []
    new = [suite for suite in options.suites if runner.is_new(suite, "quiver")]
    if len(new) > 1:
        runner.run_together(new, "quiver", "", exceptions.reason)
    for suite in options.suites:
        quiver = runner.kept(suite, "quiver") or runner.run(suite, "quiver")
        failed = [test for test in quiver.failed() if not exceptions.reason(suite, test)]
        stock = None
        if not quiver.outcomes:
            stock = _result(runner, suite, "stock")
        elif failed:
            stock = runner.outcomes_of(suite, "stock", failed)
        # A test that is listed for 4.1 may pass on another minor.
        differing = [each for each in _differences(suite, stock, quiver, exceptions) if "take it out of" not in each]
        if not quiver.whole:
            differing.append(f"{suite}: not at its end; the next run goes on there")
        passed += quiver.count("passed")
        listed += sum(1 for test in quiver.failed() if _counts(test, stock) and exceptions.reason(suite, test))
        bad += differing
        print(f"{short_name(suite)}: {quiver.count('passed')} passed, {quiver.accelerated} of {quiver.queries} queries accelerated")
        print("".join(f"{each}\n" for each in differing), end="", flush=True)
    figures = {"passed": not bad, "of": spark_of_suites(), "suites": len(options.suites), "tests": passed, "listed": listed, "bad": len(bad)}
    verify_table.keep(pyspark_version(), "suites", figures)
    print(f"suites of Spark {spark_of_suites()}: {verify_table.text('suites', figures)}")
    return 1 if bad else 0


def _spark_version():
    return re.search(r"<spark.version>(.*?)<", (ROOT / "pom.xml").read_text()).group(1)


class Exceptions:
    """Reads `suite | test | reason` lines: tests that may fail on Quiver because they assert on stock plan node names."""

    def __init__(self, file):
        self._reasons = {}
        for number, line in enumerate(file.read_text().splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            parts = [part.strip() for part in line.split(" | ")]
            if len(parts) != 3 or not all(parts):
                raise Problem(f"{shown(file)}:{number} is not 'suite | test | reason'.")
            self._reasons[full_name(parts[0]), parts[1]] = parts[2]

    def reason(self, suite, test):
        """Returns why a test may end otherwise than on stock, or None."""
        return self._reasons.get((suite, test)) or self._reasons.get((suite, _EVERY_TEST))

    def names(self, suite, test):
        return (suite, test) in self._reasons


def _result(runner, suite, engine, progress=""):
    earlier = runner.kept(suite, engine) if engine == "stock" else None
    if earlier:
        say(f"{suite} on {engine}: results of an earlier run are kept (--again runs it again)")
    return earlier or runner.run(suite, engine, progress)


def _all(options, exceptions):
    chosen = options.suites or suites(test_jar(), ["" if name == "." else name for name in options.package] or PACKAGES)
    runner = Runner(["stock", "quiver"], options)
    bad, rows, idle, cut_off, tried = [], [], 0, [], set()
    for number, suite in enumerate(chosen, 1):
        progress = f"[{number}/{len(chosen)}] "
        if suite not in tried and runner.is_new(suite, "quiver"):
            group = [each for each in chosen[number - 1 :] if each not in tried and runner.is_new(each, "quiver")][: options.together]
            tried.update(runner.run_together(group, "quiver", progress, exceptions.reason) if len(group) > 1 else group)
        quiver = runner.kept(suite, "quiver") or runner.run(suite, "quiver", progress)
        if not quiver.ended:
            cut_off.append(short_name(suite))
        stock = None
        # A test that passes on Quiver needs no stock: only where one fails it is asked what stock makes of it.
        failed = [test for test in quiver.failed() if not exceptions.reason(suite, test)]
        if not quiver.outcomes:
            stock = _result(runner, suite, "stock", progress)
        elif failed:
            stock = runner.outcomes_of(suite, "stock", failed, progress)
        differing = _differences(suite, stock, quiver, exceptions)
        if differing:
            say("\n".join(differing))
        bad += differing
        if quiver.accelerated and quiver.whole:
            listed = sum(1 for test in quiver.failed() if _counts(test, stock) and exceptions.reason(suite, test))
            failing = sum(1 for test in quiver.failed() if _counts(test, stock) and not exceptions.reason(suite, test))
            rows.append(suite_table.row(suite, quiver, listed, failing))
            suite_table.write(TABLE, rows[-1:])
        elif quiver.outcomes:
            idle += 1
    print()
    print(table([["suite", "passed", "listed", "open", "queries", "accelerated"]] + rows, right_aligned=range(1, 6)))
    print(f"\n{len(chosen)} suites, {len(rows)} of them with accelerated queries; {idle} run no query that Quiver takes part in.")
    if not options.suites:
        print("Suites about plans were left out, for the reasons in python/quiver/plan_suites.py.")
    if cut_off:
        print(f"Not at their end after {options.timeout} s (--timeout), the next run goes on there: {', '.join(cut_off)}")
    print("\n".join(bad))
    print(f"{len(bad)} problems" if bad else "no test that passes on stock fails on Quiver")
    return 1 if bad else 0


def _counts(test, stock):
    return stock is None or stock.outcomes.get(test, "absent" if stock.whole else "passed") == "passed"


def _report(chosen, engines, results, exceptions):
    header = ["suite"]
    for engine in engines:
        header += [f"{engine} passed", "failed", "ignored"]
    rows = [header + ["queries", "accelerated"]]
    bad = []
    for suite in chosen:
        row = [short_name(suite)]
        for engine in engines:
            result = results[suite, engine]
            row += [result.count("passed"), result.count("failed"), result.count("ignored")]
            if not result.outcomes:
                bad.append(f"{suite} on {engine} reported no test:\n{result.log_tail(15)}")
        last = results[suite, engines[-1]]
        rows.append(row + [last.queries, last.accelerated])
        if len(engines) == 2:
            bad += _differences(suite, results[suite, "stock"], results[suite, "quiver"], exceptions)
        if engines[-1] == "quiver" and last.outcomes and not last.accelerated:
            bad.append(f"{suite}: no query had an accelerated operator, so the result proves nothing")
    print()
    print(table(rows, right_aligned=range(1, len(rows[0]))))
    print()
    for line in bad:
        print(line)
    print(f"{len(bad)} problems" if bad else "every test ends as on stock" if len(engines) == 2 else "done")
    return 1 if bad else 0


def _differences(suite, stock, quiver, exceptions):
    """Returns a text for each test that ends otherwise on Quiver and may not; what `stock` did not run is taken to pass there."""
    if stock is not None and bool(stock.outcomes) != bool(quiver.outcomes):
        return [f"{suite} ends {'as a whole' if quiver.outcomes else 'without a result'} on Quiver only:\n{quiver.log_tail(15)}"]
    known = stock.outcomes if stock else {}
    has_all = stock is not None and stock.whole
    tests = quiver.outcomes.keys() | known.keys()
    bad = []
    for test in sorted(tests):
        right = quiver.outcomes.get(test, "absent")
        left = known.get(test, "absent" if has_all else "passed" if right == "failed" else right)
        reason = exceptions.reason(suite, test)
        if left == right:
            if exceptions.names(suite, test) and left == "passed":
                bad.append(f"{suite}: '{test}' passes; take it out of {shown(EXCEPTIONS)}")
            continue
        if reason:
            print(f"{suite}: '{test}' {right}, as listed: {reason}")
            continue
        bad.append(f"{suite}: '{test}' {left} on stock, {right} on Quiver\n    {quiver.messages.get(test, '')[:600]}")
    return bad
