-- LIMIT, OFFSET and top-n.
-- ConfigMatrix: spark.sql.adaptive.enabled=true,false
CREATE TABLE t USING parquet AS SELECT id, (id * 7919) % 1000 AS k, concat('s', id % 13) AS s FROM range(0, 3000, 1, 4);

SELECT id, k FROM t ORDER BY k, id LIMIT 10;
SELECT id, k FROM t ORDER BY k DESC, id LIMIT 7;
SELECT s, id FROM t ORDER BY s, id DESC LIMIT 20;
SELECT id + 1 AS n, k FROM t ORDER BY k DESC, n LIMIT 5 OFFSET 3;
SELECT id FROM t ORDER BY id OFFSET 2990;
-- any_engine (the optimizer finds that it is empty)
SELECT id FROM t ORDER BY id LIMIT 0;
SELECT id FROM t WHERE k < 0 ORDER BY id LIMIT 5;
SELECT id FROM t ORDER BY id LIMIT 100000;
SELECT count(*) FROM (SELECT id FROM t LIMIT 100);
SELECT count(*), max(id) FROM (SELECT id FROM t ORDER BY id LIMIT 100 OFFSET 50);
SELECT s, sum(k) AS total FROM t GROUP BY s ORDER BY total DESC, s LIMIT 3;
