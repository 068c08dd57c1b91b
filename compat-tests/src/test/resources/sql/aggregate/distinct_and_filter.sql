-- DISTINCT and FILTER, alone and mixed.
CREATE TABLE t(g INT, i INT, k STRING, y DOUBLE, d DECIMAL(10,2)) USING parquet;
INSERT INTO t VALUES (1, 1, 'a', 1.5, 1.10), (1, 1, 'a', 1.5, 1.10), (1, 2, 'b', -0.0, 2.20), (1, NULL, NULL, 0.0, NULL);
INSERT INTO t VALUES (2, 1, 'a', double('NaN'), 3.30), (2, 3, 'c', double('NaN'), 3.30), (NULL, 5, 'z', NULL, 0), (NULL, 5, 'y', NULL, 0.00);

SELECT count(DISTINCT i), count(DISTINCT k), count(DISTINCT y), count(DISTINCT d) FROM t;
SELECT count(DISTINCT i, k), count(DISTINCT g, i, k) FROM t;
SELECT g, count(DISTINCT i) FROM t GROUP BY g;
SELECT g, count(DISTINCT i), count(*), sum(i) FROM t GROUP BY g;
SELECT g, count(DISTINCT i), count(DISTINCT k), sum(DISTINCT i), avg(d) FROM t GROUP BY g;
SELECT g, sum(DISTINCT d), avg(DISTINCT i), max(DISTINCT k) FROM t GROUP BY g;
SELECT count(*) FILTER (WHERE i > 1), sum(i) FILTER (WHERE k = 'a'), avg(y) FILTER (WHERE y > 100) FROM t;
SELECT g, count(*) FILTER (WHERE i > 1), min(k) FILTER (WHERE i IS NOT NULL) FROM t GROUP BY g;
SELECT g, count(DISTINCT i) FILTER (WHERE k <> 'b'), count(DISTINCT k) FILTER (WHERE i > 0), sum(i) FROM t GROUP BY g;
SELECT DISTINCT i, k FROM t;
SELECT DISTINCT y FROM t;
SELECT count(*) FROM (SELECT DISTINCT g, i FROM t);
