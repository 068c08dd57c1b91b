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

-- One group of many rows: added up at once where no addition on the way can overflow.
CREATE TABLE w USING parquet AS SELECT /*+ COALESCE(1) */ id, CAST(IF(id % 2 = 0, 2147483647, -2147483648) AS INT) AS i, IF(id % 2 = 0, 9223372036854775807L, -9223372036854775807L) AS even, IF(id < 5000, 2000000000000000L, -2000000000000000L) AS hill, IF(id % 3 = 0, NULL, id - 7) AS l FROM range(0, 10000, 1, 1);
SELECT sum(i), sum(i + 0L), sum(even), sum(l), sum(l - 1), avg(i), sum(id) FROM w;
-- expect_error[spark.sql.ansi.enabled=true]: ARITHMETIC_OVERFLOW
SELECT sum(hill) FROM w;
SELECT sum(hill), sum(even) FROM w WHERE id < 4600;
SELECT try_sum(hill), try_sum(even), try_sum(i), try_sum(l) FROM w;
SELECT sum(l), sum(i), try_sum(l) FROM w WHERE id < 0;
