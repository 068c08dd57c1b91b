-- Decimals of 35 to 38 digits: Spark negates through a BigDecimal of 34 digits, which rounds.
-- ConfigMatrix: spark.sql.ansi.enabled=true,false
CREATE TABLE w(id INT, n DECIMAL(38,0), z DECIMAL(38,10)) USING parquet;
INSERT INTO w SELECT /*+ COALESCE(1) */ * FROM VALUES
  (1, 12345678901234567890123456789012345678, 1234567890123456789012345678.0123456789), (2, -12345678901234567890123456789012345678, -1234567890123456789012345678.0123456789),
  (3, 99999999999999999999999999999999999, 0.0000000001), (4, -99999999999999999999999999999999999, -0.0000000001), (5, NULL, NULL), (6, 0, 0), (7, -1234567890123456789012345678901235, 5);

SELECT id, -n FROM w;
SELECT id, abs(n), abs(z) FROM w;
SELECT id, -z, negative(n), positive(n) FROM w;
SELECT id, n + 1, n - 1, z + 0.5, z - z FROM w;
SELECT id, n > 0, n = z, z < n, n <=> n FROM w;
SELECT min(n), max(n), min(z), max(z), count(n) FROM w;
SELECT sum(n), sum(z), avg(z) FROM w;
SELECT n, count(*) FROM w GROUP BY n;
SELECT id, CAST(n AS DOUBLE), CAST(z AS STRING), CAST(n AS STRING), CAST(z AS DECIMAL(38,9)) FROM w;
SELECT id, round(z, 2), ceil(z), floor(z), bround(n, -3) FROM w;
-- expect_error[spark.sql.ansi.enabled=true]: NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION
SELECT id, n / 3, z * 0.1, z / 7 FROM w WHERE id IN (3, 4, 5, 6, 7);
SELECT id, n % 1000, pmod(n, 7), greatest(n, 0), coalesce(n, 1) FROM w;
SELECT id, n FROM w ORDER BY n DESC, id;
