-- lag, lead, first_value, last_value, nth_value, with and without IGNORE NULLS.
CREATE TABLE t(id INT, g INT, v INT, s STRING, w DECIMAL(25,3), a ARRAY<INT>, b BOOLEAN) USING parquet;
INSERT INTO t VALUES (1, 1, NULL, NULL, NULL, NULL, NULL), (2, 1, 20, 'x', 2.5, array(2), true), (3, 1, NULL, NULL, 3.5, array(3, 3), false), (4, 1, NULL, 'yy', NULL, NULL, true), (5, 1, 50, '', 5.125, array(), NULL), (6, 1, NULL, NULL, NULL, array(NULL), false), (7, 1, 70, 'zzz', 7, array(7), true), (8, 1, 80, 'é', 8, array(8), false), (9, 1, NULL, NULL, NULL, NULL, NULL);
INSERT INTO t VALUES (10, 2, NULL, NULL, NULL, NULL, NULL), (11, 2, NULL, NULL, NULL, NULL, NULL), (12, 3, 1, 'one', 1, array(1), true), (13, NULL, 2, 'two', 2, array(2), false), (14, NULL, NULL, NULL, NULL, NULL, NULL), (15, NULL, 3, 'three', 3, array(3), true);

SELECT id, lag(v) OVER (PARTITION BY g ORDER BY id), lead(v) OVER (PARTITION BY g ORDER BY id) FROM t;
SELECT id, lag(s, 2) OVER (PARTITION BY g ORDER BY id), lead(s, 3, 'none') OVER (PARTITION BY g ORDER BY id) FROM t;
SELECT id, lag(w, 1, w) OVER (PARTITION BY g ORDER BY id), lead(v, 2, id) OVER (PARTITION BY g ORDER BY id) FROM t;
SELECT id, lead(v, 0) OVER (PARTITION BY g ORDER BY id), lag(v, -1) OVER (PARTITION BY g ORDER BY id), lead(v, -2, -1) OVER (PARTITION BY g ORDER BY id) FROM t;
SELECT id, lead(a) OVER (PARTITION BY g ORDER BY id), lag(a, 1, array(-1)) OVER (PARTITION BY g ORDER BY id), lag(b) OVER (ORDER BY id) FROM t;
SELECT id, lead(v, 1000000) OVER (ORDER BY id), lag(v, 2147483647, 5) OVER (ORDER BY id) FROM t;
SELECT id, lead(v, 1) IGNORE NULLS OVER (PARTITION BY g ORDER BY id), lag(v, 1) IGNORE NULLS OVER (PARTITION BY g ORDER BY id) FROM t;
SELECT id, lead(v, 2) IGNORE NULLS OVER (PARTITION BY g ORDER BY id), lag(v, 2) IGNORE NULLS OVER (PARTITION BY g ORDER BY id) FROM t;
SELECT id, lead(s, 3, 'd') IGNORE NULLS OVER (PARTITION BY g ORDER BY id), lag(s, 3, s) IGNORE NULLS OVER (PARTITION BY g ORDER BY id) FROM t;
SELECT id, lead(v, 0) IGNORE NULLS OVER (PARTITION BY g ORDER BY id), lead(v, -1) IGNORE NULLS OVER (PARTITION BY g ORDER BY id) FROM t;
SELECT id, lead(a, 1) IGNORE NULLS OVER (ORDER BY id), lag(w, 1) IGNORE NULLS OVER (ORDER BY id DESC) FROM t;
SELECT id, first_value(v) OVER w, last_value(v) OVER w, nth_value(v, 2) OVER w FROM t WINDOW w AS (PARTITION BY g ORDER BY id);
SELECT id, first_value(v) IGNORE NULLS OVER w, last_value(v) IGNORE NULLS OVER w, nth_value(v, 2) IGNORE NULLS OVER w FROM t WINDOW w AS (PARTITION BY g ORDER BY id);
SELECT id, first(s) OVER w, last(s) OVER w, nth_value(s, 3) OVER w FROM t WINDOW w AS (PARTITION BY g ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING);
SELECT id, first_value(s) IGNORE NULLS OVER w, last_value(s) IGNORE NULLS OVER w, nth_value(s, 3) IGNORE NULLS OVER w FROM t WINDOW w AS (PARTITION BY g ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING);
SELECT id, nth_value(v, 2) OVER w, nth_value(v, 2) IGNORE NULLS OVER w FROM t WINDOW w AS (PARTITION BY g ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW);
SELECT id, first_value(v) OVER w, last_value(v) OVER w, nth_value(v, 2) OVER w FROM t WINDOW w AS (PARTITION BY g ORDER BY id ROWS BETWEEN 2 PRECEDING AND 1 FOLLOWING);
SELECT id, first_value(v) IGNORE NULLS OVER w, last_value(v) IGNORE NULLS OVER w, nth_value(v, 2) IGNORE NULLS OVER w FROM t WINDOW w AS (PARTITION BY g ORDER BY id ROWS BETWEEN 2 PRECEDING AND 1 FOLLOWING);
SELECT id, first_value(w) IGNORE NULLS OVER w, last_value(w) IGNORE NULLS OVER w, nth_value(w, 1) IGNORE NULLS OVER w FROM t WINDOW w AS (PARTITION BY g ORDER BY id ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING);
SELECT id, first_value(a) OVER w, last_value(a) OVER w, any_value(b) OVER w FROM t WINDOW w AS (PARTITION BY g ORDER BY id ROWS BETWEEN 3 PRECEDING AND 2 PRECEDING);
SELECT id, lag(v) OVER (PARTITION BY g ORDER BY id) + lead(v, 1, 0) OVER (PARTITION BY g ORDER BY id) FROM t;
