-- Sums of integers that do not fit.
-- ConfigMatrix: spark.sql.ansi.enabled=true,false
CREATE TABLE o(g INT, l BIGINT, i INT) USING parquet;
INSERT INTO o SELECT /*+ COALESCE(1) */ * FROM VALUES (1, 9223372036854775807L, 2147483647), (1, 1L, 2147483647), (2, 5L, 1), (2, -5L, -1);

SELECT sum(i) FROM o;
SELECT g, sum(i), avg(l) FROM o GROUP BY g;
-- expect_error[spark.sql.ansi.enabled=true]: ARITHMETIC_OVERFLOW
SELECT sum(l) FROM o;
-- expect_error[spark.sql.ansi.enabled=true]: ARITHMETIC_OVERFLOW
SELECT g, sum(l) FROM o GROUP BY g;
SELECT g, try_sum(l) FROM o GROUP BY g;
SELECT sum(l) FROM o WHERE g = 2;
