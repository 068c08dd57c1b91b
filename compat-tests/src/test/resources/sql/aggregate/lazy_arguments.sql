-- Aggregates that look at an argument in some rows alone: one that fails, or draws a number, elsewhere does not count.
-- ConfigMatrix: spark.sql.ansi.enabled=true,false

CREATE TABLE t USING parquet AS SELECT /*+ COALESCE(1) */ id, id % 2 AS g, IF(id = 2, '1', IF(id = 1, 'a', NULL)) AS n,
  IF(id = 1, 'x', '3') AS z, IF(id = 3, 'x', '3') AS l FROM range(0, 4);

SELECT count(try_cast(n AS INT), CAST(n AS BOOLEAN)) FROM t;
SELECT g, count(id, try_cast(n AS INT), CAST(n AS BOOLEAN)) FROM t GROUP BY g;
SELECT regr_count(try_cast(n AS DOUBLE), CAST(CAST(n AS BOOLEAN) AS INT)) FROM t;
SELECT covar_pop(try_cast(n AS DOUBLE), CAST(CAST(n AS BOOLEAN) AS INT)) FROM t;
SELECT g, covar_samp(try_cast(n AS DOUBLE), CAST(CAST(n AS BOOLEAN) AS INT)), sum(id) FROM t GROUP BY g;
SELECT corr(try_cast(n AS DOUBLE), CAST(CAST(n AS BOOLEAN) AS INT)) FROM t;
SELECT regr_sxy(try_cast(n AS DOUBLE), CAST(CAST(n AS BOOLEAN) AS INT)) FROM t;
SELECT regr_r2(try_cast(n AS DOUBLE), CAST(CAST(n AS BOOLEAN) AS INT)) FROM t;
SELECT regr_slope(CAST(CAST(n AS BOOLEAN) AS INT), try_cast(n AS DOUBLE)) FROM t;
SELECT g, regr_intercept(CAST(CAST(n AS BOOLEAN) AS INT), try_cast(n AS DOUBLE)) FROM t GROUP BY g;
SELECT max_by(CAST(CAST(n AS BOOLEAN) AS INT), try_cast(n AS DOUBLE)) FROM t;
SELECT min_by(CAST(n AS INT), id) FROM t;
SELECT g, max_by(CAST(z AS INT), try_cast(n AS INT)), count(*) FROM t GROUP BY g;
SELECT max_by(CAST(l AS INT), -id) FILTER (WHERE id > 0) FROM t WHERE id <> 1;
SELECT first(CAST(z AS INT)), any_value(CAST(l AS INT)) FROM t;
SELECT first(CAST(n AS INT)), first(CAST(n AS BOOLEAN)) FROM t WHERE id <> 2;
-- expect_error[spark.sql.ansi.enabled=true]: CAST_INVALID_INPUT
SELECT first(CAST(l AS INT), true) FROM t;
SELECT g, first(CAST(z AS INT) + 1), max(id) FROM t WHERE id <> 1 GROUP BY g;
-- expect_error[spark.sql.ansi.enabled=true]: CAST_INVALID_INPUT
SELECT count(DISTINCT g), first(CAST(z AS INT)) FROM t;
SELECT max_by(upper(z), id), max_by(upper(CAST(CAST(z AS INT) AS STRING)), -id) FROM t;
SELECT listagg(n) WITHIN GROUP (ORDER BY CAST(l AS INT), id) FROM t;
SELECT g, listagg(z, ',') WITHIN GROUP (ORDER BY upper(z), id) FROM t GROUP BY g;
SELECT max_by(substring_index(z, '.', IF(id = 1, -2147483648, 1)), -id) FROM t;
SELECT max_by(CAST(z AS INT), -id), (SELECT max(id) FROM t) FROM t;

-- Both fail: the error is that of the argument that Spark computes first.
-- expect_error[spark.sql.ansi.enabled=true]: CAST_INVALID_INPUT
SELECT max_by(CAST(z AS INT), CAST(CAST(n AS BOOLEAN) AS INT)) FROM t;
-- expect_error[spark.sql.ansi.enabled=true]: CAST_INVALID_INPUT
SELECT regr_slope(CAST(z AS INT), CAST(CAST(n AS BOOLEAN) AS INT)) FROM t;
-- expect_error[spark.sql.ansi.enabled=true]: CAST_INVALID_INPUT
SELECT covar_pop(CAST(z AS INT), CAST(CAST(n AS BOOLEAN) AS INT)) FROM t;
-- expect_error[spark.sql.ansi.enabled=true]: CAST_INVALID_INPUT
SELECT last(CAST(z AS INT)) FROM t;
-- expect_error[spark.sql.ansi.enabled=true]: CAST_INVALID_INPUT
SELECT first(CAST(l AS INT)) FROM t WHERE id > 2;
