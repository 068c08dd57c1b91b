# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""A database in process, and lakehouse tables."""

from quiver.benchmark.everyday.jobs import Written, job

H2 = {"url": "jdbc:h2:mem:everyday;DB_CLOSE_DELAY=-1", "driver": "org.h2.Driver"}
COLUMNS = ["order_id", "version", "customer_id", "status", "country", "quantity", "price", "weight", "ordered_at"]
MERGE = """
    MERGE INTO {table} t USING changes c ON t.order_id = c.order_id AND t.version = c.version
    WHEN MATCHED AND c.status = 'cancelled' THEN DELETE
    WHEN MATCHED THEN UPDATE SET status = c.status, quantity = t.quantity + c.quantity
    WHEN NOT MATCHED THEN INSERT *"""


def _orders(spark):
    """One version of each order: a key for MERGE."""
    return spark.table("orders").where("version = 1").select(COLUMNS)


def _load_h2(spark, data):
    """Fills the database of this process once; it lives as long as that."""
    if not getattr(spark, "_quiver_h2", False):
        _orders(spark).where("order_id % 4 = 0").write.format("jdbc").options(**H2, dbtable="orders", truncate=True).mode("overwrite").save()
        spark._quiver_h2 = True


@job(needs="h2", prepare=_load_h2)
def jdbc(spark, data):
    found = spark.read.format("jdbc").options(**H2, dbtable="orders", fetchsize=10_000).load()
    return found.groupBy("STATUS", "COUNTRY").agg({"QUANTITY": "sum", "PRICE": "sum", "WEIGHT": "avg"})


def _changes(spark):
    changed = _orders(spark).where("order_id % 9 = 0").withColumn("status", _expr("IF(order_id % 27 = 0, 'cancelled', 'changed')"))
    changed.withColumn("version", _expr("IF(order_id % 2 = 0, version, version + 1)")).createOrReplaceTempView("changes")


def _expr(text):
    from pyspark.sql import functions as F

    return F.expr(text)


def _delta(data):
    return f"delta.`{data.written('delta')}`"


def _make_delta(spark, data):
    _orders(spark).where("order_id % 3 <> 1").write.format("delta").save(data.written("delta"))
    _changes(spark)


def _by_status(frame):
    return frame.groupBy("status").agg({"quantity": "sum", "price": "sum", "order_id": "count"})


@job(needs="delta", prepare=_make_delta)
def delta_read(spark, data):
    return _by_status(spark.read.format("delta").load(data.written("delta")))


@job(needs="delta", prepare=_make_delta)
def delta_append(spark, data):
    _orders(spark).where("order_id % 3 = 1").write.format("delta").mode("append").save(data.written("delta"))
    return Written(lambda spark: spark.read.format("delta").load(data.written("delta")))


@job(needs="delta", prepare=_make_delta)
def delta_merge(spark, data):
    spark.sql(MERGE.format(table=_delta(data)))
    return Written(lambda spark: spark.read.format("delta").load(data.written("delta")))


def _make_iceberg(spark, data):
    spark.sql("DROP TABLE IF EXISTS lake.db.orders PURGE")
    _orders(spark).where("order_id % 3 <> 1").writeTo("lake.db.orders").using("iceberg").create()
    _changes(spark)


@job(needs="iceberg", prepare=_make_iceberg)
def iceberg_read(spark, data):
    return _by_status(spark.table("lake.db.orders"))


@job(needs="iceberg", prepare=_make_iceberg)
def iceberg_append(spark, data):
    _orders(spark).where("order_id % 3 = 1").writeTo("lake.db.orders").append()
    return Written(lambda spark: spark.table("lake.db.orders"))


@job(needs="iceberg", prepare=_make_iceberg)
def iceberg_merge(spark, data):
    spark.sql(MERGE.format(table="lake.db.orders"))
    return Written(lambda spark: spark.table("lake.db.orders"))
