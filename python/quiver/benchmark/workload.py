# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""What is run: the queries of a benchmark, and its tables, generated once per size."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from quiver.benchmark import extras
from quiver.benchmark.everyday.jobs import jobs
from quiver.benchmark.sizes import Rows, Scale
from quiver.environment import HOME, IN_CHECKOUT, PACKAGE, ROOT, Problem, Step, jars, maven, pyspark_version, say, shown, spark_submit, tail

RESOURCES = ROOT / "benchmarks" / "src" / "main" / "resources" if IN_CHECKOUT else PACKAGE / "queries"


class Workload:
    """A benchmark: its name, its queries in order, its peers, and the class that generates its tables at a size."""

    size = Scale()
    peers = ["duckdb", "datafusion"]
    formats = "snappy Parquet"
    # What can be installed for queries that ask for it.
    extras = []

    def __init__(self, name, title, generator):
        self.name = name
        self.command = name
        self.title = title
        self.generator = generator

    def names(self):
        """The names of all queries, in order."""
        raise NotImplementedError

    def request(self, query, size, engine):
        """What an engine is asked to run."""
        return {"sql": self.sql(query, size)}

    def sql(self, query, size):
        """A query's text, for the tables at a size."""
        raise NotImplementedError

    def needs(self, query):
        """The extra without which a query cannot run, or None."""
        return None

    def label(self, query):
        return "Q" + query.removeprefix("q")

    def chosen(self, text):
        """The queries that a list such as 1,6 or 1-22 or 14a names."""
        if text is None:
            return self.names()
        chosen = []
        for part in text.split(","):
            first, dash, last = part.strip().lower().removeprefix("q").partition("-")
            if dash and first.isdigit() and last.isdigit():
                chosen += [name for name in self.names() if int(first) <= number(name) <= int(last)]
                continue
            exact = [name for name in self.names() if name == "q" + first]
            found = exact or [name for name in self.names() if first.isdigit() and number(name) == int(first)]
            if dash or not found:
                raise Problem(f"'{part}' names no query of {self.title}; say 1,6 or 1-22.")
            chosen += found
        if not chosen:
            raise Problem(f"'{text}' names no query of {self.title}.")
        return list(dict.fromkeys(chosen))

    def folder(self, size, environment):
        """The folder of the tables at a size, generating them when they are not there yet."""
        folder = HOME / self.name / self.size.name(size)
        if folder.exists():
            return folder
        making = folder.parent / f"making-{folder.name}-{os.getpid()}"
        making.parent.mkdir(parents=True, exist_ok=True)
        _require_space(making.parent, self.size.disk_bytes(size), f"{self.title} {self.size.words(size)}")
        log = HOME / f"{self.name}-data.log"
        say(f"Generating {self.title} {self.size.words(size)} into {shown(folder)} (once; log: {shown(log)})")
        command = [spark_submit(environment), "--master", f"local[{os.cpu_count()}]", "--driver-memory", "3g"]
        command += ["--conf", "spark.ui.enabled=false", "--class", self.generator]
        command += [str(jars("benchmarks")[0]), making.as_uri(), str(size)]
        try:
            with open(log, "w") as out:
                status = subprocess.run(command, env=environment, stdout=sys.stderr, stderr=out).returncode
            if status != 0:
                raise Problem(f"generating the data failed:\n{tail(log, 15)}")
            making.rename(folder)
        finally:
            shutil.rmtree(making, ignore_errors=True)
        return folder


def _require_space(folder, needed, what):
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise Problem(f"{what} needs about {needed / 1e9:.1f} GB in {shown(folder)}; {free / 1e9:.1f} GB are free.")


def number(name):
    """The number of a query: 14 of q14a."""
    return int(re.match(r"q(\d+)", name).group(1))


class SqlFiles(Workload):
    """A benchmark whose queries are files of the benchmarks module: q7.sql, and q7.duckdb.sql where an engine says the same otherwise."""

    def _folder(self):
        return RESOURCES / self.name

    def names(self):
        return sorted((file.stem for file in self._folder().glob("q*.sql") if "." not in file.stem), key=number)

    def request(self, query, size, engine):
        of_engine = self._folder() / f"{query}.{engine}.sql"
        return {"sql": of_engine.read_text()} if of_engine.exists() else super().request(query, size, engine)

    def sql(self, query, size):
        return (self._folder() / f"{query}.sql").read_text()


