-- Rows that have no match are left out of a join's large side before it is shuffled, by the keys of the other side: for every
-- kind of join, through projections, filters and aggregations, and never past what may fail.
-- Config: spark.sql.ansi.enabled=true
-- Config: spark.sql.autoBroadcastJoinThreshold=-1
-- ConfigMatrix: spark.sql.adaptive.autoBroadcastJoinThreshold=-1,10MB
CREATE TABLE fact(id INT, k BIGINT, d DATE, s STRING, m DECIMAL(9, 2), x DOUBLE) USING parquet;
CREATE TABLE dim(k BIGINT, d DATE, s STRING, m DECIMAL(9, 2), name STRING) USING parquet;
CREATE TABLE other(k BIGINT, id INT, v BIGINT) USING parquet;
INSERT INTO fact SELECT /*+ COALESCE(2) */ CAST(id AS INT), IF(id % 31 = 0, NULL, id % 97), date_add(DATE'2020-01-01', CAST(id % 97 AS INT)), concat('s', id % 97), CAST(id % 97 AS DECIMAL(9, 2)) / 4, id / 7.0D FROM range(4000);
INSERT INTO dim SELECT /*+ COALESCE(1) */ IF(id = 7, NULL, id * 3), date_add(DATE'2020-01-01', CAST(id * 3 AS INT)), concat('s', id * 3), CAST(id * 3 AS DECIMAL(9, 2)) / 4, concat('n', id % 5) FROM range(40);
INSERT INTO other SELECT /*+ COALESCE(1) */ id % 97, CAST(id AS INT), IF(id % 50 = 0, 9223372036854775807, id) FROM range(500);

SELECT f.id, f.s, d.name FROM fact f JOIN dim d ON f.k = d.k WHERE d.name = 'n2';
SELECT f.id, d.name FROM fact f JOIN dim d ON f.k = d.k AND f.s = d.s WHERE d.name = 'n2';
SELECT f.id, d.name FROM fact f JOIN dim d ON f.d = d.d AND f.m = d.m AND f.id > 100 + d.k WHERE d.name IN ('n2', 'n3');
SELECT f.id, d.name FROM fact f JOIN dim d ON f.s = d.s WHERE d.name = 'n2';
SELECT f.id, d.name FROM fact f JOIN dim d ON f.k <=> d.k WHERE d.name = 'n2';
SELECT f.id, d.name FROM fact f RIGHT JOIN dim d ON f.k = d.k AND d.name = 'n2' WHERE d.name <> 'n1';
SELECT f.id, d.name FROM dim d LEFT JOIN fact f ON f.k = d.k WHERE d.name <> 'n1';
SELECT f.id, d.name FROM fact f LEFT JOIN dim d ON f.k = d.k AND d.name = 'n2';
SELECT f.id, d.name FROM fact f FULL JOIN (SELECT * FROM dim WHERE name = 'n2') d ON f.k = d.k;
SELECT id FROM fact f WHERE EXISTS (SELECT * FROM dim d WHERE d.k = f.k AND d.name = 'n2');
SELECT id FROM fact f WHERE NOT EXISTS (SELECT * FROM dim d WHERE d.k = f.k AND d.name = 'n2');
SELECT k, name FROM dim e WHERE name <> 'n2' AND EXISTS (SELECT * FROM fact f WHERE e.k = f.k AND f.id % 7 > e.k);
SELECT k, name FROM dim e WHERE name <> 'n2' AND NOT EXISTS (SELECT * FROM fact f WHERE e.k = f.k AND f.id < 90);
SELECT k, name FROM dim e WHERE name <> 'n2' AND (k > 90 OR EXISTS (SELECT * FROM fact f WHERE e.k = f.k AND f.id < 90));
SELECT k, name FROM dim e WHERE name <> 'n2' AND k NOT IN (SELECT k FROM fact f WHERE f.k IS NOT NULL AND f.id < 90);

-- No key at all, or all of them.
-- any_engine (AQE makes an empty relation of it)
SELECT f.id, d.name FROM fact f JOIN dim d ON f.k = d.k WHERE d.name = 'n9';
-- any_engine (AQE leaves the join out)
SELECT f.id FROM fact f LEFT JOIN dim d ON f.k = d.k AND d.name = 'n9';
SELECT f.id, d.name FROM fact f JOIN dim d ON f.k = d.k WHERE d.name <> 'n9';

-- Several joins by the same key, and by another above.
SELECT f.id, d.name, o.v FROM fact f JOIN dim d ON f.k = d.k JOIN other o ON o.k = d.k WHERE d.name = 'n2' AND o.id % 3 = 0;
SELECT f.id, d.name, o.v FROM fact f JOIN dim d ON f.k = d.k JOIN other o ON o.id = f.id WHERE d.name = 'n2';
SELECT e.k FROM dim e WHERE e.name = 'n2' AND EXISTS (SELECT * FROM fact f WHERE f.k = e.k AND f.id > 50) AND NOT EXISTS (SELECT * FROM other o WHERE o.k = e.k AND o.v = 30);
SELECT a.id, b.id FROM fact a JOIN fact b ON a.id = b.id JOIN dim d ON a.k = d.k WHERE d.name = 'n2';
SELECT a.k, count(*) FROM fact a JOIN (SELECT k FROM fact WHERE id < 5) b ON a.k = b.k GROUP BY a.k;

