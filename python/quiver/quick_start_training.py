# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""What the archive of classes is made from: a job that uses what most jobs use, so that their classes are loaded when it ends."""

import sys

from pyspark.sql import Row, SparkSession, Window
from pyspark.sql import functions as F


def read_write(spark, folder):
    """Every built-in file format, written and read."""
    people = [Row(id=i, name=f"name {i}", city="abc"[i % 3], age=20 + i % 50, salary=i * 1.5) for i in range(200)]
    frame = spark.createDataFrame(people)
    frame.write.csv(f"{folder}/csv", header=True)
    frame.write.json(f"{folder}/json")
    frame.write.parquet(f"{folder}/parquet")
    frame.write.orc(f"{folder}/orc")
    for source in (spark.read.json(f"{folder}/json"), spark.read.orc(f"{folder}/orc")):
        source.count()
    csv = spark.read.csv(f"{folder}/csv", header=True, inferSchema=True)
    csv.printSchema()
    return csv, spark.read.parquet(f"{folder}/parquet")


def queries(spark, frame):
    """What DataFrame jobs ask: filters, groups, joins, windows, sets, sorts, limits; printed, counted and collected."""
    frame.show()
    frame.select("name", "city").where(frame.age > 26).sort(frame.age.desc(), "name").limit(3).show(truncate=False)
    frame.filter("age > 26 and name like 'name%' and city in ('a', 'b')").groupBy("city").count().orderBy("city").show()
    frame.agg(F.sum("salary"), F.avg("age"), F.min("age"), F.max("name"), F.countDistinct("city")).collect()
    frame.withColumn("day", F.date_add(F.lit("2026-01-01").cast("date"), F.col("age").cast("int"))).groupBy(F.year("day")).count().collect()
    cities = frame.groupBy("city").agg(F.count("*").alias("people"), F.avg("salary").cast("decimal(12,2)").alias("salary"))
    frame.join(cities, "city", "left").orderBy("id").collect()
    frame.join(F.broadcast(cities), "city", "left_semi").unionByName(frame).distinct().count()
    frame.withColumn("place", F.row_number().over(Window.partitionBy("city").orderBy("age", "id"))).filter("place < 3").collect()
    frame.select(F.explode(F.split("name", " "))).groupBy("col").count().orderBy(F.desc("count")).take(2)
    frame.groupBy("city").pivot("age", [20, 21]).sum("salary").collect()
    frame.cache().count()
    frame.createOrReplaceTempView("people")
    spark.sql("select upper(name) n, case when age > 30 then 1 else 0 end c from people where id in (select max(id) from people) order by 1").show()
    spark.sql("explain formatted select city, sum(salary) from people group by city having sum(salary) > 10").show()


ORDERS = """
select id, id % 200 person, cast(id % 90 * 1.25 as decimal(12, 2)) price, date_add(date'2026-01-01', cast(id % 60 as int)) day,
concat('item ', id % 7) item from range(2000)
"""

REPORTS = [
    """select city, sum(price * (1 - 0.05)) revenue, avg(price) average, count(distinct item) items from people join orders on people.id = person
       where day >= date'2026-01-10' and day < date'2026-01-10' + interval '1' month and item not like '%3' and price between 5 and 90.5
       group by city order by revenue desc, city limit 2""",
    """select year(day) y, sum(case when item in ('item 1', 'item 2') then price else 0 end) / sum(price) part from orders
       where exists (select * from people where id = person and age > 30) and person not in (select max(id) from people) group by year(day)""",
    """with totals as (select person, sum(price) total from orders group by person having count(*) > 2)
       select name, total from people left join totals on id = person where total > (select 0.2 * avg(total) from totals) or total is null order by 1""",
    """select substring(item, 1, 4) start, count(*) from orders o where price < (select avg(price) from orders i where i.person = o.person)
       and not exists (select * from people where id = person and city = 'a') group by 1""",
]


def reports(spark, folder):
    """What SQL reports ask of Parquet tables, both sides of joins shuffled as those of large tables are."""
    spark.sql(ORDERS).write.parquet(f"{folder}/orders")
    spark.read.parquet(f"{folder}/parquet").createOrReplaceTempView("people")
    spark.read.parquet(f"{folder}/orders").createOrReplaceTempView("orders")
    spark.conf.set("spark.sql.autoBroadcastJoinThreshold", "-1")
    for report in REPORTS:
        spark.sql(report).collect()


def main(folder):
    spark = SparkSession.builder.appName("training").getOrCreate()
    for frame in read_write(spark, folder):
        queries(spark, frame)
    reports(spark, folder)
    spark.stop()


main(sys.argv[1])
