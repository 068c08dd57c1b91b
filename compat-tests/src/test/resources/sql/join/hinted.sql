-- Outer, semi and anti joins by hint: unique and repeated keys, null keys, several keys, empty sides, conditions that look
-- at one side only or twice at the same column. What Spark's JoinSuite compares after it has looked at the names of nodes.
-- Config: spark.sql.autoBroadcastJoinThreshold=-1
CREATE TABLE a(k1 BIGINT, k2 SMALLINT, k3 BIGINT, s STRING, v INT) USING parquet;
CREATE TABLE b(k1 BIGINT, k2 SMALLINT, k3 BIGINT, s STRING, v INT) USING parquet;
INSERT INTO a SELECT IF(id % 2 = 0, id, NULL), CAST(id % 5 AS SMALLINT), id * 3, CAST(id * 3 AS STRING), CAST(id % 4 AS INT) FROM range(10);
INSERT INTO b SELECT IF(id % 3 = 0, id, NULL), CAST(id % 5 AS SMALLINT), id * 3, CAST(id AS STRING), CAST(id % 3 AS INT) FROM range(30);

SELECT /*+ MERGE(b) */ a.k1, b.k1 FROM a FULL OUTER JOIN b ON a.k1 = b.k1;
SELECT /*+ SHUFFLE_HASH(b) */ a.k1, b.k1 FROM a FULL OUTER JOIN b ON a.k1 = b.k1;
SELECT /*+ SHUFFLE_HASH(a) */ a.k2, b.k2, b.v FROM a FULL OUTER JOIN b ON a.k2 = b.k2;
SELECT /*+ SHUFFLE_HASH(b) */ a.s, b.s FROM a FULL OUTER JOIN b ON a.s = b.s;
SELECT /*+ SHUFFLE_HASH(b) */ a.k1, b.k3 FROM a FULL OUTER JOIN b ON a.k1 = b.k1 AND a.k2 = b.k2 AND a.k3 = b.k3;
SELECT /*+ SHUFFLE_HASH(b) */ x.k1, b.k1 FROM (SELECT * FROM a WHERE v > 9) x FULL OUTER JOIN b ON x.k1 = b.k1;
SELECT /*+ SHUFFLE_HASH(b) */ a.k1, y.k1 FROM a FULL OUTER JOIN (SELECT * FROM b WHERE v > 9) y ON a.k1 = y.k1;
SELECT /*+ SHUFFLE_HASH(a) */ a.k1, b.k1 FROM a LEFT JOIN b ON a.k1 = b.k1;
SELECT /*+ SHUFFLE_HASH(a) */ a.k2, b.k2, b.v FROM a LEFT JOIN b ON a.k2 = b.k2 AND b.v > 1;
SELECT /*+ SHUFFLE_HASH(a) */ a.s, b.s FROM a LEFT JOIN b ON a.s = b.s AND a.v > 1;
SELECT /*+ SHUFFLE_HASH(b) */ a.k1, b.k1 FROM a RIGHT JOIN b ON a.k1 = b.k1;
SELECT /*+ SHUFFLE_HASH(b) */ a.k2, b.k2, a.v FROM a RIGHT JOIN b ON a.k2 = b.k2 AND b.v > 1;
SELECT /*+ SHUFFLE_HASH(b) */ a.k1, b.k3 FROM a RIGHT JOIN b ON a.k1 = b.k1 AND a.k2 = b.k2 AND a.k3 = b.k3;
SELECT /*+ MERGE(b) */ a.k2, a.v, b.v FROM a FULL OUTER JOIN b ON a.k2 = b.k2 AND a.k2 > a.v AND a.k2 > b.v;
SELECT /*+ SHUFFLE_HASH(b) */ a.k2, a.v, b.v FROM a FULL OUTER JOIN b ON a.k2 = b.k2 AND a.k2 > a.v AND a.k2 > b.v;
SELECT /*+ SHUFFLE_HASH(b) */ a.s FROM a LEFT SEMI JOIN b ON a.s = b.s;
SELECT /*+ SHUFFLE_HASH(b) */ a.s FROM a LEFT ANTI JOIN b ON a.s = b.s AND CAST(a.v * 2 AS STRING) <> b.s;
SELECT /*+ SHUFFLE_HASH(b) */ a.k2 FROM a LEFT SEMI JOIN b ON a.k2 = b.k2 AND a.v * 100 <> b.v;
SELECT /*+ SHUFFLE_HASH(b) */ a.k3 FROM a LEFT SEMI JOIN b ON CAST((a.k3 + 10000) / 1000 AS INT) = CAST((b.k3 + 10000) / 1000 AS INT) AND b.v >= a.v + 1;
SELECT /*+ SHUFFLE_HASH(b) */ a.k3 FROM a LEFT ANTI JOIN b ON a.k3 * 10000 = b.k3 * 1000 AND b.k3 * 1000 >= a.k3;
SELECT /*+ BROADCAST(b) */ a.k2, count(*) FROM a LEFT JOIN b ON a.v > b.v GROUP BY a.k2;
SELECT /*+ BROADCAST(a) */ count(*) FROM a FULL OUTER JOIN b;
