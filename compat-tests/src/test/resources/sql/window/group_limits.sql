-- The first rows of each group: limits of ranks before and behind the shuffle, over so many rows that the one before is given up or not; ties show in which order rows come.
-- ConfigMatrix: spark.quiver.partialAggregation=auto,full,none
-- ConfigMatrix: spark.sql.adaptive.enabled=true,false
-- Config: spark.sql.shuffle.partitions=3
-- Keys: one row each, two adjacent ones, fifty, many, and mostly null. A table is one file, so that both engines read rows in one order.
CREATE TABLE a USING parquet AS SELECT id, id AS one, id DIV 2 AS two, pmod(hash(id), 5000) AS some, concat('k', id % 7) AS seven, if(id % 9 = 0, id % 1000, NULL) AS rare, pmod(hash(id, 1), 3) AS v, if(pmod(hash(id, 2), 4) = 0, NULL, pmod(hash(id, 2), 5)) AS w, CAST(pmod(hash(id, 3), 100) AS DOUBLE) / 8 AS x, concat('text ', id) AS s FROM range(0, 90000, 1, 1);
CREATE TABLE b USING parquet AS SELECT id, id AS one, id DIV 2 AS two, pmod(hash(id), 5000) AS some, concat('k', id % 7) AS seven, if(id % 9 = 0, id % 1000, NULL) AS rare, pmod(hash(id, 1), 3) AS v, if(pmod(hash(id, 2), 4) = 0, NULL, pmod(hash(id, 2), 5)) AS w, CAST(pmod(hash(id, 3), 100) AS DOUBLE) / 8 AS x, concat('text ', id) AS s FROM range(80000, 160000, 1, 1);
CREATE TABLE c USING parquet AS SELECT id, id AS one, id DIV 2 AS two, pmod(hash(id), 5000) AS some, concat('k', id % 7) AS seven, if(id % 9 = 0, id % 1000, NULL) AS rare, pmod(hash(id, 1), 3) AS v, if(pmod(hash(id, 2), 4) = 0, NULL, pmod(hash(id, 2), 5)) AS w, CAST(pmod(hash(id, 3), 100) AS DOUBLE) / 8 AS x, concat('text ', id) AS s FROM range(150000, 240000, 1, 1);
CREATE VIEW t AS SELECT * FROM a UNION ALL SELECT * FROM b UNION ALL SELECT * FROM c;

SELECT count(*), sum(hash(id, s)), min(n), max(n) FROM (SELECT *, row_number() OVER (PARTITION BY one ORDER BY v) AS n FROM t) WHERE n = 1;
SELECT count(*), sum(hash(id, s)) FROM (SELECT *, row_number() OVER (PARTITION BY two ORDER BY v DESC) AS n FROM t) WHERE n = 1;
SELECT count(*), sum(hash(id, s, n)) FROM (SELECT *, row_number() OVER (PARTITION BY some ORDER BY v, w) AS n FROM t) WHERE n <= 3;
SELECT count(*), sum(hash(id, s, n)) FROM (SELECT *, rank() OVER (PARTITION BY some ORDER BY v, w DESC NULLS FIRST) AS n FROM t) WHERE n <= 3;
SELECT count(*), sum(hash(id, s, n)) FROM (SELECT *, dense_rank() OVER (PARTITION BY some ORDER BY w NULLS LAST, x) AS n FROM t) WHERE n <= 2;
SELECT id, s, n FROM (SELECT *, row_number() OVER (PARTITION BY seven ORDER BY v DESC, w) AS n FROM t) WHERE n <= 2;
SELECT id, s, n FROM (SELECT *, rank() OVER (PARTITION BY seven ORDER BY x, s) AS n FROM t) WHERE n < 3;
SELECT count(*), sum(hash(id, n)) FROM (SELECT *, row_number() OVER (PARTITION BY rare ORDER BY v) AS n FROM t) WHERE n <= 2;
SELECT count(*), sum(hash(id, n)) FROM (SELECT *, dense_rank() OVER (PARTITION BY rare, v ORDER BY w) AS n FROM t) WHERE n <= 2;
SELECT count(*), sum(hash(id, n)) FROM (SELECT *, row_number() OVER (PARTITION BY x ORDER BY two DIV 7) AS n FROM t) WHERE n <= 5;
SELECT count(*), sum(hash(id, n)) FROM (SELECT *, rank() OVER (ORDER BY w) AS n FROM t) WHERE n <= 4;
SELECT id, n FROM (SELECT *, rank() OVER (ORDER BY x, v, s) AS n FROM t) WHERE n <= 4;
SELECT seven, count(*), sum(hash(id)) FROM (SELECT *, row_number() OVER (PARTITION BY two ORDER BY w) AS n, rank() OVER (PARTITION BY two ORDER BY w) AS r FROM t WHERE v > 0) WHERE n = 1 AND r < 3 GROUP BY seven;
