# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""An engine that is not Spark in a benchmark: a process that answers queries over a pipe.

Arguments: the number of the pipe's file descriptor, the folder of the tables, the engine and the number of threads. Both
engines read the same Parquet files as Spark, run the same query texts, and hand rows out as Python objects within the timed
part, as collect() of PySpark does.
"""

import os
import sys
import time

from quiver.benchmark.pipe import Requests
from quiver.benchmark.processes import cpu_seconds
from quiver.values import cell


class DuckDb:
    """DuckDB with views over the files."""

    def __init__(self, folder, tables, threads):
        import duckdb

        self.version = duckdb.__version__
        self._connection = duckdb.connect()
        self._connection.execute(f"SET threads TO {threads}")
        for table in tables:
            files = os.path.join(folder, table, "*.parquet").replace("'", "''")
            self._connection.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{files}')")

    def run(self, sql):
        result = self._connection.execute(sql)
        return [str(column[1]) for column in result.description], result.fetchall()


class DataFusion:
    """DataFusion with the files registered as tables."""

    def __init__(self, folder, tables, threads):
        import datafusion

        self.version = datafusion.__version__
        config = datafusion.SessionConfig().with_target_partitions(threads)
        self._context = datafusion.SessionContext(config)
        for table in tables:
            self._context.register_parquet(table, os.path.join(folder, table))

    def run(self, sql):
        frame = self._context.sql(sql)
        batches = frame.collect()
        rows = [row for batch in batches for row in zip(*(column.to_pylist() for column in batch.columns))]
        return [str(field.type) for field in frame.schema()], rows


ENGINES = {"duckdb": DuckDb, "datafusion": DataFusion}


def main():
    requests = Requests(int(sys.argv[1]))
    folder, name, threads = sys.argv[2], sys.argv[3], int(sys.argv[4])
    tables = [entry for entry in sorted(os.listdir(folder)) if os.path.isdir(os.path.join(folder, entry))]
    engine = ENGINES[name](folder, tables, threads)
    requests.ready(version=engine.version)
    requests.serve(lambda request: _run(engine, request["sql"]))


def _run(engine, sql):
    cpu = cpu_seconds("self")
    start = time.perf_counter()
    types, rows = engine.run(sql)
    seconds = time.perf_counter() - start
    run = {"seconds": seconds}
    if cpu is not None:
        run["process_cpu_seconds"] = cpu_seconds("self") - cpu
    return {"run": run, "types": types, "rows": [[cell(value) for value in row] for row in rows]}


if __name__ == "__main__":
    main()
