# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""Tests of how `bin/quiver run` starts a driver: with a spark-submit that writes down how it was called."""

import contextlib
import io
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python"))

from quiver import quick_start  # noqa: E402
from quiver.quick_start import quick_start as start_quickly  # noqa: E402

SPARK_SUBMIT = """#!/bin/sh
echo "$SPARK_SUBMIT_OPTS|$SPARK_DIST_CLASSPATH|$*" >> "$SPARK_HOME/calls"
for option in $SPARK_SUBMIT_OPTS; do
  case $option in -XX:ArchiveClassesAtExit=*) [ -e "$SPARK_HOME/broken" ] || echo archive > "${option#*=}" ;; esac
done
[ ! -e "$SPARK_HOME/failing" ]
"""


class QuickStartTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = Path(folder.name)
        for name in ("jars", "bin"):
            (self.home / name).mkdir()
        (self.home / "jars" / "spark-launcher_2.13-4.1.3.jar").touch()
        self.jar = self.home / "quiver.jar"
        self.jar.touch()
        submit = self.home / "bin" / "spark-submit"
        submit.write_text(SPARK_SUBMIT)
        submit.chmod(0o755)
        self.archives = self.home / "class-archive"
        for name, value in {"_FOLDER": self.archives, "log_file": lambda name: self.home / name}.items():
            patch = mock.patch.object(quick_start, name, value)
            patch.start()
            self.addCleanup(patch.stop)
        self.environment = {**os.environ, "SPARK_HOME": str(self.home), "PYSPARK_DRIVER_PYTHON": sys.executable}
        self.environment.pop("SPARK_SUBMIT_OPTS", None)

    def start(self, **more):
        with contextlib.redirect_stderr(io.StringIO()):
            return start_quickly({**self.environment, **more}, sys.executable, self.jar)

    def calls(self):
        file = self.home / "calls"
        return file.read_text().splitlines() if file.exists() else []

    def test_archive_is_made_once_and_used_each_time(self):
        first = self.start()
        second = self.start()
        self.assertEqual(1, len(self.calls()))
        self.assertIn(f"|{self.jar}|--master local[2]", self.calls()[0])
        (archive,) = self.archives.iterdir()
        self.assertEqual("archive\n", archive.read_text())
        for environment in (first, second):
            self.assertIn(f"-XX:SharedArchiveFile={archive}", environment["SPARK_SUBMIT_OPTS"])
            self.assertEqual(str(self.jar), environment["SPARK_DIST_CLASSPATH"])

    def test_other_jar_has_another_archive_and_the_old_one_goes(self):
        self.start()
        (old,) = self.archives.iterdir()
        self.jar.write_text("changed")
        self.start()
        (new,) = self.archives.iterdir()
        self.assertNotEqual(old, new)

    def test_job_starts_as_ever_where_no_archive_can_be_made(self):
        (self.home / "broken").touch()
        self.assertEqual(self.environment, self.start())
        self.assertEqual(self.environment, self.start())
        self.assertEqual(1, len(self.calls()), "tried again")
        (failed,) = self.archives.iterdir()
        os.utime(failed, (0, 0))
        self.assertEqual(self.environment, self.start())
        self.assertEqual(2, len(self.calls()), "not tried again long after")

    def test_archive_of_a_training_job_that_failed_is_not_used(self):
        (self.home / "failing").touch()
        self.assertEqual(self.environment, self.start())
        self.assertEqual([".failed"], [file.suffix for file in self.archives.iterdir()])

    def test_users_own_options_stand_last(self):
        environment = self.start(SPARK_SUBMIT_OPTS="-Xlog:gc", SPARK_DIST_CLASSPATH="/own/*", SPARK_LAUNCHER_OPTS="-Dx=y")
        self.assertTrue(environment["SPARK_SUBMIT_OPTS"].endswith(" -Xlog:gc"))
        self.assertTrue(environment["SPARK_LAUNCHER_OPTS"].endswith(" -Dx=y"))
        self.assertEqual(f"/own/*{os.pathsep}{self.jar}", environment["SPARK_DIST_CLASSPATH"])

    def test_driver_finds_the_pyspark_that_is_installed(self):
        environment = self.start()
        zips = [f"{self.home}/python/lib/pyspark.zip", f"{self.home}/python/lib/py4j-0.10.9.9-src.zip"]
        environment["PYTHONPATH"] = os.pathsep.join([*zips, "/own folder", "/own.zip"])
        code = "import os, sys; print(os.environ['PYTHONPATH'], *sys.argv[1:], sep='|')"
        command = [environment["PYSPARK_DRIVER_PYTHON"], "-c", code, "an argument"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        self.assertEqual(f"/own folder{os.pathsep}/own.zip|an argument\n", done.stdout)


if __name__ == "__main__":
    unittest.main()
