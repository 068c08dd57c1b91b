-- ConfigMatrix: spark.sql.ansi.enabled=true,false
-- ConfigMatrix: spark.sql.codegen.wholeStage=true,false
-- A sum of decimals leaves 38 digits on the way and comes back: whether that is an overflow depends on how the operator that
-- stock Spark plans keeps its sums, in row buffers or in objects.
CREATE TABLE t(id INT, g INT, v DECIMAL(38, 38), w DECIMAL(38, 0), s STRING) USING parquet;
INSERT INTO t SELECT /*+ COALESCE(1) */ * FROM VALUES (1, 1, 0.6, 60000000000000000000000000000000000000, 'a'),
  (2, 2, 0.1, 1, 'b'), (3, 1, 0.6, 60000000000000000000000000000000000000, NULL), (4, 1, -0.6, -60000000000000000000000000000000000000, 'c'),
  (5, 2, 0.2, 2, 'd'), (6, 3, NULL, NULL, 'e'), (7, 1, NULL, 5, 'z');

-- expect_error[spark.sql.ansi.enabled=true]: ARITHMETIC_OVERFLOW
SELECT g, sum(v), avg(v), count(*) FROM t GROUP BY g;
SELECT g, sum(v), sort_array(collect_list(id)) FROM t GROUP BY g;
SELECT g, sum(v), avg(v), sum(w), percentile(id, 0.5) FROM t GROUP BY g;
-- expect_error[spark.sql.ansi.enabled=true]: NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION
SELECT g, avg(w), percentile(id, 0.5) FROM t GROUP BY g;
SELECT g, sum(v), max(s) FROM t GROUP BY g;
SELECT g, sum(w), avg(v), min(s), max(s) FROM t GROUP BY g;
SELECT g, sum(v) FILTER (WHERE id < 100), collect_set(s), sum(DISTINCT id) FROM t GROUP BY g;
SELECT g, try_sum(v), try_avg(w), collect_list(s) FROM t GROUP BY g;
SELECT g, try_sum(v), try_avg(w) FROM t GROUP BY g;
-- expect_error[spark.sql.ansi.enabled=true,spark.sql.codegen.wholeStage=false]: ARITHMETIC_OVERFLOW
SELECT sum(v), count(*) FROM t WHERE g < 3;
SELECT sum(v), avg(v), sort_array(collect_list(id)) FROM t WHERE g < 3;
SELECT sum(v), avg(v), max(s) FROM t WHERE g < 3;
-- any_engine
SELECT try_sum(v), approx_count_distinct(id) FROM t WHERE g < 3;
SELECT g, try_sum(v), approx_count_distinct(id) FROM t GROUP BY g;
SELECT g, regr_count(v, w), sum(v), listagg(s) FROM t GROUP BY g;
SELECT id, sum(v) OVER (PARTITION BY g ORDER BY id) FROM t WHERE g = 2;
