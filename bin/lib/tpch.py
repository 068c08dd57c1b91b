# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""`bin/quiver tpch`: the TPC-H queries on stock Spark and on Quiver, side by side."""

import argparse
import json
import math
import os
import platform
import shutil
import subprocess
import sys
import time
from pathlib import Path

from environment import (
    HOME,
    LIB,
    ROOT,
    Problem,
    Step,
    engine_options,
    jars,
    java,
    merge_jars,
    say,
    shown,
    spark_environment,
    spark_submit,
    tail,
)
from values import difference, table

QUERIES = ROOT / "benchmarks" / "src" / "main" / "resources" / "tpch"
# Queries whose ORDER BY leaves the order of some rows open, and the columns that it does decide.
OPEN_ORDER = {3: [1, 2], 5: [1], 10: [2], 11: [1], 18: [4, 3]}
ENGINES = ["stock", "quiver"]


def main(arguments):
    options = _parse(arguments)
    environment = spark_environment()
    engines = ENGINES if options.engine == "both" else [options.engine]
    jars(*(["spark-plugin"] if "quiver" in engines else []), "compat-tests", "benchmarks")
    folder = _data(options.scale, options.master, environment)
    workers = {}
    try:
        with Step(f"Starting {' and '.join(engines)}, each in a process of its own, heap {options.driver_memory}"):
            for engine in engines:
                workers[engine] = Worker(engine, folder, options, environment)
            for worker in workers.values():
                worker.wait_until_ready()
        results = [_run_query(number, workers, options.runs) for number in options.queries]
    finally:
        for worker in workers.values():
            worker.stop()
    _print_table(results, engines)
    if options.json:
        _write_json(options, results, workers)
    return 0 if all(result["equal"] in (True, None) and not result["errors"] for result in results) else 1


def _parse(arguments):
    parser = argparse.ArgumentParser(
        prog="bin/quiver tpch", description="Runs TPC-H on stock Spark and on Quiver and compares every row."
    )
    parser.add_argument("--scale", default="0.1", help="scale factor: 1 is about 1 GB of text (default 0.1)")
    parser.add_argument("--runs", type=int, default=2, help="timed runs after the first, cold one (default 2)")
    parser.add_argument("--queries", default="1-22", help="such as 1,6 or 1-22 (default all)")
    parser.add_argument("--engine", choices=ENGINES + ["both"], default="both")
    parser.add_argument("--master", default="local[2]", help="such as local[2] or local-cluster[2,1,1024]")
    parser.add_argument("--driver-memory", default="4g", help="heap of each process (default 4g)")
    parser.add_argument("--conf", action="append", default=[], help="a Spark conf for both engines, key=value")
    parser.add_argument("--json", help="write all times, rows and plans with a description of the machine")
    options = parser.parse_args(arguments)
    options.queries = _numbers(options.queries)
    if not (float(options.scale) > 0):
        raise Problem(f"the scale is {options.scale}; it must be above 0.")
    if any("=" not in conf for conf in options.conf):
        raise Problem("--conf needs key=value.")
    return options


def _numbers(text):
    numbers = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        try:
            numbers += range(int(first), int(last or first) + 1)
        except ValueError:
            raise Problem(f"'{text}' is no list of queries; say 1,6 or 1-22.") from None
    if not numbers or any(not 1 <= number <= 22 for number in numbers):
        raise Problem(f"'{text}': the queries are numbered 1 to 22.")
    return numbers


def _data(scale, master, environment):
    """Returns the folder of the tables at a scale, generating them when they are not there yet."""
    folder = HOME / "tpch" / f"sf{float(scale):g}"
    if folder.exists():
        return folder
    making = HOME / "tpch" / f"making-{folder.name}-{os.getpid()}"
    making.parent.mkdir(parents=True, exist_ok=True)
    log = HOME / "tpch-data.log"
    say(f"Generating TPC-H at scale {scale} into {shown(folder)} (once; log: {shown(log)})")
    command = [spark_submit(environment), "--master", _local(master), "--driver-memory", "2g"]
    command += ["--conf", "spark.ui.enabled=false", "--class", "io.quiver.benchmarks.tpch.TpchData"]
    command += [str(jars("benchmarks")[0]), making.as_uri(), f"{float(scale):g}"]
    try:
        with open(log, "w") as out:
            status = subprocess.run(command, env=environment, stdout=sys.stderr, stderr=out).returncode
        if status != 0:
            raise Problem(f"generating the data failed:\n{tail(log, 15)}")
        making.rename(folder)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return folder


