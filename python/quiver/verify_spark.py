# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""`bin/quiver verify-spark`: whether this checkout's jar links with another Spark, and whether it gives that Spark's answers there."""

import argparse
import re
import subprocess
from pathlib import Path

from quiver import environment
from quiver import linkage
from quiver import verify_table
from quiver import verify_tests
from quiver.environment import PACKAGE, PLUGIN_CLASS, ROOT, Step, jars, log_file, say, shown, spark_environment, spark_submit, suites_python, use_spark

HELP = """Builds the jar, resolves everything that it names in the jars of that Spark, and runs there, each as a part of its own: the SQL files,
the error tests, the tests of Spark's privates, readers and writers beside Spark's, the comparison of every kernel with Spark's code, the examples of Spark's functions, random queries, the
demo of ten people, jobs with Python functions, and TPC-H. What each part gave is kept, also that of single SQL files; --table puts it into docs/testing.md. On a version
that Quiver does not support, a job with a cached table, adaptive execution and a broadcast join must print what it prints without the plugin."""

_LINKAGE = "linkage"
_DEMO = "demo"
_PYTHON = "python"
_TPCH = "tpch"
PARTS = [_LINKAGE, *verify_tests.PARTS, _DEMO, _PYTHON, _TPCH]


def main(arguments):
    options = _parse(arguments)
    if not options.version:
        verify_table.write()
        return 0
    version = environment.newest_patch(options.version)
    use_spark(version)
    running = spark_environment()
    spark_jars = Path(running["SPARK_HOME"]) / "jars"
    (jar,) = jars("spark-plugin")
    minor = ".".join(version.split(".")[:2])
    if minor not in linkage.minors(jar):
        return _runs_untouched(running, jar, version)
    failed = []
    for part in options.part or PARTS:
        if part == _LINKAGE:
            figures = _linkage(jar, spark_jars, minor)
        elif part == _DEMO:
            figures = _demo(version)
        elif part == _PYTHON:
            figures = _python_functions(version)
        elif part == _TPCH:
            figures = _tpch(version)
        else:
            figures = verify_tests.run(part, jar, spark_jars, version, options)
        verify_table.keep(version, part, figures)
        print(f"{part}: {verify_table.text(part, figures)}")
        if not figures["passed"]:
            failed.append(part)
    if options.table:
        verify_table.write()
    say(f"Spark {version}: {'failed: ' + ', '.join(failed) if failed else 'passed'}")
    return 1 if failed else 0


def _parse(arguments):
    parser = argparse.ArgumentParser(prog="bin/quiver verify-spark", description=HELP)
    parser.add_argument("version", nargs="?", help="4.0, 4.1, 4.2, 4.3, or a full version of pyspark")
    parser.add_argument("--part", action="append", choices=PARTS, help="only this part; repeatable")
    parser.add_argument("--linkage-only", dest="part", action="append_const", const=_LINKAGE, help="the same as --part linkage")
    parser.add_argument("--sql", default="", help="only SQL files whose names contain this, such as join/,window/")
    parser.add_argument(
        "--combinations",
        choices=["all", "ends", "first"],
        default="all",
        help="of the settings under which an SQL file runs: all (default), the first and the last, or the first alone",
    )
    parser.add_argument("--fuzz-seed", type=int, default=1, help="first seed of the random queries (default 1)")
    parser.add_argument("--fuzz-rounds", type=int, default=3, help="rounds of 60 random queries (default 3)")
    parser.add_argument("--memory", default="2g", help="heap of the tests (default 2g)")
    parser.add_argument("--table", action="store_true", help="write what is kept into docs/testing.md; without a version nothing else")
    options = parser.parse_args(arguments)
    if not options.version and not options.table:
        parser.error("which Spark?")
    return options


def _linkage(jar, spark_jars, minor):
    with Step(f"Resolving {jar.name} in {shown(spark_jars)}"):
        problems = linkage.unresolved(jar, sorted(spark_jars.glob("*.jar")), minor)
    for where, problem in problems:
        print(f"{where}: {problem}")
    return {"passed": not problems, "problems": len(problems)}


def _demo(version):
    options = ["--master", "local[2]", "--conf", "spark.quiver.offload=always", "--conf", "spark.sql.shuffle.partitions=4"]
    done = _quiver(version, "compare", *options, "examples/people.py")
    passed = done.returncode == 0 and "equal in all" in done.stdout and "quiver accelerated 0 of" not in done.stdout
    if not passed:
        print(done.stdout[-2000:] + done.stderr[-2000:])
    return {"passed": passed}


def _python_functions(version):
    log = log_file(f"verify-{version}-{_PYTHON}.log")
    command = [suites_python(), "-B", "-m", "unittest", "discover", "-s", "bin/test/with_pandas"]
    with Step(f"Python functions on Spark {version} (log: {shown(log)})"), open(log, "w") as out:
        status = subprocess.run(command, cwd=ROOT, stdout=out, stderr=out).returncode
    ended = re.search(r"^Ran (\d+) tests? in .*\n\n(.*)", log.read_text(errors="replace"), re.MULTILINE)
    ran, counts = (int(ended[1]), dict(re.findall(r"(\w+)=(\d+)", ended[2]))) if ended else (0, {})
    failed, skipped = int(counts.get("failures", 0)) + int(counts.get("errors", 0)), int(counts.get("skipped", 0))
    return {"passed": status == 0, "successful": ran - failed - skipped, "failed": failed}


def _tpch(version):
    done = _quiver(version, "tpch", "--scale", "0.1", "--runs", "0")
    print(done.stdout[-3000:])
    if done.returncode != 0:
        print(done.stderr[-2000:])
    return {"passed": done.returncode == 0}


def _quiver(version, *arguments):
    with Step(f"bin/quiver --spark {version} {' '.join(arguments)}"):
        return subprocess.run(["bin/quiver", "--spark", version, *arguments], cwd=ROOT, capture_output=True, text=True)


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
