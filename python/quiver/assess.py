# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""`bin/quiver assess`: what Quiver would do for jobs that ran without it, told from their event logs."""

import collections
import json
import subprocess
from pathlib import Path

from quiver.assess_measured import pairs_of, text_of_pairs
from quiver.assess_page import html_page
from quiver.assess_text import text_of
from quiver.environment import Problem, Step, help_page, java, jars, log_file, option_value, say, shown, spark_environment, tail

HELP = """usage: bin/quiver assess [options] EVENTLOG...

Reads event logs of jobs that ran on Spark 3.4 or newer without Quiver: files, rolled logs, folders of either, compressed or not. It says for
each query, and in all, which operators would run on Quiver and which not and why, what share of the time of tasks they took, and how
many times as fast the query may become: a range, whose formula is in docs/assess.md. No Spark is started, and nothing is run again.

  --queries N   show the N queries with the most task time (20)
  --json FILE   write all of it as JSON
  --html FILE   write it as one page that needs nothing else
  --measured LOG     the event log of the same queries with Quiver: says how good the prediction was
"""
_VALUES = {"--queries": int, "--json": Path, "--html": Path, "--measured": str}
MAIN_CLASS = "io.quiver.spark.assess.Assessment"
_QUICK_JVM = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]


def main(arguments):
    own, logs = {}, []
    rest = list(arguments)
    while rest:
        argument = rest.pop(0)
        option = argument.split("=")[0]
        if option in ("--help", "-h"):
            print(help_page(HELP))
            return 0
        if option not in _VALUES:
            if option.startswith("-"):
                raise Problem(f"there is no option {option}.")
            logs.append(argument)
            continue
        own[option] = option_value(argument, rest, _VALUES[option])
    if not logs:
        print(help_page(HELP))
        return 2
    document = summed(assessed(logs))
    print(text_of(document, own.get("--queries", 20)))
    if "--measured" in own:
        document["measured"] = pairs_of(document, assessed([own["--measured"]]))
        print(text_of_pairs(document["measured"], document["total"]))
    for option, content in (("--json", json.dumps(document, indent=1) + "\n"), ("--html", html_page(document))):
        if option in own:
            own[option].write_text(content)
            say(f"Wrote {shown(own[option])}")
    return 0 if document["applications"] and not document["problems"] else 1


def assessed(logs):
    """What the Java part says of the logs, which knows what Quiver can do."""
    for log in logs:
        if "://" not in log and not Path(log).exists():
            raise Problem(f"there is no event log {log}.")
    environment = spark_environment()
    class_path = ":".join([*map(str, jars("spark-plugin")), f"{environment['SPARK_HOME']}/jars/*"])
    errors = log_file("assess.log")
    with Step(f"Reading {', '.join(logs) if len(logs) < 4 else f'{len(logs)} logs'}"), open(errors, "w") as err:
        command = [java(), *_QUICK_JVM, "-cp", class_path, MAIN_CLASS, *logs]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=err, env=environment)
    if done.returncode != 0:
        raise Problem(f"the logs could not be read:\n{tail(errors, 5)}\n(log: {shown(errors)})")
    return json.loads(done.stdout)


def summed(document):
    """Adds what is to be said of all queries together."""
    applications = document["applications"]
    for application in applications:
        if application.get("had_quiver"):
            application["queries"] = []  # their plans are Quiver's, and its tab in Spark's UI says more
    queries = [query for application in applications for query in application.get("queries", [])]
    document["problems"] = [f"{application['log']}: {application['problem']}" for application in applications if "problem" in application]
    reasons, functions = collections.Counter(), collections.Counter()
    times = collections.Counter()
    for query in queries:
        for operator in query["operators"]:
            if operator["on_quiver"]:
                functions.update(dict.fromkeys(operator["by_sparks_code"], operator["task_ms"]))
            else:
                reasons[operator["name"], operator["reason"]] += operator["task_ms"]
                times[operator["name"], operator["reason"]] += 1
    total = {key: sum(query[key] for query in queries) for key in ("duration_ms", "task_ms", "quiver_task_ms", "around_task_ms", "unknown_task_ms")}
    total["share"] = total["quiver_task_ms"] / total["task_ms"] if total["task_ms"] else 0
    # The sum of what each query would take.
    total["speed_up"] = [
        total["duration_ms"] / sum(query["duration_ms"] / query["speed_up"][which] for query in queries) if total["duration_ms"] else 1
        for which in range(3)
    ]
    total["operators"] = sum(len(query["operators"]) for query in queries)
    total["operators_on_quiver"] = sum(operator["on_quiver"] for query in queries for operator in query["operators"])
    document["total"] = total
    document["reasons"] = [
        {"operator": name, "reason": reason, "task_ms": millis, "times": times[name, reason]} for (name, reason), millis in reasons.most_common()
    ]
    document["by_sparks_code"] = [{"function": name, "task_ms": millis} for name, millis in functions.most_common()]
    return document
