-- Functions that answer every row stand in filters that a scan asks, and in joins and windows ahead of time; those that may
-- fail beside them still fail for the rows for which Spark fails.
-- ConfigMatrix: spark.sql.ansi.enabled=true,false

CREATE TABLE words (id INT, k INT, s STRING, d DECIMAL(9, 2), x DOUBLE, b BIGINT, t TIMESTAMP) USING parquet;
INSERT INTO words SELECT /*+ COALESCE(1) */ * FROM VALUES
  (1, 1, 'one', 1.25, 0.5D, 3L, TIMESTAMP'2020-02-29 23:59:59.5'),
  (2, 1, 'two and more', -99.99, -0.0D, 9223372036854775807L, TIMESTAMP'1999-12-31 00:00:00'),
  (3, 2, 'drei', 9999999.99, double('NaN'), -1L, NULL),
  (4, 2, '', 0.00, double('Infinity'), 0L, TIMESTAMP'2038-01-19 03:14:08'),
  (5, NULL, NULL, NULL, NULL, NULL, NULL),
  (2147483647, 3, 'ünïcödé', -9999999.99, 1e300D, -9223372036854775808L, TIMESTAMP'0001-01-01 12:00:00');

SELECT id FROM words WHERE length(s) > 3;
SELECT id FROM words WHERE length(s) > 3 AND octet_length(s) < 8 AND contains(s, 'r');
SELECT id FROM words WHERE x + 1.5D > 2 AND isnan(x) = false;
SELECT id FROM words WHERE d + d > 2 AND d * d < 1000;
SELECT id FROM words WHERE b % 3 = 0 AND pmod(b, 7) > 0;
SELECT id FROM words WHERE cast(d AS DECIMAL(20, 4)) > 1 AND cast(k AS BIGINT) = 2;
SELECT id FROM words WHERE year(cast(t AS DATE)) > 1990 AND hour(t) >= 3;
SELECT id FROM words WHERE hash(id, s) <> 0 AND greatest(id, k) > 1;
SELECT id, sqrt(x), round(x, 1), ceil(d), x / 2, cast(b AS STRING) FROM words WHERE id < 5 AND sqrt(x) >= 0;

-- what fails below or behind
-- expect_error[spark.sql.ansi.enabled=true]: ARITHMETIC_OVERFLOW
SELECT id FROM words WHERE length(s) > 5 AND id + 1 > 0;
-- expect_error[spark.sql.ansi.enabled=true]: ARITHMETIC_OVERFLOW
SELECT id FROM words WHERE length(s) > 5 AND b + 1 > 0;
SELECT id FROM words WHERE length(s) <= 5 AND id + 1 > 0;
-- expect_error[spark.sql.ansi.enabled=true]: DIVIDE_BY_ZERO
SELECT id FROM words WHERE length(s) > 2 AND 10 / (k - 1) > 0;
-- expect_error[spark.sql.ansi.enabled=true]: CAST_OVERFLOW
SELECT id FROM words WHERE octet_length(s) >= 0 AND cast(d AS TINYINT) > 0;

-- joins whose keys and conditions are computed
SELECT a.id, b.id FROM words a JOIN words b ON length(a.s) = length(b.s) AND a.id < b.id;
SELECT a.id, b.id FROM words a JOIN words b ON a.k = b.k AND a.x + b.x > 0;
SELECT a.id FROM words a LEFT ANTI JOIN words b ON a.k = b.k AND length(a.s) < length(b.s);
SELECT a.id, b.s FROM words a JOIN words b ON a.k = b.k JOIN words c ON length(b.s) = c.id WHERE octet_length(c.s) > 2;

-- windows over what cannot fail, ahead of time, and over what can
SELECT id, lag(length(s)) OVER (ORDER BY id), sum(x * 2) OVER (PARTITION BY k ORDER BY id) FROM words;
SELECT id, max(octet_length(s)) OVER (PARTITION BY k ORDER BY id ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) FROM words;
SELECT id, first_value(x + 1) OVER (PARTITION BY k ORDER BY id), nth_value(bit_length(s), 2) OVER (ORDER BY id) FROM words;
-- expect_error[spark.sql.ansi.enabled=true]: ARITHMETIC_OVERFLOW
SELECT id, lead(id + 1) OVER (ORDER BY id) FROM words;

-- groups that nobody asks for
SELECT g.k, n FROM (SELECT k, sum(length(s)) n, avg(d * 2) a FROM words GROUP BY k) g JOIN words w ON w.k = g.k WHERE w.id = 1;
