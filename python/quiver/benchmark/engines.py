# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""The engines of a benchmark, each in a process of its own that answers queries."""

import json
import os
import shlex
import shutil
import subprocess
import sys

from quiver.benchmark import extras
from quiver.benchmark.processes import peaks, reset_peaks
from quiver.environment import HOME, PACKAGE, Problem, Step, engine_options, jars, java, merge_jars, say, shown, suites_python, tail
from quiver.quick_start import quick_start

SPARK = ["stock", "quiver"]
# Every engine that is a Spark process: asked through PySpark, with Spark's types and metrics.
ON_SPARK = [*SPARK, "comet"]
PEERS = {"duckdb": "2.0.0", "datafusion": "55.0.0"}
PEERS_VENV = HOME / "venv-peers"
# Peers hand out a time without its zone, as it is in UTC.
ZONE = "UTC"


class Process:
    """A running engine: send it a query, get an answer with what it measured and the peak of its memory."""

    def __init__(self, engine, log, command, environment):
        self.engine = engine
        self._log = log
        read, write = os.pipe()
        with open(log, "a") as out:
            self._process = subprocess.Popen(
                [argument.replace("{pipe}", str(write)) for argument in command],
                stdin=subprocess.PIPE,
                stdout=out,
                stderr=out,
                pass_fds=[write],
                env=dict(environment, PYTHONPATH=str(PACKAGE.parent), PYTHONDONTWRITEBYTECODE="1"),
            )
        os.close(write)
        self._answers = os.fdopen(read)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def wait_until_ready(self):
        """Returns the engine's version."""
        self.version = self._answer()["version"]
        return self

    def run(self, request):
        reset = reset_peaks(self._process.pid)
        self._process.stdin.write((json.dumps(request) + "\n").encode())
        self._process.stdin.flush()
        answer = self._answer()
        if "run" in answer:
            answer["run"]["peak_memory"] = peaks(self._process.pid)
            answer["run"]["peak_is_of_query"] = reset
        return answer

    def _answer(self):
        line = self._answers.readline()
        if not line:
            raise Problem(f"the {self.engine} process ended:\n{tail(self._log, 15)}\n(log: {shown(self._log)})")
        return json.loads(line)

    def stop(self):
        self._answers.close()
        try:
            self._process.stdin.close()
        except BrokenPipeError:
            pass  # it ended by itself
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.terminate()
            self._process.wait(10)


class Engines:
    """Starts engines for one folder of tables under one set of options."""

    def __init__(self, workload, folder, options, environment):
        self._workload = workload
        self._folder = folder
        self._options = options
        self._environment = environment
        self._quick_environment = self._quick() if options.quick_start else environment
        self._threads = threads(options.master)
        for engine in options.engines:
            self._log(engine).unlink(missing_ok=True)

    def start(self, engine, fresh=False):
        """Starts the process without waiting for it; `fresh` is one for a single query."""
        if engine not in ON_SPARK:
            return self._peer(engine)
        return self._spark(engine, self._quick_environment if fresh and engine == "quiver" else self._environment)

    def _quick(self):
        found = quick_start(self._environment, java(), *jars("spark-plugin"))
        if found is self._environment:
            raise Problem(f"there is no archive of classes to start from: see {shown(HOME / 'class-archive.log')}.")
        return found

    def _log(self, engine):
        return HOME / f"{self._workload.name}-{engine}.log"

    def _spark(self, engine, environment):
        options = self._options
        wanted = options.extras
        added = ",".join([*map(str, jars("compat-tests", "benchmarks")), *extras.jars_of(wanted)])
        own = comet_options(options.comet_jar, options.driver_memory) if engine == "comet" else engine_options(engine)
        submit = merge_jars(own, ["--jars", added])
        submit += ["--master", options.master, "--driver-memory", options.driver_memory]
        submit += ["--conf", "spark.ui.enabled=false"]
        if options.jfr:
            submit += ["--driver-java-options", flight_recording(options.jfr, engine)]
        if wanted:
            for key, value in extras.confs_of(wanted, self._workload.out(engine)).items():
                submit += ["--conf", f"{key}={value}"]
        if "pandas" in wanted:
            environment = dict(environment, PYSPARK_PYTHON=suites_python(), PYSPARK_DRIVER_PYTHON=suites_python())
        environment = dict(environment, TZ=ZONE, PYSPARK_SUBMIT_ARGS=shlex.join(submit + ["pyspark-shell"]))
        command = [environment["PYSPARK_PYTHON"], str(PACKAGE / "benchmark" / "spark_worker.py"), "{pipe}"]
        return Process(engine, self._log(engine), command + [str(self._folder)] + options.conf, environment)

    def _peer(self, engine):
        environment = dict(os.environ, TZ=ZONE, TOKIO_WORKER_THREADS=str(self._threads))
        command = [str(PEERS_VENV / "bin" / "python"), str(PACKAGE / "benchmark" / "peer_worker.py"), "{pipe}"]
        return Process(engine, self._log(engine), command + [str(self._folder), engine, str(self._threads)], environment)


