-- Decimals of small and large precision: result types, rounding, overflow.
-- ConfigMatrix: spark.sql.ansi.enabled=true,false
-- ConfigMatrix: spark.sql.decimalOperations.allowPrecisionLoss=true,false
CREATE TABLE d(id INT, a DECIMAL(5,2), b DECIMAL(15,2), c DECIMAL(18,6), e DECIMAL(25,10), w DECIMAL(38,0), z DECIMAL(38,18)) USING parquet;
INSERT INTO d SELECT /*+ COALESCE(1) */ * FROM VALUES
  (1, 1.25, 1234567.89, 123.456789, 12345678901.1234567891, 12345678901234567890, 1.000000000000000001),
  (2, -1.25, -1234567.89, -123.456789, -12345678901.1234567891, -12345678901234567890, -1.000000000000000001),
  (3, 0, 0, 0, 0, 0, 0), (4, NULL, NULL, NULL, NULL, NULL, NULL),
  (5, 999.99, 9999999999999.99, 999999999999.999999, 999999999999999.9999999999, 1, 99999999999999999999.999999999999999999),
  (6, -999.99, -9999999999999.99, -999999999999.999999, -999999999999999.9999999999, -1, -99999999999999999999.999999999999999999),
  (7, 0.01, 0.01, 0.000001, 0.0000000001, 7, 0.000000000000000001);

SELECT id, a + a, a + b, b - c, c + e, a + 1, b + 1L FROM d;
SELECT id, a * a, a * b, b * b, b * c FROM d;
SELECT id, a * (1 - a) * (1 + a), b * (1 - a) FROM d;
SELECT id, a / 3, b / 7, b / 0.03, c / 11 FROM d;
SELECT id, a % 0.3, b % 7, c % 0.01, pmod(a, 0.7) FROM d;
SELECT id, -a, -b, -w, abs(a), abs(b), abs(e) FROM d;
-- Spark's abs goes through a BigDecimal of 34 digits: here it rounds up to a value that does not fit.
-- expect_error: NUMERIC_VALUE_OUT_OF_RANGE.WITHOUT_SUGGESTION
SELECT id, abs(z) FROM d;
SELECT id, abs(z), abs(w), -z FROM d WHERE id NOT IN (5, 6);
-- expect_error[spark.sql.ansi.enabled=true,spark.sql.decimalOperations.allowPrecisionLoss=false]
SELECT id, e * e FROM d WHERE id < 5;
SELECT id, w + w, w - 1 FROM d;
SELECT id, w * w FROM d WHERE id IN (3, 4, 5, 7);
-- expect_error[spark.sql.ansi.enabled=true]: NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION
SELECT id, w * w FROM d;
SELECT id, z + z FROM d WHERE id < 5;
-- expect_error[spark.sql.ansi.enabled=true]
SELECT id, z * z FROM d;
-- expect_error[spark.sql.ansi.enabled=true]: DIVIDE_BY_ZERO
SELECT id, 1 / a FROM d;
-- REMAINDER_BY_ZERO, on Spark 4.0 DIVIDE_BY_ZERO.
-- expect_error[spark.sql.ansi.enabled=true]
SELECT id, 1 % b FROM d;
SELECT id, try_divide(1, a), try_add(w, w), try_multiply(w, w) FROM d;
SELECT id, a / b, b / c, e / a FROM d WHERE a <> 0 AND b <> 0 AND c <> 0;
SELECT id, a div 1, b div 3 FROM d;
SELECT id, round(a, 1), round(b, 0), round(c, 3), round(c, -1), bround(a, 1), ceil(c), floor(c), ceil(c, 2), floor(b, -2) FROM d;
SELECT id, a + CAST(1.5 AS DOUBLE), b * CAST(2 AS FLOAT) FROM d;
SELECT id FROM d WHERE a > 1 AND b < 9999999999999.99 AND c >= 0.000001;
SELECT id, a = b, a < b, a <=> c, w > z, e >= c FROM d;
