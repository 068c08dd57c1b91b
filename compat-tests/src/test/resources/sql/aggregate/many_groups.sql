-- Groups in numbers that make hash tables grow, in several partitions.
-- Config: spark.sql.shuffle.partitions=5
CREATE TABLE m USING parquet AS SELECT id, id % 3000 AS g, CAST(id % 17 AS STRING) AS s, CAST(id AS DECIMAL(15,2)) / 4 AS d, if(id % 10 = 0, NULL, CAST(id % 1000 AS INT)) AS i FROM range(0, 20000, 1, 4);

SELECT g, count(*), sum(id), min(d), max(i) FROM m GROUP BY g;
SELECT g, s, sum(d), avg(i), count(i) FROM m GROUP BY g, s;
SELECT id, count(*) FROM m GROUP BY id HAVING id % 1000 = 1;
SELECT s, count(DISTINCT g), sum(i) FROM m GROUP BY s ORDER BY s;
SELECT count(*), sum(c) FROM (SELECT g, count(*) AS c FROM m GROUP BY g);
SELECT s, i, count(*) FROM m WHERE id < 15000 AND i > 5 GROUP BY s, i;
