-- ConfigMatrix: spark.sql.ansi.enabled=true,false
-- ConfigMatrix: spark.sql.objectHashAggregate.sortBased.fallbackThreshold=128,3
-- Variances, covariances, correlations, skewness, kurtosis and regressions, to the bit, in all phases.
CREATE TABLE t USING parquet AS SELECT /*+ COALESCE(1) */ id, CAST(if(id % 10 = 3, NULL, id % 41) AS INT) AS k,
  if(id % 17 = 5, NULL, ((id * 7919) % 1000) / 7.0D) AS x, if(id % 11 = 1, NULL, ((id * 104729) % 997) / 3.0D - id) AS y,
  CAST(if(id % 19 = 2, NULL, (id * 31) % 1001) AS INT) AS i, CAST((id * 131) % 9973 AS DECIMAL(12, 2)) AS d, CAST(id / 3 AS FLOAT) AS f
FROM range(4000);
CREATE TABLE parts USING parquet AS SELECT /*+ REPARTITION(3, id) */ * FROM t;
CREATE TABLE odd(k INT, x DOUBLE, y DOUBLE) USING parquet;
INSERT INTO odd SELECT /*+ COALESCE(1) */ * FROM VALUES (1, NULL, NULL), (2, 5.5D, 1D), (3, 1D, NULL), (3, NULL, 2D), (4, double('NaN'), 1D), (4, 2D, 3D),
  (5, double('Infinity'), 1D), (5, 1D, 1D), (6, -0.0D, 0.0D), (6, 0.0D, -0.0D), (7, 1e300D, 1e300D), (7, -1e300D, 1D), (8, 3D, 3D), (8, 3D, 3D), (8, 3D, 4D),
  (NULL, 1D, 2D), (NULL, 4D, 8D), (NULL, 9D, 9D);
-- second moments that are not 0, and whose products are
CREATE TABLE tiny(k INT, x DOUBLE, y DOUBLE) USING parquet;
INSERT INTO tiny SELECT /*+ COALESCE(1) */ * FROM VALUES (1, 1e-120D, 2e-120D), (1, 3e-120D, 5e-120D), (1, 0D, 1e-121D);

SELECT stddev(x), stddev_samp(x), stddev_pop(x), variance(x), var_samp(x), var_pop(x), skewness(x), kurtosis(x) FROM t;
SELECT stddev(x), var_pop(i), skewness(y), kurtosis(d), stddev(f), covar_pop(x, y), covar_samp(y, i), corr(x, y) FROM parts;
SELECT k, stddev(x), stddev_pop(i), var_samp(d), var_pop(f), skewness(x), kurtosis(y) FROM t GROUP BY k;
SELECT k, covar_pop(x, y), covar_samp(y, x), corr(x, i), corr(y, d), covar_pop(1, x) FROM t GROUP BY k;
SELECT k, regr_slope(y, x), regr_intercept(y, x), regr_r2(y, x), regr_sxx(y, x), regr_sxy(y, x), regr_syy(y, x), regr_avgx(y, x), regr_avgy(y, x), regr_count(y, x)
FROM t GROUP BY k;
SELECT regr_slope(y, x), regr_intercept(x, y), regr_r2(i, x), regr_sxx(y, i) FROM parts;
SELECT k, stddev(x) FILTER (WHERE i > 500), corr(x, y) FILTER (WHERE id % 3 = 0), kurtosis(x) FILTER (WHERE false) FROM t GROUP BY k;
SELECT k, stddev(DISTINCT i % 6), var_pop(DISTINCT i % 6), count(DISTINCT i % 6), sum(i) FROM t WHERE k < 4 GROUP BY k;
SELECT k, stddev(x), collect_list(i), regr_slope(y, x), skewness(x), sum(y) FROM t GROUP BY k;
SELECT k, i % 2 AS odd, grouping_id(), stddev(x), corr(x, y) FROM t GROUP BY CUBE (k, i % 2);
SELECT stddev(x), corr(x, y), regr_slope(x, y), kurtosis(x) FROM t WHERE id < 0;
SELECT k, stddev(x) / nullif(avg(x), 0) AS spread FROM t GROUP BY k HAVING stddev(x) > 30;
SELECT id, stddev(x) OVER (PARTITION BY k), corr(x, y) OVER (PARTITION BY k ORDER BY id), skewness(x) OVER (PARTITION BY k ORDER BY id ROWS 3 PRECEDING) FROM t WHERE id < 300;

SELECT k, stddev(x), stddev_pop(x), variance(x), var_pop(x), covar_pop(x, y), covar_samp(x, y) FROM odd GROUP BY k;
SELECT k, regr_sxx(x, y), regr_sxy(x, y), regr_syy(y, x), regr_r2(x, y), regr_slope(x, y), regr_intercept(x, y) FROM odd WHERE k <> 7 GROUP BY k;
SELECT k, skewness(x), kurtosis(x) FROM odd GROUP BY k;
SELECT k, corr(x, y) FROM odd WHERE k NOT IN (6, 8) GROUP BY k;
-- expect_error[spark.sql.ansi.enabled=true,spark=4.0-4.2]: DIVIDE_BY_ZERO
SELECT k, corr(x, y) FROM odd GROUP BY k;
-- expect_error[spark.sql.ansi.enabled=true]: DIVIDE_BY_ZERO
SELECT skewness(x) FROM tiny GROUP BY k;
-- expect_error[spark.sql.ansi.enabled=true]: DIVIDE_BY_ZERO
SELECT kurtosis(x) FROM tiny;
SELECT k, stddev(x), var_pop(y), covar_pop(x, y) FROM tiny GROUP BY k;
