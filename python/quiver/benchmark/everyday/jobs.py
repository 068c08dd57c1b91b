# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""What a job is, and the list of all of them. Needs no pyspark: the runner reads names here, the workers run the functions."""

import dataclasses
import importlib
from pathlib import Path
from typing import Callable, Optional

MODULES = ["functions", "files", "python", "connectors"]
_JOBS = {}


@dataclasses.dataclass(frozen=True)
class Job:
    """A job, what must be installed for it, and what is done before its time begins."""

    name: str
    run: Callable
    needs: Optional[str]
    prepare: Optional[Callable]


def job(needs=None, prepare=None):
    """Makes a function of a session and its `Data` a job of the function's name."""

    def register(run):
        _JOBS[run.__name__] = Job(run.__name__, run, needs, prepare)
        return run

    return register


def jobs():
    """All jobs by name, in order."""
    for module in MODULES:
        importlib.import_module(f"quiver.benchmark.everyday.{module}")
    return _JOBS


@dataclasses.dataclass(frozen=True)
class Data:
    """Where a job reads, and the folder of its own in which it writes."""

    folder: Path
    out: Path

    def read(self, name):
        return (self.folder / name).as_uri()

    def written(self, name="result"):
        return (self.out / name).as_uri()


@dataclasses.dataclass(frozen=True)
class Written:
    """What a job wrote, as a function that reads it from a session."""

    read: Callable


@dataclasses.dataclass(frozen=True)
class Local:
    """A pandas DataFrame, or a function that makes one of what came to Python."""

    pandas: Callable


def parquet(data, name="result"):
    """The outcome of a job that wrote Parquet into its folder."""
    return Written(lambda spark: spark.read.parquet(data.written(name)))
