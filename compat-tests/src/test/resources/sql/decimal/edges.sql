-- Decimals at the edges of their types: rounding half up, carries into a new digit, the largest values, zero of every scale.
-- ConfigMatrix: spark.sql.ansi.enabled=true,false
CREATE TABLE d(id INT, a DECIMAL(5,2), b DECIMAL(9,9), c DECIMAL(18,0), e DECIMAL(18,18), f DECIMAL(19,0), g DECIMAL(38,0), h DECIMAL(38,38), k DECIMAL(1,0)) USING parquet;
INSERT INTO d SELECT /*+ COALESCE(1) */ id, a, b, c, e, f, g, CAST(h AS DECIMAL(38,38)), k FROM VALUES
  (1, 999.99, 0.999999999, 999999999999999999, 0.999999999999999999, 9999999999999999999, 99999999999999999999999999999999999999, '0.99999999999999999999999999999999999999', 9),
  (2, -999.99, -0.999999999, -999999999999999999, -0.999999999999999999, -9999999999999999999, -99999999999999999999999999999999999999, '-0.99999999999999999999999999999999999999', -9),
  (3, 0, 0, 0, 0, 0, 0, '0', 0), (4, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  (5, 0.05, 0.000000001, 1, 0.000000000000000001, 1, 1, '0.00000000000000000000000000000000000001', 1),
  (6, -0.05, -0.000000001, -1, -0.000000000000000001, -1, -1, '-0.00000000000000000000000000000000000001', -1),
  (7, 99.95, 0.5, 500000000000000000, 0.5, 5000000000000000000, 50000000000000000000000000000000000000, '0.5', 5),
  (8, 2.5, 0.000000005, 9223372036854775, 0.005, 9223372036854775807, 9223372036854775808, '0.05', 2),
  (9, 3.5, 0.25, 4999999999999999, 0.499999999999999999, 4999999999999999999, 18446744073709551616, '0.25', 3) AS v(id, a, b, c, e, f, g, h, k);

SELECT id, round(a), round(a, 1), round(a, -1), round(a, -2), round(a, -3), round(a, 5), bround(a), bround(a, 1), bround(a, -1) FROM d;
SELECT id, ceil(a), floor(a), ceil(a, 1), floor(a, -1), ceil(b), floor(b), ceil(e), floor(e), ceil(h), floor(h) FROM d;
SELECT id, round(b, 8), round(b), round(e, 17), round(e), round(h, 37), round(h), bround(h, 1), round(k), round(k, -1) FROM d;
SELECT id, round(c), round(c, -1), round(c, -17), round(c, -18), round(f, -1) FROM d WHERE id > 2;
SELECT id, a + a, a - a, b + b, c + c, c - 1, e + e, k + k, k - k, a + b, a + e FROM d;
SELECT id, a * a, b * b, c * k, e * e, k * k, a * e, b * k, c * e FROM d;
SELECT id, try_add(f, f), try_add(g, g), try_subtract(g, 1), try_multiply(g, k), try_multiply(f, f), try_divide(g, k), try_divide(k, h), try_divide(c, e) FROM d;
SELECT id, try_mod(a, k), try_mod(g, 7), try_divide(a, b), try_divide(a, 0), try_mod(c, e) FROM d;
SELECT id, a / 3, a / 0.07, k / 3, b / 3, a / 999.99 FROM d;
SELECT id, a % 0.03, c % 7, k % 2, f % 10, g % 1000000007, pmod(a, -0.7), pmod(k, 3), a % 1000 FROM d;
SELECT id, a div 0.03, c div 7, k div 2 FROM d;
SELECT id, try_cast(a AS DECIMAL(3,0)), try_cast(a AS DECIMAL(4,1)), try_cast(a AS DECIMAL(38,36)), try_cast(a AS DECIMAL(2,2)), try_cast(c AS DECIMAL(19,1)), try_cast(c AS DECIMAL(17,0)) FROM d;
SELECT id, try_cast(g AS DECIMAL(38,1)), try_cast(g AS DECIMAL(20,0)), try_cast(h AS DECIMAL(37,37)), try_cast(h AS DECIMAL(38,0)), try_cast(e AS DECIMAL(17,17)), try_cast(b AS DECIMAL(1,0)) FROM d;
SELECT id, try_cast(a AS TINYINT), try_cast(a AS INT), try_cast(c AS INT), try_cast(c AS BIGINT), try_cast(f AS BIGINT), try_cast(g AS BIGINT), try_cast(h AS INT), try_cast(a AS BOOLEAN) FROM d;
SELECT id, CAST(a AS DOUBLE), CAST(b AS FLOAT), CAST(c AS DOUBLE), CAST(e AS DOUBLE), CAST(f AS DOUBLE), CAST(g AS DOUBLE), CAST(h AS DOUBLE), CAST(g AS FLOAT) FROM d;
SELECT id, CAST(a AS STRING), CAST(b AS STRING), CAST(c AS STRING), CAST(e AS STRING), CAST(f AS STRING), CAST(g AS STRING), CAST(h AS STRING), CAST(k AS STRING) FROM d;
SELECT id, -a, -b, -c, -e, -f, -k, abs(a), abs(c), abs(f), sign(a), sign(h), positive(a) FROM d;
SELECT id, a = b, a < c, b = e, b < h, c <=> g, f > g, h >= e, k = a, a IN (2.5, 3.50, 999.99), b BETWEEN 0 AND 0.5 FROM d;
SELECT id, greatest(a, k), least(a, b, c), coalesce(a, g), nullif(a, 2.50), hash(a, c, f, g, h), xxhash64(a, c, f, g, h) FROM d;
SELECT id, CAST(a AS TIMESTAMP), try_cast(CAST(a AS DOUBLE) AS DECIMAL(4,1)), try_cast(CAST(c AS BIGINT) AS DECIMAL(10,0)), try_cast(CAST(k AS INT) AS DECIMAL(1,1)) FROM d;
SELECT sum(a), sum(b), sum(c), sum(e), avg(a), avg(c), avg(h), min(g), max(h), sum(k), avg(k) FROM d;
SELECT k % 2 AS m, sum(a), avg(b), min(c), max(f), count(g), sum(DISTINCT k) FROM d GROUP BY k % 2;
-- expect_error[spark.sql.ansi.enabled=true]: NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION
SELECT id, CAST(a AS DECIMAL(3,0)) FROM d;
-- expect_error[spark.sql.ansi.enabled=true]: NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION
SELECT id, g + g FROM d;
-- expect_error[spark.sql.ansi.enabled=true]: CAST_OVERFLOW
SELECT id, CAST(c AS INT) FROM d;
-- expect_error[spark.sql.ansi.enabled=true]: CAST_OVERFLOW
SELECT id, CAST(f AS BIGINT) FROM d;
