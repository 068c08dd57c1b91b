-- Config: spark.sql.legacy.statisticalAggregate=true
-- NaN in the place of null where a function divides by 0.
CREATE TABLE odd(k INT, x DOUBLE, y DOUBLE) USING parquet;
INSERT INTO odd SELECT /*+ COALESCE(1) */ * FROM VALUES (1, NULL, NULL), (2, 5.5D, 1D), (3, 1D, NULL), (3, 2D, 2D), (4, 3D, 4D), (4, 3D, 5D), (5, 1D, 7D), (5, 8D, 2D);
SELECT k, stddev(x), variance(x), stddev_pop(x), var_pop(x), covar_samp(x, y), skewness(x), kurtosis(x) FROM odd GROUP BY k;
SELECT k, corr(x, y) FROM odd WHERE k <> 4 GROUP BY k;
