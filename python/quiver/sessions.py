# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""Sessions with Quiver on, for programs that start Spark themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Dict, Optional

from quiver.environment import PLUGIN_CLASS, jars

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_START_ANEW = "Jars and plugins are loaded when Spark's JVM starts: make the session with Quiver first, in a notebook after a restart of the kernel."


def jar_path() -> str:
    """Returns the path of Quiver's jar, for `--jars` or `spark.jars`."""
    return str(jars("spark-plugin")[0])


def configure(builder: SparkSession.Builder) -> SparkSession.Builder:
    """Adds Quiver to a session builder, beside the jars and plugins that the builder names; returns the builder.

    Spark reads both settings when its JVM starts. Where one without Quiver runs in this process already, this raises RuntimeError.
    """
    _require_no_other_context()
    options: Dict[str, str] = getattr(builder, "_options", {})
    builder.config("spark.jars", _appended(options.get("spark.jars"), jar_path()))
    builder.config("spark.plugins", _appended(options.get("spark.plugins"), PLUGIN_CLASS))
    return builder


def session(app_name: Optional[str] = None, master: Optional[str] = None, conf: Optional[Dict[str, object]] = None) -> SparkSession:
    """Returns a Spark session with Quiver on: the running one, or a new one with these settings.

    Raises RuntimeError where Spark runs in this process without Quiver already.
    """
    from pyspark.sql import SparkSession

    builder = SparkSession.builder
    if app_name is not None:
        builder = builder.appName(app_name)
    if master is not None:
        builder = builder.master(master)
    for key, value in (conf or {}).items():
        builder = builder.config(key, value)
    return configure(builder).getOrCreate()


def _appended(present: Optional[str], added: str) -> str:
    parts = [part.strip() for part in (present or "").split(",") if part.strip()]
    return ",".join(parts if added in parts else parts + [added])


def _require_no_other_context() -> None:
    from py4j.java_gateway import JavaClass
    from pyspark import SparkContext

    context = SparkContext._active_spark_context
    if context is not None and PLUGIN_CLASS in context.getConf().get("spark.plugins", ""):
        return
    if context is not None:
        raise RuntimeError(f"A Spark session without Quiver is running in this process. {_START_ANEW}")
    # A JVM outlives its contexts, and has the jars that it was started with.
    jvm = SparkContext._jvm
    if jvm is not None and not isinstance(jvm.io.quiver.spark.QuiverPlugin, JavaClass):
        raise RuntimeError(f"This process has run Spark without Quiver's jar. {_START_ANEW}")