class Analytics(SqlFiles):
    """Web analytics over one wide table. Every order is a whole one, but where `event_time` is the key: the comparison knows ties."""

    size = Rows(3_000_000, bytes_of_a_row=600)
    peers = ["duckdb"]

    def __init__(self):
        super().__init__("analytics", "Web analytics", "io.quiver.benchmarks.analytics.AnalyticsData")
        self.command = "bench analytics"


class Everyday(Workload):
    """Jobs of everyday/, each a function of PySpark."""

    size = Rows(1_000_000, bytes_of_a_row=1_500)
    peers = []
    formats = "snappy Parquet, CSV, gzipped CSV, JSON lines and ORC"
    extras = extras.NAMES

    def __init__(self):
        super().__init__("everyday", "Everyday jobs", "io.quiver.benchmarks.everyday.EverydayData")
        self.command = "bench everyday"

    def names(self):
        return list(jobs())

    def label(self, query):
        return query

    def needs(self, query):
        return jobs()[query].needs

    def request(self, query, size, engine):
        return {"job": query, "out": str(self.out(engine))}

    def out(self, engine):
        """Where an engine's jobs write."""
        return HOME / self.name / f"written-by-{engine}"

    def chosen(self, text):
        chosen = self.names() if text is None else [part.strip() for part in text.split(",")]
        for name in chosen:
            if name not in self.names():
                raise Problem(f"'{name}' names no job; there are {', '.join(self.names())}.")
        return list(dict.fromkeys(chosen))


class TpcH(SqlFiles):
    FRACTION = "0.0001000000"

    def __init__(self):
        super().__init__("tpch", "TPC-H", "io.quiver.benchmarks.tpch.TpchData")

    def sql(self, query, scale):
        """As the specification has it (2.4.11.3): what Q11 takes for an important part shrinks as the tables grow."""
        text = super().sql(query, scale)
        return text.replace(self.FRACTION, f"{float(self.FRACTION) / scale:.10f}") if query == "q11" else text


class TpcDs(Workload):
    """TPC-DS with the query texts that Spark tests itself with, read from its test jar."""

    FOLDERS = ["tpcds/", "tpcds-v2.7.0/"]

    def __init__(self):
        super().__init__("tpcds", "TPC-DS", "io.quiver.benchmarks.tpcds.TpcdsData")
        self._texts = None

    def names(self):
        return list(self._read())

    def sql(self, query, scale):
        return self._read()[query]

    def _read(self):
        """All texts by name; those of version 2.7 that differ from 1.4 are called q5a-v2.7."""
        if self._texts is None:
            with zipfile.ZipFile(_spark_test_jar()) as jar:
                texts = {}
                for folder in self.FOLDERS:
                    suffix = "" if folder == "tpcds/" else "-v2.7"
                    for entry in jar.namelist():
                        found = re.fullmatch(re.escape(folder) + r"(q\d+[ab]?)\.sql", entry)
                        if found:
                            texts[found.group(1) + suffix] = jar.read(entry).decode()
            ordered = sorted(texts, key=lambda name: (name.endswith("-v2.7"), number(name), name))
            self._texts = {name: texts[name] for name in ordered}
        return self._texts

    def chosen(self, text):
        if text is None:
            return [name for name in self.names() if not name.endswith("-v2.7")]
        chosen = []
        for part in text.split(","):
            if part in ("v2.7", "all"):
                chosen += [name for name in self.names() if part == "all" or name.endswith("-v2.7")]
            elif part.endswith("-v2.7"):
                name = "q" + part.removeprefix("q")
                if name not in self.names():
                    raise Problem(f"'{part}' names no query of {self.title}.")
                chosen.append(name)
            else:
                chosen += [name for name in super().chosen(part) if not name.endswith("-v2.7")]
        return list(dict.fromkeys(chosen))


def _spark_test_jar():
    name = f"spark-sql_2.13-{pyspark_version()}-tests.jar"
    jar = HOME / name
    if not jar.exists():
        log = HOME / "spark-tests.log"
        with Step("Fetching Spark's test jar, which has the query texts"), open(log, "w") as out:
            artifact = f"org.apache.spark:spark-sql_2.13:{pyspark_version()}:jar:tests"
            copy = [maven(), "-q", "-B", "-N", "dependency:copy", f"-Dartifact={artifact}", f"-DoutputDirectory={HOME}"]
            if subprocess.run(copy, cwd=ROOT, stdout=out, stderr=out).returncode != 0 or not jar.exists():
                raise Problem(f"Maven could not fetch {artifact}:\n{tail(log, 8)}")
    return Path(jar)
