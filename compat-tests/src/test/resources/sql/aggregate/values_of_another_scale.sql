-- ConfigMatrix: spark.sql.ansi.enabled=true,false
-- percentile_approx, histogram_numeric and others hand out decimals of another scale than they declare: a column has its own
-- scale, and what is computed of the result sees the value as it is, until a column before has written it.
CREATE TABLE t USING parquet AS SELECT /*+ COALESCE(1) */ id, CAST(id % 7 AS INT) AS g, if(id % 5 = 0, NULL, id % 3) AS n,
  CAST(id * 137.37 - 1000 AS DECIMAL(15, 2)) AS d, CAST(id * 137.37 - 1000 AS DECIMAL(9, 4)) AS e,
  CAST(id * 1.2345678901234567890123 AS DECIMAL(38, 22)) AS w, CAST(id * 9 AS DECIMAL(20, 0)) AS z, CAST(id AS DECIMAL(3, 0)) AS i
FROM range(400);

SELECT percentile_approx(d, 0.5), percentile_approx(e, 0.5), percentile_approx(w, 0.5), percentile_approx(z, 0.5), percentile_approx(i, 0.5) FROM t;
SELECT g, percentile_approx(d, 0.5), approx_percentile(w, 0.25, 10), percentile_approx(i, 0.9) FROM t GROUP BY g;
SELECT g, percentile_approx(d, array(0.1, 0.5, 0.9)), percentile_approx(w, array(0.1, 0.5)), percentile_approx(z, array()) FROM t GROUP BY g;
SELECT g, percentile_approx(d, 0.5) + 1, CAST(percentile_approx(d, 0.5) AS STRING), percentile_approx(w, 0.5) * 2 FROM t GROUP BY g;
SELECT g, percentile_approx(d, 0.5), CAST(percentile_approx(d, 0.5) AS STRING), percentile_approx(w, 0.5), percentile_approx(w, 0.5) + w0 FROM (SELECT *, CAST(1 AS DECIMAL(1, 0)) AS w0 FROM t) GROUP BY g, w0;
SELECT CAST(percentile_approx(d, 0.5) AS STRING), percentile_approx(d, 0.5), CAST(percentile_approx(d, 0.5) AS STRING) FROM t;
SELECT g, CAST(percentile_approx(d, array(0.1, 0.5)) AS STRING), percentile_approx(d, array(0.1, 0.5))[1] + 1, percentile_approx(d, array(0.5)) FROM t GROUP BY g;
SELECT g, CAST(percentile_approx(w, 0.5) AS STRING), CAST(percentile_approx(z, 0.5) AS STRING), CAST(percentile_approx(i, 0.5) AS STRING) FROM t GROUP BY g;
SELECT g, sum(d) + percentile_approx(d, 0.5), avg(e), concat(percentile_approx(e, 0.5), '/', count(*)) FROM t GROUP BY g;
SELECT g, percentile_approx(d, 0.5) FROM t GROUP BY g HAVING CAST(percentile_approx(d, 0.5) AS STRING) LIKE '%.5%' OR percentile_approx(d, 0.5) > 24000;
SELECT n, max(d), percentile_approx(d, 0.5) AS p FROM t GROUP BY n ORDER BY p;
SELECT g, histogram_numeric(d, 3), histogram_numeric(i, 2) FROM t GROUP BY g;
SELECT g, CAST(histogram_numeric(d, 3) AS STRING), histogram_numeric(d, 3)[0].x + 1 FROM t GROUP BY g;
SELECT g, percentile(d, 0.5), median(d), percentile(d, array(0.1, 0.9)), mode(d), mode(w) FROM t GROUP BY g;
SELECT g, percentile_cont(0.5) WITHIN GROUP (ORDER BY d), percentile_disc(0.5) WITHIN GROUP (ORDER BY w DESC) FROM t GROUP BY g;
SELECT g, max_by(d, id), min_by(w, id), max_by(struct(d, w), id), first(e), any_value(z) FROM t GROUP BY g;
SELECT g, CAST(max_by(d, id) AS STRING), CAST(mode(d) AS STRING), mode(d) + 1 FROM t GROUP BY g;
SELECT g, sort_array(collect_list(d)), sort_array(collect_set(w)), sort_array(array_agg(i)) FROM t GROUP BY g;
-- on_spark: 4.1+
SELECT g, approx_top_k(i, 2), approx_top_k(CAST(n AS DECIMAL(7, 3)), 5) FROM t GROUP BY g;
-- on_spark: 4.1+
SELECT CAST(approx_top_k(CAST(n AS DECIMAL(7, 3)), 5) AS STRING) FROM t;
SELECT g, percentile_approx(DISTINCT d, 0.5), percentile_approx(d, 0.5) FILTER (WHERE n = 1), count(DISTINCT id) FROM t GROUP BY g;
SELECT id, percentile_approx(d, 0.5) OVER (PARTITION BY g), CAST(percentile_approx(d, 0.5) OVER (PARTITION BY g) AS STRING) FROM t;
SELECT id, percentile_approx(w, array(0.2, 0.8)) OVER (PARTITION BY g ORDER BY id ROWS 3 PRECEDING), mode(d) OVER (PARTITION BY g) FROM t;
SELECT g, count(*) FROM t GROUP BY g HAVING percentile_approx(d, 0.5) = 24000.5;
SELECT id FROM t WHERE d > (SELECT percentile_approx(d, 0.9) FROM t) AND CAST((SELECT percentile_approx(d, 0.5) FROM t) AS STRING) LIKE '%.%';
SELECT * FROM (SELECT g, d FROM t) PIVOT (percentile_approx(d, 0.5) FOR g IN (1, 2, 3));
SELECT g, n, percentile_approx(d, 0.5), CAST(percentile_approx(d, 0.5) AS STRING) FROM t GROUP BY GROUPING SETS ((g), (n), ());
