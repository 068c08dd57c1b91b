-- Expressions below a join that fail at a row which the join drops: Spark's generated code computes a projected column
-- where it is first used, above a broadcast join, and anything else computes it in its place.
-- Config: spark.sql.ansi.enabled=true
-- ConfigMatrix: spark.sql.codegen.wholeStage=true,false
-- ConfigMatrix: spark.sql.adaptive.enabled=true,false
CREATE TABLE t(id INT, v INT, s STRING) USING parquet;
CREATE TABLE k(id INT, w INT) USING parquet;
CREATE TABLE five(id INT, w INT) USING parquet;
INSERT INTO t SELECT /*+ COALESCE(1) */ * FROM VALUES (1, 10, '1'), (2, 20, '2'), (3, 30, '3'), (5, 50, 'five'), (6, 60, '6'), (7, 2147483647, '7'), (8, NULL, NULL);
INSERT INTO k SELECT /*+ COALESCE(1) */ * FROM VALUES (1, 1), (2, 2), (2, 3), (3, 0), (6, 6), (9, 9);
INSERT INTO five SELECT /*+ COALESCE(1) */ * FROM VALUES (5, 0), (6, 1);

-- A row that the join drops.
-- expect_error[spark.sql.codegen.wholeStage=false]: DIVIDE_BY_ZERO
SELECT /*+ BROADCAST(k) */ count(q), sum(q) FROM (SELECT id, 100 / (id - 5) q FROM t) JOIN k USING (id);
-- expect_error[spark.sql.codegen.wholeStage=false]: DIVIDE_BY_ZERO
SELECT /*+ BROADCAST(k) */ id, q, w FROM (SELECT id, 100 / (id - 5) q FROM t) JOIN k USING (id) ORDER BY id, w;
-- expect_error[spark.sql.codegen.wholeStage=false]: CAST_INVALID_INPUT
SELECT /*+ BROADCAST(k) */ id, n, w, t5.s FROM (SELECT s, id, CAST(s AS INT) n FROM t) t5 JOIN k USING (id);
SELECT q FROM (SELECT id, 100 / (id - 5) q FROM t) WHERE id IN (SELECT id FROM k);
-- expect_error[spark.sql.codegen.wholeStage=false]: DIVIDE_BY_ZERO
SELECT /*+ BROADCAST(five) */ q FROM (SELECT id, 100 / (id - 5) q FROM t) x LEFT ANTI JOIN five ON x.id = five.id;
-- expect_error[spark.sql.codegen.wholeStage=false]: DIVIDE_BY_ZERO
SELECT /*+ BROADCAST(k), BROADCAST(k2) */ q, k.w FROM k RIGHT JOIN (SELECT id, v, 100 / (id - 5) q FROM t) x ON x.id = k.id JOIN k k2 ON x.v = k2.w * 10;
-- expect_error[spark.sql.codegen.wholeStage=false]: DIVIDE_BY_ZERO
SELECT /*+ BROADCAST(k) */ x.id, q, w FROM (SELECT id, v, 100 / (id - 5) q FROM t) x JOIN k ON x.id < k.id AND x.v < k.w * 5;

-- A row that no join drops.
-- expect_error: DIVIDE_BY_ZERO
SELECT /*+ BROADCAST(k) */ q, w FROM (SELECT id, 100 / (id - 5) q FROM t) LEFT JOIN k USING (id);
-- expect_error: DIVIDE_BY_ZERO
SELECT /*+ BROADCAST(five) */ q, w FROM (SELECT id, 100 / (id - 5) q FROM t) JOIN five USING (id);
-- expect_error: DIVIDE_BY_ZERO
SELECT q FROM (SELECT id, v, 100 / (id - 5) q FROM t) WHERE id IN (SELECT id FROM k) OR v > 40;

-- What the join asks for is computed before it, of a row that it drops too.
-- expect_error: DIVIDE_BY_ZERO
SELECT /*+ BROADCAST(k) */ x.id, q, w FROM (SELECT id, 100 / (id - 5) q FROM t) x JOIN k ON x.id = k.id AND q + x.id < w;
-- expect_error: DIVIDE_BY_ZERO
SELECT /*+ BROADCAST(k) */ x.id, q, w FROM (SELECT id, 100 / (id - 5) q FROM t) x JOIN k ON x.id = k.id AND q = w * 50;

-- As the key of a join above, of the rows that get there.
-- expect_error[spark.sql.codegen.wholeStage=false]: DIVIDE_BY_ZERO
SELECT /*+ BROADCAST(k), BROADCAST(k2) */ x.id, q, k2.w FROM (SELECT id, 60 DIV (id - 5) q FROM t) x JOIN k ON x.id = k.id LEFT JOIN k k2 ON q = k2.w * 10;
-- expect_error: DIVIDE_BY_ZERO
SELECT /*+ BROADCAST(five), BROADCAST(k2) */ x.id, q, k2.w FROM (SELECT id, 60 DIV (id - 5) q FROM t) x JOIN five ON x.id = five.id LEFT JOIN k k2 ON q = k2.w * 10;

