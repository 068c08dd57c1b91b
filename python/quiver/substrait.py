# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""`quiver substrait`: a Substrait plan over Arrow and Parquet files, without Spark. Of pyspark it takes the jars that read them."""

import hashlib
import os
import subprocess
from pathlib import Path

from quiver import environment
from quiver.environment import Problem, help_page, jars

HELP = """usage: bin/quiver substrait PLAN [--table NAME=FILE]... [--format table|csv|arrow] [--output FILE]

Runs a Substrait plan (protobuf's bytes, or its JSON) without Spark and shows its result.

  --table NAME=FILE   what the plan calls NAME: a file of Arrow's IPC file format, or a Parquet file
  --format FORMAT     table (as without), csv, or arrow: a file of Arrow's IPC file format
  --output FILE       where to, in place of the terminal

docs/substrait-functions.md lists relations, types and functions.
"""

_MAIN = "io.quiver.exec.standalone.cli.SubstraitCommand"
# Jars of Spark's, by how their names begin.
_FROM_SPARK = (
    "arrow-format-",
    "arrow-memory-",
    "arrow-vector-",
    "commons-codec-",
    "flatbuffers-java-",
    "hadoop-client-api-",
    "hadoop-client-runtime-",
    "jackson-annotations-",
    "jackson-core-",
    "jackson-databind-",
    "jackson-datatype-jsr310-",
    "jts-core-",
    "netty-buffer-",
    "netty-common-",
    "parquet-",
    "slf4j-api-",
    "snappy-java-",
    "zstd-jni-",
)
# Most runs are short: the compiler that is ready at once, and a collector without threads.
_FLAGS = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--add-opens=java.base/java.nio=ALL-UNNAMED"]
_FLAGS += ["-XX:-UsePerfData", "-Dslf4j.internal.verbosity=ERROR", "-Xlog:disable", "-Xlog:all=error:stderr"]


def main(arguments):
    if not arguments or "--help" in arguments or "-h" in arguments:
        print(help_page(HELP))
        return 0 if arguments else 2
    java, class_path = environment.java(), _class_path()
    archive = _archive(java, class_path, _kinds(arguments))
    program = ["-cp", os.pathsep.join(class_path), _MAIN, *arguments]
    if not archive.is_file():
        return _first_run(java, archive, program)
    command = [java, *_FLAGS, f"-XX:SharedArchiveFile={archive}", *program]
    if os.name == "posix":
        os.execv(java, command)
    return subprocess.run(command).returncode


def _first_run(java, archive, program):
    """Has the virtual machine keep the classes that it loads, as they are in memory; later runs start with these."""
    written = archive.with_suffix(f".{os.getpid()}")
    status = subprocess.run([java, *_FLAGS, f"-XX:ArchiveClassesAtExit={written}", *program]).returncode
    if status == 0 and written.is_file():
        os.replace(written, archive)
    written.unlink(missing_ok=True)
    return status


def _class_path():
    [jar] = jars("spark-plugin")
    home = environment.spark_home()
    of_spark = sorted(str(each) for each in (Path(home) / "jars").glob("*.jar") if each.name.startswith(_FROM_SPARK))
    if not of_spark:
        raise Problem(f"there are no jars in {home}.")
    return [str(jar), *of_spark]


def _kinds(arguments):
    """What a run loads classes for: the kinds of its tables, and Arrow's writer."""
    kinds = set()
    for name, value in zip(arguments, arguments[1:]):
        if name == "--table":
            file = Path(value.partition("=")[2])
            if file.is_file():
                with open(file, "rb") as stream:
                    kinds.add("parquet" if stream.read(4) == b"PAR1" else "arrow")
        elif name == "--format" and value == "arrow":
            kinds.add("written")
    return sorted(kinds)


def _archive(java, class_path, kinds):
    """The file of the classes of these jars in this Java: another for each state of them. Those of former states go."""
    state = hashlib.sha256("\n".join([java, *(f"{jar} {os.stat(jar).st_mtime_ns}" for jar in class_path)]).encode()).hexdigest()[:16]
    folder = environment.HOME / "substrait"
    folder.mkdir(parents=True, exist_ok=True)
    archive = folder / ("-".join([state, *kinds]) + ".jsa")
    if not archive.is_file():
        for former in folder.glob("*.jsa"):
            if not former.name.startswith(state):
                former.unlink(missing_ok=True)
    return archive
