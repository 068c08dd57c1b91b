-- ConfigMatrix: spark.sql.adaptive.enabled=true,false
-- A view that is joined, so without null keys, and asked for its maximum with them: aggregated once (decision 0016).
CREATE TABLE sales (k INT, p STRING, v DECIMAL(7,2), n INT, f DOUBLE) USING parquet;
INSERT INTO sales VALUES
  (1, 'a', 1.25, 7, 0.5), (1, 'b', 2.50, 8, 1.5), (2, 'a', 30.00, 9, 2.5), (2, NULL, 4.00, 1, -0.0), (3, 'b', 5.75, NULL, DOUBLE('NaN')),
  (NULL, 'a', 6.00, 2, 3.5), (NULL, NULL, 7.00, 2147483647, 4.5), (NULL, NULL, 1.00, 2147483647, 0.0), (4, 'b', NULL, 3, NULL);
CREATE TABLE shops (s INT, name STRING) USING parquet;
INSERT INTO shops VALUES (1, 'one'), (2, 'two'), (3, 'three'), (4, 'four'), (5, 'five'), (NULL, 'none');

WITH r AS (SELECT k, sum(v) t FROM sales WHERE v > 1 GROUP BY k) SELECT s, name, t FROM shops, r WHERE s = k AND t = (SELECT max(t) FROM r);
WITH r AS (SELECT k, sum(v) t FROM sales GROUP BY k) SELECT s, t, t - (SELECT max(t) FROM r) d FROM shops JOIN r ON s = k;
WITH r AS (SELECT k key, count(*) c, max(p) m, avg(f) a FROM sales GROUP BY k) SELECT s, c, m, a FROM shops JOIN r ON s = key WHERE c <= (SELECT max(c) FROM r);
-- Two keys, of which one or both may be null; the average is over the groups of one of them.
WITH r AS (SELECT k, p, sum(v) t FROM sales GROUP BY k, p) SELECT s, p, t FROM shops, r a WHERE s = a.k AND a.t >= (SELECT avg(t) FROM r b WHERE a.p = b.p);
WITH r AS (SELECT k, p, sum(v) t FROM sales GROUP BY k, p) SELECT a.k, a.p, a.t, b.t FROM r a JOIN r b ON a.k = b.k AND a.p <=> b.p;
WITH r AS (SELECT k, p, sum(v) t FROM sales GROUP BY k, p) SELECT a.k, a.p, a.t, b.t FROM r a LEFT JOIN r b ON a.k = b.k AND a.p = b.p;
WITH r AS (SELECT k, p, sum(v) t FROM sales GROUP BY k, p) SELECT a.k, a.t, b.p, c.t FROM r a JOIN r b ON a.k = b.k JOIN r c ON b.p = c.p;
-- Below the aggregation a join and a projection.
WITH r AS (SELECT k2, name, sum(v) t FROM (SELECT k AS k2, v, p FROM sales) JOIN shops ON p = substring(name, 2, 1) OR v > 3 GROUP BY k2, name)
  SELECT s, r.name, t FROM shops JOIN r ON s = k2 WHERE t <> (SELECT min(t) FROM r);
-- Keys that only one of them hands on, keys that are computed, groups that are nobody's.
SELECT (SELECT max(t) FROM (SELECT sum(v) t FROM sales WHERE k IS NOT NULL GROUP BY k)) a, (SELECT max(t) FROM (SELECT sum(v) t FROM sales GROUP BY k)) b;
WITH r AS (SELECT k + 1 k1, sum(v) t FROM sales GROUP BY k + 1) SELECT s, t FROM shops JOIN r ON s = k1 WHERE t < (SELECT max(t) FROM r);
WITH r AS (SELECT k, sum(v) t FROM sales WHERE n > 7 GROUP BY k) SELECT s, t FROM shops JOIN r ON s = k WHERE t = (SELECT max(t) FROM r);
WITH r AS (SELECT k, collect_set(p) ps, count(DISTINCT p) c FROM sales GROUP BY k) SELECT s, array_sort(ps), c FROM shops JOIN r ON s = k WHERE c <= (SELECT max(c) FROM r);

-- The group of null fails, which one of the two always has.
-- expect_error: ARITHMETIC_OVERFLOW
WITH r AS (SELECT k, sum(n + n) t FROM sales GROUP BY k) SELECT s, t FROM shops, r WHERE s = k AND t = (SELECT max(t) FROM r);
