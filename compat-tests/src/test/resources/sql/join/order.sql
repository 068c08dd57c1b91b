-- Orders that Spark takes from a sort-merge join instead of sorting: in one partition, through projections, other joins and
-- broadcasts, by a write to partitions, and within partitions.
-- ConfigMatrix: spark.sql.adaptive.enabled=true,false
-- Config: spark.sql.autoBroadcastJoinThreshold=-1
CREATE TABLE t(k BIGINT, v BIGINT, s STRING) USING parquet;
INSERT INTO t SELECT id * 7919 % 997, id, concat('s', id % 13) FROM range(1500);

SELECT a.k FROM (SELECT * FROM t LIMIT 9999) a JOIN (SELECT * FROM t LIMIT 9999) b ON a.k = b.k ORDER BY a.k;
SELECT b.k + 1 AS x, b.k AS y FROM (SELECT * FROM t LIMIT 9999) a JOIN (SELECT * FROM t LIMIT 9999) b ON a.k = b.k ORDER BY y;
SELECT a.k, a.s FROM (SELECT k, s FROM t LIMIT 9999) a LEFT JOIN (SELECT k, s FROM t WHERE v % 3 = 0 LIMIT 9999) b ON a.k = b.k AND a.s = b.s ORDER BY a.k, a.s;
SELECT b.k FROM (SELECT * FROM t LIMIT 99) a RIGHT JOIN (SELECT * FROM t LIMIT 9999) b ON a.k = b.k ORDER BY b.k;
SELECT a.k FROM (SELECT * FROM t LIMIT 9999) a LEFT SEMI JOIN (SELECT * FROM t WHERE v % 5 = 1 LIMIT 9999) b ON a.k = b.k ORDER BY a.k;
SELECT a.k FROM (SELECT * FROM t LIMIT 9999) a LEFT ANTI JOIN (SELECT * FROM t WHERE v % 5 = 1 LIMIT 9999) b ON a.k = b.k ORDER BY a.k;
SELECT a.k FROM (SELECT * FROM t LIMIT 9999) a JOIN (SELECT * FROM t LIMIT 9999) b ON a.k = b.k JOIN (SELECT * FROM t WHERE v % 2 = 0 LIMIT 9999) c ON a.k = c.k ORDER BY a.k;
SELECT /*+ BROADCAST(c) */ a.k FROM (SELECT * FROM t LIMIT 9999) a JOIN (SELECT * FROM t LIMIT 9999) b ON a.k = b.k JOIN t c ON a.v = c.v ORDER BY a.k;
SELECT /*+ SHUFFLE_HASH(b) */ a.k FROM (SELECT * FROM t LIMIT 9999) a JOIN (SELECT * FROM t LIMIT 9999) b ON a.k = b.k ORDER BY a.k;
-- other keys than the join's are sorted by a sort of their own
SELECT a.v, b.v AS w FROM (SELECT * FROM t LIMIT 9999) a JOIN (SELECT * FROM t LIMIT 9999) b ON a.k = b.k ORDER BY a.v, b.v;
-- the rows of each partition in order: none is less than the one before it
SELECT count(*), count_if(k < previous) FROM (SELECT k, lag(k) OVER (PARTITION BY p ORDER BY i) AS previous FROM (SELECT k, spark_partition_id() AS p, monotonically_increasing_id() AS i FROM (SELECT a.k FROM t a JOIN t b ON a.k = b.k SORT BY a.k)));

CREATE TABLE parts(v BIGINT, k BIGINT) USING parquet PARTITIONED BY (k);
INSERT INTO parts SELECT a.v, a.k FROM (SELECT v, k % 7 AS k FROM t) a JOIN (SELECT DISTINCT k % 7 AS k FROM t) b ON a.k = b.k;
SELECT k, count(*), sum(v) FROM parts GROUP BY k;
