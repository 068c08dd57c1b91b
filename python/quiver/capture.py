# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""Runs a user's PySpark or SQL file and records what each action returned or printed.

Arguments: the file and its arguments. The environment variable QUIVER_CAPTURE names the file to write, one JSON object per
event. Events: an action (`collect`, `show`, ...), text the job printed, and how the job ended. With QUIVER_CAPTURE_RUNS=n the file
is run n times in this process; of the runs after the first there is an event `again`, with the seconds each took.
"""

import functools
import io
import json
import os
import runpy
import sys
import threading
import time
import traceback
from urllib.parse import unquote, urlparse

# Where quiver is, last: the names of the user's own modules come first.
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.append(os.path.dirname(HERE))

from quiver.failures import error_of
from quiver.ordering import order_of
from quiver.statements import split_statements
from quiver.values import cell

ROWS = ["collect", "take", "tail", "head", "first"]
PRINTING = ["show", "printSchema"]
PLAIN = ["count", "isEmpty"]
WRITING = ["save", "saveAsTable", "insertInto", "parquet", "csv", "json", "orc", "text", "jdbc"]
STREAMING = ["start", "toTable"]


class Recorder:
    """Writes events in the order in which they happen; text between two actions is one event."""

    def __init__(self, path):
        self._out = open(path, "w")
        self._text = io.StringIO()
        self._inside = threading.local()
        # Folders of state that the job has made, such as checkpoints of streams.
        self.state = []
        # Of further runs nothing is recorded.
        self.is_muted = False

    def is_inside(self):
        """Whether this thread is in an action already: actions call one another, the outermost counts."""
        return getattr(self._inside, "flag", False)

    def set_inside(self, flag):
        self._inside.flag = flag

    def printed(self, text):
        self._text.write(text)

    def take_text(self):
        text = self._text.getvalue()
        self._text = io.StringIO()
        return text

    def event(self, **fields):
        if self.is_muted:
            return
        text = self.take_text()
        if text:
            self._write({"kind": "print", "lines": text.splitlines()})
        self._write(fields)

    def _write(self, fields):
        self._out.write(json.dumps(fields) + "\n")
        self._out.flush()


class Tee:
    """Stands in for sys.stdout: prints as before, and tells the recorder."""

    def __init__(self, stream, recorder):
        self._stream = stream
        self._recorder = recorder

    def write(self, text):
        self._recorder.printed(text)
        return self._stream.write(text)

    def __getattr__(self, name):
        return getattr(self._stream, name)


def record_actions(recorder):
    """Wraps the actions of PySpark's DataFrame and DataFrameWriter."""
    from pyspark.sql import DataFrameWriter
    from pyspark.sql.streaming import DataStreamWriter
    from pyspark.sql.classic.dataframe import DataFrame

    def wrap(owner, name, describe, before=lambda *args, **kwargs: {}):
        original = getattr(owner, name, None)
        if original is None:
            return

        @functools.wraps(original)
        def action(self, *args, **kwargs):
            if recorder.is_inside() or recorder.is_muted:
                return original(self, *args, **kwargs)
            where = _call_site()
            text_before = recorder.take_text()
            if text_before:
                recorder._write({"kind": "print", "lines": text_before.splitlines()})
            recorder.set_inside(True)
            started = time.perf_counter()
            try:
                seen = before(*args, **kwargs)
                result = original(self, *args, **kwargs)
                seconds = time.perf_counter() - started
                event = describe(self, result)
            except Exception as failure:
                recorder.take_text()
                recorder.event(kind="action", name=name, where=where, error=error_of(failure), seconds=time.perf_counter() - started)
                raise
            finally:
                recorder.set_inside(False)
            recorder.event(kind="action", name=name, where=where, seconds=seconds, **event[0], **seen)
            return event[1]

        setattr(owner, name, action)

    def rows(frame, result):
        listed = result if isinstance(result, list) else ([] if result is None else [result])
        return {**_schema(frame), "rows": [[cell(value) for value in row] for row in listed], "order": order_of(frame)}, result

    def iterated(frame, result):
        listed = list(result)
        return rows(frame, listed)[0], iter(listed)

    def printing(frame, result):
        return {"lines": recorder.take_text().splitlines(), "order": order_of(frame)}, result

    def plan_text(frame, result):
        recorder.take_text()
        return {}, result

    def plain(frame, result):
        return {"columns": ["result"], "types": [type(result).__name__], "rows": [[cell(result)]], "order": None}, result

    def pandas(frame, result):
        types = [f"{name} {kind}" for name, kind in zip(result.columns, result.dtypes)]
        values = [[cell(value) for value in row] for row in result.itertuples(index=False, name=None)]
        return {"columns": list(map(str, result.columns)), "types": types, "rows": values, "order": order_of(frame)}, result

    for name in ROWS:
        wrap(DataFrame, name, rows)
    for name in PRINTING:
        wrap(DataFrame, name, printing)
    for name in PLAIN:
        wrap(DataFrame, name, plain)
    wrap(DataFrame, "toLocalIterator", iterated)
    wrap(DataFrame, "toPandas", pandas)
    # Plans differ between the engines by design.
    wrap(DataFrame, "explain", plan_text)
    for name in WRITING:
        wrap(DataFrameWriter, name, lambda writer, result: ({}, result), before=written)
    for name in STREAMING:
        wrap(DataStreamWriter, name, lambda writer, result: ({}, result), before=written)
    _note_checkpoints(DataStreamWriter, recorder)


