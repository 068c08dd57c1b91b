-- Aggregations that group no rows before their shuffle, where that gives the same, and those that must group all the same.
-- Config: spark.quiver.partialAggregation=none
-- ConfigMatrix: spark.sql.ansi.enabled=true,false
CREATE TABLE t(g INT, k STRING, b TINYINT, s SMALLINT, i INT, l BIGINT, x FLOAT, y DOUBLE, d DECIMAL(9, 2), e DECIMAL(28, 5), w DECIMAL(38, 0), bo BOOLEAN, da DATE, ts TIMESTAMP, bi BINARY) USING parquet;
INSERT INTO t SELECT /*+ COALESCE(1) */ CAST(id % 5 AS INT), IF(id % 7 = 0, NULL, concat('k', id % 3)), CAST(id % 100 AS TINYINT), CAST(id * 31 % 30000 AS SMALLINT), CAST(id * 2000 AS INT), id * 40000000000, CAST(id / 3 AS FLOAT), id / 7, CAST(id / 4 AS DECIMAL(9, 2)), CAST(id AS DECIMAL(28, 5)), CAST(id AS DECIMAL(38, 0)), id % 2 = 0, DATE'2020-01-01' + CAST(id % 40 AS INT), TIMESTAMP'2020-01-01 00:00:00' + make_interval(0, 0, 0, CAST(id AS INT)), CAST(CAST(id % 4 AS STRING) AS BINARY) FROM range(0, 600, 1, 1);
INSERT INTO t SELECT /*+ COALESCE(1) */ NULL, concat('k', id), NULL, CAST(-id AS SMALLINT), NULL, -id, NULL, NULL, CAST(-id AS DECIMAL(9, 2)), NULL, NULL, NULL, NULL, NULL, NULL FROM range(0, 30, 1, 1);

SELECT g, count(*), count(k), count(i), sum(b), sum(s), sum(i), avg(b), avg(s), min(i), max(i) FROM t GROUP BY g;
SELECT k, sum(d), avg(d), sum(e), avg(e), min(d), max(e), min(w), max(w) FROM t GROUP BY k;
SELECT g, k, min(k), max(k), min(bo), max(bo), min(da), max(ts), min(bi), max(bi), min(x), max(y) FROM t GROUP BY g, k;
SELECT da, bi, bit_and(i), bit_or(l), bit_xor(s) FROM t GROUP BY da, bi;
SELECT DISTINCT g, k FROM t;
SELECT DISTINCT x, y, d, w FROM t;
SELECT k FROM t GROUP BY k;
SELECT count(DISTINCT k), count(DISTINCT g, k), sum(DISTINCT s), count(*) FROM t;
SELECT g, count(DISTINCT k), count(DISTINCT da), sum(i), avg(s), max(ts) FROM t GROUP BY g;
SELECT g, count(DISTINCT k) FILTER (WHERE s > 100), count(*) FILTER (WHERE k = 'k1'), sum(d) FILTER (WHERE bo) FROM t GROUP BY g;
SELECT g, k, count(*), sum(d), grouping_id() FROM t GROUP BY CUBE(g, k);
-- any_engine (AQE makes an empty relation of it)
SELECT k, count(*) FROM t WHERE g > 100 GROUP BY k HAVING count(*) > 1;
SELECT k, count(*) FROM t GROUP BY k ORDER BY count(*) DESC, k LIMIT 5;
SELECT struct(g, k), count(*), max(i) FROM t GROUP BY struct(g, k);
SELECT array(g), count(*) FROM t GROUP BY array(g);
SELECT k COLLATE UTF8_LCASE, count(*), min(s) FROM t GROUP BY k COLLATE UTF8_LCASE;
-- These have all their rows grouped before the shuffle: rounding, and overflows of a part, depend on what is added first.
SELECT g, sum(x), avg(y), sum(y), avg(i), avg(l), sum(w), stddev(y), sum(l) FROM t GROUP BY g;
SELECT k, first(i), last(i), first(k, true), max_by(i, s), sort_array(collect_list(s)) FROM t GROUP BY k;
SELECT g, try_sum(l), try_avg(d), try_sum(i) FROM t GROUP BY g;

-- A part that overflows, and comes back with the row after it.
CREATE TABLE o(g INT, l BIGINT, w DECIMAL(38, 0)) USING parquet;
INSERT INTO o SELECT /*+ COALESCE(1) */ * FROM VALUES (1, 9223372036854775807, 99999999999999999999999999999999999999BD), (1, 1, 1BD), (1, -5, -5BD), (2, 3, 3BD);
-- expect_error[spark.sql.ansi.enabled=true]: ARITHMETIC_OVERFLOW
SELECT g, sum(l) FROM o GROUP BY g;
-- expect_error[spark.sql.ansi.enabled=true]: ARITHMETIC_OVERFLOW
SELECT g, count(*), sum(w) FROM o GROUP BY g;
SELECT g, try_sum(l), try_sum(w) FROM o GROUP BY g;
-- REMAINDER_BY_ZERO, on Spark 4.0 DIVIDE_BY_ZERO.
-- expect_error[spark.sql.ansi.enabled=true]
SELECT g % (l - 3), count(*) FROM o GROUP BY g % (l - 3);
