# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""That what a jar asks of other jars is found to be there or not, as the JVM would find it."""

import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python"))

from quiver import linkage  # noqa: E402

NODE = "package org.apache.spark; public abstract class Node { public int size() { return 1; } %s }"
OURS = "package io.quiver; class Ours extends org.apache.spark.Node { int twice() { return size() + new String().length(); } %s }"


@unittest.skipUnless(shutil.which("javac"), "no javac")
class LinkageTest(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)

    def jar(self, name, sources, class_path=()):
        target = self.folder / name
        files = []
        for file, text in sources.items():
            path = target / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
            files.append(str(path))
        command = ["javac", "-J-XX:TieredStopAtLevel=1", "-d", str(target / "classes"), "-cp", ":".join(map(str, class_path)) or ".", *files]
        subprocess.run(command, check=True)
        jar = self.folder / f"{name}.jar"
        with zipfile.ZipFile(jar, "w") as archive:
            for file in (target / "classes").rglob("*.class"):
                archive.write(file, file.relative_to(target / "classes"))
        return jar

    def test_what_is_gone_what_is_new_and_what_has_become_final_is_found(self):
        built = self.jar("built", {"Node.java": NODE % "public void print() {}"})
        ours = self.jar("ours", {"Ours.java": OURS % "@Override public void print() {}"}, [built])
        self.assertEqual([], linkage.unresolved(ours, [built], "4.1"))
        gone = self.jar("gone", {"Node.java": NODE.replace("size", "length") % "public final void print() {} public abstract int added();"})

        found = [problem for _, problem in linkage.unresolved(ours, [gone], "4.1")]

        self.assertEqual(
            [
                "final method org/apache/spark/Node.print ()V",
                "no body for org/apache/spark/Node.added ()I",
                "no method io/quiver/Ours.size ()I",
            ],
            found,
        )
        self.assertEqual(["no class org/apache/spark/Node"], [p for _, p in linkage.unresolved(ours, [], "4.1") if "no class" in p])

    def test_what_is_loaded_only_with_another_class_is_not_missed_without_it(self):
        node = self.jar("node", {"Node.java": NODE % ""})
        ours = self.jar("ours", {"Ours.java": OURS % ""}, [node])
        with mock.patch.dict(linkage._ONLY_WITH, {"io/quiver/Ours": "org/apache/spark/Node"}):
            self.assertEqual([], linkage.unresolved(ours, [], "4.1"))

    def test_the_classes_of_a_minor_are_those_of_its_folder(self):
        node = self.jar("node", {"Node.java": NODE % ""})
        ours = self.jar("ours", {"Ours.java": OURS % ""}, [node])
        with zipfile.ZipFile(self.folder / "both.jar", "w") as both:
            both.writestr("META-INF/quiver/spark-4_3/io/quiver/Ours.class", zipfile.ZipFile(ours).read("io/quiver/Ours.class"))
        self.assertEqual(["4.3"], linkage.minors(self.folder / "both.jar"))
        self.assertEqual([], linkage.unresolved(self.folder / "both.jar", [], "4.2"))
        self.assertNotEqual([], linkage.unresolved(self.folder / "both.jar", [], "4.3"))


if __name__ == "__main__":
    unittest.main()
