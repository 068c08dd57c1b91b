-- Arguments of aggregates that Spark interprets have the errors of interpreted code, which may have other words.
CREATE TABLE t USING parquet AS SELECT /*+ COALESCE(1) */ id, CAST(id % 3 AS INT) AS g, make_dt_interval(0, CAST(id AS INT)) AS i,
  make_ym_interval(CAST(id AS INT), 1) AS y, CAST(id AS STRING) || if(id = 7, 'x', '') AS s, array(id, id) AS a,
  IF(id = 7, 2147483640, 1) AS n FROM range(1, 20);

-- expect_error: COLLECTION_SIZE_LIMIT_EXCEEDED.PARAMETER
SELECT g, collect_list(array_repeat(s, n)) FROM t GROUP BY g;
-- expect_error
SELECT g, max(array_repeat(s, n)) FROM t GROUP BY g;
-- expect_error: COLLECTION_SIZE_LIMIT_EXCEEDED.PARAMETER
SELECT g, collect_set(sequence(0, n * 2L)) FROM t GROUP BY g;
-- expect_error: INTERVAL_DIVIDED_BY_ZERO
SELECT g, collect_list(y / (id - 3)) FROM t GROUP BY g;
-- expect_error
SELECT g, collect_list(i * (n * 100000000000L)) FROM t GROUP BY g;
-- expect_error: CAST_INVALID_INPUT
SELECT g, collect_list(CAST(s AS INT)) FROM t GROUP BY g;
-- expect_error: CAST_INVALID_INPUT
SELECT g, approx_count_distinct(CAST(s AS INT)) FROM t GROUP BY g;
-- expect_error: DIVIDE_BY_ZERO
SELECT g, percentile(id / (id - 3), 0.5), max(s) FROM t GROUP BY g;
-- expect_error: INVALID_ARRAY_INDEX
SELECT g, approx_percentile(a[id], 0.5) FROM t GROUP BY g;
-- expect_error: ARITHMETIC_OVERFLOW
SELECT g, collect_list(n + n * 5) FROM t GROUP BY g;
-- expect_error
SELECT g, collect_list(to_date(s, 'yyyy')) FROM t GROUP BY g;
-- expect_error
SELECT g, histogram_numeric(CAST(s AS DOUBLE), 5) FROM t GROUP BY g;
-- expect_error
SELECT g, listagg(CAST(CAST(s AS INT) AS STRING), ',') FROM t GROUP BY g;
-- expect_error
SELECT g, mode(make_date(2020, CAST(id AS INT), 1)) FROM t GROUP BY g;
SELECT g, sort_array(collect_list(upper(s))), collect_set(g + 1) FROM t GROUP BY g;
