-- ConfigMatrix: spark.sql.sort.enableRadixSort=true,false
-- The order of equal rows: stock Spark's radix sort, by a single key with nulls, does not keep that of the input.
CREATE TABLE t USING parquet AS SELECT /*+ COALESCE(1) */ id, if(id % 10 = 3, NULL, id % 301) AS k, CAST(id % 90 AS INT) AS few,
  CAST((id * 7919) % 1000 AS DOUBLE) AS z, concat('s', id % 17) AS s, if(id % 13 = 0, NULL, concat('k', id % 200)) AS t,
  if(id % 3 = 0, -0.0D, 0.0D) AS zero, CAST(if(id % 7 = 0, NULL, id % 150) AS DECIMAL(9, 2)) AS d, if(id % 11 = 0, NULL, (id % 140) / 4.0D) AS f,
  if(id % 17 = 1, NULL, DATE'2020-01-01' + CAST(id % 145 AS INT)) AS day, CAST(id % 151 AS DECIMAL(25, 0)) AS wide
FROM range(5000);
SELECT collect_list(id) FROM (SELECT id, k FROM t SORT BY k);
SELECT collect_list(id) FROM (SELECT id, k FROM t SORT BY k DESC);
SELECT collect_list(id) FROM (SELECT id, f FROM t SORT BY f NULLS LAST);
SELECT collect_list(id) FROM (SELECT id, d FROM t SORT BY d DESC NULLS FIRST);
SELECT collect_list(id) FROM (SELECT id, t FROM t SORT BY t);
SELECT collect_list(id) FROM (SELECT id, k, few FROM t SORT BY k, few);
SELECT collect_list(id) FROM (SELECT id, day FROM t SORT BY day);
SELECT id, row_number() OVER (ORDER BY k) FROM t;
SELECT id, row_number() OVER (PARTITION BY d ORDER BY 1), first_value(id) OVER (PARTITION BY d), sum(z / 7) OVER (PARTITION BY d) FROM t;
SELECT k, sum(z / 7), max(s) FROM t GROUP BY k;
SELECT collect_list(id) FROM (SELECT id, k FROM t WHERE k IS NULL SORT BY k);
SELECT collect_list(id) FROM (SELECT id, CAST(k AS BOOLEAN) AS b FROM t SORT BY b);
SELECT collect_list(id) FROM (SELECT id, if(k < 50, k, NULL) AS n FROM t SORT BY n DESC);
