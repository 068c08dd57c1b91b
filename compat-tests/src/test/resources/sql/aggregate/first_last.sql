-- first, last and any_value over one partition, where their answer is decided.
CREATE TABLE t USING parquet AS SELECT /*+ COALESCE(1) */ id, if(id % 4 = 0, NULL, id) AS v, concat('k', id) AS k FROM range(20);

SELECT first(v), last(v), first(v, true), last(v, true), any_value(k), first(k), last(k) FROM t;
SELECT first_value(v) IGNORE NULLS, last_value(v) IGNORE NULLS FROM t;
SELECT first(v), last(k) FROM t WHERE id > 100;