-- Below an aggregation by the key, of what cannot fail.
SELECT d.k, a.c, a.n, a.x, a.lo, a.hi FROM dim d JOIN (SELECT k, avg(m) c, count(*) n, sum(m) x, min(s) lo, max(d) hi FROM fact GROUP BY k) a ON d.k = a.k WHERE d.name = 'n2';
SELECT d.k, a.c FROM dim d JOIN (SELECT k, s, avg(m) * 2 c FROM fact WHERE id > 10 GROUP BY k, s HAVING count(*) > 3) a ON d.k = a.k WHERE d.name = 'n2';
SELECT d.k, a.c FROM dim d JOIN (SELECT k, count(DISTINCT s) c FROM fact GROUP BY k) a ON d.k = a.k WHERE d.name = 'n2';
SELECT d.k, a.c FROM dim d JOIN (SELECT k, count(*) FILTER (WHERE id > 100) c FROM fact GROUP BY GROUPING SETS ((k), (k, s), ())) a ON d.k = a.k WHERE d.name = 'n2';
SELECT d.k, a.c FROM dim d LEFT JOIN (SELECT k, sum(m) c FROM fact GROUP BY k) a ON d.k = a.k WHERE d.name = 'n2';
SELECT f.id FROM fact f JOIN dim e ON f.k = e.k WHERE e.name = 'n2' AND f.m < (SELECT 2 * avg(m) FROM fact g WHERE g.k = e.k);

-- Groups that HAVING picks get a stage of their own, and filter what is joined with them.
SELECT f.id, a.c FROM fact f JOIN (SELECT k, count(*) c FROM other GROUP BY k HAVING sum(id) > 1300) a ON f.k = a.k;
SELECT f.id FROM fact f WHERE f.k IN (SELECT k FROM other GROUP BY k HAVING count(*) > 5);
SELECT f.id, g.id FROM fact f JOIN fact g ON f.k = g.k WHERE f.id < 1000 AND g.k IN (SELECT k FROM other GROUP BY k HAVING max(id) > 490);
SELECT f.id FROM fact f WHERE f.k NOT IN (SELECT k FROM other WHERE k IS NOT NULL GROUP BY k HAVING count(*) > 5) AND f.k IS NOT NULL;
-- expect_error: DIVIDE_BY_ZERO
SELECT f.id FROM fact f WHERE f.k IN (SELECT k FROM other GROUP BY k HAVING 1 / (min(id) - 5) > 0);

-- The same small side for a subquery too, which finds it there.
SELECT f.id FROM fact f JOIN dim d ON f.k = d.k WHERE d.name = 'n2' AND f.id > (SELECT count(*) / 10 FROM fact f JOIN dim d ON f.k = d.k WHERE d.name = 'n2');
SELECT f.k, count(*) FROM fact f JOIN dim d ON f.k = d.k WHERE d.name = 'n2' GROUP BY f.k HAVING count(*) > (SELECT count(*) / 100 FROM fact f JOIN dim d ON f.k = d.k WHERE d.name = 'n2');

-- Groups that no key asks for fail all the same: a sum that overflows, an expression of theirs, a row of theirs.
-- expect_error: ARITHMETIC_OVERFLOW
SELECT d.k, a.v FROM dim d JOIN (SELECT k, sum(v) v FROM other GROUP BY k) a ON d.k = a.k WHERE d.name = 'n2';
-- (Of a join that AQE may turn into a broadcast one, the side that comes first decides whether Spark evaluates such an expression for
-- groups without a match, so that these two name their join.)
-- expect_error: DIVIDE_BY_ZERO
SELECT /*+ MERGE(d, a) */ d.k, a.v FROM dim d JOIN (SELECT k, 1 / (min(id) - 5) v FROM other GROUP BY k) a ON d.k = a.k WHERE d.name = 'n2';
SELECT /*+ BROADCAST(d) */ d.k, a.v FROM dim d JOIN (SELECT k, 1 / (min(id) - 5) v FROM other GROUP BY k) a ON d.k = a.k WHERE d.name = 'n2';
-- expect_error: DIVIDE_BY_ZERO
SELECT d.k, a.v FROM dim d JOIN (SELECT k, max(1 / (id - 5)) v FROM other GROUP BY k) a ON d.k = a.k WHERE d.name = 'n2';
-- expect_error: DIVIDE_BY_ZERO
SELECT d.k, o.v FROM dim d JOIN (SELECT k, 1 / (id - 5) v FROM other) o ON d.k = o.k WHERE d.name = 'n2';
-- expect_error: DIVIDE_BY_ZERO
SELECT d.k, o.k FROM dim d JOIN (SELECT k FROM other WHERE 1 / (id - 5) < 2) o ON d.k = o.k WHERE d.name = 'n2';

-- Rows that the query itself spreads stay where it brings them.
SELECT spark_partition_id() p, count(*) FROM (SELECT /*+ REPARTITION(4) */ * FROM fact) f JOIN (SELECT /*+ BROADCAST(dim) */ * FROM dim) d ON f.k = d.k WHERE d.name = 'n2' GROUP BY spark_partition_id();
