-- Java UDFs beside kernels, and one that throws.
CREATE TABLE t(id INT, i INT, s STRING) USING parquet;
INSERT INTO t SELECT /*+ COALESCE(1) */ * FROM VALUES (1, 1, 'a'), (2, 2, 'é'), (3, 3, NULL), (4, NULL, '');

SELECT id, plus_one(i), shout(s) FROM t;
SELECT id, plus_one(i) + i, upper(shout(s)), length(shout(s)) FROM t;
SELECT id FROM t WHERE plus_one(i) > 2;
SELECT plus_one(i), count(*), sum(plus_one(id)) FROM t GROUP BY plus_one(i);
SELECT id, fails_on_three(i) FROM t WHERE i <> 3;
SELECT id, CASE WHEN i = 3 THEN 0 ELSE fails_on_three(i) END FROM t;
-- expect_error: FAILED_EXECUTE_UDF
SELECT id, fails_on_three(i) FROM t;
-- expect_error: FAILED_EXECUTE_UDF
SELECT sum(fails_on_three(i)) FROM t;