-- A part that two columns have in common is computed in its place; the rest of them is not.
-- expect_error: DIVIDE_BY_ZERO
SELECT /*+ BROADCAST(k) */ id, q, r, w FROM (SELECT id, 100 / (id - 5) q, 100 / (id - 5) + 1 r FROM t) JOIN k USING (id);
-- expect_error[spark.sql.codegen.wholeStage=false]: DIVIDE_BY_ZERO
SELECT /*+ BROADCAST(k) */ id, q, r, w FROM (SELECT id, 100 / (id - 5) q, (id - 5) * 2 r FROM t) JOIN k USING (id);
-- expect_error: ARITHMETIC_OVERFLOW
SELECT /*+ BROADCAST(k) */ id, q, r, w FROM (SELECT id, 100 / (v + 1) q, (v + 1) * 2 r FROM t) JOIN k USING (id);
-- expect_error[spark.sql.codegen.wholeStage=false]: ARITHMETIC_OVERFLOW
SELECT /*+ BROADCAST(k) */ id, q, r, w FROM (SELECT id, v + 1 q, v + 2 r FROM t) JOIN k USING (id);

-- Used once above the join it is computed there, and only where it is asked for; used twice it is computed always.
-- expect_error[spark.sql.codegen.wholeStage=false]: DIVIDE_BY_ZERO
SELECT /*+ BROADCAST(five) */ id, CASE WHEN w > 0 THEN q ELSE -1 END c FROM (SELECT id, 100 / (id - 5) q FROM t) JOIN five USING (id);
-- expect_error: DIVIDE_BY_ZERO
SELECT /*+ BROADCAST(five) */ id, q, CASE WHEN w > 0 THEN q ELSE -1 END c FROM (SELECT id, 100 / (id - 5) q FROM t) JOIN five USING (id);
-- expect_error[spark.sql.codegen.wholeStage=false]: DIVIDE_BY_ZERO
SELECT /*+ BROADCAST(k) */ id, q + w, q * w FROM (SELECT id, 100 / (id - 5) q FROM t) JOIN k USING (id);

-- Joins that are not broadcast compute their sides first.
-- expect_error: DIVIDE_BY_ZERO
SELECT /*+ MERGE(k) */ count(q) FROM (SELECT id, 100 / (id - 5) q FROM t) JOIN k USING (id);
-- expect_error: DIVIDE_BY_ZERO
SELECT /*+ SHUFFLE_HASH(k) */ count(q) FROM (SELECT id, 100 / (id - 5) q FROM t) JOIN k USING (id);

-- Filters and samples that are no part of the table's scan drop rows too.
-- expect_error[spark.sql.codegen.wholeStage=false]: DIVIDE_BY_ZERO
SELECT id, q FROM (SELECT id, rand(1) r, 100 / (id - 5) q FROM t) WHERE r > 2;
-- expect_error[spark.sql.codegen.wholeStage=false]: DIVIDE_BY_ZERO
SELECT /*+ BROADCAST(k) */ id, q, w FROM (SELECT id, monotonically_increasing_id() m, 100 / (id - 5) q FROM t) JOIN k USING (id) WHERE m >= 0;

-- Results of an aggregation whose group HAVING or a join drops; without groups, and by sorting, they are computed at once.
-- expect_error[spark.sql.codegen.wholeStage=false]: DIVIDE_BY_ZERO
SELECT id, 100 / (sum(v) - 50) q FROM t GROUP BY id HAVING sum(v) <> 50;
-- Null checks come before the conjunct that needs their columns, and so before a column that it looks at.
-- expect_error[spark.sql.codegen.wholeStage=false]: DIVIDE_BY_ZERO
SELECT id, m, q FROM (SELECT id, min(v) m, 1000 / count(v) q FROM t GROUP BY id) WHERE m < q;
-- expect_error[spark.sql.codegen.wholeStage=false]: DIVIDE_BY_ZERO
SELECT id, 100 / (count(*) - 1) q, 100 / (count(*) - 1) + id r FROM k GROUP BY id HAVING count(*) > 1;
-- expect_error[spark.sql.codegen.wholeStage=false]: DIVIDE_BY_ZERO
SELECT /*+ BROADCAST(k) */ x.id, q, w FROM (SELECT id, 100 / (sum(v) - 50) q FROM t GROUP BY id) x JOIN k ON x.id = k.id;
-- expect_error: DIVIDE_BY_ZERO
SELECT 100 / (count(*) - 7) q FROM t HAVING count(*) <> 7;
-- expect_error: DIVIDE_BY_ZERO
SELECT id, max(s), 100 / (count(*) - 1) q FROM t GROUP BY id HAVING count(*) > 1;
-- expect_error: DIVIDE_BY_ZERO
SELECT id, 100 / (sum(v) - 50) q FROM t GROUP BY id HAVING sum(v) <> 40;
-- expect_error[spark.sql.codegen.wholeStage=false]: DIVIDE_BY_ZERO
SELECT id, 100 / (sum(v) - 50) q FROM t GROUP BY id HAVING sum(v) <> 50 AND q < 3;
-- expect_error[spark.sql.codegen.wholeStage=false]: DIVIDE_BY_ZERO
SELECT id, 100 / (sum(v) - 50) q, 10 / (sum(v) - 20) r FROM t GROUP BY id HAVING sum(v) > 0 AND sum(v) <> 50 AND q < 3 AND id <> 2 AND r > -1;
-- expect_error: DIVIDE_BY_ZERO
SELECT id, 100 / (sum(v) - 50) q FROM t GROUP BY id HAVING q < 3 AND sum(v) <> 50;
