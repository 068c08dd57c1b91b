# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""Features for a model: categories as indexes and one-hot vectors, buckets, scaled numbers, and a model over them. Wants numpy.

    bin/quiver compare examples/ml_features.py
"""

import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

try:
    import numpy  # noqa: F401
except ImportError:
    print("skipped: numpy is not installed in this Python (pip install numpy)")
    sys.exit(0)

from pyspark.ml import Pipeline
from pyspark.ml.classification import DecisionTreeClassifier
from pyspark.ml.feature import Bucketizer, Imputer, OneHotEncoder, StringIndexer, VectorAssembler

spark = SparkSession.builder.appName("ml_features").getOrCreate()
flats = spark.range(2_000).selectExpr(
    "id",
    "element_at(array('north', 'east', 'south', 'west'), int((id * 31) % 4) + 1) as quarter",
    "if(id % 17 = 0, null, cast(30 + (id * 7919) % 120 as double)) as size",
    "cast(1900 + (id * 104729) % 125 as double) as built",
    "cast((id * 7919) % 120 + (id * 31) % 4 * 20 > 90 as double) as label",
)

pipeline = Pipeline(
    stages=[
        StringIndexer(inputCol="quarter", outputCol="quarter_index", stringOrderType="alphabetAsc"),
        OneHotEncoder(inputCol="quarter_index", outputCol="quarter_vector"),
        Imputer(inputCol="size", outputCol="size_known", strategy="median"),
        Bucketizer(inputCol="built", outputCol="period", splits=[1900, 1945, 1980, 2030]),
        VectorAssembler(inputCols=["quarter_vector", "size_known", "period"], outputCol="features"),
        DecisionTreeClassifier(maxDepth=4, seed=1),
    ]
)
model = pipeline.fit(flats)
predicted = model.transform(flats)

predicted.select("id", "quarter_index", "size_known", "period", "features", "prediction").orderBy("id").limit(5).show(truncate=False)
predicted.groupBy("label", "prediction").agg(F.count("*").alias("flats")).orderBy("label", "prediction").show()
spark.stop()
