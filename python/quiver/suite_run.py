# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""Runs Spark's suites, each in a JVM of its own or some in one, and keeps their outcomes."""

import contextlib
import json
import os
import re
import shutil
import subprocess
import time
import xml.etree.ElementTree as XmlTree
from pathlib import Path
from types import SimpleNamespace

from quiver.environment import DEFAULT_SPARK, LISTENER_CLASS, NAMES_CLASS, PLUGIN_CLASS, ROOT, Problem, Step, jars
from quiver.environment import java, maven, pyspark_version, say, shown, spark_home, suites_python, tail

MODULE = ROOT / "compat-tests" / "spark-suites"
# Results and resources of another Spark's suites stand beside those of ours.
TARGET = MODULE / "target" if pyspark_version() == DEFAULT_SPARK else MODULE / "target" / pyspark_version()
# The newest patch of each minor that has test jars on Maven Central. There are none of 4.3: the suites of 4.2 run on its jars.
_TEST_JARS = {"4.0": "4.0.4", "4.1": DEFAULT_SPARK, "4.2": "4.2.0", "4.3": "4.2.0"}
# Tests are many and short: without the optimising compiler a suite takes half the processor time.
_QUICK_JVM = ["-XX:ReservedCodeCacheSize=256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
# Raised when suites are run in a way that changes outcomes: results of an earlier form are not kept.
_FORM = 3
# A test in ScalaTest's output: its name, how it ended, and what it said.
_TEST = re.compile(r"^- (.*?)( \*\*\* FAILED \*\*\*| !!! IGNORED !!!|)$((?:\n(?!- ).*)*)", re.MULTILINE)
_ABORTED = re.compile(r"^\*\*\* RUN ABORTED \*\*\*\n.*\n *(.*)", re.MULTILINE)
_WORDS = {"": "passed", " *** FAILED ***": "failed", " !!! IGNORED !!!": "ignored"}


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
        self._made = set()

    def kept(self, suite, engine):
        """Returns the result of an earlier run of the whole suite, if there is one that counts."""
        result = None if self._forgets(suite, engine) else _kept(suite, engine)
        return result if result and result.whole else None

    def is_new(self, suite, engine):
        """Whether nothing is known of the suite, as far as earlier runs count."""
        return self._forgets(suite, engine) or _kept(suite, engine) is None

    def _forgets(self, suite, engine):
        """Whether results count only where this process made them."""
        return self._options.test or self._options.again and (suite, engine) not in self._made

    def outcomes_of(self, suite, engine, tests, progress=""):
        """Returns a result that has the outcomes of these tests at least: of earlier runs, and of one for those not known yet."""
        known = None if self._forgets(suite, engine) else _kept(suite, engine)
        missing = [test for test in tests if known is None or test not in known.outcomes]
        if not missing or (known and known.whole):
            return known
        return self.run(suite, engine, f"{progress}{len(missing)} tests of ", missing, known)

    def run(self, suite, engine, progress="", tests=(), known=None):
        """Runs a suite, or only the tests with these names, whose outcomes are added to those known."""
        known = known or (self._cut_off(suite, engine) if not tests else None)
        resumed = known is not None and not tests
        chosen = self._missing(suite, engine, known) if resumed else tests
        # Tests chosen by parts of their names must not pass for the whole suite when results are looked for.
        work = _fresh((TARGET / "some-tests" if self._options.test else TARGET) / engine / suite)
        if resumed and not chosen:
            return _keep(work, known.outcomes, known.messages, known.queries, known.accelerated, known.seconds, ended=True, whole=True)
        if resumed:
            progress += f"{len(chosen)} tests left of "
        arguments = ["-s", suite]
        for text in self._options.test:
            arguments += ["-z", text]
        for test in chosen:
            arguments += ["-t", test]
        with Step(f"{progress}{suite} on {engine}"):
            seconds = self._scalatest(engine, work, arguments)
        ended = _report(work, suite).exists()
        if not ended:
            say(f"{suite} on {engine} did not come to its end in {seconds} s")
        outcomes, messages = _outcomes(work, suite)
        aborted = None if ended else self._aborted(suite, engine, work, tests, {**(known.outcomes if known else {}), **outcomes})
        if aborted:
            test, why = aborted
            outcomes[test], messages[test] = "failed", "ends the run: " + why
        queries, accelerated = _counts(_queries(work))
        if known:
            # Tests that are run again have had their queries counted.
            again = not known.outcomes.keys().isdisjoint(chosen)
            queries, accelerated = (known.queries, known.accelerated) if again else (known.queries + queries, known.accelerated + accelerated)
            outcomes, messages = {**known.outcomes, **outcomes}, {**known.messages, **messages}
            seconds += known.seconds
        whole = ended if resumed or not tests else known is not None and known.whole
        self._made.add((suite, engine))
        result = _keep(work, outcomes, messages, queries, accelerated, seconds, ended, whole)
        left = [test for test in tests if test not in outcomes]
        if not aborted or (tests and not left):
            return result
        return self.run(suite, engine, progress, left, result)

    def run_together(self, suites, engine, progress, is_listed):
        """
        Runs suites one after another in one JVM, which saves most of the time that short ones take, and keeps the results of those
        that came to their end. What the others left behind may make a test fail: those that do, and are not listed, are run again alone.
        Returns the suites that ended, and the one at which the JVM was cut off: what comes after it did not run.
        """
        work = _fresh(TARGET / engine / "together")
        with Step(f"{progress}{len(suites)} suites from {suites[0]} on {engine}"):
            self._scalatest(engine, work, [item for suite in suites for item in ("-s", suite)])
        # A report is written when its suite ends.
        reports = {file: file.stat().st_mtime for file in (work / "report").glob("*.xml")}
        queries, begun = _queries(work), 0.0
        for file, ended in sorted(reports.items(), key=lambda each: each[1]):
            suite = file.name.removeprefix("TEST-").removesuffix(".xml")
            own = [query for query in queries if begun < query["time"] / 1000 <= ended]
            begun = ended
            if suite not in suites:
                continue
            folder = _fresh(TARGET / engine / suite)
            shutil.move(file, folder / "report" / file.name)
            outcomes, messages = _outcomes(folder, suite)
            seconds = float(XmlTree.parse(folder / "report" / file.name).getroot().get("time"))
            result = _keep(folder, outcomes, messages, *_counts(own), round(seconds), ended=True, whole=True)
            self._made.add((suite, engine))
            failed = [test for test in result.failed() if not is_listed(suite, test)]
            if failed:
                self.run(suite, engine, f"{progress}{len(failed)} tests alone of ", failed, result)
        ended = [suite for suite in suites if (suite, engine) in self._made]
        return ended + [suite for suite in suites if suite not in ended][:1]

    def _aborted(self, suite, engine, work, tests, outcomes):
        """The test in which ScalaTest gave up the run, and why: one that does not link with this Spark. None where it did not."""
        found = _ABORTED.search((work / "output.log").read_text(errors="replace"))
        if not found:
            return None
        missing = [test for test in tests if test not in outcomes] or self._missing(suite, engine, SimpleNamespace(outcomes=outcomes))
        return (missing[0], found[1]) if missing else None

    def _cut_off(self, suite, engine):
        result = None if self._forgets(suite, engine) else _kept(suite, engine)
        return result if result and not result.whole and result.outcomes else None

    def _missing(self, suite, engine, known):
        """Returns the tests of a suite that an earlier run did not come to."""
        work = _fresh(TARGET / engine / "names")
        command = self._java(engine, work) + [NAMES_CLASS, suite, str(work / "names")]
        with open(work / "output.log", "w") as out:
            subprocess.run(command, cwd=work, stdout=out, stderr=out, env=self._environment())
        names = (work / "names").read_text().split("\0")
        return [name for name in names if name not in known.outcomes]

    def _scalatest(self, engine, work, arguments):
        """Runs ScalaTest and returns the seconds it took; reports that are missing then were cut off."""
        command = self._java(engine, work) + ["org.scalatest.tools.Runner", "-oW", "-u", str(work / "report"), *arguments]
        started = time.time()
        with open(work / "output.log", "w") as out, contextlib.suppress(subprocess.TimeoutExpired):
            subprocess.run(command, cwd=work, stdout=out, stderr=out, timeout=self._options.timeout, env=self._environment())
        shutil.rmtree(work / "tmp", ignore_errors=True)
        return round(time.time() - started)

    def _environment(self):
        environment = dict(os.environ, SPARK_TESTING="1", SPARK_SCALA_VERSION="2.13", SPARK_LOCAL_IP="127.0.0.1")
        environment.update(PYSPARK_PYTHON=self._python, PYSPARK_DRIVER_PYTHON=self._python)
        return environment

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
        TARGET.mkdir(parents=True, exist_ok=True)
        with Step(f"Fetching the test jars of Spark {spark_of_suites()}"), open(log, "w") as out:
            command = [maven(), "-q", "-B", "-f", str(pom), f"-Dspark.version={spark_of_suites()}", f"-Dsuites.target={TARGET}", "process-resources"]
            if subprocess.run(command, stdout=out, stderr=out).returncode != 0:
                raise Problem(f"Maven could not resolve the suites' class path:\n{tail(log, 10)}")
    found = file.read_text().strip().split(":")
    if spark_of_suites() != pyspark_version():
        found = on_installed(found, sorted((Path(spark_home()) / "jars").glob("*.jar")))
    return ":".join(map(str, [_spark_home() / "sql/core/src/test/resources", *found]))


def on_installed(needed, installed):
    """Puts the jars of an installed Spark in the place of those that the test jars were built with; what only tests need stays."""
    has = {_artifact(jar) for jar in installed}
    only_tests = [jar for jar in needed if jar.endswith("-tests.jar") or _artifact(jar) not in has]
    return [*only_tests, *map(str, installed)]


def _artifact(jar):
    """The name of a jar without its version."""
    return re.sub(r"-\d[^/]*$", "", os.path.basename(jar))


def spark_of_suites():
    """The version of the Spark whose suites run: the newest of this minor that has test jars."""
    minor = ".".join(pyspark_version().split(".")[:2])
    if minor not in _TEST_JARS:
        raise Problem(f"Maven Central has no test jars of Spark {minor}.")
    return _TEST_JARS[minor]


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


def _fresh(work):
    """Makes an empty folder for a run."""
    shutil.rmtree(work, ignore_errors=True)
    for name in ("report", "tmp"):
        (work / name).mkdir(parents=True)
    return work


def _report(work, suite):
    return work / "report" / f"TEST-{suite}.xml"


def _outcomes(work, suite):
    """Reads how tests ended, and what those that failed said: from the report, or from the output of a run that was cut off."""
    outcomes, messages = {}, {}
    report = _report(work, suite)
    if not report.exists():
        for name, word, said in _TEST.findall((work / "output.log").read_text(errors="replace")):
            outcomes[name] = _WORDS[word]
            if word and said.strip():
                messages[name] = said.strip()
        return outcomes, messages
    for case in XmlTree.parse(report).getroot().iter("testcase"):
        name = case.get("name")
        failure = case.find("failure") if case.find("failure") is not None else case.find("error")
        if failure is not None:
            outcomes[name] = "failed"
            messages[name] = (failure.get("message") or failure.text or "").strip()
        else:
            outcomes[name] = "ignored" if case.find("skipped") is not None else "passed"
    return outcomes, messages


def _queries(work):
    file = work / "queries"
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


def _counts(queries):
    return len(queries), sum(1 for query in queries if query.get("accelerated"))


def _keep(work, outcomes, messages, queries, accelerated, seconds, ended, whole):
    result = {
        "form": _FORM,
        "outcomes": outcomes,
        "messages": messages,
        "queries": queries,
        "accelerated": accelerated,
        "seconds": seconds,
        "ended": ended,
        "whole": whole,
    }
    (work / "result.json").write_text(json.dumps(result))
    return Result(work, result)
