-- ConfigMatrix: spark.sql.objectHashAggregate.sortBased.fallbackThreshold=128,3
-- Values of the greatest and least rows, and bits of all rows, in all phases.
CREATE TABLE t USING parquet AS SELECT /*+ COALESCE(1) */ id, CAST(if(id % 10 = 3, NULL, id % 23) AS INT) AS k, CAST(if(id % 7 = 1, NULL, (id * 31) % 97) AS TINYINT) AS b, CAST((id * 131) % 3001 AS SMALLINT) AS sh,
  CAST((id * 7919) % 1009 - 500 AS INT) AS i, id * 1000003 - 5000000 AS l, if(id % 9 = 2, NULL, ((id * 7919) % 10) / 7.0D) AS x, CAST((id * 13) % 11 AS FLOAT) AS f, CAST((id * 131) % 17 AS DECIMAL(9, 2)) AS d, CAST((id * 131) % 17 AS DECIMAL(30, 2)) AS wide,
  if(id % 5 = 0, NULL, concat('t', id % 23, 'é')) AS s, id % 3 = 0 AS flag, DATE'2020-01-01' + CAST(id % 30 AS INT) AS day, CAST(concat('b', id % 4) AS BINARY) AS bin, array(id, id + 1) AS a
FROM range(1500);
CREATE TABLE parts USING parquet AS SELECT /*+ REPARTITION(3, id) */ * FROM t;
CREATE TABLE odd(k INT, v STRING, x DOUBLE) USING parquet;
INSERT INTO odd SELECT /*+ COALESCE(1) */ * FROM VALUES (1, 'a', NULL), (1, 'b', NULL), (2, 'a', 0.0D), (2, 'b', -0.0D), (3, 'a', double('NaN')), (3, 'b', 1D), (3, NULL, double('NaN')), (4, NULL, 5D), (4, 'x', 4D), (5, 'p', 1D), (5, 'q', 1D), (NULL, 'n', 3D);

SELECT max_by(id, i), min_by(s, x), max_by(x, s), min_by(flag, day), max_by(bin, d), max_by(i, wide), min_by(day, f), max_by(s, flag), min_by(wide, b) FROM t;
SELECT k, max_by(id, i), min_by(id, x), max_by(s, d), min_by(x, s), max_by(l, bin), min_by(sh, day), max_by(a, i), max_by(struct(id, s), l), min_by(d, f) FROM t GROUP BY k;
SELECT k, max_by(id, x) FILTER (WHERE flag), min_by(DISTINCT b, b), max_by(b, b), count(DISTINCT b) FROM t GROUP BY k;
SELECT max_by(id, l), min_by(id, l), bit_and(i), bit_or(l), bit_xor(sh) FROM parts;
SELECT k, max_by(s, l), min_by(s, l), bit_xor(b), size(collect_list(b)) FROM parts GROUP BY k;
SELECT k, max_by(v, x), min_by(v, x), max_by(x, x), min_by(x, x), max_by(x, v), min_by(x, v) FROM odd GROUP BY k;
SELECT bit_and(b), bit_or(b), bit_xor(b), bit_and(sh), bit_or(sh), bit_xor(sh), bit_and(i), bit_or(i), bit_xor(i), bit_and(l), bit_or(l), bit_xor(l) FROM t;
SELECT k, bit_and(b), bit_or(b), bit_xor(i), bit_or(l) FILTER (WHERE flag), bit_xor(DISTINCT b), bit_and(CAST(NULL AS INT)) FROM t GROUP BY k;
SELECT bit_and(i), max_by(s, i) FROM t WHERE id < 0;
SELECT k, flag, max_by(id, l), bit_or(i) FROM t GROUP BY CUBE (k, flag);
SELECT k, bool_and(flag), bool_or(flag), every(flag), some(flag), any_value(s), any_value(s, true), count_if(flag) FROM t GROUP BY k;
SELECT id, max_by(s, i) OVER (PARTITION BY k), bit_or(i) OVER (PARTITION BY k ORDER BY id), bit_xor(b) OVER (PARTITION BY k ORDER BY id ROWS 2 PRECEDING) FROM t WHERE id < 200;
