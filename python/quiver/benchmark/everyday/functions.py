# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""Nested columns, strings, dates, JSON and statistics over Parquet: the part without files and Python.

Sums of doubles are over sixteenths or thirty-seconds, so that they are exact in any order.
"""

from quiver.benchmark.everyday.jobs import job


@job()
def percentile(spark, data):
    return spark.sql("SELECT product_id, percentile(weight, array(0.25, 0.5, 0.75)) AS quartiles FROM orders GROUP BY product_id")


@job()
def collect(spark, data):
    lists = """
        SELECT customer_id, sort_array(collect_list(product_id)) AS products, sort_array(collect_set(status)) AS statuses
        FROM orders GROUP BY customer_id"""
    frame = spark.sql(lists)
    return frame.selectExpr("size(products) AS count", "products[0] AS least", "statuses").groupBy("statuses").agg(
        {"count": "sum", "least": "sum"}
    )


@job()
def explode(spark, data):
    return spark.sql("SELECT tag, count(*) AS events FROM (SELECT explode(tags) AS tag FROM events) GROUP BY tag")


@job()
def explode_structs(spark, data):
    items = spark.table("events").selectExpr("kind", "inline(items)")
    return items.selectExpr("kind", "count AS pieces", "count * price AS turnover").groupBy("kind").agg({"pieces": "sum", "turnover": "sum"})


@job()
def arrays(spark, data):
    return spark.sql(
        """
        SELECT kind, count(*) AS events, sum(size(filter(scores, s -> s > 50))) AS high, sum(element_at(transform(scores, s -> s * 2), -1)) AS last,
          sum(aggregate(scores, 0, (a, s) -> a + s)) AS total, count_if(array_contains(tags, 'book')) AS books
        FROM events WHERE size(scores) > 0 GROUP BY kind"""
    )


@job()
def structs(spark, data):
    return spark.sql(
        """
        SELECT device.os, properties['variant'] AS variant, count(*) AS events, avg(device.screen.width) AS width, max(device.major) AS newest,
          avg(seconds) AS seconds
        FROM events GROUP BY device.os, properties['variant']"""
    )


@job()
def json_text(spark, data):
    return spark.sql(
        """
        SELECT get_json_object(payload, '$.user.plan') AS plan, count(*) AS events,
          sum(cast(get_json_object(payload, '$.amount') AS decimal(12, 1))) AS amount, count_if(parsed.ok) AS ok, min(parsed.note) AS note
        FROM (SELECT payload, from_json(payload, 'ok boolean, note string, labels array<string>') AS parsed FROM events)
        GROUP BY get_json_object(payload, '$.user.plan')"""
    )


@job()
def strings(spark, data):
    return spark.sql(
        r"""
        SELECT substring_index(lower(email), '@', -1) AS host, count(*) AS orders, count(DISTINCT trim(comment)) AS comments,
          max(regexp_replace(phone, '[^0-9]', '')) AS phone, max(get(split(comment, ' '), 3)) AS word,
          max(regexp_extract(email, '^([A-Za-z]+)[.]', 1)) AS first_name, min(initcap(trim(comment))) AS title
        FROM orders GROUP BY substring_index(lower(email), '@', -1)"""
    )


@job()
def time_texts(spark, data):
    return spark.sql(
        """
        SELECT year(to_date(date_text, 'dd/MM/yyyy')) AS year, month(cast(time_text AS date)) AS month, count(*) AS orders,
          max(to_timestamp(time_text, 'yyyy-MM-dd HH:mm:ss')) AS last_time, min(cast(time_text AS timestamp)) AS first_time,
          max(from_unixtime(epoch_seconds)) AS last_text
        FROM orders GROUP BY year(to_date(date_text, 'dd/MM/yyyy')), month(cast(time_text AS date))"""
    )


@job()
def date_buckets(spark, data):
    return spark.sql(
        """
        SELECT date_trunc('WEEK', ordered_at) AS week, dayofweek(ordered_on) AS day, date_format(ordered_at, 'yyyy-MM') AS month,
          count(*) AS orders, sum(price) AS turnover
        FROM orders GROUP BY date_trunc('WEEK', ordered_at), dayofweek(ordered_on), date_format(ordered_at, 'yyyy-MM')"""
    )


@job()
def statistics(spark, data):
    return spark.sql(
        """
        SELECT CASE WHEN quantity < 3 THEN 'few' WHEN quantity < 10 THEN 'some' ELSE 'many' END AS bucket, count(*) AS orders,
          percentile_approx(price, 0.9) AS high, stddev(weight) AS deviation, avg(discount) AS discount
        FROM orders GROUP BY CASE WHEN quantity < 3 THEN 'few' WHEN quantity < 10 THEN 'some' ELSE 'many' END"""
    )


@job()
def cube(spark, data):
    return spark.sql(
        """
        SELECT status, country, channel, count(*) AS orders, sum(price) AS turnover, count(DISTINCT customer_id) AS customers
        FROM orders GROUP BY CUBE (status, country, channel)"""
    )


@job()
def windows(spark, data):
    return spark.sql(
        """
        SELECT status, sum(running) AS running, max(place) AS place, count(previous) AS followed
        FROM (
          SELECT status, lag(status) OVER (PARTITION BY customer_id ORDER BY ordered_at, order_id, version) AS previous,
            row_number() OVER (PARTITION BY customer_id ORDER BY ordered_at, order_id, version) AS place,
            sum(price) OVER (PARTITION BY customer_id ORDER BY ordered_at, order_id, version ROWS UNBOUNDED PRECEDING) AS running
          FROM orders)
        GROUP BY status"""
    )
