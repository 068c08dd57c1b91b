# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""What some everyday jobs need beside Spark: pandas and pyarrow from PyPI, and jars from Maven, in .quiver/."""

import shutil
import subprocess

from quiver.environment import HOME, Problem, Step, installed_suites_python, maven, shown, suites_python, tail

FOLDER = HOME / "extras"
ARTIFACTS = {
    "h2": "com.h2database:h2:2.4.240",
    "delta": "io.delta:delta-spark_4.1_2.13:4.2.0",
    "iceberg": "org.apache.iceberg:iceberg-spark-runtime-4.1_2.13:1.12.0",
}
NAMES = ["pandas", *ARTIFACTS]
# All else that these need Spark has itself.
GROUPS = "com.h2database,io.delta,io.unitycatalog,org.apache.iceberg"
_EXTENSIONS = {
    "delta": "io.delta.sql.DeltaSparkSessionExtension",
    "iceberg": "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions",
}
_POM = """<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>io.quiver</groupId><artifactId>extra</artifactId><version>1</version>
  <dependencies><dependency><groupId>{}</groupId><artifactId>{}</artifactId><version>{}</version></dependency></dependencies>
</project>
"""


def installed():
    """The extras that are there, at the versions above."""
    found = ["pandas"] if installed_suites_python() else []
    return found + [name for name in ARTIFACTS if _marker(name).exists()]


def install():
    """Installs what is missing."""
    suites_python()
    for name, artifact in ARTIFACTS.items():
        if not _marker(name).exists():
            _install(name, artifact)


def jars_of(names):
    return [str(jar) for name in names if name in ARTIFACTS for jar in sorted((FOLDER / name).glob("*.jar"))]


def confs_of(names, warehouse):
    """The confs under which Delta's and Iceberg's tables are found."""
    confs = {}
    extensions = [extension for name, extension in _EXTENSIONS.items() if name in names]
    if extensions:
        confs["spark.sql.extensions"] = ",".join(extensions)
    if "delta" in names:
        confs["spark.sql.catalog.spark_catalog"] = "org.apache.spark.sql.delta.catalog.DeltaCatalog"
    if "iceberg" in names:
        confs["spark.sql.catalog.lake"] = "org.apache.iceberg.spark.SparkCatalog"
        confs["spark.sql.catalog.lake.type"] = "hadoop"
        confs["spark.sql.catalog.lake.warehouse"] = f"{warehouse}/lake"
        # Its folder is emptied between runs.
        confs["spark.sql.catalog.lake.cache-enabled"] = "false"
    return confs


def _marker(name):
    return FOLDER / name / ARTIFACTS[name].replace(":", "_")


def _install(name, artifact):
    folder = FOLDER / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    pom, log = folder / "pom.xml", HOME / f"extra-{name}.log"
    pom.write_text(_POM.format(*artifact.split(":")))
    command = [maven(), "-q", "-B", "-f", str(pom), "dependency:copy-dependencies", f"-DoutputDirectory={folder}"]
    command += ["-DincludeScope=runtime", f"-DincludeGroupIds={GROUPS}"]
    with Step(f"Fetching {artifact} into {shown(folder)}"), open(log, "w") as out:
        if subprocess.run(command, stdout=out, stderr=out).returncode != 0:
            raise Problem(f"Maven could not fetch {artifact}:\n{tail(log, 8)}")
    _marker(name).touch()