def _local(master):
    return master if master.startswith("local[") else "local[*]"


class Worker:
    """One engine in a process of its own."""

    def __init__(self, engine, folder, options, environment):
        self.engine = engine
        self.log = HOME / f"tpch-{engine}.log"
        read, write = os.pipe()
        submit = merge_jars(engine_options(engine), ["--jars", str(jars("compat-tests")[0])])
        submit += ["--master", options.master, "--driver-memory", options.driver_memory]
        submit += ["--conf", "spark.ui.enabled=false"]
        environment = dict(environment, PYSPARK_SUBMIT_ARGS=" ".join(submit + ["pyspark-shell"]), PYTHONPATH=str(LIB))
        command = [environment["PYSPARK_PYTHON"], str(LIB / "tpch_worker.py"), str(write), folder.as_uri()]
        with open(self.log, "w") as log:
            self._process = subprocess.Popen(
                command + options.conf, stdin=subprocess.PIPE, stdout=log, stderr=log, pass_fds=[write], env=environment
            )
        os.close(write)
        self._answers = os.fdopen(read)

    def wait_until_ready(self):
        self.spark = self._answer()["spark"]

    def run(self, sql):
        self._process.stdin.write((json.dumps({"sql": sql}) + "\n").encode())
        self._process.stdin.flush()
        return self._answer()

    def _answer(self):
        line = self._answers.readline()
        if not line:
            raise Problem(f"the {self.engine} process ended:\n{tail(self.log, 15)}\n(log: {shown(self.log)})")
        return json.loads(line)

    def stop(self):
        self._process.stdin.close()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.terminate()
            self._process.wait(10)


def _run_query(number, workers, runs):
    """Runs a query once cold and then `runs` times, the engines taking turns, and compares the rows of every run."""
    sql = (QUERIES / f"q{number}.sql").read_text()
    result = {"query": number, "cold": {}, "hot": {}, "errors": {}, "equal": None, "differences": [], "rows": None}
    say(f"Q{number}")
    for turn in range(1 + runs):
        answers = {}
        for engine, worker in workers.items():
            if engine in result["errors"]:
                continue
            answer = worker.run(sql)
            if "error" in answer:
                result["errors"][engine] = answer["error"]
                say(f"  {engine}: {answer['error']}")
                continue
            answers[engine] = answer
            if turn == 0:
                result["cold"][engine] = answer["seconds"]
                result["hot"][engine] = []
            else:
                result["hot"][engine].append(answer["seconds"])
        times = ", ".join(f"{engine} {answer['seconds']:.2f} s" for engine, answer in answers.items())
        say(f"  {'cold' if turn == 0 else f'hot {turn}'}: {times}")
        _note(result, number, answers, turn)
    return result


def _note(result, number, answers, turn):
    for engine, answer in answers.items():
        result["rows"] = len(answer["rows"])
        result.setdefault("operators", {})[engine] = {key: answer[key] for key in ("accelerated", "stock")}
    if len(answers) < 2 or result["equal"] is False:
        return
    stock, quiver = answers["stock"], answers["quiver"]
    columns = [name.split(" ")[0] for name in stock["types"]]
    # An order that decides the place of every row is compared on all columns.
    order = OPEN_ORDER.get(number, list(range(len(columns))))
    found = []
    if stock["types"] != quiver["types"]:
        found.append((0, "schema", ", ".join(stock["types"]), ", ".join(quiver["types"])))
    found += difference(stock["rows"], quiver["rows"], columns, order)
    result["equal"] = not found
    result["differences"] = found[:20]
    if found:
        say(f"  NOT EQUAL in run {turn}: {len(found)} differences, the first:")
        for row, column, left, right in found[:5]:
            say(f"    row {row}, {column or 'whole row'}: stock {left}   quiver {right}")


