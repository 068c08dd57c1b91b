-- Every kind of frame under every kind of aggregate.
CREATE TABLE t(id INT, g INT, k INT, b TINYINT, i INT, l BIGINT, x DOUBLE, f FLOAT, d DECIMAL(10,2), w DECIMAL(20,3), s STRING) USING parquet;
INSERT INTO t SELECT CAST(id AS INT), CAST(id % 7 AS INT), CAST(id * 37 % 11 AS INT), IF(id % 5 = 0, NULL, CAST(id % 100 AS TINYINT)), IF(id % 3 = 0, NULL, CAST(id * 7919 % 1000 - 500 AS INT)), IF(id % 4 = 0, NULL, id * 7919 % 100003 - 50000), IF(id % 6 = 0, NULL, id * 0.1D - 1e15D * (id % 2)), IF(id % 9 = 0, NULL, CAST(id * 0.3 AS FLOAT)), IF(id % 8 = 0, NULL, CAST(id * 1.37 AS DECIMAL(10,2))), IF(id % 10 = 0, NULL, CAST(id * 99999999999.777 AS DECIMAL(20,3))), IF(id % 11 = 0, NULL, concat('v', id * 37 % 101)) FROM range(300);

SELECT id, sum(b) OVER w, sum(i) OVER w, sum(l) OVER w, sum(x) OVER w, sum(f) OVER w, sum(d) OVER w, sum(w) OVER w FROM t WINDOW w AS (PARTITION BY g);
SELECT id, avg(b) OVER w, avg(i) OVER w, avg(l) OVER w, avg(x) OVER w, avg(f) OVER w, avg(d) OVER w, avg(w) OVER w FROM t WINDOW w AS (PARTITION BY g);
SELECT id, count(*) OVER w, count(i) OVER w, count(i, l) OVER w, min(i) OVER w, max(x) OVER w, min(s) OVER w, max(w) OVER w, min(d) OVER w FROM t WINDOW w AS (PARTITION BY g);
SELECT id, sum(i) OVER (), count(l) OVER (), max(s) OVER () FROM t;
SELECT id, sum(b) OVER w, sum(i) OVER w, sum(l) OVER w, sum(x) OVER w, sum(f) OVER w, sum(d) OVER w, sum(w) OVER w FROM t WINDOW w AS (PARTITION BY g ORDER BY id);
SELECT id, avg(b) OVER w, avg(i) OVER w, avg(l) OVER w, avg(x) OVER w, avg(f) OVER w, avg(d) OVER w, avg(w) OVER w FROM t WINDOW w AS (PARTITION BY g ORDER BY id);
SELECT id, count(*) OVER w, count(i) OVER w, min(i) OVER w, max(x) OVER w, min(s) OVER w, max(w) OVER w, min(b) OVER w FROM t WINDOW w AS (PARTITION BY g ORDER BY id);
SELECT id, k, sum(i) OVER w, count(*) OVER w, min(s) OVER w, max(d) OVER w FROM t WINDOW w AS (PARTITION BY g ORDER BY k);
SELECT id, sum(i) OVER w, sum(x) OVER w, sum(w) OVER w, count(*) OVER w, max(s) OVER w FROM t WINDOW w AS (PARTITION BY g ORDER BY id ROWS UNBOUNDED PRECEDING);
SELECT id, sum(b) OVER w, count(*) OVER w FROM t WINDOW w AS (PARTITION BY g ORDER BY id ROWS UNBOUNDED PRECEDING);
SELECT id, sum(i) OVER w, sum(l) OVER w, sum(x) OVER w, sum(d) OVER w, sum(w) OVER w, avg(i) OVER w, avg(x) OVER w, avg(w) OVER w FROM t WINDOW w AS (PARTITION BY g ORDER BY id ROWS BETWEEN 3 PRECEDING AND 2 FOLLOWING);
SELECT id, count(s) OVER w, min(i) OVER w, max(l) OVER w, min(x) OVER w, max(f) OVER w, min(d) OVER w, max(w) OVER w, min(s) OVER w FROM t WINDOW w AS (PARTITION BY g ORDER BY id ROWS BETWEEN 3 PRECEDING AND 2 FOLLOWING);
SELECT id, sum(i) OVER w, sum(x) OVER w, min(s) OVER w, max(l) OVER w, count(*) OVER w, avg(d) OVER w FROM t WINDOW w AS (PARTITION BY g ORDER BY id ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING);
SELECT id, sum(i) OVER w, sum(x) OVER w, min(s) OVER w, max(l) OVER w, count(*) OVER w, avg(d) OVER w FROM t WINDOW w AS (PARTITION BY g ORDER BY id ROWS BETWEEN 2 FOLLOWING AND 5 FOLLOWING);
SELECT id, sum(i) OVER w, sum(x) OVER w, min(s) OVER w, max(l) OVER w, count(*) OVER w, avg(d) OVER w FROM t WINDOW w AS (PARTITION BY g ORDER BY id ROWS BETWEEN 5 PRECEDING AND 2 PRECEDING);
SELECT id, sum(i) OVER w, sum(x) OVER w, min(s) OVER w, count(*) OVER w FROM t WINDOW w AS (PARTITION BY g ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND 3 PRECEDING);
SELECT id, sum(i) OVER w, sum(x) OVER w, min(s) OVER w, count(*) OVER w FROM t WINDOW w AS (PARTITION BY g ORDER BY id ROWS BETWEEN 3 FOLLOWING AND UNBOUNDED FOLLOWING);
SELECT id, sum(i) OVER w, sum(x) OVER w, count(*) OVER w FROM t WINDOW w AS (ORDER BY id ROWS BETWEEN 2147483647 PRECEDING AND 2147483647 FOLLOWING);
SELECT id, sum(i) OVER w, min(s) OVER w, count(*) OVER w FROM t WINDOW w AS (PARTITION BY g ORDER BY id ROWS BETWEEN 100 PRECEDING AND 2147483647 FOLLOWING);
SELECT id, sum(i) OVER w, count(*) OVER w, first_value(s) OVER w, last_value(s) OVER w FROM t WINDOW w AS (PARTITION BY g ORDER BY k RANGE BETWEEN CURRENT ROW AND CURRENT ROW);
SELECT id, sum(i) OVER w, count(*) OVER w, max(s) OVER w FROM t WINDOW w AS (PARTITION BY g ORDER BY k RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING);
SELECT id, collect_list(i) OVER w, stddev(x) OVER w, collect_set(k) OVER w FROM t WINDOW w AS (PARTITION BY g ORDER BY id ROWS BETWEEN 2 PRECEDING AND CURRENT ROW);
SELECT id, size(collect_list(i) OVER w), var_pop(d) OVER w, bool_or(i > 0) OVER w, max_by(s, i) OVER w FROM t WINDOW w AS (PARTITION BY g ORDER BY id);
SELECT id, array_size(collect_list(s) OVER w), corr(x, i) OVER w, percentile(i, 0.5) OVER w, approx_count_distinct(k) OVER w FROM t WINDOW w AS (PARTITION BY g);
SELECT id, skewness(i) OVER w, count_if(i > 0) OVER w FROM t WINDOW w AS (PARTITION BY g ORDER BY id ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING);
SELECT id, min(array(i)) OVER w, max(struct(i, s)) OVER w, bit_xor(k) OVER w, mode(k) OVER w FROM t WINDOW w AS (PARTITION BY g ORDER BY id ROWS BETWEEN 4 PRECEDING AND 1 FOLLOWING);
SELECT id, sum(1) OVER w, count(NULL) OVER w, sum(i + 1) OVER w, max(upper(s)) OVER w FROM t WINDOW w AS (PARTITION BY g ORDER BY id);
SELECT id, sum(i) OVER (PARTITION BY g ORDER BY id) - avg(i) OVER (PARTITION BY g), CASE WHEN id % 2 = 0 THEN count(*) OVER (PARTITION BY k) END FROM t;
SELECT id, sum(sum(i)) OVER (PARTITION BY g ORDER BY id) FROM t GROUP BY id, g;
SELECT g, sum(i), rank() OVER (ORDER BY sum(i) DESC) FROM t GROUP BY g;
SELECT sum(i) OVER (PARTITION BY g ORDER BY id ROWS 2 PRECEDING) AS s FROM t LIMIT 5;
-- any_engine
SELECT id, sum(i) OVER (PARTITION BY g ORDER BY id) FROM t WHERE id < 0;
