-- Ranking functions: ties, nulls, several keys, no partitions, no rows.
CREATE TABLE t(id INT, g INT, s STRING, x DOUBLE, d DECIMAL(12,2), da DATE) USING parquet;
INSERT INTO t VALUES (1, 1, 'a', 1.5D, 10.00, DATE'2020-01-01'), (2, 1, 'a', 1.5D, 10.00, DATE'2020-01-01'), (3, 1, 'b', double('NaN'), 11.00, NULL), (4, 1, 'b', double('NaN'), NULL, DATE'2021-01-01'), (5, 1, NULL, NULL, NULL, NULL);
INSERT INTO t VALUES (6, 2, 'c', -0.0D, 1.00, DATE'2020-02-01'), (7, 2, 'c', 0.0D, 1.00, DATE'2020-02-02'), (8, 2, 'd', 0.0D, 2.00, DATE'2020-02-03'), (9, NULL, 'e', 9.0D, 3.00, DATE'2020-03-01'), (10, NULL, 'e', 9.5D, 3.50, DATE'2020-03-01'), (11, 3, 'f', NULL, 0.01, DATE'1969-12-31');

SELECT id, row_number() OVER (PARTITION BY g ORDER BY id) FROM t;
SELECT id, row_number() OVER (ORDER BY id DESC) FROM t;
SELECT id, rank() OVER (PARTITION BY g ORDER BY x), dense_rank() OVER (PARTITION BY g ORDER BY x) FROM t;
SELECT id, rank() OVER (PARTITION BY g ORDER BY x DESC NULLS LAST), dense_rank() OVER (PARTITION BY g ORDER BY x DESC NULLS LAST) FROM t;
SELECT id, rank() OVER (PARTITION BY g ORDER BY s, x), dense_rank() OVER (PARTITION BY g ORDER BY s NULLS LAST, d DESC) FROM t;
SELECT id, percent_rank() OVER (PARTITION BY g ORDER BY s), cume_dist() OVER (PARTITION BY g ORDER BY s) FROM t;
SELECT id, percent_rank() OVER (ORDER BY d), cume_dist() OVER (ORDER BY d) FROM t;
SELECT id, ntile(1) OVER (PARTITION BY g ORDER BY id), ntile(2) OVER (PARTITION BY g ORDER BY id), ntile(3) OVER (PARTITION BY g ORDER BY id), ntile(100) OVER (PARTITION BY g ORDER BY id) FROM t;
SELECT id, ntile(4) OVER (ORDER BY id) FROM t;
SELECT id, rank() OVER (PARTITION BY s ORDER BY da), row_number() OVER (PARTITION BY s ORDER BY da, id) FROM t;
SELECT id, rank() OVER (PARTITION BY x ORDER BY id) FROM t;
SELECT id, row_number() OVER (PARTITION BY g, s ORDER BY id), count(*) OVER (PARTITION BY s) FROM t;
-- any_engine
SELECT id, row_number() OVER (PARTITION BY d ORDER BY id) FROM t WHERE id < 0;
SELECT id, 10 * rank() OVER (PARTITION BY g ORDER BY s) + row_number() OVER (PARTITION BY g ORDER BY id) FROM t;
SELECT id, rank() OVER (PARTITION BY named_struct('g', g) ORDER BY id) FROM t;
SELECT id, dense_rank() OVER (PARTITION BY g ORDER BY da - DATE'2020-01-01', id) FROM t;
SELECT * FROM (SELECT id, g, row_number() OVER (PARTITION BY g ORDER BY id) AS n FROM t) WHERE n <= 2;
SELECT * FROM (SELECT id, g, rank() OVER (PARTITION BY g ORDER BY s) AS n FROM t) WHERE n <= 1;
SELECT * FROM (SELECT id, g, dense_rank() OVER (PARTITION BY g ORDER BY s DESC) AS n FROM t) WHERE n < 3;
SELECT * FROM (SELECT id, rank() OVER (ORDER BY s) AS n FROM t) WHERE n <= 3;
SELECT * FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM t) WHERE n = 1;
SELECT * FROM (SELECT id, row_number() OVER (PARTITION BY g ORDER BY id) AS n FROM t) WHERE n <= 0;
-- A window in one fragment with the broadcast join below it: the grouping's exchange serves both.
SELECT a.g, a.c, b.id, rank() OVER (PARTITION BY a.g ORDER BY b.id) FROM (SELECT g, count(*) c FROM t GROUP BY g) a JOIN (SELECT /*+ BROADCAST(t) */ g, id FROM t) b ON a.g = b.g;
SELECT * FROM (SELECT /*+ BROADCAST(b) */ a.g, b.id, row_number() OVER (PARTITION BY a.g ORDER BY b.id) r FROM (SELECT g, count(*) c FROM t GROUP BY g) a JOIN t b ON a.g = b.g) WHERE r <= 2;
