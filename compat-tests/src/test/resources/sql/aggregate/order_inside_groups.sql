-- ConfigMatrix: spark.sql.objectHashAggregate.sortBased.fallbackThreshold=128,3
-- In which order a group's rows meet: that of the input, or the one in which stock Spark sorts. Its radix sort moves a row for
-- each null key; above a number of groups the object hash aggregation sorts what follows and merges what it had at the end.
CREATE TABLE t USING parquet AS SELECT /*+ COALESCE(1) */ id, if(id % 10 = 3, NULL, id % 301) AS k, CAST(id % 90 AS INT) AS few,
  CAST((id * 7919) % 1000 AS DOUBLE) AS z, concat('s', id % 17) AS s, if(id % 13 = 0, NULL, concat('k', id % 200)) AS t,
  if(id % 3 = 0, -0.0D, 0.0D) AS zero, CAST(if(id % 7 = 0, NULL, id % 150) AS DECIMAL(9, 2)) AS d, if(id % 11 = 0, NULL, (id % 140) / 4.0D) AS f,
  if(id % 17 = 1, NULL, DATE'2020-01-01' + CAST(id % 145 AS INT)) AS day, CAST(id % 151 AS DECIMAL(25, 0)) AS wide
FROM range(5000);
-- SortAggregate, as a text's minimum has no mutable buffer
SELECT k, sum(z / 7), max(s) FROM t GROUP BY k;
SELECT k, first(id), last(id), first(s), min(s), avg(z / 3), min(zero), max(zero) FROM t GROUP BY k;
SELECT f, sum(z / 7), max(s), first(id) FROM t GROUP BY f;
SELECT d, sum(z / 7), max(s), last(id) FROM t GROUP BY d;
SELECT day, sum(z / 7), max(s), last(id) FROM t GROUP BY day;
SELECT t, sum(z / 7), max(s), last(id) FROM t GROUP BY t;
SELECT k, few, sum(z / 7), max(s), last(id) FROM t GROUP BY k, few;
-- ObjectHashAggregate
SELECT k, collect_list(id) FROM t GROUP BY k;
SELECT k, collect_list(id), sum(z / 7), avg(z / 3), first(id), last(s), min(zero), max(zero), stddev(z), corr(z, id) FROM t GROUP BY k;
SELECT few, collect_list(id), sum(z / 7), first(id), last(id) FROM t GROUP BY few;
SELECT t, collect_list(id), sum(z / 7), first(id), last(id) FROM t GROUP BY t;
SELECT d, collect_list(id), sum(z / 7), max_by(id, s), min_by(id, s) FROM t GROUP BY d;
SELECT f, collect_list(id), percentile(z, 0.3), mode(s) FROM t GROUP BY f;
SELECT day, collect_list(id), sum(z / 7) FROM t GROUP BY day;
SELECT wide, collect_list(id), sum(z / 7) FROM t GROUP BY wide;
SELECT k, s, collect_list(id), last(z) FROM t GROUP BY k, s;
SELECT k, listagg(s, ','), collect_set(few), array_agg(DISTINCT few) FROM t GROUP BY k;
SELECT few, collect_list(DISTINCT s), collect_list(id), count(DISTINCT k) FROM t GROUP BY few;
SELECT few, collect_list(id) FILTER (WHERE id % 3 = 0), sum(z / 7) FILTER (WHERE id % 2 = 0) FROM t GROUP BY few;
SELECT collect_list(id), sum(z / 7) FROM t;
-- groups come out in the order of their keys where Spark sorted
SELECT collect_list(k), collect_list(n) FROM (SELECT k, n FROM (SELECT k, size(collect_list(id)) AS n FROM t GROUP BY k) WHERE n > 0);
