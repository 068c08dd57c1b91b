# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""SQL over temporary views: common table expressions, grouping sets, a correlated subquery, pivot.

    bin/quiver compare examples/sql_views.py
"""

from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("sql_views").getOrCreate()
spark.range(30_000).selectExpr(
    "id",
    "element_at(array('web', 'shop', 'phone'), int(id % 3) + 1) as channel",
    "element_at(array('DE', 'FR', 'PT', 'CH'), int((id * 13) % 4) + 1) as country",
    "cast((id * 7919) % 10000 / 100 as decimal(8, 2)) as price",
    "timestamp_seconds(1767225600 + id * 600) as at",
).createOrReplaceTempView("orders")

spark.sql("""
    CREATE OR REPLACE TEMPORARY VIEW monthly AS
    SELECT date_trunc('month', at) AS month, channel, country, sum(price) AS revenue, count(*) AS orders
    FROM orders GROUP BY 1, 2, 3
""")

spark.sql("""
    SELECT channel, country, sum(revenue) AS revenue, grouping_id() AS level
    FROM monthly GROUP BY GROUPING SETS ((channel, country), (channel), ()) ORDER BY level, channel, country
""").show(30)

spark.sql("""
    WITH shares AS (SELECT month, channel, sum(revenue) / sum(sum(revenue)) OVER (PARTITION BY month) AS share FROM monthly GROUP BY month, channel)
    SELECT month, round(web, 3) AS web, round(shop, 3) AS shop, round(phone, 3) AS phone
    FROM shares PIVOT (first(share) FOR channel IN ('web' AS web, 'shop' AS shop, 'phone' AS phone)) ORDER BY month
""").show(truncate=False)

dear = spark.sql("""
    SELECT country, count(*) AS dear FROM orders o
    WHERE price > (SELECT 1.9 * avg(price) FROM orders i WHERE i.country = o.country) GROUP BY country ORDER BY country
""")
for row in dear.collect():
    print(row.country, row.dear)
spark.stop()
