# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""Python in between: functions over rows, over pandas and over Arrow, and results in Python."""

from quiver.benchmark.everyday.jobs import Local, job


@job()
def python_udf(spark, data):
    from pyspark.sql import functions as F

    shortened = F.udf(lambda email: email.lower().split("@")[0].split(".")[0] if email else None, "string")
    return spark.table("orders").select(shortened("email").alias("name"), "quantity").groupBy("name").agg({"quantity": "sum"})


@job(needs="pandas")
def pandas_udf(spark, data):
    from pyspark.sql import functions as F

    # The type of a function over series is given as such: hints need imports that only a worker has.
    taxed = F.pandas_udf(lambda weight: weight * 1.25 + 1, "double", F.PandasUDFType.SCALAR)
    return spark.table("orders").select("status", taxed("weight").alias("taxed")).groupBy("status").agg({"taxed": "sum"})


@job(needs="pandas")
def arrow_udf(spark, data):
    from pyspark.sql import functions as F

    marked = F.udf(lambda country, channel: f"{country}/{channel}", "string", useArrow=True)
    return spark.table("orders").select(marked("country", "channel").alias("mark"), "quantity").groupBy("mark").agg({"quantity": "sum"})


@job(needs="pandas")
def map_in_arrow(spark, data):
    def long_comments(batches):
        import pyarrow.compute as pc

        for batch in batches:
            yield batch.filter(pc.greater(pc.utf8_length(batch.column("comment")), 40))

    kept = spark.table("orders").select("status", "comment", "quantity").mapInArrow(long_comments, "status string, comment string, quantity int")
    return kept.groupBy("status").agg({"quantity": "sum", "comment": "max"})


@job(needs="pandas")
def apply_in_pandas(spark, data):
    def ranked(frame):
        frame["place"] = frame["weight"].rank(method="min").astype("int64")
        return frame[["product_id", "place", "weight"]]

    places = spark.table("orders").select("product_id", "weight").groupBy("product_id")
    frame = places.applyInPandas(ranked, "product_id int, place long, weight double")
    return frame.groupBy("product_id").agg({"place": "sum", "weight": "max"})


@job(needs="pandas")
def cogroup(spark, data):
    def compared(left, right):
        import pandas

        key = left["product_id"] if len(left) else right["product_id"]
        found = [[key.iloc[0], len(left), len(right), float(left["weight"].sum()) - float(right["weight"].sum())]]
        return pandas.DataFrame(found, columns=["product_id", "web", "app", "difference"])

    sides = [
        spark.table("orders").where(f"channel = '{channel}'").select("product_id", "weight").groupBy("product_id") for channel in ("web", "app")
    ]
    return sides[0].cogroup(sides[1]).applyInPandas(compared, "product_id int, web long, app long, difference double")


def _quarter(spark):
    return spark.table("orders").where("order_id % 4 = 0").select("order_id", "version", "status", "weight", "comment", "ordered_at")


@job(needs="pandas")
def to_pandas(spark, data):
    """By Arrow, as the setting is on from Spark 4 on where a user asks for it."""
    spark.conf.set("spark.sql.execution.arrow.pyspark.enabled", "true")
    found = _quarter(spark).toPandas()
    spark.conf.unset("spark.sql.execution.arrow.pyspark.enabled")
    return Local(lambda: found)


@job(needs="pandas")
def to_arrow(spark, data):
    found = _quarter(spark).toArrow()
    return Local(found.to_pandas)


@job(needs="pandas")
def features(spark, data):
    """A pipeline of pyspark.ml."""
    from pyspark.ml import Pipeline
    from pyspark.ml.feature import Bucketizer, MinMaxScaler, OneHotEncoder, StringIndexer, VectorAssembler
    from pyspark.ml.functions import vector_to_array

    stages = [
        StringIndexer(inputCols=["status", "country"], outputCols=["status_index", "country_index"], stringOrderType="alphabetAsc"),
        OneHotEncoder(inputCols=["status_index", "country_index"], outputCols=["status_vector", "country_vector"]),
        Bucketizer(splits=[0, 10, 100, 1000, float("inf")], inputCol="weight", outputCol="weight_bucket"),
        VectorAssembler(inputCols=["status_vector", "country_vector", "weight_bucket", "weight", "quantity"], outputCol="all"),
        MinMaxScaler(inputCol="all", outputCol="scaled"),
    ]
    frame = spark.table("orders").select("channel", "status", "country", "weight", "quantity")
    made = Pipeline(stages=stages).fit(frame).transform(frame)
    total = made.select("channel", vector_to_array("scaled").alias("values")).selectExpr(
        "channel", "aggregate(values, 0D, (a, v) -> a + v) AS total"
    )
    # Scaled values are no round ones: their sum depends on its order in the last digits.
    return total.groupBy("channel").agg({"total": "sum"}).selectExpr("channel", "round(`sum(total)`, 3) AS total")
