-- Errors name the place in the query's text, in whatever clause it stands.
CREATE TABLE t USING parquet AS SELECT /*+ COALESCE(1) */ id, CAST(id % 3 AS INT) AS g, make_dt_interval(0, CAST(id AS INT)) AS i,
  make_ym_interval(CAST(id AS INT), 1) AS y, CAST(id AS STRING) || if(id = 7, 'x', '') AS s, array(id, id) AS a FROM range(1, 20);
CREATE TABLE u USING parquet AS SELECT /*+ COALESCE(1) */ id FROM range(1, 20);

-- expect_error: INTERVAL_DIVIDED_BY_ZERO
SELECT id FROM t WHERE i / (id - 3) > INTERVAL '1' MINUTE;
-- expect_error: INTERVAL_DIVIDED_BY_ZERO
SELECT id FROM t WHERE y / (id - 3) IS NOT NULL AND id > 1;
-- expect_error: INTERVAL_DIVIDED_BY_ZERO
SELECT id FROM t WHERE CASE WHEN g = 1 THEN id > 2 ELSE y / (id - 3) < INTERVAL '1' YEAR END;
-- expect_error: INTERVAL_DIVIDED_BY_ZERO
SELECT count(*) FROM t JOIN u ON t.id = u.id AND t.i / (u.id - 3) > t.i;
-- expect_error: INTERVAL_DIVIDED_BY_ZERO
SELECT count(*) FROM t JOIN u ON t.i / (u.id - 3) > t.i;
-- expect_error: INTERVAL_DIVIDED_BY_ZERO
SELECT /*+ MERGE(u) */ t.id FROM t LEFT JOIN u ON t.id = u.id AND t.y / (u.id - 3) > t.y;
-- expect_error: INTERVAL_DIVIDED_BY_ZERO
SELECT id, sum(i) FROM t GROUP BY id HAVING sum(i) / (id - 3) > INTERVAL '1' MINUTE;
-- expect_error: INTERVAL_DIVIDED_BY_ZERO
SELECT id, max(i) / (id - 3) FROM t GROUP BY id;
-- expect_error: INTERVAL_DIVIDED_BY_ZERO
SELECT g, collect_list(i / (id - 3)) FROM t GROUP BY g;
-- expect_error: INTERVAL_DIVIDED_BY_ZERO
SELECT g, collect_list(i / (id - 3)) OVER (PARTITION BY g) FROM t;
-- expect_error: INTERVAL_DIVIDED_BY_ZERO
SELECT count(*) FROM t JOIN (SELECT make_dt_interval(0, CAST(id AS INT)) AS d, id FROM u) v ON t.id = length(CAST(d / (v.id - 3) AS STRING));
-- expect_error: INTERVAL_DIVIDED_BY_ZERO
SELECT g, count(*) FILTER (WHERE i / (id - 3) > i) FROM t GROUP BY g;
-- expect_error: INTERVAL_DIVIDED_BY_ZERO
SELECT count(*) FROM t GROUP BY i / (id - 3) IS NULL;
-- expect_error: INTERVAL_DIVIDED_BY_ZERO
SELECT id FROM t ORDER BY CAST(i / (id - 3) AS STRING), id;
-- expect_error: INTERVAL_DIVIDED_BY_ZERO
SELECT id, max(i / (id - 3)) OVER (PARTITION BY g ORDER BY id) FROM t;
-- expect_error: INTERVAL_DIVIDED_BY_ZERO
SELECT id, explode(array(i / (id - 3))) FROM t;
-- expect_error: INTERVAL_DIVIDED_BY_ZERO
SELECT id FROM t WHERE id IN (SELECT id FROM u WHERE make_dt_interval(CAST(id AS INT)) / (id - 3) > INTERVAL '1' DAY);
-- expect_error: INTERVAL_DIVIDED_BY_ZERO
SELECT id, transform(a, x -> i / (x - 3)) FROM t;

-- expect_error: DIVIDE_BY_ZERO
SELECT id FROM t WHERE 10 / (id - 3) > 1;
-- REMAINDER_BY_ZERO, on Spark 4.0 DIVIDE_BY_ZERO.
-- expect_error
SELECT count(*) FROM t JOIN u ON t.id = u.id AND t.id % (u.id - 3) > 1;
-- REMAINDER_BY_ZERO, on Spark 4.0 DIVIDE_BY_ZERO.
-- expect_error
SELECT count(*) FROM t JOIN u ON t.id % (u.id - 3) > 1;
-- expect_error: DIVIDE_BY_ZERO
SELECT id FROM t GROUP BY id HAVING sum(g) div (id - 3) > 1;
-- expect_error: DIVIDE_BY_ZERO
SELECT g, sum(id div (id - 3)), max(id) FROM t GROUP BY g;
-- expect_error: DIVIDE_BY_ZERO
SELECT g, percentile(id / (id - 3), 0.5) FROM t GROUP BY g;
-- expect_error: DIVIDE_BY_ZERO
SELECT id, sum(id / (id - 3)) OVER (PARTITION BY g ORDER BY id) FROM t;
-- expect_error: CAST_INVALID_INPUT
SELECT id FROM t WHERE CAST(s AS INT) > 3;
-- expect_error: CAST_INVALID_INPUT
SELECT count(*) FROM t JOIN u ON CAST(t.s AS BIGINT) = u.id;
-- expect_error: CAST_INVALID_INPUT
SELECT g, max(CAST(s AS INT)), collect_set(CAST(s AS DOUBLE)) FROM t GROUP BY g;
-- expect_error: CAST_INVALID_INPUT
SELECT id, rank() OVER (PARTITION BY g ORDER BY CAST(s AS INT)) FROM t;
-- expect_error: INVALID_ARRAY_INDEX
SELECT id FROM t WHERE a[id] > 3;
-- expect_error: INVALID_ARRAY_INDEX
SELECT g, sum(a[id]) FROM t GROUP BY g;
-- expect_error: INVALID_ARRAY_INDEX_IN_ELEMENT_AT
SELECT id FROM t WHERE element_at(a, CAST(id AS INT)) > 3;
-- expect_error: ARITHMETIC_OVERFLOW
SELECT id FROM t WHERE id * 1000000000000000000 > 3;
-- expect_error: ARITHMETIC_OVERFLOW
SELECT g, sum(id * 1000000000000000000) FROM t GROUP BY g;
-- expect_error: ARITHMETIC_OVERFLOW
SELECT g, sum(id + 9223372036854775000) FROM t GROUP BY g;
-- expect_error: ARITHMETIC_OVERFLOW
SELECT id FROM t GROUP BY id HAVING sum(id) * 1000000000000000000 > 3;
