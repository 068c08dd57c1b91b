-- Sorting by every type, both directions, nulls first and last, special values.
CREATE TABLE t(id INT, b TINYINT, i INT, l BIGINT, x FLOAT, y DOUBLE, d DECIMAL(10,2), w DECIMAL(30,5), st STRING, bi BINARY, da DATE, ts TIMESTAMP, bo BOOLEAN) USING parquet;
INSERT INTO t VALUES (1, 1Y, 5, 5L, float('NaN'), double('NaN'), 1.10, 1.00001, 'b', x'01', DATE'2020-01-01', TIMESTAMP'2020-01-01 00:00:00', true), (2, -1Y, -5, -5L, float('-0.0'), -0.0D, -1.10, -1.00001, 'a', x'', DATE'1960-01-01', TIMESTAMP'1960-01-01 00:00:00', false), (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO t VALUES (4, 127Y, 2147483647, 9223372036854775807L, float('Infinity'), double('Infinity'), 99999999.99, 9999999999999999999999999.99999, 'zzz', x'ff', DATE'9999-12-31', TIMESTAMP'9999-12-31 00:00:00', true), (5, -128Y, -2147483648, -9223372036854775808L, float('-Infinity'), double('-Infinity'), -99999999.99, -9999999999999999999999999.99999, '', x'00', DATE'0001-01-01', TIMESTAMP'0001-01-01 00:00:00', false);
INSERT INTO t VALUES (6, 0Y, 0, 0L, float('0.0'), 0.0D, 0, 0, 'B', x'0100', DATE'1970-01-01', TIMESTAMP'1970-01-01 00:00:00', NULL), (7, 1Y, 5, 6L, float('1.5'), 1.5D, 1.10, 1.00002, 'é', x'01ff', DATE'2020-01-01', TIMESTAMP'2020-01-01 00:00:00.000001', true), (8, 1Y, 5, 6L, float('1.5'), 1.5D, 1.10, 1.00002, 'commonprefix-b', x'ffff', DATE'2020-01-02', NULL, false), (9, 1Y, 5, 6L, float('1.5'), 1.5D, 1.10, 1.00002, 'commonprefix-a', x'fffe', DATE'2020-01-02', NULL, false);

SELECT b, id FROM t ORDER BY b, id;
SELECT i, id FROM t ORDER BY i DESC, id;
SELECT l, id FROM t ORDER BY l NULLS LAST, id DESC;
SELECT x, id FROM t ORDER BY x, id;
SELECT y, id FROM t ORDER BY y DESC NULLS FIRST, id;
SELECT d, id FROM t ORDER BY d, id;
SELECT w, id FROM t ORDER BY w DESC, id;
SELECT st, id FROM t ORDER BY st, id;
SELECT st, id FROM t ORDER BY st DESC NULLS LAST, id;
SELECT bi, id FROM t ORDER BY bi, id;
SELECT da, ts, id FROM t ORDER BY da DESC, ts, id;
SELECT bo, id FROM t ORDER BY bo, id DESC;
SELECT id, i + l AS k FROM t WHERE id NOT IN (4, 5) ORDER BY k, id;
SELECT id FROM t ORDER BY length(st), st, id;
SELECT * FROM t SORT BY id;
