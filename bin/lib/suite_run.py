# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""Runs one of Spark's suites in a JVM of its own, and keeps its outcome."""

import json
import os
import re
import shutil
import subprocess
import time
import xml.etree.ElementTree as XmlTree

from environment import LISTENER_CLASS, PLUGIN_CLASS, ROOT, Problem, Step, jars, java, maven, say, shown, suites_python, tail

MODULE = ROOT / "compat-tests" / "spark-suites"
TARGET = MODULE / "target"
# Tests are many and short: without the optimising compiler a suite takes half the processor time.
_QUICK_JVM = ["-XX:ReservedCodeCacheSize=256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
# Raised when suites are run in a way that changes outcomes: results of an earlier form are not kept.
_FORM = 3


class Result:
    """The outcome of one suite on one engine."""

    def __init__(self, work, kept):
        self.work = work
        self.outcomes = kept["outcomes"]
        self.messages = kept["messages"]
        self.queries = kept["queries"]
        self.accelerated = kept["accelerated"]
        self.seconds = kept["seconds"]
        self.ended = kept["ended"]
        self.whole = kept["whole"]

    def count(self, outcome):
        return sum(1 for each in self.outcomes.values() if each == outcome)

    def failed(self):
        return [test for test, outcome in self.outcomes.items() if outcome == "failed"]

    def log_tail(self, lines):
        log = self.work / "output.log"
        return tail(log, lines) if log.exists() else ""


class Runner:
    """Runs suites on the engines; everything that they need is made when it is made."""

    def __init__(self, engines, options):
        self._options = options
        self._jars = jars("compat-tests", *(["spark-plugin"] if "quiver" in engines else []))
        self._spark = class_path()
        self._python = suites_python()

    def kept(self, suite, engine):
        """Returns the result of an earlier run of the whole suite, if there is one that counts."""
        if self._options.again or self._options.test:
            return None
        result = _kept(suite, engine)
        return result if result and result.whole else None

    def outcomes_of(self, suite, engine, tests, progress=""):
        """Returns a result that has the outcomes of these tests at least: of earlier runs, and of one for those not known yet."""
        known = None if self._options.again else _kept(suite, engine)
        missing = [test for test in tests if known is None or test not in known.outcomes]
        if not missing or (known and known.whole):
            return known
        return self.run(suite, engine, f"{progress}{len(missing)} tests of ", missing, known)

    def run(self, suite, engine, progress="", tests=(), known=None):
        """Runs a suite, or only the tests with these names, whose outcomes are added to those known."""
        # Tests chosen by parts of their names must not pass for the whole suite when results are looked for.
        work = (TARGET / "some-tests" if self._options.test else TARGET) / engine / suite
        shutil.rmtree(work, ignore_errors=True)
        (work / "report").mkdir(parents=True)
        (work / "tmp").mkdir()
        command = self._java(engine, work)
        command += ["org.scalatest.tools.Runner", "-oW", "-u", str(work / "report"), "-s", suite]
        for text in self._options.test:
            command += ["-z", text]
        for test in tests:
            command += ["-t", test]
        environment = dict(os.environ, SPARK_TESTING="1", SPARK_SCALA_VERSION="2.13", SPARK_LOCAL_IP="127.0.0.1")
        environment.update(PYSPARK_PYTHON=self._python, PYSPARK_DRIVER_PYTHON=self._python)
        started, ended = time.time(), True
        with Step(f"{progress}{suite} on {engine}"), open(work / "output.log", "w") as out:
            try:
                subprocess.run(command, cwd=work, stdout=out, stderr=out, timeout=self._options.timeout, env=environment)
            except subprocess.TimeoutExpired:
                ended = False
        if not ended:
            say(f"{suite} on {engine} took longer than {self._options.timeout} s and was ended")
        shutil.rmtree(work / "tmp", ignore_errors=True)
        return _keep(work, round(time.time() - started), ended, whole=not tests, known=known)

    def _java(self, engine, work):
        command = [java(), "-ea", f"-Xmx{self._options.memory}", "-Xss4m", *_QUICK_JVM] + _jvm_flags()
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
            command += [f"-D{conf}" for conf in self._options.conf]
        added = [str(jar) for jar in self._jars if engine == "quiver" or "compat-tests" in jar.name]
        # The plugin's jar stands first: what it brings must win, as it does in a job.
        whole = ":".join(sorted(added, key=lambda jar: "quiver-spark" not in jar) + [self._spark])
        return command + ["-cp", whole, f"-Dspark.executor.extraClassPath={whole}"]


def class_path():
    """Returns the class path of the suites. Their resources stand unpacked before the jar that has them: suites open files by path."""
    file = TARGET / "classpath.txt"
    pom = MODULE / "pom.xml"
    if not file.exists() or file.stat().st_mtime < pom.stat().st_mtime:
        log = TARGET / "resolve.log"
        TARGET.mkdir(exist_ok=True)
        with Step("Fetching Spark's test jars"), open(log, "w") as out:
            command = [maven(), "-q", "-B", "-f", str(pom), "process-resources"]
            if subprocess.run(command, stdout=out, stderr=out).returncode != 0:
                raise Problem(f"Maven could not resolve the suites' class path:\n{tail(log, 10)}")
    return f"{_spark_home() / 'sql/core/src/test/resources'}:{file.read_text().strip()}"


def test_jar():
    """Returns the jar that has the suites of Spark SQL."""
    return next(jar for jar in class_path().split(":") if re.search(r"/spark-sql_[^/]*-tests\.jar$", jar))


def _jvm_flags():
    """The flags of Spark's JavaModuleOptions, as the root pom lists them for all our test processes."""
    return re.search(r"<spark.jvm.flags>(.*?)</", (ROOT / "pom.xml").read_text(), re.S).group(1).split()


def _spark_home():
    """A folder that the executors of suites with a `local-cluster` take for a built Spark; their classes are the suite's own."""
    home = TARGET / "spark-home"
    (home / "jars").mkdir(parents=True, exist_ok=True)
    return home


def _kept(suite, engine):
    file = TARGET / engine / suite / "result.json"
    if not file.exists():
        return None
    result = json.loads(file.read_text())
    return Result(file.parent, result) if result["form"] == _FORM else None


def _keep(work, seconds, ended, whole, known):
    outcomes, messages = (known.outcomes, known.messages) if known else ({}, {})
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
    queries = [json.loads(line) for line in queries_file.read_text().splitlines()] if queries_file.exists() else []
    result = {
        "form": _FORM,
        "outcomes": outcomes,
        "messages": messages,
        "queries": len(queries),
        "accelerated": sum(1 for query in queries if query.get("accelerated")),
        "seconds": seconds,
        "ended": ended,
        "whole": whole,
    }
    (work / "result.json").write_text(json.dumps(result))
    return Result(work, result)
