-- Grouping by floats: all NaN are one group, -0.0 and 0.0 are one group. Sums add in row order.
CREATE TABLE f(x FLOAT, y DOUBLE, n INT) USING parquet;
INSERT INTO f VALUES (float('NaN'), double('NaN'), 1), (float('0.0'), 0.0D, 2), (float('-0.0'), -0.0D, 3), (NULL, NULL, 4), (float('-0.0'), -0.0D, 5), (float('NaN'), double('NaN'), 6), (float('1'), 1.0D, 7);

SELECT x, count(*), sum(n) FROM f GROUP BY x;
SELECT y, count(*), sum(n) FROM f GROUP BY y;
SELECT x, y, count(*) FROM f GROUP BY x, y;
SELECT DISTINCT x FROM f;
SELECT DISTINCT y FROM f;
SELECT count(DISTINCT x), count(DISTINCT y) FROM f;
SELECT min(x), max(x), min(y), max(y) FROM f;
SELECT min(y), max(y) FROM f WHERE NOT isnan(y);
SELECT sum(x), sum(y), avg(x), avg(y) FROM f WHERE NOT isnan(y);
SELECT sum(y), avg(x) FROM f;
SELECT sum(y) FROM f WHERE y = 0;
CREATE TABLE seq USING parquet AS SELECT /*+ COALESCE(1) */ id, CAST(id AS DOUBLE) / 10 AS y, CAST(id AS FLOAT) / 3 AS x, id % 7 AS g FROM range(5000);
SELECT g, sum(y), avg(y), sum(x), avg(x) FROM seq GROUP BY g;
SELECT sum(y), avg(x), sum(y * 0.1D) FROM seq;
