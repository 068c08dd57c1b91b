-- Addition, subtraction, multiplication, remainder of every integer width, at and over the edges.
-- ConfigMatrix: spark.sql.ansi.enabled=true,false
CREATE TABLE n(id INT, b TINYINT, s SMALLINT, i INT, l BIGINT) USING parquet;
INSERT INTO n SELECT /*+ COALESCE(1) */ * FROM VALUES
  (1, 1Y, 1S, 1, 1L), (2, -1Y, -1S, -1, -1L), (3, 0Y, 0S, 0, 0L), (4, NULL, NULL, NULL, NULL),
  (5, 7Y, 300S, 70000, 5000000000L), (6, -7Y, -300S, -70000, -5000000000L), (7, 100Y, 32000S, 2000000000, 9000000000000000000L);
INSERT INTO n SELECT /*+ COALESCE(1) */ * FROM VALUES (8, 2Y, 3S, 4, 5L), (9, NULL, 3S, NULL, 5L);
CREATE TABLE edges(id INT, b TINYINT, s SMALLINT, i INT, l BIGINT) USING parquet;
INSERT INTO edges SELECT /*+ COALESCE(1) */ * FROM VALUES
  (1, 127Y, 32767S, 2147483647, 9223372036854775807L), (2, -128Y, -32768S, -2147483648, -9223372036854775808L), (3, 1Y, 1S, 1, 1L);

SELECT id, i + 1, l + 1, i - l, l * 3 FROM n WHERE id < 7;
SELECT id, b + 1Y, s + 1S, b - 2Y, s * 2S FROM n WHERE id < 7;
SELECT id, i % 7, l % 7L, b % 3Y, s % 5S, -i % 4 FROM n;
SELECT id, pmod(i, 7), pmod(l, 7L), pmod(-i, 7) FROM n;
SELECT id, -i, -l, -b, -s, +i, abs(i), abs(l), abs(b), abs(s) FROM n;
SELECT id, i div 3, l div 7, i / 3, l / 7 FROM n;
SELECT id, i & 255, i | 1, i ^ 3, ~i, l & 1023L, ~l FROM n;
SELECT id, shiftleft(i, 3), shiftright(i, 2), shiftrightunsigned(i, 2), shiftleft(l, 40), shiftright(l, 33) FROM n;
SELECT id, i + s + b, l + i - s * b FROM n WHERE id <= 6;
SELECT id FROM n WHERE id < 7 AND i * 2 > l - 10 AND i % 2 = 1;

-- expect_error[spark.sql.ansi.enabled=true]: ARITHMETIC_OVERFLOW
SELECT id, i + 1 FROM edges;
-- expect_error[spark.sql.ansi.enabled=true]: ARITHMETIC_OVERFLOW
SELECT id, l + 1 FROM edges;
-- expect_error[spark.sql.ansi.enabled=true]: ARITHMETIC_OVERFLOW
SELECT id, l * 2 FROM edges;
-- expect_error[spark.sql.ansi.enabled=true]
SELECT id, b + b FROM edges;
-- expect_error[spark.sql.ansi.enabled=true]
SELECT id, s - 2S FROM edges;
-- expect_error[spark.sql.ansi.enabled=true]: ARITHMETIC_OVERFLOW
SELECT id, -i FROM edges;
-- expect_error[spark.sql.ansi.enabled=true]: ARITHMETIC_OVERFLOW
SELECT id, abs(l) FROM edges;
-- expect_error[spark.sql.ansi.enabled=true]: DIVIDE_BY_ZERO
SELECT id, 10 / i FROM n;
-- REMAINDER_BY_ZERO, on Spark 4.0 DIVIDE_BY_ZERO.
-- expect_error[spark.sql.ansi.enabled=true]
SELECT id, 10 % i FROM n;
-- expect_error[spark.sql.ansi.enabled=true]: DIVIDE_BY_ZERO
SELECT id, 10 div i FROM n;
-- expect_error[spark.sql.ansi.enabled=true]: ARITHMETIC_OVERFLOW
SELECT id, l div -1 FROM edges;
-- The guard keeps the row that would fail away from the division.
SELECT id, 10 / i FROM n WHERE i <> 0;
SELECT id, CASE WHEN i <> 0 THEN 10 / i END FROM n;
SELECT id, if(i = 0, -1, 10 % i) FROM n;

SELECT id, try_add(i, 1), try_subtract(l, 1), try_multiply(i, 2), try_divide(10, i) FROM edges;
SELECT id, try_add(b, 1Y), try_add(s, 1S), try_mod(l, 0L) FROM edges;
SELECT id, try_divide(i, 0), try_divide(l, l) FROM n;
