# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""A Delta table: written, merged into, read as it was before. Delta Lake comes as a package of Spark:

    bin/quiver compare --packages io.delta:delta-spark_4.1_2.13:4.2.0 \
        --conf spark.sql.extensions=io.delta.sql.DeltaSparkSessionExtension \
        --conf spark.sql.catalog.spark_catalog=org.apache.spark.sql.delta.catalog.DeltaCatalog examples/delta_table.py
"""

import sys
import tempfile

from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("delta_table").getOrCreate()
if "DeltaSparkSessionExtension" not in spark.conf.get("spark.sql.extensions", ""):
    print("skipped: Delta Lake is not there; start with the options that the head of this file names")
    spark.stop()
    sys.exit(0)

with tempfile.TemporaryDirectory() as folder:
    table = f"delta.`{folder}/stock`"
    stock = spark.range(1_000).selectExpr("id as product", "int(id % 50) as pieces", "'first count' as source")
    stock.write.format("delta").save(f"{folder}/stock")

    spark.range(900, 1_100).selectExpr("id as product", "int(7) as pieces").createOrReplaceTempView("delivered")
    spark.sql(f"""
        MERGE INTO {table} t USING delivered d ON t.product = d.product
        WHEN MATCHED THEN UPDATE SET t.pieces = t.pieces + d.pieces, t.source = 'delivery'
        WHEN NOT MATCHED THEN INSERT (product, pieces, source) VALUES (d.product, d.pieces, 'new')
    """)
    spark.sql(f"DELETE FROM {table} WHERE pieces = 0")

    spark.sql(f"SELECT source, count(*) AS products, sum(pieces) AS pieces FROM {table} GROUP BY source ORDER BY source").show()
    print("products at first:", spark.read.format("delta").option("versionAsOf", 0).load(f"{folder}/stock").count())
spark.stop()
