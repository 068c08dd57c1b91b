-- Products without a broadcast: every pair of partitions is a task.
-- Config: spark.sql.autoBroadcastJoinThreshold=-1
-- ConfigMatrix: spark.sql.adaptive.enabled=true,false
CREATE TABLE l(k INT, s STRING, v INT) USING parquet;
CREATE TABLE r(k INT, s STRING, w DOUBLE) USING parquet;
CREATE TABLE none(k INT) USING parquet;
INSERT INTO l VALUES (1, 'a', 10), (2, 'b', 20), (2, 'b', 21);
INSERT INTO l VALUES (NULL, 'n', 30), (4, NULL, 40);
INSERT INTO r VALUES (1, 'a', 1.5), (2, 'b', double('NaN'));
INSERT INTO r VALUES (2, 'c', -0.0), (NULL, 'n', 3.5), (5, NULL, 4.5);

SELECT l.k, l.v + 1, r.s, r.w FROM l CROSS JOIN r;
SELECT l.k, l.v + r.w FROM l JOIN r ON l.k < r.k;
SELECT l.s, count(*), sum(r.w) FROM l JOIN r ON l.v > r.w * 10 GROUP BY l.s;
SELECT a.k, b.k, c.w FROM l a CROSS JOIN l b CROSS JOIN r c WHERE a.v + b.v > 60 AND c.w > 1;
SELECT l.k, r.k FROM (SELECT k, v FROM l WHERE v > 15) l CROSS JOIN (SELECT k FROM r WHERE w > 1) r;
SELECT l.k, none.k FROM l CROSS JOIN none;
SELECT count(*) FROM l CROSS JOIN r;
SELECT l.k, x.k FROM l CROSS JOIN (SELECT k FROM r UNION ALL SELECT k FROM l) x WHERE l.k + x.k IS NOT NULL;
SELECT l.p, l.m, r.m FROM (SELECT spark_partition_id() p, monotonically_increasing_id() m, k FROM l) l CROSS JOIN (SELECT monotonically_increasing_id() m, k FROM r) r WHERE l.k <= r.k;
SELECT l.k, r.w FROM l CROSS JOIN r ORDER BY l.v, r.w LIMIT 5;
