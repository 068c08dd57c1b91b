# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""Compares pairs of folders, on stock Spark: the schema, and how often each row is there.

Arguments: a JSON file with a list of {name, a, b}, and the file to write.
"""

import json
import sys
from pathlib import Path

SHOWN = 10
# Text is compared line by line, as it stands in the files.
_FORMATS = {".parquet": "parquet", ".orc": "orc", ".avro": "avro"}


def format_of(folder):
    """By what is in it; None where there are no files of data."""
    if (folder / "_delta_log").is_dir():
        return "delta"
    for file in sorted(folder.rglob("*")):
        hidden = any(part[0] in "._" for part in file.relative_to(folder).parts)
        if file.is_file() and not hidden:
            return next((_FORMATS[suffix] for suffix in file.suffixes if suffix in _FORMATS), "text")
    return None


def compare(spark, pair):
    from pyspark.sql import functions as F

    formats = [format_of(Path(pair[side])) for side in "ab"]
    if formats[0] != formats[1]:
        return [["", "format", str(formats[0]), str(formats[1])]], 0, 0
    if formats[0] is None:
        return [], 0, 0
    a, b = (spark.read.format(formats[0]).load(Path(pair[side]).as_uri()) for side in "ab")
    if a.schema != b.schema:
        return [["", "schema", a.schema.simpleString(), b.schema.simpleString()]], 0, 0

    def counted(frame, name):
        # Structs print nulls and the text null alike: the columns that are null stand before them.
        nulls = F.concat_ws("", *(F.when(F.col(f"`{each}`").isNull(), F.lit("1")).otherwise(F.lit("0")) for each in frame.columns))
        text = F.struct(*(F.col(f"`{each}`") for each in frame.columns)).cast("string")
        return frame.groupBy(nulls.alias("nulls"), text.alias("row")).agg(F.count(F.lit(1)).alias(name))

    together = counted(a, "a").join(counted(b, "b"), ["nulls", "row"], "full").na.fill(0, ["a", "b"]).cache()
    rows = together.agg(F.sum("a")).first()[0] or 0
    different = together.where("a != b")
    found = different.orderBy("row").limit(SHOWN).collect()
    return [[each["row"], "times", str(each["a"]), str(each["b"])] for each in found], max(0, different.count() - SHOWN), rows


def main(asked, answers):
    from pyspark.sql import SparkSession

    spark = SparkSession.builder.appName("compare what was written").getOrCreate()
    entries = []
    for pair in json.loads(Path(asked).read_text()):
        try:
            differences, more, rows = compare(spark, pair)
            entries.append({"name": pair["name"], "equal": not differences, "differences": differences, "more": more, "rows": rows})
        except Exception as failure:
            first = str(failure).splitlines()[0]
            entries.append({"name": pair["name"], "equal": False, "differences": [["", "cannot be read", first, ""]], "more": 0})
    Path(answers).write_text(json.dumps(entries))
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
