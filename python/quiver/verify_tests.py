# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""Runs this checkout's tests, which were compiled against one Spark, on the jars of another."""

import os
import re
import shutil
import subprocess

from quiver.environment import HOME, ROOT, Problem, Step, java, log_file, maven, shown, tail

# Readers and writers, each compared with Spark's own.
_FILE_TESTS = (
    *(f"scan.csv.{each}" for each in ("CsvFuzzTest", "CsvSchemaFuzzTest", "PlainLinesTest")),
    *(f"scan.json.{each}" for each in ("JsonFuzzTest", "JsonSchemaFuzzTest", "JsonTextFuzzTest", "ShortJsonTest")),
    *(f"scan.{each}" for each in ("BrokenBytesTest", "NestedScanTest", "PushedFiltersTest")),
    *(f"write.{each}" for each in ("ParquetWriteTest", "RowsWriteTest", "StreamedWriteTest", "WriteFaultsTest")),
)
# part -> the module and its tests
_TESTS = {
    "sql": ("compat-tests", ["io.quiver.compat.SqlFileTest"]),
    "errors": ("compat-tests", ["io.quiver.compat.ErrorParityTest"]),
    "privates": ("spark-plugin", [f"io.quiver.spark.{each}" for each in ("ClassesLoadedByNameTest", "compat.SparkInternalsTest", "scan.ParquetScanRddTest", "ui.MetricValueTest", "ui.QuiverTabTest")]),
    "files": ("spark-plugin", [f"io.quiver.spark.{each}" for each in _FILE_TESTS]),
    "kernels": ("spark-plugin", ["io.quiver.spark.expression.InvarianceTest"]),
    "examples": ("compat-tests", ["io.quiver.compat.FunctionExamplesTest"]),
    "fuzz": ("compat-tests", ["io.quiver.compat.FuzzTest"]),
}
PARTS = list(_TESTS)
FUZZ_QUERIES = 60
_LIBRARIES = (
    "org.junit.platform:junit-platform-console-standalone:1.13.4",
    "org.assertj:assertj-core:3.27.3",
    "net.bytebuddy:byte-buddy:1.15.11",
)
# The tests are many and short: without the optimising compiler they take half the processor time.
_QUICK_JVM = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]


def run(part, jar, spark_jars, version, options):
    """Returns what the table says of a part: whether it passed, and its counts."""
    libraries = _libraries()
    _compile_tests()
    module, tests = _TESTS[part]
    work = HOME / "verify" / version / part
    shutil.rmtree(work, ignore_errors=True)
    # SQL files are found by their paths from a module; what tests write stays here.
    (work / "src").mkdir(parents=True)
    (work / "src" / "test").symlink_to(ROOT / module / "src" / "test")
    report = work / "sql.tsv"
    # The jar's classes stand first, then what the tests bring; Spark's own are those of that version.
    whole = [jar, ROOT / module / "target" / "test-classes", ROOT / "compat-tests" / "target" / "classes", *libraries]
    command = [java(), "-ea", f"-Xmx{options.memory}", *_QUICK_JVM, *_jvm_flags()]
    command += [f"-Dlog4j2.configurationFile={ROOT / 'compat-tests/src/test/resources/log4j2-test.properties'}"]
    command += [f"-Dsql={options.sql}", f"-Dsql.combinations={options.combinations}", f"-Dsql.report={report}", "-Dexamples=all"]
    command += [f"-Dfuzz.seed={options.fuzz_seed}", f"-Dfuzz.rounds={options.fuzz_rounds}", f"-Dfuzz.queries={FUZZ_QUERIES}"]
    command += ["-cp", ":".join(map(str, whole)) + f":{spark_jars}/*"]
    command += ["org.junit.platform.console.ConsoleLauncher", "execute", "--details=tree", *(f"--select-class={test}" for test in tests)]
    command += ["--disable-banner", "--disable-ansi-colors"]
    log = log_file(f"verify-{version}-{part}.log")
    with Step(f"{', '.join(test.rpartition('.')[2] for test in tests)} on Spark {version} (log: {shown(log)})"), open(log, "w") as out:
        status = subprocess.run(command, cwd=work, stdout=out, stderr=out).returncode
    shutil.rmtree(work / "target", ignore_errors=True)
    said = log.read_text(errors="replace")
    if status != 0:
        print("\n".join(_failures(said)))
    return {"passed": status == 0, **_figures(part, said, report)}


def _failures(said):
    """What failed, and the beginning of why."""
    return [line[:300] for line in re.findall(r"^  JUnit Jupiter:.*|^    => .*\n.*", said, re.MULTILINE)]


def _figures(part, said, report):
    tests = {word: int(number) for number, word in re.findall(r"\[\s*(\d+) tests (successful|failed)\s*\]", said)}
    figures = {"successful": tests.get("successful", 0), "failed": tests.get("failed", 0)}
    if part == "sql" and report.exists():
        lines = (line.split("\t") for line in report.read_text().splitlines())
        figures["files"] = {name: [int(queries), int(problems)] for name, queries, problems in lines}
        # A file whose own tables cannot be made ends before it compares. What is killed counts nothing.
        figures["unended"] = max(0, figures["successful"] + figures["failed"] - len(figures["files"]))
        figures["cut_off"] = not tests
    if part == "fuzz":
        found = re.findall(r"^fuzz: (\d+) queries.* (\d+) differ", said, re.MULTILINE)
        figures["queries"], figures["differ"] = map(int, found[-1]) if found else (0, 0)
    if part == "kernels":
        found = re.findall(r"(\d+) batches", said)
        figures["batches"] = int(found[-1]) if found else 0
    return figures


def _libraries():
    folder = HOME / "test-libraries"
    for artifact in _LIBRARIES:
        _, name, number = artifact.split(":")
        if not (folder / f"{name}-{number}.jar").exists():
            command = [maven(), "-q", "-B", "-N", "dependency:copy", f"-Dartifact={artifact}", f"-DoutputDirectory={folder}"]
            if subprocess.run(command, cwd=ROOT).returncode != 0:
                raise Problem(f"Maven could not fetch {artifact}.")
    return sorted(folder.glob("*.jar"))


def _compile_tests():
    if os.environ.get("QUIVER_BUILD") == "never":
        return
    log = log_file("build-tests.log")
    with Step("Compiling the tests"), open(log, "w") as out:
        command = [maven(), "-q", "-B", "-Dquick", "-DskipTests", "-pl", "compat-tests", "-am", "test-compile"]
        if subprocess.run(command, cwd=ROOT, stdout=out, stderr=out).returncode != 0:
            raise Problem(f"the tests do not compile:\n{tail(log, 10)}")


def _jvm_flags():
    return re.search(r"<spark.jvm.flags>(.*?)</", (ROOT / "pom.xml").read_text(), re.S).group(1).split()
