-- Float and double arithmetic with NaN, infinities and both zeros.
-- ConfigMatrix: spark.sql.ansi.enabled=true,false
CREATE TABLE f(id INT, x FLOAT, y DOUBLE) USING parquet;
INSERT INTO f SELECT /*+ COALESCE(1) */ * FROM VALUES
  (1, float('NaN'), double('NaN')), (2, float('Infinity'), double('Infinity')), (3, float('-Infinity'), double('-Infinity')),
  (4, float('0.0'), 0.0D), (5, float('-0.0'), -0.0D), (6, NULL, NULL), (7, float('1.1'), 2.2D), (8, float('-1.1'), -2.2D),
  (9, float('3.4028235E38'), 1.7976931348623157E308D), (10, float('1.4E-45'), 4.9E-324D);

SELECT id, x + 1, y + 1, x - y, y * y, -x, -y, abs(x), abs(y) FROM f;
SELECT id, x * 0, y * 0, y - y FROM f;
SELECT id, x / 3, y / 3, y / double('Infinity') FROM f;
SELECT id, x % 2, y % 2, pmod(y, 3.0D) FROM f;
-- expect_error[spark.sql.ansi.enabled=true]: DIVIDE_BY_ZERO
SELECT id, y / x FROM f;
SELECT id, try_divide(y, 0.0D), try_divide(y, x) FROM f;
-- expect_error[spark=4.3+,spark.sql.ansi.enabled=true]: ARITHMETIC_OVERFLOW
SELECT id, sqrt(y), exp(y), ln(y), log10(y), pow(y, 2), floor(y / 1e300D), ceil(y / 1e300D), cbrt(y), signum(y) FROM f;
SELECT id, sin(y), cos(y), tan(y), atan(y), atan2(y, 1), sinh(y), rint(y), degrees(y), radians(y) FROM f;
SELECT id, round(y, 1), round(x, 1), bround(y, 0) FROM f WHERE id NOT IN (1, 2, 3);
SELECT id, isnan(x), isnan(y), nanvl(y, 1.0D), y IS NULL FROM f;
SELECT id, x + CAST(id AS FLOAT), y * id FROM f;
