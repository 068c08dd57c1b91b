-- The numbers of range() in batches: slices, steps, ends that a long does not reach, and what is above them.
-- ConfigMatrix: spark.sql.adaptive.enabled=true,false
CREATE TABLE t(id BIGINT, s STRING) USING parquet;
INSERT INTO t SELECT id, concat('s', id % 9) FROM range(0, 300, 1, 2);

SELECT id, spark_partition_id() FROM range(0, 10, 1, 3);
SELECT spark_partition_id() p, count(*), min(id), max(id), sum(id) FROM range(0, 20000, 3, 7) GROUP BY 1;
SELECT spark_partition_id() p, count(*), min(id), max(id) FROM range(20000, -20000, -7, 5) GROUP BY 1;
SELECT spark_partition_id() p, collect_list(id) FROM range(0, 3, 1, 8) GROUP BY 1;
SELECT id, count(*) FROM range(5, 6, 100, 2) GROUP BY id;
SELECT id, count(*) FROM range(9223372036854775800, 9223372036854775807, 3, 4) GROUP BY id;
SELECT id, count(*) FROM range(-9223372036854775808, 9223372036854775807, 4611686018427387904, 3) GROUP BY id;
SELECT id, count(*) FROM range(9223372036854775807, -9223372036854775808, -4611686018427387904, 5) GROUP BY id;
SELECT id, count(*) FROM range(-9223372036854775800, -9223372036854775808, -3, 2) GROUP BY id;
-- any_engine[spark.sql.adaptive.enabled=true] (AQE makes an empty relation of it)
SELECT id, count(*) FROM range(5, 5, 1, 2) GROUP BY id;
SELECT count(*), sum(id) FROM range(7, 3, 1, 2);
SELECT count(*), sum(id), max(id % 13) FROM range(0, 9000, 1, 2) WHERE id % 3 <> 0;
-- any_engine
SELECT id FROM range(0, 100000000000, 1, 2) LIMIT 3;
SELECT id FROM range(0, 10000, 1, 4) WHERE id % 2500 = 2499;
SELECT id % 7 k, sum(id) FROM range(0, 10000, 1, 4) GROUP BY 1 HAVING sum(id) > 7138000 ORDER BY 1;
SELECT id FROM range(0, 10000, 1, 4) ORDER BY id % 100 DESC, id LIMIT 5;
SELECT a.id, b.s FROM range(0, 1000, 11, 3) a JOIN t b ON a.id = b.id;
SELECT a.id, b.id FROM range(0, 50, 7, 3) a LEFT JOIN range(0, 50, 2, 2) b ON a.id = b.id;
SELECT id, count(*) FROM (SELECT id FROM range(0, 5, 1, 2) UNION ALL SELECT id FROM t WHERE id < 3) GROUP BY id;
SELECT id, row_number() OVER (PARTITION BY id % 3 ORDER BY id DESC) FROM range(0, 20, 1, 3);
SELECT /*+ REPARTITION(3, id) */ id, concat('n', id) FROM range(0, 20, 1, 3);
SELECT /*+ COALESCE(1) */ id FROM range(0, 20, 1, 3);
SELECT id, (SELECT max(id) FROM range(0, 9, 1, 2)) FROM t WHERE id IN (SELECT id * 2 FROM range(0, 10, 1, 2));
-- expect_error
SELECT id, count(100 / (id - 5000)) FROM range(0, 10000, 1, 2) GROUP BY id;
