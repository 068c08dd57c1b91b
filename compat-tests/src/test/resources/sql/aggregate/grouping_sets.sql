-- ROLLUP, CUBE, GROUPING SETS.
CREATE TABLE t(a INT, b STRING, v INT) USING parquet;
INSERT INTO t VALUES (1, 'x', 10), (1, 'y', 20), (2, 'x', 30), (NULL, 'x', 40), (2, NULL, 50);

SELECT a, b, sum(v), count(*) FROM t GROUP BY ROLLUP(a, b);
SELECT a, b, sum(v) FROM t GROUP BY CUBE(a, b);
SELECT a, b, sum(v), grouping(a), grouping_id(a, b) FROM t GROUP BY GROUPING SETS ((a), (b), (a, b), ());
SELECT a, sum(v) FROM t GROUP BY a WITH ROLLUP ORDER BY a NULLS LAST, sum(v);
