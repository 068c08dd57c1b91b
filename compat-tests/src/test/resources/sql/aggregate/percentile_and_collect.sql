-- ConfigMatrix: spark.sql.ansi.enabled=true,false
-- ConfigMatrix: spark.sql.objectHashAggregate.sortBased.fallbackThreshold=128,3
-- Exact percentiles and lists whose states are columns, in all phases.
CREATE TABLE t USING parquet AS SELECT /*+ COALESCE(1) */ id, CAST(if(id % 10 = 3, NULL, id % 41) AS INT) AS k, CAST(if(id % 7 = 1, NULL, (id * 31) % 97) AS TINYINT) AS b,
  CAST((id * 131) % 3001 AS SMALLINT) AS sh, CAST((id * 7919) % 1009 - 500 AS INT) AS i, id * 1000003 - 5000000 AS l, CAST((id * 13) % 101 AS FLOAT) / 4 AS f, if(id % 9 = 2, NULL, ((id * 7919) % 1000) / 7.0D) AS x,
  CAST((id * 131) % 997 / 8.0 AS DECIMAL(9, 3)) AS d, CAST((id * 131) % 997 AS DECIMAL(30, 3)) AS wide, if(id % 5 = 0, NULL, concat('t', id % 23, 'é')) AS s, id % 3 = 0 AS flag,
  DATE'2020-01-01' + CAST(id % 30 AS INT) AS day, timestamp_seconds(id * 1000) AS ts, CAST(concat('b', id % 4) AS BINARY) AS bin
FROM range(3000);
CREATE TABLE parts USING parquet AS SELECT /*+ REPARTITION(3, id) */ * FROM t;
CREATE TABLE odd(k INT, x DOUBLE, f FLOAT) USING parquet;
INSERT INTO odd SELECT /*+ COALESCE(1) */ * FROM VALUES (1, NULL, NULL), (2, 0.0D, 0.0F), (2, -0.0D, -0.0F), (3, -0.0D, -0.0F), (3, -0.0D, 0.0F), (3, 0.0D, 1F), (4, double('NaN'), float('NaN')), (4, 1D, 1F), (4, double('NaN'), 2F),
  (5, double('Infinity'), 1F), (5, double('-Infinity'), 2F), (5, 1D, 3F), (6, 4.9E-324D, 1.4E-45F), (6, 1.7976931348623157E308D, 3.4028234E38F), (7, 1D, 1F), (NULL, 2D, 2F), (NULL, -0.0D, -0.0F), (NULL, -1D, -1F);

SELECT percentile(x, 0.5), percentile(i, array(0.0, 0.25, 0.5, 0.75, 1.0)), median(d), percentile(b, 0.1), percentile(l, 0.9), percentile(f, array(0.33)), percentile(sh, 1) FROM t;
SELECT k, percentile(x, array(0.25, 0.5, 0.75)), median(i), median(f), median(b), percentile(d, 0.4), percentile(wide, 0.4), percentile_cont(0.3) WITHIN GROUP (ORDER BY x), percentile_cont(0.3) WITHIN GROUP (ORDER BY x DESC),
  percentile_disc(0.3) WITHIN GROUP (ORDER BY i) FROM t GROUP BY k;
SELECT k, percentile(x, 0.5) FILTER (WHERE flag), percentile(DISTINCT b, 0.5), median(DISTINCT i), count(DISTINCT b) FROM t GROUP BY k;
SELECT k, percentile(x, 0.5, 2), percentile(x, 0.5, CAST(b AS INT)), percentile(1, 0.5) FROM t GROUP BY k;
SELECT percentile(x, 0.5), median(i), collect_list(x), percentile(x, array(0.5)) FROM t WHERE id < 0;
SELECT median(l), percentile(x, array(0.1, 0.9)), median(d) FROM parts;
SELECT k, median(x), percentile(f, 0.25), percentile(b, array(0.5, 0.6)) FROM parts GROUP BY k;
SELECT k, flag, grouping_id(), median(x), percentile(i, 0.2) FROM t GROUP BY CUBE (k, flag);
SELECT k, percentile(x, 0.5), percentile(x, array(0.0, 0.3, 0.5, 1.0)), percentile(f, array(0.0, 0.3, 0.5, 1.0)), median(x) FROM odd GROUP BY k;
SELECT percentile(x, 0.4), percentile(f, 0.4) FROM odd;
SELECT id, median(i) OVER (PARTITION BY k), percentile(x, 0.5) OVER (PARTITION BY k ORDER BY id ROWS 3 PRECEDING) FROM t WHERE id < 200;

