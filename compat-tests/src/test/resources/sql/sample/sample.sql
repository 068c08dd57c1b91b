-- ConfigMatrix: spark.sql.codegen.wholeStage=true,false
-- The same rows as on Spark for the same seed.
CREATE TABLE s(id BIGINT, t STRING) USING parquet;
-- Three files of clearly different sizes: a scan takes the largest first, and files of one size in any order.
INSERT INTO s SELECT id, concat('t', id % 7) FROM range(0, 12000, 1, 1);
INSERT INTO s SELECT id, concat('t', id % 7) FROM range(12000, 17000, 1, 1);
INSERT INTO s SELECT id, concat('t', id % 7) FROM range(17000, 20000, 1, 1);

SELECT id + 1, t FROM s TABLESAMPLE (10 PERCENT) REPEATABLE (7);
SELECT count(*), sum(id) FROM s TABLESAMPLE (33 PERCENT) REPEATABLE (3);
SELECT t, count(*) FROM (SELECT * FROM s WHERE id % 3 = 0) TABLESAMPLE (BUCKET 2 OUT OF 5) REPEATABLE (1) GROUP BY t;
SELECT count(*) FROM s TABLESAMPLE (0 PERCENT) REPEATABLE (7);
SELECT count(*) FROM s TABLESAMPLE (100 PERCENT) REPEATABLE (7);
SELECT id, rand(5), monotonically_increasing_id(), spark_partition_id() FROM (SELECT id FROM s WHERE id < 9000 UNION ALL SELECT id FROM s WHERE id > 15000);
SELECT id FROM (SELECT id, rand(3) r FROM s UNION ALL SELECT -id, rand(4) FROM s) WHERE r < 0.01;
