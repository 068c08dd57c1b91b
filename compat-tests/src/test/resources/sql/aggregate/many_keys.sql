-- So many keys, of which hardly any comes again, that rows pass ungrouped before the shuffle; and keys that come again only afterwards.
CREATE TABLE t(k BIGINT, s STRING, v INT) USING parquet;
INSERT INTO t SELECT /*+ COALESCE(1) */ IF(id < 150000, id, id % 100), IF(id % 1000 = 0, NULL, concat('key ', IF(id < 150000, id * 7, 0))), CAST(id AS INT) FROM range(0, 220000, 1, 1);

SELECT count(*), sum(c), max(c), sum(t), max(m) FROM (SELECT k, count(*) AS c, sum(v) AS t, max(v) AS m FROM t GROUP BY k);
SELECT count(*), sum(c), max(c), sum(t), max(m) FROM (SELECT s, count(*) AS c, sum(v) AS t, min(v) AS m FROM t GROUP BY s);
SELECT count(*), sum(c), max(t) FROM (SELECT s, k, count(v) AS c, sum(v) AS t FROM t GROUP BY s, k);
SELECT count(DISTINCT k), count(DISTINCT s), count(DISTINCT k, s) FROM t;
SELECT k % 3 AS g, count(DISTINCT s), sum(v) FROM t GROUP BY k % 3;
SELECT k, count(*) FROM t GROUP BY k ORDER BY count(*) DESC, k LIMIT 3;
