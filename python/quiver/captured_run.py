# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""A job in a process of its own, on one engine, with its actions captured: see capture.py."""

import contextlib
import dataclasses
import json
import os
import re
import signal
import subprocess
import time
from pathlib import Path

from quiver.benchmark.processes import peaks
from quiver.environment import PACKAGE, Problem, engine_options, log_file, merge_jars, spark_submit

# How long a job may take to end once it is told to.
_GRACE_SECONDS = 10


@dataclasses.dataclass(frozen=True)
class Engine:
    """Stock Spark or Quiver, with settings of its own."""

    name: str
    label: str
    confs: tuple

    @staticmethod
    def parse(text):
        """Reads `stock`, `quiver`, or one of them with settings: `quiver,spark.quiver.offload=always`."""
        name, *confs = re.split(r",(?=[\w.]+=)", text)
        if name not in ("stock", "quiver"):
            raise Problem(f"'{text}' is no engine: say stock or quiver, and settings behind it as in quiver,spark.quiver.offload=always.")
        return Engine(name, text, tuple(confs))

    def options(self):
        """Those of spark-submit."""
        return [*engine_options(self.name, with_listener=True), *(part for conf in self.confs for part in ("--conf", conf))]


class Run:
    """What one engine did: the events of the job, the queries it ran, and what it took."""

    def __init__(self, events, queries, log, status, seconds=0.0, peak_bytes=None, timed_out=False):
        self.events = [event for event in events if event["kind"] != "again"]
        self.again = [event for event in events if event["kind"] == "again"]
        self.queries = queries
        self.log = log
        self.status = status
        self.seconds = seconds
        self.peak_bytes = peak_bytes
        self.timed_out = timed_out


def run(engine, folder, environment, options, job, name=None, with_plans=False, runs=1, time_limit=None):
    """Runs a job with its actions captured."""
    name = name or engine.name
    events = Path(folder) / f"{name}.events"
    queries = Path(folder) / f"{name}.queries"
    log = log_file(f"compare-{name}.log")
    properties = f"-Dquiver.compat.report={queries} -Dquiver.compat.plans={str(with_plans).lower()}"
    options = _with_driver_options(options, properties)
    # The engine's settings stand behind the user's, which they are to change.
    ours = engine.options()
    own_confs = ours[len(ours) - 2 * len(engine.confs) :]
    command = [spark_submit(environment)] + merge_jars(ours[: len(ours) - len(own_confs)], options) + own_confs
    command += [str(PACKAGE / "capture.py")] + job
    environment = dict(environment, QUIVER_CAPTURE=str(events), QUIVER_CAPTURE_RUNS=str(runs))
    with open(log, "w") as out:
        ended = run_limited(command, environment, out, time_limit)
    return Run(_lines(events), _lines(queries), log, *ended)


def run_limited(command, environment, out, time_limit):
    """Runs a command and ends it, and all that it started, after so many seconds; answers status, seconds, peak bytes, whether it was ended."""
    started = time.monotonic()
    peak, timed_out = 0, False
    process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True)
    try:
        while True:
            try:
                status = process.wait(timeout=0.5)
                break
            except subprocess.TimeoutExpired:
                peak = max(peak, (peaks(process.pid) or {"bytes": 0})["bytes"])
            if time_limit and time.monotonic() - started > time_limit:
                timed_out = True
                _end(process)
                status = process.wait()
                break
    finally:
        if process.poll() is None:
            _end(process)
    return status, time.monotonic() - started, peak or None, timed_out


def _end(process):
    """Asks a session of processes to end, and after a while makes it."""
    for how in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, how)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=_GRACE_SECONDS)
    # What ignored the first signal and is not the session's leader is ended by the second.


def _with_driver_options(options, properties):
    """Adds to --driver-java-options, which spark-submit takes once only."""
    options = list(options)
    for position, option in enumerate(options):
        if option == "--driver-java-options":
            options[position + 1] += " " + properties
            return options
    return ["--driver-java-options", properties] + options


def _lines(file):
    lines = file.read_text().splitlines() if file.exists() else []
    # The last line of a job that was ended may be half written.
    return [json.loads(line) for line in lines if line.endswith("}")]
