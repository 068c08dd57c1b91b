# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""How `bin/quiver run` starts the driver's JVM quickly, which is most of what a small job waits for.

- From a class-data-sharing archive: classes of Spark and Quiver that are loaded and verified already. It is made once, by a training
  job, and belongs to one Java, one set of jars and one class path: their names, sizes and times are its key, and the JVM checks the
  jars again when it maps the file.
- With Python modules that are compiled already: see driver-python.
- With less compilation by C2 while the job starts: of the methods that are called 5000 times, and of the loops that run 40000 times, few
  ever take as long as it takes to compile them.
- Without collections of garbage that only look for classes to unload: by default there are some before 256 MB of classes are loaded.

It is never a reason to fail: without an archive, or where the JVM does not take it, the job starts as spark-submit starts it.
"""

import hashlib
import os
import subprocess
import tempfile
import time
from pathlib import Path

from quiver.environment import HOME, PACKAGE, PLUGIN_CLASS, Step, log_file, shown, spark_submit

_FOLDER = HOME / "class-archive"
_TRAINING = PACKAGE / "quick_start_training.py"
_TRAINING_SECONDS = 180
# What the driver's class path is made of besides Spark's jars and Quiver's.
_ON_CLASS_PATH = ("SPARK_CONF_DIR", "HADOOP_CONF_DIR", "YARN_CONF_DIR", "SPARK_DIST_CLASSPATH")
# Warnings that an archive does not fit are nothing to the user.
_LOG = "-Xlog:disable -Xlog:all=error:stderr"
# C2 waits for ten to twenty times as many calls and rounds of loops as by default.
_COMPILATION = (
    "-XX:Tier4InvocationThreshold=100000 -XX:Tier4MinInvocationThreshold=10000 -XX:Tier4CompileThreshold=200000 "
    "-XX:Tier4BackEdgeThreshold=400000"
)
_CLASS_MEMORY = "-XX:MetaspaceSize=256m"


def quick_start(environment, java, jar):
    """Returns the environment under which spark-submit starts quickly; on first use makes the archive.

    `jar` is Quiver's, which goes to the end of the driver's class path: only classes that the application's class loader finds
    are archived.
    """
    try:
        archive = _FOLDER / f"{_key(environment, java, jar)}.jsa"
        if not archive.exists() and not _failed_lately(archive):
            _make(archive, environment, jar)
        if not archive.exists():
            return environment
        quick = _with_driver_options(environment, jar, f"-XX:SharedArchiveFile={archive}")
        return _with_driver_python(_with_launcher_options(quick))
    except OSError:
        return environment


def _key(environment, java, jar):
    digest = hashlib.sha256()
    spark_jars = sorted((Path(environment["SPARK_HOME"]) / "jars").glob("*.jar"))
    for file in [Path(java).resolve(), Path(__file__), _TRAINING, jar] + spark_jars:
        status = file.stat()
        digest.update(f"{file} {status.st_size} {status.st_mtime_ns}\n".encode())
    for name in _ON_CLASS_PATH:
        digest.update(f"{name}={environment.get(name)}\n".encode())
    return digest.hexdigest()[:16]


def _failed(archive):
    """The file that says that this archive cannot be made, so that not every job tries."""
    return archive.with_suffix(".failed")


def _failed_lately(archive):
    """On a machine that was busy, the training may have taken too long: after a day it is tried again."""
    failed = _failed(archive)
    return failed.exists() and time.time() - failed.stat().st_mtime < 24 * 3600


def _make(archive, environment, jar):
    _FOLDER.mkdir(parents=True, exist_ok=True)
    log = log_file("class-archive.log")
    with tempfile.TemporaryDirectory(dir=_FOLDER) as folder:
        made = Path(folder) / archive.name
        command = [spark_submit(environment), "--master", "local[2]", "--conf", f"spark.plugins={PLUGIN_CLASS}"]
        command += ["--conf", f"spark.sql.warehouse.dir={folder}/warehouse", str(_TRAINING), folder]
        training = _with_driver_options(environment, jar, f"-XX:ArchiveClassesAtExit={made}")
        with Step(f"Making an archive of Spark's and Quiver's classes for a quick start (once; log: {shown(log)})"):
            with open(log, "w") as out:
                trained = _train(command, training, out)
        if trained and made.exists():
            for old in [*_FOLDER.glob("*.jsa"), *_FOLDER.glob("*.failed")]:
                old.unlink(missing_ok=True)
            made.replace(archive)
        else:
            _failed(archive).write_text(f"see {log}\n")


def _train(command, environment, out):
    """Whether the training job ended well: the archive of one that did not lacks what the rest of the job would have loaded."""
    try:
        return subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=out, timeout=_TRAINING_SECONDS).returncode == 0
    except subprocess.TimeoutExpired:
        out.write(f"the training job did not end within {_TRAINING_SECONDS} seconds\n")
        return False


def _with_driver_options(environment, jar, options):
    """Adds to the driver's class path and options; both variables stand before the user's own options, which win."""
    changed = dict(environment)
    changed["SPARK_DIST_CLASSPATH"] = os.pathsep.join(filter(None, [environment.get("SPARK_DIST_CLASSPATH"), str(jar)]))
    changed["SPARK_SUBMIT_OPTS"] = " ".join(filter(None, [_LOG, _COMPILATION, _CLASS_MEMORY, options, environment.get("SPARK_SUBMIT_OPTS")]))
    return changed


def _with_launcher_options(environment):
    """Lets spark-submit's first JVM, which puts the driver's command together, not look for its classes in 300 jars."""
    launcher = next((Path(environment["SPARK_HOME"]) / "jars").glob("spark-launcher_*.jar"), None)
    if launcher is None:
        return environment
    options = f"-Xbootclasspath/a:{launcher} -XX:TieredStopAtLevel=1"
    return {**environment, "SPARK_LAUNCHER_OPTS": " ".join(filter(None, [options, environment.get("SPARK_LAUNCHER_OPTS")]))}


def _with_driver_python(environment):
    changed = {"PYSPARK_DRIVER_PYTHON": str(PACKAGE / "driver-python"), "QUIVER_DRIVER_PYTHON": environment["PYSPARK_DRIVER_PYTHON"]}
    return {**environment, **changed}
