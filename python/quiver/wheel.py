# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""`bin/quiver wheel`: what `pip install quiver-spark` installs, under target/."""

import datetime
import os
import re
import subprocess

from quiver.environment import ROOT, Problem, Step, jars, log_file, python, shown, tail

HELP = """usage: bin/quiver wheel

Builds the jars where they are older than their sources, and target/quiver_spark-<version>-py3-none-any.whl with them inside. With the
jars built, `pip wheel --no-deps --wheel-dir target python/` or `python3 -m build --wheel --outdir target python/` does the same.
"""


def _source_date():
    """The seconds that the pom's outputTimestamp stands for: the same sources make the same wheel."""
    text = re.search(r"<project.build.outputTimestamp>(.*?)Z<", (ROOT / "pom.xml").read_text()).group(1)
    return str(int(datetime.datetime.fromisoformat(text + "+00:00").timestamp()))


def main(arguments):
    if arguments:
        print(HELP)
        return 0 if arguments == ["--help"] else 2
    jars("spark-plugin", "compat-tests", "benchmarks")
    target = ROOT / "target"
    for old in target.glob("quiver_spark-*.whl"):
        old.unlink()
    log = log_file("wheel.log")
    command = [python(), "-m", "pip", "wheel", "--no-deps", "--wheel-dir", str(target), str(ROOT / "python")]
    with Step(f"Building the wheel (log: {shown(log)})"), open(log, "w") as out:
        if subprocess.run(command, stdout=out, stderr=out, env=dict(os.environ, QUIVER_BUILD="never", SOURCE_DATE_EPOCH=_source_date())).returncode != 0:
            raise Problem(f"no wheel could be built:\n{tail(log, 15)}")
    (wheel,) = target.glob("quiver_spark-*.whl")
    print(shown(wheel))
    return 0
