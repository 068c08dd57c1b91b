-- Joins of every kind beside accelerated operators.
-- ConfigMatrix: spark.sql.autoBroadcastJoinThreshold=-1,10MB
CREATE TABLE l(k INT, s STRING, v INT) USING parquet;
CREATE TABLE r(k INT, s STRING, w DOUBLE) USING parquet;
INSERT INTO l VALUES (1, 'a', 10), (2, 'b', 20), (2, 'b', 21), (NULL, 'n', 30), (4, NULL, 40);
INSERT INTO r VALUES (1, 'a', 1.5), (2, 'b', double('NaN')), (2, 'c', -0.0), (NULL, 'n', 3.5), (5, NULL, 4.5);

SELECT l.k, l.v + 1, r.w * 2 FROM l JOIN r ON l.k = r.k;
SELECT l.k, l.v + 1, r.w FROM l LEFT JOIN r ON l.k = r.k AND r.w > 0;
SELECT l.k, r.k, l.v + 1, r.w + 1 FROM l FULL OUTER JOIN r ON l.k = r.k AND l.s = r.s;
SELECT l.k + 1, l.v FROM l LEFT SEMI JOIN r ON l.k = r.k;
SELECT l.k + 1, l.v FROM l LEFT ANTI JOIN r ON l.k = r.k;
SELECT l.k, l.v + 1 FROM l WHERE l.k IN (SELECT k FROM r WHERE w > 0);
SELECT l.k, l.v + 1 FROM l WHERE l.k NOT IN (SELECT k FROM r WHERE k IS NOT NULL);
SELECT l.k, l.v + 1 FROM l WHERE EXISTS (SELECT 1 FROM r WHERE r.k = l.k AND r.w > l.v);
SELECT l.k, (SELECT max(w) FROM r) + l.v FROM l;
SELECT l.k, l.v + 1 FROM l WHERE l.v > (SELECT avg(v) FROM l);
SELECT l.s, sum(l.v), sum(r.w), count(*) FROM l JOIN r ON l.s = r.s GROUP BY l.s;
SELECT l.s, count(*) FROM l CROSS JOIN r GROUP BY l.s;
SELECT l.k, l.v + r.w FROM l JOIN r ON l.k < r.k;
