-- Sums and averages of decimals: buffer types, overflow to NULL or error, empty groups.
-- ConfigMatrix: spark.sql.ansi.enabled=true,false
CREATE TABLE d(g INT, a DECIMAL(5,2), b DECIMAL(15,2), w DECIMAL(38,0), z DECIMAL(28,10)) USING parquet;
INSERT INTO d VALUES (1, 1.25, 10.10, 5, 1.0000000001), (1, 2.25, 20.20, 6, 2.0000000002), (1, NULL, NULL, NULL, NULL);
INSERT INTO d VALUES (2, NULL, NULL, NULL, NULL), (3, -999.99, 9999999999999.99, 1, 99999999999999999.9999999999);
INSERT INTO d VALUES (3, -999.99, 9999999999999.99, 1, 99999999999999999.9999999999), (NULL, 0.01, 0.01, 0, 0);
CREATE TABLE huge(g INT, w DECIMAL(38,0)) USING parquet;
INSERT INTO huge SELECT /*+ COALESCE(1) */ * FROM VALUES (1, 99999999999999999999999999999999999999), (1, 1), (2, 5), (2, -7);

SELECT sum(a), sum(b), sum(w), sum(z), avg(a), avg(b), avg(w), avg(z), min(a), max(b), count(z) FROM d;
SELECT g, sum(a), sum(b), sum(w), sum(z) FROM d GROUP BY g;
SELECT g, avg(a), avg(b), avg(w), avg(z) FROM d GROUP BY g;
SELECT g, sum(b * (1 - a / 1000)), sum(a * b), min(w), max(z) FROM d GROUP BY g;
SELECT g, sum(DISTINCT a), avg(DISTINCT b), count(DISTINCT w) FROM d GROUP BY g;
SELECT a, count(*) FROM d GROUP BY a;
SELECT z, w, count(*), sum(a) FROM d GROUP BY z, w;
SELECT g, try_sum(w), try_avg(w) FROM huge GROUP BY g;
-- expect_error[spark.sql.ansi.enabled=true]
SELECT g, sum(w) FROM huge GROUP BY g;
SELECT g, sum(w) FROM huge WHERE g = 2 GROUP BY g;
-- expect_error[spark.sql.ansi.enabled=true]
SELECT avg(w) FROM huge;
SELECT sum(b) FROM d WHERE g > 100;
