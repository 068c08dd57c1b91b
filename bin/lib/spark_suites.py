# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""`bin/quiver test-spark`: Spark's own suites, unmodified, on stock Spark and on Quiver."""

import argparse
import json
import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as XmlTree

from environment import LISTENER_CLASS, PLUGIN_CLASS, ROOT, Problem, Step, jars, java, maven, say, shown, tail
from values import table

MODULE = ROOT / "compat-tests" / "spark-suites"
TARGET = MODULE / "target"
EXCEPTIONS = MODULE / "exceptions.txt"
SUITES = [
    "DataFrameSuite",
    "DataFrameAggregateSuite",
    "DatasetSuite",
    "MathFunctionsSuite",
    "StringFunctionsSuite",
    "DateFunctionsSuite",
]
PACKAGE = "org.apache.spark.sql."


def main(arguments):
    options = _parse(arguments)
    exceptions = _exceptions()
    engines = ["stock", "quiver"] if options.engine == "both" else [options.engine]
    needed = jars("compat-tests", *(["spark-plugin"] if "quiver" in engines else []))
    class_path = _class_path()
    results = {}
    for suite in options.suites:
        for engine in engines:
            results[suite, engine] = _run(suite, engine, class_path, needed, options)
    return _report(options.suites, engines, results, exceptions)


def _parse(arguments):
    parser = argparse.ArgumentParser(
        prog="bin/quiver test-spark",
        description="Runs suites of Spark %s from its Maven test jars on stock Spark and on Quiver (offload=always) and "
        "compares test by test. Tests that assert on stock plan nodes are listed in %s." % (_spark_version(), shown(EXCEPTIONS)),
    )
    parser.add_argument("suites", nargs="*", help=f"such as JoinSuite, or a full class name (default: {', '.join(SUITES)})")
    parser.add_argument("--engine", choices=["stock", "quiver", "both"], default="both")
    parser.add_argument("--test", help="only the tests whose name contains this text")
    parser.add_argument("--memory", default="3g", help="heap of each run (default 3g)")
    parser.add_argument("--timeout", type=int, default=1800, help="seconds that one suite may take (default 1800)")
    parser.add_argument("--conf", action="append", default=[], help="a Spark conf for the runs on Quiver, key=value")
    parser.add_argument("--again", action="store_true", help="run stock again; its results are kept otherwise")
    options = parser.parse_args(arguments)
    options.suites = [name if "." in name else PACKAGE + name for name in options.suites or SUITES]
    return options


def _spark_version():
    return re.search(r"<spark.version>(.*?)<", (ROOT / "pom.xml").read_text()).group(1)


