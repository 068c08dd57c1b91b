-- ConfigMatrix: spark.sql.ansi.enabled=true,false
-- Divisions of intervals by zero, whose errors name the place in the query.
CREATE TABLE t USING parquet AS SELECT /*+ COALESCE(1) */ id, CAST(id % 3 AS INT) AS g, make_dt_interval(0, CAST(id AS INT)) AS i,
  make_ym_interval(CAST(id AS INT), 1) AS y FROM range(1, 20);

-- expect_error: INTERVAL_DIVIDED_BY_ZERO
SELECT id, i / (id - 3) FROM t;
-- expect_error: INTERVAL_DIVIDED_BY_ZERO
SELECT id, y / (id - 3) FROM t;
-- expect_error: INTERVAL_DIVIDED_BY_ZERO
SELECT sum(i / (id - 3)) FROM t;
-- expect_error: INTERVAL_DIVIDED_BY_ZERO
SELECT g, avg(y / (id - 3)) FROM t GROUP BY g;
SELECT id, try_divide(i, id - 3), i / id, y / 2 FROM t;
