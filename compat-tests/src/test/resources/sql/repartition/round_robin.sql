-- Rows dealt out one partition after the other go where stock Spark has them go.
-- ConfigMatrix: spark.sql.execution.sortBeforeRepartition=true,false
-- ConfigMatrix: spark.sql.adaptive.enabled=true,false
CREATE TABLE t(id INT, s STRING, d DECIMAL(30, 2), a ARRAY<INT>) USING parquet;
INSERT INTO t SELECT /*+ COALESCE(2) */ id, IF(id % 5 = 0, NULL, concat('s', id % 9)), id * 1.25, IF(id % 3 = 0, NULL, array(id, NULL)) FROM range(0, 3000, 1, 2);

SELECT spark_partition_id() p, count(*), sum(id), min(s) FROM (SELECT /*+ REPARTITION(7) */ id + 1 AS id, s, d, a FROM t WHERE id >= 0) GROUP BY p;
SELECT spark_partition_id() p, id FROM (SELECT /*+ REPARTITION(4) */ id + 1 AS id, s, d, a FROM t WHERE id < 60) ORDER BY p, id;
SELECT spark_partition_id() p, count(*) FROM (SELECT /*+ REPARTITION(1) */ id + 1 AS id FROM t WHERE id >= 0) GROUP BY p;
-- any_engine[spark.sql.adaptive.enabled=true] (AQE makes an empty relation of it)
SELECT spark_partition_id() p, count(*) FROM (SELECT /*+ REPARTITION(50) */ id % 3 AS id FROM t WHERE id < 0) GROUP BY p;
SELECT /*+ REBALANCE */ id + 1, s FROM t WHERE id < 100;