def _exceptions():
    """Reads `suite | test | reason` lines: tests that may fail on Quiver because they assert on stock plan node names."""
    listed = {}
    for number, line in enumerate(EXCEPTIONS.read_text().splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = [part.strip() for part in line.split(" | ")]
        if len(parts) != 3 or not all(parts):
            raise Problem(f"{shown(EXCEPTIONS)}:{number} is not 'suite | test | reason'.")
        listed[PACKAGE + parts[0] if "." not in parts[0] else parts[0], parts[1]] = parts[2]
    return listed


def _class_path():
    file = TARGET / "classpath.txt"
    pom = MODULE / "pom.xml"
    if not file.exists() or file.stat().st_mtime < pom.stat().st_mtime:
        log = TARGET / "resolve.log"
        TARGET.mkdir(exist_ok=True)
        with Step("Fetching Spark's test jars"), open(log, "w") as out:
            command = [maven(), "-q", "-B", "-f", str(pom), "process-resources"]
            if subprocess.run(command, stdout=out, stderr=out).returncode != 0:
                raise Problem(f"Maven could not resolve the suites' class path:\n{tail(log, 10)}")
    return file.read_text().strip()


def _jvm_flags():
    """The flags of Spark's JavaModuleOptions, as the root pom lists them for all our test processes."""
    return re.search(r"<spark.jvm.flags>(.*?)</", (ROOT / "pom.xml").read_text(), re.S).group(1).split()


class Result:
    """The outcome of one suite on one engine."""

    def __init__(self, outcomes, messages, queries, log):
        self.outcomes = outcomes
        self.messages = messages
        self.queries = queries
        self.log = log

    def count(self, outcome):
        return sum(1 for each in self.outcomes.values() if each == outcome)

    def accelerated(self):
        return sum(1 for query in self.queries if query.get("accelerated"))


def _run(suite, engine, class_path, needed, options):
    # Some tests of a suite must not pass for the whole of it when stock's results are looked for.
    work = (TARGET / "some-tests" if options.test else TARGET) / engine / suite
    report = work / "report"
    if engine == "stock" and not options.again and not options.test and _are_kept(report):
        say(f"{suite} on stock: results of an earlier run are kept (--again runs it again)")
        return _read(work)
    shutil.rmtree(work, ignore_errors=True)
    report.mkdir(parents=True)
    (work / "tmp").mkdir()
    command = [java(), "-ea", f"-Xmx{options.memory}", "-Xss4m", "-XX:ReservedCodeCacheSize=256m"] + _jvm_flags()
    command += [
        f"-Dspark.test.home={_spark_home()}",
        "-Dspark.testing=1",
        "-Dspark.ui.enabled=false",
        "-Dspark.ui.showConsoleProgress=false",
        "-Dspark.unsafe.exceptionOnMemoryLeak=true",
        "-Dderby.system.durability=test",
        f"-Djava.io.tmpdir={work / 'tmp'}",
        f"-Dlog4j2.configurationFile={(MODULE / 'log4j2.properties').as_uri()}",
        f"-Dquiver.suite.log={work / 'spark.log'}",
        f"-Dquiver.compat.report={work / 'queries'}",
        f"-Dspark.sql.queryExecutionListeners={LISTENER_CLASS}",
    ]
    if engine == "quiver":
        command += [f"-Dspark.plugins={PLUGIN_CLASS}", "-Dspark.quiver.offload=always"]
        command += [f"-D{conf}" for conf in options.conf]
    added = [str(jar) for jar in needed if engine == "quiver" or "compat-tests" in jar.name]
    # The plugin's jar stands first: what it brings must win, as it does in a job.
    whole = ":".join(sorted(added, key=lambda jar: "quiver-spark" not in jar) + [class_path])
    command += ["-cp", whole, f"-Dspark.executor.extraClassPath={whole}"]
    command += ["org.scalatest.tools.Runner", "-oW", "-u", str(report), "-s", suite]
    if options.test:
        command += ["-z", options.test]
    with Step(f"{suite} on {engine}"), open(work / "output.log", "w") as out:
        try:
            subprocess.run(command, cwd=work, stdout=out, stderr=out, timeout=options.timeout, env=_suite_environment())
        except subprocess.TimeoutExpired:
            say(f"{suite} on {engine} took longer than {options.timeout} s and was ended")
    shutil.rmtree(work / "tmp", ignore_errors=True)
    return _read(work)


def _are_kept(report):
    """Whether a suite's results are there, of a run as this file does it."""
    changed = os.stat(__file__).st_mtime
    return any(file.stat().st_mtime > changed for file in report.glob("*.xml"))


def _spark_home():
    """A folder that the executors of suites with a `local-cluster` take for a built Spark; their classes are the suite's own."""
    home = TARGET / "spark-home"
    (home / "jars").mkdir(parents=True, exist_ok=True)
    return home


def _suite_environment():
    return dict(os.environ, SPARK_TESTING="1", SPARK_SCALA_VERSION="2.13", SPARK_LOCAL_IP="127.0.0.1")


def _read(work):
    outcomes, messages = {}, {}
    for file in sorted((work / "report").glob("*.xml")):
        for case in XmlTree.parse(file).getroot().iter("testcase"):
            name = case.get("name")
            failure = case.find("failure") if case.find("failure") is not None else case.find("error")
            if failure is not None:
                outcomes[name] = "failed"
                messages[name] = (failure.get("message") or failure.text or "").strip()
            else:
                outcomes[name] = "ignored" if case.find("skipped") is not None else "passed"
    queries_file = work / "queries"
    lines = queries_file.read_text().splitlines() if queries_file.exists() else []
    return Result(outcomes, messages, [json.loads(line) for line in lines], work / "output.log")


def _report(suites, engines, results, exceptions):
    header = ["suite"]
    for engine in engines:
        header += [f"{engine} passed", "failed", "ignored"]
    rows = [header + ["queries", "accelerated"]]
    bad = []
    for suite in suites:
        row = [suite.removeprefix(PACKAGE)]
        for engine in engines:
            result = results[suite, engine]
            row += [result.count("passed"), result.count("failed"), result.count("ignored")]
            if not result.outcomes:
                bad.append(f"{suite} on {engine} reported no test:\n{tail(result.log, 15)}")
        last = results[suite, engines[-1]]
        rows.append(row + [len(last.queries), last.accelerated()])
        if len(engines) == 2:
            bad += _unequal(suite, results[suite, "stock"], results[suite, "quiver"], exceptions)
        if engines[-1] == "quiver" and last.outcomes and not last.accelerated():
            bad.append(f"{suite}: no query had an accelerated operator, so the result proves nothing")
    print()
    print(table(rows, right_aligned=range(1, len(rows[0]))))
    print()
    for line in bad:
        print(line)
    print(f"{len(bad)} problems" if bad else "every test ends as on stock" if len(engines) == 2 else "done")
    return 1 if bad else 0


def _unequal(suite, stock, quiver, exceptions):
    bad = []
    for test in sorted(stock.outcomes.keys() | quiver.outcomes.keys()):
        left, right = stock.outcomes.get(test, "absent"), quiver.outcomes.get(test, "absent")
        reason = exceptions.get((suite, test))
        if left == right:
            if reason and left == "passed":
                bad.append(f"{suite}: '{test}' passes; take it out of {shown(EXCEPTIONS)}")
            continue
        if reason:
            print(f"{suite}: '{test}' {right}, as listed: {reason}")
            continue
        message = quiver.messages.get(test, "")
        bad.append(f"{suite}: '{test}' {left} on stock, {right} on Quiver\n    {message[:600]}")
    return bad
