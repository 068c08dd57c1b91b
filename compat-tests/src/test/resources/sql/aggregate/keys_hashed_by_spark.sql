-- The partition of a row is computed by Spark's code where the keys have no kernel: an id for every row of a batch, however large.
CREATE TABLE t USING parquet AS SELECT /*+ COALESCE(1) */ id, CAST(id % 7 AS INT) AS a, concat('K', id % 5) AS s FROM range(9000);
-- any_engine
SELECT count(1) FROM t GROUP BY struct(a + 0.1 AS aa);
-- any_engine
SELECT count(*) FROM t GROUP BY s COLLATE utf8_lcase;
-- any_engine
SELECT count(*), max(id) FROM t GROUP BY array(a), s;
-- any_engine
SELECT k, count(*) FROM (SELECT /*+ REPARTITION(3, k) */ named_struct('x', a, 'y', s) AS k FROM t) GROUP BY k;
SELECT count(*), count(DISTINCT p) FROM (SELECT spark_partition_id() AS p, id FROM (SELECT /*+ REPARTITION(5, k) */ id, array(id % 11, a) AS k FROM t));