def _best(result, engine):
    """The time that counts: the fastest hot run, or the cold one when there was no other."""
    hot = result["hot"].get(engine)
    return min(hot) if hot else result["cold"].get(engine)


def _share(result, engine):
    operators = result.get("operators", {}).get(engine)
    if not operators:
        return None
    count = len(operators["accelerated"]) + len(operators["stock"])
    return len(operators["accelerated"]) / count if count else 0.0


def _print_table(results, engines):
    both = len(engines) == 2
    header = ["query"]
    for engine in engines:
        header += [f"{engine} cold s", f"{engine} s"]
    rows = [header + (["ratio"] if both else []) + ["rows"] + (["equal"] if both else []) + ["accelerated"]]
    for result in results:
        row = [f"Q{result['query']}"]
        for engine in engines:
            row += [_seconds(result["cold"].get(engine)), _seconds(_best(result, engine))]
        if both:
            row.append(_ratio(_best(result, "stock"), _best(result, "quiver")))
        row.append("-" if result["rows"] is None else result["rows"])
        if both:
            row.append({True: "yes", False: "NO", None: "-"}[result["equal"]] if not result["errors"] else "ERROR")
        share = _share(result, engines[-1])
        row.append("-" if share is None else f"{share:.0%}")
        rows.append(row)
    print()
    print(table(rows, right_aligned=range(1, len(rows[0]))))
    print()
    _print_totals(results, engines)


def _print_totals(results, engines):
    complete = [result for result in results if all(_best(result, engine) is not None for engine in engines)]
    if not complete:
        return
    totals = {engine: sum(_best(result, engine) for result in complete) for engine in engines}
    print("total: " + ", ".join(f"{engine} {seconds:.2f} s" for engine, seconds in totals.items()), end="")
    if len(engines) == 2:
        ratios = [_best(result, "stock") / _best(result, "quiver") for result in complete]
        mean = math.exp(sum(map(math.log, ratios)) / len(ratios))
        print(f", ratio {totals['stock'] / totals['quiver']:.2f}x; geometric mean {mean:.2f}x", end="")
    print(f" ({len(complete)} queries; best hot run)")
    if len(engines) == 2:
        unequal = [f"Q{result['query']}" for result in results if result["equal"] is False]
        failed = [f"Q{result['query']}" for result in results if result["errors"]]
        print("rows: " + ("all equal" if not unequal and not failed else f"differ in {unequal}, errors in {failed}"))


def _seconds(seconds):
    return "-" if seconds is None else f"{seconds:.2f}"


def _ratio(stock, quiver):
    return f"{stock / quiver:.2f}x" if stock and quiver else "-"


def _write_json(options, results, workers):
    document = {
        "date": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
        "machine": _machine(),
        "commit": _command("git", "-C", str(ROOT), "rev-parse", "HEAD"),
        "spark": next(iter(workers.values())).spark,
        "scale": float(options.scale),
        "master": options.master,
        "driver_memory": options.driver_memory,
        "conf": options.conf,
        "runs": options.runs,
        "queries": [
            dict(result, share={engine: _share(result, engine) for engine in workers}) for result in results
        ],
    }
    Path(options.json).write_text(json.dumps(document, indent=1) + "\n")
    say(f"Wrote {options.json}")


def _machine():
    model = "unknown"
    memory_kb = 0
    try:
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
        memory_kb = int(Path("/proc/meminfo").read_text().split()[1])
    except OSError:
        pass
    return {
        "processor": model,
        "cores": os.cpu_count(),
        "memory_gb": round(memory_kb / 1024 / 1024, 1),
        "system": f"{platform.system()} {platform.release()}",
        "java": subprocess.run([java(), "-version"], capture_output=True, text=True).stderr.splitlines()[0],
        "python": platform.python_version(),
    }


def _command(*command):
    try:
        return subprocess.run(command, capture_output=True, text=True).stdout.strip()
    except OSError:
        return ""