def written(target=None, *args, **kwargs):
    """Where a write goes, as far as that is a folder of this machine, and whether it makes that folder."""
    path = local_path(kwargs.get("path", target))
    return {"written": {"path": path, "created": bool(path) and not os.path.exists(path)}}


def local_path(target):
    """Names of tables look like relative paths: what is not there after the write was none."""
    if not isinstance(target, str):
        return None
    parsed = urlparse(target)
    if parsed.scheme not in ("", "file"):
        return None
    return os.path.abspath(unquote(parsed.path) if parsed.scheme else target)


def _note_checkpoints(owner, recorder):
    original = owner.option

    @functools.wraps(original)
    def option(self, key, value):
        path = local_path(value) if key.lower() == "checkpointlocation" else None
        if path and not os.path.exists(path):
            recorder.state.append(path)
        return original(self, key, value)

    owner.option = option


def _call_site():
    """Names the line of the user's file that called the action."""
    for frame in reversed(traceback.extract_stack()):
        if "pyspark" not in frame.filename.split(os.sep) and not frame.filename.startswith(HERE):
            if not frame.filename.startswith("<frozen"):
                return f"{os.path.basename(frame.filename)}:{frame.lineno}"
    return ""


def _schema(frame):
    fields = frame.schema.fields
    return {
        "columns": [field.name for field in fields],
        "types": [f"{field.name} {field.dataType.simpleString()}" for field in fields],
    }


def run_sql(path, recorder):
    from pyspark.sql import SparkSession

    spark = SparkSession.builder.appName(os.path.basename(path)).getOrCreate()
    for number, (line, sql) in enumerate(split_statements(open(path).read()), 1):
        where = f"{os.path.basename(path)}:{line}"
        recorder.set_inside(True)
        started = time.perf_counter()
        try:
            frame = spark.sql(sql)
            listed = frame.collect()
            seconds = time.perf_counter() - started
            event = {**_schema(frame), "rows": [[cell(value) for value in row] for row in listed], "order": order_of(frame)}
        except Exception as failure:
            recorder.event(kind="action", name="sql", where=where, error=error_of(failure), seconds=time.perf_counter() - started)
        else:
            recorder.event(kind="action", name="sql", where=where, seconds=seconds, **event)
        finally:
            recorder.set_inside(False)
    spark.stop()


def run_job(path):
    runpy.run_path(path, run_name="__main__")


def run_file(path, recorder):
    """Runs the file once; returns the exit code and the event of the end."""
    started = time.perf_counter()
    try:
        if path.endswith(".sql"):
            run_sql(path, recorder)
        else:
            run_job(path)
        end = {"code": 0}
    except SystemExit as leaving:
        end = {"code": leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)}
    except BaseException as failure:
        traceback.print_exc()
        end = {"code": 1, "error": error_of(failure)}
    return {**end, "seconds": time.perf_counter() - started, "state": recorder.state}


def main():
    path = sys.argv[1]
    sys.argv = sys.argv[1:]
    if not path.endswith(".sql"):
        sys.path[0] = os.path.dirname(os.path.abspath(path))
    recorder = Recorder(os.environ["QUIVER_CAPTURE"])
    record_actions(recorder)
    sys.stdout = Tee(sys.stdout, recorder)
    end = run_file(path, recorder)
    recorder.event(kind="end", **end)
    for _ in range(int(os.environ.get("QUIVER_CAPTURE_RUNS", "1")) - 1):
        recorder.is_muted = True
        again = run_file(path, recorder)
        recorder.is_muted = False
        recorder.take_text()
        recorder.event(kind="again", code=again["code"], seconds=again["seconds"])
    sys.exit(end["code"])


if __name__ == "__main__":
    main()
