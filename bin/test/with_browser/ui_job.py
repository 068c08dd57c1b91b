# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""A job that shows itself: runs some queries, prints where Spark's UI is, and waits until the file that it is given is there."""

import sys
import tempfile
import time
from pathlib import Path

from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("sales").getOrCreate()
with tempfile.TemporaryDirectory() as folder:
    columns = ["id", "id % 1000 AS customer", "concat('city ', id % 50) AS city", "cast(id % 977 AS decimal(10,2)) AS price", "date_add(date'2026-01-01', int(id % 300)) AS day"]
    spark.range(400_000).selectExpr(*columns).write.parquet(f"{folder}/sales")
    spark.read.parquet(f"{folder}/sales").createOrReplaceTempView("sales")
    spark.range(1000).selectExpr("id AS customer", "concat('name ', id) AS name").write.parquet(f"{folder}/customers")
    spark.read.parquet(f"{folder}/customers").createOrReplaceTempView("customers")
    for name, query in {
        "sales by city": "SELECT city, sum(price), count(*) FROM sales WHERE day > '2026-02-01' GROUP BY city ORDER BY 2 DESC",
        "best customers": "SELECT name, sum(price) AS total FROM sales JOIN customers USING (customer) GROUP BY name ORDER BY total DESC LIMIT 10",
        "names that sound alike": "SELECT soundex(name), count(*) FROM customers GROUP BY 1",
        "days without sales": "SELECT count(*) FROM range(300) r LEFT ANTI JOIN sales ON date_add(date'2026-01-01', int(r.id)) = day",
        "through a script": "SELECT c, count(*) FROM (SELECT TRANSFORM(customer) USING 'cat' AS (c) FROM sales) GROUP BY c",
        "a <script>document.title = 'ran'</script> & \"more\"": "SELECT city, rank() OVER (PARTITION BY city ORDER BY price) FROM sales WHERE customer < 50",
    }.items():
        spark.sparkContext.setJobDescription(name)
        spark.sql(query).collect()
print("application", spark.sparkContext.applicationId)
print("shows itself at", spark.sparkContext.uiWebUrl, flush=True)
deadline = time.time() + 600
while not Path(sys.argv[1]).exists() and time.time() < deadline:
    time.sleep(0.2)
spark.stop()
