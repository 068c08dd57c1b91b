-- Groups that a HAVING or a top-n above does not want, by their measures, come out without keys having been made of them.
-- Config: spark.sql.shuffle.partitions=3
-- ConfigMatrix: spark.sql.ansi.enabled=true,false
CREATE TABLE g USING parquet AS SELECT /*+ COALESCE(2) */ IF(id % 11 = 0, NULL, concat('page ', id * id % 1999)) AS page, IF(id % 13 = 0, NULL, id * 7 % 31) AS site, CAST(id % 5 AS STRING) AS kind, CAST(id % 1000 AS DECIMAL(9, 2)) / 8 AS d, CAST(id % 97 AS DOUBLE) / 7 AS x, CAST(id % 100 AS INT) AS i FROM range(0, 30000, 1, 4);

SELECT page, count(*) AS c FROM g GROUP BY page HAVING count(*) > 30;
SELECT page, site, count(*) AS c, sum(d) AS s FROM g GROUP BY page, site HAVING count(*) > 3 AND sum(d) < 100;
SELECT page, site, kind, max(x) AS m FROM g GROUP BY page, site, kind HAVING max(x) < 1.5 OR max(x) IS NULL;
SELECT page, count(*) AS c FROM g GROUP BY page HAVING count(*) > 30 AND page > 'page 5';
SELECT page, count(*) AS c FROM g GROUP BY page HAVING page > 'page 5' AND count(*) > 30;
SELECT site, kind, count(*) AS c FROM g GROUP BY site, kind HAVING count(*) > 1000000;
SELECT page, count(*) AS c FROM g GROUP BY page ORDER BY c DESC, page LIMIT 10;
SELECT page, site, count(*) AS c FROM g GROUP BY page, site ORDER BY c DESC, page, site LIMIT 10 OFFSET 5;
SELECT page, site, sum(d) AS s, avg(i) AS a FROM g GROUP BY page, site ORDER BY s, a DESC, site, page LIMIT 20;
SELECT page, site, min(i) AS m FROM g GROUP BY page, site ORDER BY m, page, site LIMIT 7;
SELECT page, site, max(x) AS m FROM g GROUP BY page, site ORDER BY m DESC NULLS LAST, page DESC, site LIMIT 7;
SELECT 'page' AS what, kind, page, count(*) AS c FROM g GROUP BY kind, page HAVING count(*) > 3 ORDER BY c DESC, page, kind LIMIT 12;
SELECT page, count(DISTINCT site) AS sites, count(*) AS c FROM g GROUP BY page ORDER BY sites DESC, c DESC, page LIMIT 9;
SELECT site, count(*) AS c FROM g GROUP BY site ORDER BY c LIMIT 1;
-- What fails in a group that is not wanted fails all the same.
-- expect_error[spark.sql.ansi.enabled=true]: ARITHMETIC_OVERFLOW
SELECT page, count(*) AS c, sum(9223372036854775000 + i) AS s FROM g GROUP BY page ORDER BY c DESC, page LIMIT 3;
-- expect_error[spark.sql.ansi.enabled=true]: DIVIDE_BY_ZERO
SELECT page, count(*) AS c FROM g GROUP BY page ORDER BY c DESC, 1 / (c - c), page LIMIT 3;
-- expect_error[spark.sql.ansi.enabled=true]: DIVIDE_BY_ZERO
SELECT page, count(*) AS c FROM g GROUP BY page HAVING c > 5 AND 1 / (c - c) > 0.01;
