-- ConfigMatrix: spark.sql.adaptive.enabled=true,false
-- Spark merges scalar subqueries over the same input into one that gives a struct: each value is a field of it.
CREATE TABLE t (g INT, i INT, l BIGINT, d DECIMAL(7,2), w DECIMAL(38,4), f DOUBLE, s STRING, b BINARY, day DATE, ok BOOLEAN, y TINYINT) USING parquet;
INSERT INTO t VALUES
  (1, 10, 100, 1.25, 12345678901234567890.5, 0.5, 'a', X'01', DATE'2024-01-01', true, 1Y),
  (1, 20, 200, 2.50, -1.0001, -0.0, 'bb', X'0203', DATE'1500-05-05', false, -7Y),
  (2, 30, NULL, NULL, NULL, DOUBLE('NaN'), NULL, NULL, NULL, NULL, NULL),
  (2, 40, 400, 7.75, 3.3333, 2.5, '', X'', DATE'9999-12-31', true, 3Y);
CREATE TABLE small (k INT) USING parquet;
INSERT INTO small VALUES (1), (2), (NULL);
CREATE TABLE empty (k INT, v DECIMAL(7,2)) USING parquet;

SELECT k, CASE WHEN (SELECT count(*) FROM t WHERE g = 1) > 1 THEN (SELECT avg(d) FROM t WHERE g = 1) ELSE (SELECT avg(f) FROM t WHERE g = 1) END FROM small;
SELECT k, (SELECT max(i) FROM t) + k, (SELECT min(l) FROM t) + k, (SELECT sum(d) FROM t) + k, (SELECT max(w) FROM t) + k FROM small;
SELECT k, (SELECT max(f) FROM t) + k, (SELECT min(f) FROM t) * k, (SELECT max(s) FROM t) || k, (SELECT min(s) FROM t) || k FROM small;
SELECT k, (SELECT max(day) FROM t) + k, (SELECT min(b) FROM t), (SELECT max(b) FROM t), (SELECT min(ok) FROM t) AND k = 1, (SELECT min(y) FROM t) + k FROM small;
SELECT i FROM t WHERE i > (SELECT avg(i) FROM t) AND d < (SELECT max(d) + 1 FROM t) AND s >= (SELECT min(s) FROM t);
-- Nothing comes of an empty table: a struct of nulls, or no struct.
SELECT k, (SELECT max(v) FROM empty) + k, (SELECT count(v) FROM empty) + k, (SELECT v FROM empty) + k FROM small;
SELECT k FROM small WHERE k > (SELECT max(k) FROM empty) OR k = (SELECT count(*) + 1 FROM empty);
SELECT k, (SELECT struct(max(i) AS m, max(d) AS n) FROM t).m + k, (SELECT struct(max(i) AS m, max(d) AS n) FROM t).n + k FROM small;
SELECT k, (SELECT named_struct('p', named_struct('q', max(i), 'r', max(s))) FROM t).p.q + k FROM small;
-- The same subquery in several places, of a grouping, a join and a sort.
SELECT g, sum(d * (SELECT max(i) FROM t)), count(*) FROM t WHERE i > (SELECT min(i) FROM t) GROUP BY g HAVING sum(d) < (SELECT sum(d) FROM t) ORDER BY g;
SELECT t.i, k FROM t JOIN small ON t.g = small.k AND t.i + k > (SELECT avg(i) FROM t) - (SELECT min(i) FROM t);

-- expect_error: SCALAR_SUBQUERY_TOO_MANY_ROWS
SELECT k + (SELECT i FROM t) FROM small;
-- expect_error: ARITHMETIC_OVERFLOW
SELECT k, k + (SELECT max(i) + 2147483647 - 40 FROM t) FROM small;