SELECT k, collect_list(b), collect_list(sh), collect_list(i), collect_list(l), collect_list(f), collect_list(x), collect_list(d), collect_list(wide), collect_list(s), collect_list(flag), collect_list(day), collect_list(ts), collect_list(bin)
FROM t WHERE id < 400 GROUP BY k;
SELECT collect_list(i), collect_list(s), array_agg(x) FROM t WHERE id < 300;
SELECT k, size(collect_list(s)), collect_list(s)[1], sort_array(collect_list(x)), array_contains(collect_list(b), 5), element_at(collect_list(i), -1), array_max(collect_list(d)) FROM t GROUP BY k;
SELECT k, collect_list(s) FILTER (WHERE flag), collect_list(DISTINCT b % 3) FILTER (WHERE b % 3 = 1), sort_array(collect_set(s)), count(*), sum(i) FROM t GROUP BY k;
SELECT k, collect_list(struct(i, s)), collect_list(array(i)), map_from_arrays(collect_list(id), collect_list(x)) FROM t WHERE id < 100 AND x IS NOT NULL GROUP BY k;
SELECT k, sort_array(collect_list(i)), size(collect_list(s)), sort_array(collect_set(s)) FROM parts GROUP BY k;
SELECT k, collect_list(x) FROM odd GROUP BY k;
-- sets come out in the order of Spark's own, those too that are as full as their tables may be
SELECT k, collect_set(b), collect_set(sh), collect_set(i), collect_set(l), collect_set(d), collect_set(s), collect_set(flag), collect_set(day), collect_set(ts), collect_set(concat('x', l % 11)), collect_set(wide), collect_set(bin) FROM t GROUP BY k;
SELECT collect_set(s), collect_set(i), collect_set(concat('x', l % 11)), collect_set(concat('x', l % 47)), collect_set(x), collect_set(s) FILTER (WHERE flag) FROM t;
SELECT k, collect_set(b) AS a, count(DISTINCT i), collect_set(s) FROM t WHERE id < 800 GROUP BY k;
-- on_spark: 4.2+
SELECT k, collect_list(i) RESPECT NULLS, sort_array(collect_set(i) RESPECT NULLS), sort_array(collect_set(s) RESPECT NULLS) FROM t WHERE id < 400 GROUP BY k;
-- on_spark: 4.2+
SELECT collect_list(s) RESPECT NULLS, size(array_agg(x) RESPECT NULLS), collect_list(i) IGNORE NULLS FROM t WHERE id < 300;
SELECT explode(collect_list(s)) FROM t WHERE id < 50;
SELECT k, e, count(*) FROM (SELECT k, explode(l) AS e FROM (SELECT k, collect_list(b % 5) AS l FROM t GROUP BY k)) GROUP BY k, e;
SELECT l, count(*) FROM (SELECT k, collect_list(flag) AS l FROM t WHERE id < 90 GROUP BY k) GROUP BY l;
SELECT a.k, a.l, b.l FROM (SELECT k, collect_list(i) AS l FROM t WHERE id < 90 GROUP BY k) a JOIN (SELECT k, collect_list(s) AS l FROM t WHERE id < 90 GROUP BY k) b ON a.k = b.k;
SELECT k, l FROM (SELECT k, collect_list(i) AS l FROM t WHERE id < 300 GROUP BY k) ORDER BY l, k LIMIT 7;

SELECT percentile_approx(x, 0.5), percentile_approx(i, array(0.1, 0.9), 100), percentile_approx(d, 0.75), approx_percentile(b, 0.2), percentile_approx(day, 0.5), percentile_approx(ts, 0.5), percentile_approx(wide, 0.3), percentile_approx(f, array(0.0, 1.0)) FROM t;
SELECT k, percentile_approx(x, 0.5, 5), percentile_approx(l, array(0.3, 0.6), 10), percentile_approx(d, 0.75), percentile_approx(sh, 0.2) FILTER (WHERE flag), percentile_approx(DISTINCT b, 0.5) FROM t GROUP BY k;
SELECT percentile_approx(x, 0.5, 20), percentile_approx(x, array()) FROM t WHERE id < 0;
SELECT k, percentile_approx(x, array(0.0, 0.5, 1.0)), percentile_approx(f, 0.5) FROM odd GROUP BY k;
SELECT percentile_approx(l, 0.5), percentile_approx(x, 0.25) FROM parts;
SELECT approx_count_distinct(b), approx_count_distinct(sh), approx_count_distinct(i, 0.01), approx_count_distinct(l), approx_count_distinct(f), approx_count_distinct(x, 0.3), approx_count_distinct(d), approx_count_distinct(wide, 0.2), approx_count_distinct(s), approx_count_distinct(flag), approx_count_distinct(day), approx_count_distinct(ts), approx_count_distinct(bin), approx_count_distinct(NULL) FROM t;
SELECT k, approx_count_distinct(x), approx_count_distinct(s), approx_count_distinct(l, 0.2) FILTER (WHERE flag), approx_count_distinct(DISTINCT b), approx_count_distinct(upper(s)), approx_count_distinct(struct(i, s)) FROM t GROUP BY k;
SELECT approx_count_distinct(x), approx_count_distinct(s) FROM t WHERE id < 0;
SELECT k, approx_count_distinct(l), approx_count_distinct(s, 0.1) FROM parts GROUP BY k;
SELECT approx_count_distinct(l, 0.005), approx_count_distinct(x), approx_count_distinct(f), approx_count_distinct(s) FROM parts;
SELECT k, approx_count_distinct(x), approx_count_distinct(f) FROM odd GROUP BY k;
SELECT k, approx_count_distinct(s) AS a, collect_list(i) FROM t WHERE id < 300 GROUP BY k ORDER BY a, k LIMIT 5;
-- more values than a digest takes at a time
SELECT g, percentile_approx(v, array(0.01, 0.5, 0.99)), percentile_approx(v, 0.5, 50), percentile_approx(CAST(v AS DECIMAL(12, 4)), 0.25) FROM (SELECT id % 2 AS g, (id * 7919) % 100003 / 7.0D AS v FROM (SELECT a.id * 60 + b.id AS id FROM t a JOIN t b ON b.id < 60)) GROUP BY g;
