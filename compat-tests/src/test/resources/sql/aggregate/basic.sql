-- Aggregates over every type, with and without groups, over nothing, and through several partitions.
-- ConfigMatrix: spark.sql.adaptive.enabled=true,false
CREATE TABLE t(g INT, k STRING, b TINYINT, s SMALLINT, i INT, l BIGINT, x FLOAT, y DOUBLE, bo BOOLEAN, da DATE, ts TIMESTAMP, bi BINARY) USING parquet;
INSERT INTO t VALUES (1, 'a', 1Y, 1S, 10, 100L, float('0.1'), 0.1D, true, DATE'2020-01-01', TIMESTAMP'2020-01-01 00:00:00', x'01'), (1, 'b', 2Y, 2S, 20, 200L, float('0.2'), 0.2D, false, DATE'2020-01-02', TIMESTAMP'2020-01-02 00:00:00', x'02'), (2, 'a', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO t VALUES (NULL, 'a', 3Y, 3S, 30, 300L, float('0.3'), 0.3D, true, DATE'2020-01-03', TIMESTAMP'2020-01-03 00:00:00', x'03'), (NULL, NULL, 4Y, 4S, 40, 400L, float('0.4'), 0.4D, true, DATE'2020-01-04', TIMESTAMP'2020-01-04 00:00:00', x'04');
INSERT INTO t VALUES (1, 'a', 5Y, 5S, 50, 500L, float('0.5'), 0.5D, NULL, DATE'2020-01-05', TIMESTAMP'2020-01-05 00:00:00', x''), (3, 'é', 127Y, 32767S, 2147483647, 1L, float('1e30'), 1e300D, false, DATE'1000-01-01', TIMESTAMP'1500-01-01 00:00:00', x'ffff');
INSERT INTO t VALUES (3, 'é', 127Y, 32767S, 2147483647, 2L, float('-1e30'), -1e300D, false, DATE'9999-01-01', TIMESTAMP'9000-01-01 00:00:00', x'ff');

SELECT count(*), count(i), count(1), sum(b), sum(s), sum(i), sum(l), avg(i), avg(l) FROM t;
SELECT min(b), max(b), min(s), max(s), min(i), max(i), min(l), max(l), min(x), max(x), min(y), max(y) FROM t;
SELECT min(k), max(k), min(bo), max(bo), min(da), max(da), min(ts), max(ts), min(bi), max(bi) FROM t;
SELECT g, count(*), count(k), sum(i), avg(s), min(l), max(l) FROM t GROUP BY g;
SELECT k, count(*), sum(l), min(da), max(ts), min(k) FROM t GROUP BY k;
SELECT g, k, count(*), sum(b), avg(i) FROM t GROUP BY g, k;
SELECT bo, count(*) FROM t GROUP BY bo;
SELECT da, ts, count(*) FROM t GROUP BY da, ts;
SELECT bi, x, y, count(*) FROM t GROUP BY bi, x, y;
SELECT g FROM t GROUP BY g;
SELECT DISTINCT g, k FROM t;
SELECT g + 1, count(*) FROM t GROUP BY g + 1;
SELECT sum(i) + count(*) * 2, max(i) - min(i) FROM t;
SELECT g, sum(i) AS total FROM t GROUP BY g HAVING sum(i) > 50;
SELECT k, sum(l) AS total FROM t WHERE i > 15 GROUP BY k ORDER BY total DESC, k;
SELECT count(*), sum(i), avg(y), min(k), max(ts) FROM t WHERE g > 1000;
-- any_engine[spark.sql.adaptive.enabled=true] (AQE makes an empty relation of it)
SELECT g, count(*) FROM t WHERE g > 1000 GROUP BY g;
SELECT every(bo), some(bo), count_if(bo), bool_or(bo) FROM t;
SELECT g, bool_and(bo), any(bo) FROM t GROUP BY g;
SELECT stddev(i), variance(l), stddev_pop(s), var_pop(b), corr(i, l), covar_pop(i, l), skewness(b), kurtosis(b) FROM t WHERE g = 1;
SELECT g, bit_and(i), bit_or(i), bit_xor(l) FROM t GROUP BY g;
SELECT g, max_by(k, l), min_by(k, l) FROM t GROUP BY g;
SELECT g, sort_array(collect_list(i)), sort_array(collect_set(k)) FROM t GROUP BY g;
SELECT approx_count_distinct(i), percentile(i, 0.5), median(s), mode(k) FROM t;
SELECT sum(y) FROM t WHERE g = 1;
