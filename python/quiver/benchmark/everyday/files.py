# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""From file to file: CSV, JSON, ORC and Parquet in, Parquet out."""

from quiver.benchmark.everyday.jobs import Written, job, parquet


def _csv(spark, data, name):
    """The file under the schema of the table that it is a copy of."""
    table = spark.table(name.split(".")[0])
    return spark.read.schema(table.schema).option("header", True).csv(data.read(name))


def _by_status(frame):
    return frame.groupBy("status", "channel").agg({"quantity": "sum", "price": "sum", "weight": "avg", "order_id": "count"})


@job()
def csv_grouped(spark, data):
    return _by_status(_csv(spark, data, "orders.csv"))


@job()
def csv_inferred(spark, data):
    return _by_status(spark.read.option("header", True).option("inferSchema", True).csv(data.read("orders.csv")))


@job()
def csv_gzip(spark, data):
    return _by_status(_csv(spark, data, "orders.csv.gz"))


@job()
def csv_to_parquet(spark, data):
    _csv(spark, data, "orders.csv").write.parquet(data.written())
    return parquet(data)


@job()
def json_grouped(spark, data):
    return _by_status(spark.read.schema(spark.table("orders").schema).json(data.read("orders.json")))


@job()
def json_to_parquet(spark, data):
    spark.read.schema(spark.table("orders").schema).json(data.read("orders.json")).write.parquet(data.written())
    return parquet(data)


@job()
def orc_grouped(spark, data):
    return _by_status(spark.read.orc(data.read("orders.orc")))


@job()
def parquet_to_parquet(spark, data):
    frame = spark.table("orders").where("status <> 'cancelled'")
    frame.selectExpr("*", "quantity * price AS turnover", "upper(country) AS land").write.parquet(data.written())
    return parquet(data)


@job()
def partitioned_write(spark, data):
    spark.table("orders").write.partitionBy("country", "channel").parquet(data.written())
    return parquet(data)


@job()
def bucketed_write(spark, data):
    spark.sql("DROP TABLE IF EXISTS bucketed_orders")
    writer = spark.table("orders").write.bucketBy(8, "customer_id").sortBy("customer_id")
    writer.option("path", data.written()).saveAsTable("bucketed_orders")
    return parquet(data)


@job()
def sorted_write(spark, data):
    spark.table("orders").orderBy("ordered_at", "order_id", "version").write.parquet(data.written())
    return parquet(data)


@job()
def dedupe_latest(spark, data):
    latest = "SELECT *, row_number() OVER (PARTITION BY order_id ORDER BY version DESC, ordered_at DESC, weight, phone) AS place FROM orders"
    spark.sql(f"SELECT * FROM ({latest}) WHERE place = 1").drop("place").write.parquet(data.written())
    return parquet(data)


@job()
def join_enrich(spark, data):
    orders, customers = (_csv(spark, data, f"{name}.csv") for name in ("orders", "customers"))
    joined = orders.join(customers, "customer_id", "left")
    joined.selectExpr("order_id", "version", "status", "price", "initcap(name) AS name", "city", "segment").write.parquet(data.written())
    return parquet(data)


@job()
def file_stream(spark, data):
    """Micro-batches of one file each."""
    stream = spark.readStream.schema(spark.table("orders").schema).option("maxFilesPerTrigger", 1).parquet(data.read("orders"))
    changed = stream.where("status <> 'new'").selectExpr("order_id", "version", "country", "quantity * price AS turnover")
    started = changed.writeStream.option("checkpointLocation", data.written("checkpoint")).trigger(availableNow=True)
    started.format("parquet").start(data.written()).awaitTermination()
    return Written(lambda spark: spark.read.parquet(data.written()))
