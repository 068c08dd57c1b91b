# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""`bin/quiver verify-spark`: whether this checkout's jar links with another Spark, and whether it gives that Spark's answers there."""

import argparse
import os
import re
import subprocess
from pathlib import Path

from quiver import environment
from quiver import linkage
from quiver.environment import HOME, PACKAGE, PLUGIN_CLASS, ROOT, Problem, Step, jars, java, log_file, maven, say, shown, tail
from quiver.environment import spark_environment, spark_submit, use_spark

HELP = """Builds the jar, resolves everything that it names in the jars of that Spark, and runs there: the SQL files, the error tests, the
comparison of every kernel with Spark's code, some random queries, and the demo of ten people. On a version that Quiver does not support, a job
with a cached table, adaptive execution and a broadcast join must print what it prints without the plugin."""

# class name -> the module it is in
_TESTS = {
    "SqlFileTest": ("compat-tests", "io.quiver.compat.SqlFileTest"),
    "ErrorParityTest": ("compat-tests", "io.quiver.compat.ErrorParityTest"),
    "FuzzTest": ("compat-tests", "io.quiver.compat.FuzzTest"),
    "InvarianceTest": ("spark-plugin", "io.quiver.spark.expression.InvarianceTest"),
}
_LIBRARIES = (
    "org.junit.platform:junit-platform-console-standalone:1.13.4",
    "org.assertj:assertj-core:3.27.3",
    "net.bytebuddy:byte-buddy:1.15.11",
)


def main(arguments):
    options = _parse(arguments)
    version = environment.newest_patch(options.version)
    use_spark(version)
    running = spark_environment()
    spark_jars = Path(running["SPARK_HOME"]) / "jars"
    (jar,) = jars("spark-plugin")
    minor = ".".join(version.split(".")[:2])
    if minor not in linkage.minors(jar):
        return _runs_untouched(running, jar, version)
    failed = _check_linkage(jar, spark_jars, minor)
    if not options.linkage_only:
        chosen = options.test or list(_TESTS)
        failed |= _run_tests(chosen, jar, spark_jars, version, options)
        if not options.test:
            failed |= _demo(version)
    say(f"Spark {version}: {'failed' if failed else 'passed'}")
    return 1 if failed else 0


def _parse(arguments):
    parser = argparse.ArgumentParser(prog="bin/quiver verify-spark", description=HELP)
    parser.add_argument("version", help="4.0, 4.1, 4.2, 4.3, or a full version of pyspark")
    parser.add_argument("--linkage-only", action="store_true", help="only look whether all classes, methods and fields are there")
    parser.add_argument("--test", action="append", choices=sorted(_TESTS), help="only this test; may be given again")
    parser.add_argument("--sql", default="", help="only SQL files whose names contain this")
    parser.add_argument("--memory", default="2g", help="heap of the tests (default 2g)")
    return parser.parse_args(arguments)


def _check_linkage(jar, spark_jars, minor):
    with Step(f"Resolving {jar.name} in {shown(spark_jars)}"):
        problems = linkage.unresolved(jar, sorted(spark_jars.glob("*.jar")), minor)
    for where, problem in problems:
        print(f"{where}: {problem}")
    return bool(problems)


def _run_tests(chosen, jar, spark_jars, version, options):
    libraries = _libraries()
    _compile_tests()
    failed = False
    for name in chosen:
        module, test = _TESTS[name]
        # The jar's classes stand first, then what the tests bring; Spark's own are those of that version.
        whole = [jar, ROOT / module / "target" / "test-classes", ROOT / "compat-tests" / "target" / "classes", *libraries]
        command = [java(), "-ea", f"-Xmx{options.memory}", *_jvm_flags()]
        command += [f"-Dlog4j2.configurationFile={ROOT / 'compat-tests/src/test/resources/log4j2-test.properties'}", f"-Dsql={options.sql}"]
        command += ["-cp", ":".join(map(str, whole)) + f":{spark_jars}/*"]
        command += ["org.junit.platform.console.ConsoleLauncher", "execute", f"--select-class={test}", "--details=summary"]
        command += ["--disable-banner", "--disable-ansi-colors"]
        log = log_file(f"verify-{version}-{name}.log")
        with Step(f"{name} on Spark {version} (log: {shown(log)})"), open(log, "w") as out:
            status = subprocess.run(command, cwd=ROOT / module, stdout=out, stderr=out).returncode
        summary = re.findall(r"\[\s*\d+ tests (?:successful|failed)\s*\]", log.read_text(errors="replace"))
        print(f"{name}: {' '.join(summary) or 'did not run'}")
        failed |= status != 0
    return failed


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


def _demo(version):
    command = ["bin/quiver", "--spark", version, "compare", "--master", "local[2]", "--conf", "spark.quiver.offload=always"]
    command += ["--conf", "spark.sql.shuffle.partitions=4", "examples/people.py"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    passed = done.returncode == 0 and "equal in all" in done.stdout and "quiver accelerated 0 of" not in done.stdout
    print(f"demo of ten people: {'equal' if passed else done.stdout[-2000:] + done.stderr[-2000:]}")
    return not passed


def _runs_untouched(running, jar, version):
    outputs = []
    for options in ([], ["--jars", str(jar), "--conf", f"spark.plugins={PLUGIN_CLASS}"]):
        command = [spark_submit(running), "--master", "local[2]", *options, str(PACKAGE / "untouched_job.py")]
        done = subprocess.run(command, env=running, capture_output=True, text=True)
        if done.returncode != 0:
            print(done.stderr[-4000:])
            say(f"Spark {version}: the job failed {'with' if options else 'without'} the plugin")
            return 1
        outputs.append(done)
    warnings = [line for line in outputs[1].stderr.splitlines() if "Quiver is off" in line]
    same = outputs[0].stdout == outputs[1].stdout
    print("\n".join(warnings))
    say(f"Spark {version} is not supported: the job {'ran as without the plugin' if same else 'printed something else'}, {len(warnings)} warning")
    return 0 if same and len(warnings) == 1 else 1