def comet_options(jar, memory):
    """The options of Comet's installation guide; its memory off the heap comes on top of the heap that all have."""
    confs = {
        "spark.plugins": "org.apache.spark.CometPlugin",
        "spark.shuffle.manager": "org.apache.spark.sql.comet.execution.shuffle.CometShuffleManager",
        "spark.comet.enabled": "true",
        "spark.comet.exec.enabled": "true",
        "spark.comet.exec.shuffle.enabled": "true",
        "spark.memory.offHeap.enabled": "true",
        "spark.memory.offHeap.size": memory,
        "spark.executor.extraClassPath": jar,
    }
    given = [part for key, value in confs.items() for part in ("--conf", f"{key}={value}")]
    return [*given, "--driver-class-path", jar, "--jars", jar]


def flight_recording(folder, engine):
    """JVM options that record the engine with Java Flight Recorder from start to end, with true line numbers."""
    file = os.path.join(os.path.abspath(folder), f"{engine}.jfr")
    return (
        "-XX:+UnlockDiagnosticVMOptions -XX:+DebugNonSafepoints "
        f"-XX:StartFlightRecording=filename={file},settings=profile,dumponexit=true"
    )


def threads(master):
    """How many tasks a master runs at a time."""
    inside = master.partition("[")[2].rstrip("]").split(",")
    if master.startswith("local-cluster"):
        return int(inside[0]) * int(inside[1])
    if master.startswith("local["):
        return os.cpu_count() if inside[0] == "*" else int(inside[0])
    return os.cpu_count() if master != "local" else 1


def installed_peers():
    """The peers that are there, by name, with their versions."""
    python = PEERS_VENV / "bin" / "python"
    if not python.exists():
        return {}
    found = {}
    for name in PEERS:
        done = subprocess.run(
            [str(python), "-c", f"import {name}; print({name}.__version__)"], capture_output=True, text=True
        )
        if done.returncode == 0:
            found[name] = done.stdout.strip()
    return found


def install_peers():
    """Makes .quiver/venv-peers with the peers from PyPI."""
    wanted = [f"{name}=={version}" for name, version in PEERS.items()]
    log = HOME / "venv-peers.log"
    with Step(f"Installing {', '.join(wanted)} into {shown(PEERS_VENV)}"), open(log, "w") as out:
        shutil.rmtree(PEERS_VENV, ignore_errors=True)
        made = subprocess.run([sys.executable, "-m", "venv", str(PEERS_VENV)], stdout=out, stderr=out)
        pip = [str(PEERS_VENV / "bin" / "python"), "-m", "pip", "install", "-q", *wanted]
        if made.returncode != 0 or subprocess.run(pip, stdout=out, stderr=out).returncode != 0:
            raise Problem(f"the peers could not be installed:\n{tail(log, 8)}\n(log: {shown(log)})")


def require_peers(wanted):
    found = {name: version for name, version in installed_peers().items() if name in wanted}
    missing = [name for name in wanted if name not in found]
    if missing:
        raise Problem(f"{' and '.join(missing)} not installed; run once with --install-peers (PyPI, about 150 MB).")
    for name, version in found.items():
        if version != PEERS[name]:
            say(f"{name} is {version}, not {PEERS[name]}; --install-peers installs that one.")
    return list(wanted)
