-- Fewer partitions without a shuffle: columns go through, to operators of either engine.
-- ConfigMatrix: spark.sql.adaptive.enabled=true,false
CREATE TABLE t(id INT, s STRING, a ARRAY<INT>) USING parquet;
INSERT INTO t SELECT /*+ REPARTITION(6) */ id, IF(id % 5 = 0, NULL, concat('s', id % 9)), IF(id % 3 = 0, NULL, array(id, NULL)) FROM range(0, 3000, 1, 2);

SELECT count(*), sum(id), min(s) FROM (SELECT /*+ COALESCE(2) */ * FROM t WHERE id % 2 = 0);
SELECT /*+ COALESCE(1) */ id + 1, upper(s), a FROM t WHERE id < 500;
SELECT s, count(*) FROM (SELECT /*+ COALESCE(1) */ s, id FROM t) GROUP BY s HAVING count(*) > 1;
SELECT id, row_number() OVER (ORDER BY id) FROM (SELECT /*+ COALESCE(1) */ id FROM t WHERE id > 2900);
SELECT /*+ COALESCE(3) */ s, sum(id) FROM t GROUP BY s;
-- any_engine[spark.sql.adaptive.enabled=true] (AQE makes an empty relation of it)
SELECT /*+ COALESCE(1) */ id FROM t WHERE id < 0;
SELECT count(*) FROM (SELECT /*+ COALESCE(1) */ t.id FROM t JOIN t u ON t.id = u.id + 1);
-- sorted partitions one after the other are not sorted
SELECT id, lag(id) OVER (ORDER BY id) FROM (SELECT /*+ COALESCE(1) */ id FROM (SELECT id FROM t SORT BY id) WHERE id > 2900);
