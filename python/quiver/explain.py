# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""`bin/quiver explain`: the plans of a job, how much of them is accelerated, and why the rest is not."""

from quiver.captured_run import Engine, run
from quiver.environment import Step, existing_file, help_page, jars, scratch, shown, spark_environment, split_spark_options, tail

HELP = """usage: bin/quiver explain [spark options] query.sql | job.py [args]

Runs the file with Quiver on and prints, for every query it ran, the plan as it was executed, the share of its operators
that was accelerated, the reason why each of the others was not, and which functions in the expressions of accelerated operators
are evaluated by Spark's code. What the job prints is left out.
"""


def main(arguments):
    options, file, job_arguments = ([], None, [])
    if arguments and arguments[0] != "--help":
        options, file, job_arguments = split_spark_options(arguments)
    if file is None:
        print(help_page(HELP))
        return 0 if arguments[:1] == ["--help"] else 2
    existing_file(file)
    environment = spark_environment()
    jars("spark-plugin", "compat-tests")
    with scratch("explain-") as folder:
        with Step(f"Running {file}"):
            done = run(Engine.parse("quiver"), folder, environment, options, [file] + job_arguments, with_plans=True)
    # The result of a command is shown by a query without operators; the command itself is in the list.
    queries = [query for query in done.queries if "error" in query or query["accelerated"] or query["stock"]]
    for number, query in enumerate(queries, 1):
        _print_query(number, query)
    print(_summary(queries))
    if done.status != 0:
        print(f"The job ended with exit code {done.status}:\n{tail(done.log, 10)}\n(log: {shown(done.log)})")
    return done.status


def _print_query(number, query):
    outcome = "" if query["succeeded"] else ", failed"
    print(f"== Query {number}: {query['action']}{outcome} ==")
    if "error" in query:
        print(f"no plan: {query['error']}\n")
        return
    print(query["plan"].rstrip())
    if "== Extended Information (Quiver) ==" not in query["plan"]:
        print(f"Accelerated: {_share(len(query['accelerated']), len(query['stock']), 'operators')}")
    print()


def _summary(queries):
    accelerated = sum(len(query.get("accelerated", [])) for query in queries)
    stock = sum(len(query.get("stock", [])) for query in queries)
    kernels = sum(query.get("kernels", 0) for query in queries)
    sparks = [function for query in queries for function in query.get("sparks", [])]
    names = f"; by Spark's code: {', '.join(dict.fromkeys(sparks))}" if sparks else ""
    return (
        f"{len(queries)} queries; accelerated: {_share(accelerated, stock, 'operators')}; "
        f"by kernels: {_share(kernels, len(sparks), 'functions in their expressions')}{names}"
    )


def _share(accelerated, stock, what):
    count = accelerated + stock
    return f"{accelerated} of {count} {what}" + (f" ({accelerated / count:.0%})" if count else "")
