-- Casts between numbers, with values that do not fit.
-- ConfigMatrix: spark.sql.ansi.enabled=true,false
CREATE TABLE n(id INT, b TINYINT, s SMALLINT, i INT, l BIGINT, x FLOAT, y DOUBLE, d DECIMAL(20,5), bo BOOLEAN) USING parquet;
INSERT INTO n VALUES (1, 1Y, 2S, 3, 4L, float('5.5'), 6.75D, 7.12345, true), (2, -1Y, -2S, -3, -4L, float('-5.5'), -6.75D, -7.99999, false), (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL), (4, 0Y, 0S, 0, 0L, float('-0.0'), 0.0D, 0, true);
CREATE TABLE big(id INT, i INT, l BIGINT, y DOUBLE, d DECIMAL(38,2)) USING parquet;
INSERT INTO big SELECT /*+ COALESCE(1) */ * FROM VALUES (1, 70000, 5000000000L, 1e20D, 123456789012345678901234.55), (2, 300, 70000L, 300.99D, 300.99), (3, -129, -32769L, double('NaN'), -129), (4, 5, 6L, double('Infinity'), 5);

SELECT id, CAST(b AS INT), CAST(s AS BIGINT), CAST(i AS SMALLINT), CAST(l AS INT), CAST(i AS TINYINT) FROM n;
SELECT id, CAST(i AS DOUBLE), CAST(l AS FLOAT), CAST(x AS DOUBLE), CAST(y AS FLOAT), CAST(b AS FLOAT) FROM n;
SELECT id, CAST(x AS INT), CAST(y AS BIGINT), CAST(y AS INT), CAST(y AS SMALLINT), CAST(x AS TINYINT) FROM n;
SELECT id, CAST(i AS DECIMAL(10,2)), CAST(l AS DECIMAL(20,0)), CAST(y AS DECIMAL(10,1)), CAST(x AS DECIMAL(10,3)) FROM n;
SELECT id, CAST(d AS DECIMAL(10,2)), CAST(d AS DECIMAL(30,10)), CAST(d AS INT), CAST(d AS BIGINT), CAST(d AS DOUBLE), CAST(d AS FLOAT), CAST(d AS DECIMAL(8,0)) FROM n;
SELECT id, CAST(bo AS INT), CAST(bo AS DOUBLE), CAST(i AS BOOLEAN), CAST(y AS BOOLEAN), CAST(d AS BOOLEAN), CAST(bo AS DECIMAL(3,1)) FROM n;
SELECT id, try_cast(i AS TINYINT), try_cast(l AS INT), try_cast(y AS INT), try_cast(d AS BIGINT), try_cast(d AS DECIMAL(5,2)), try_cast(y AS DECIMAL(10,2)) FROM big;
-- expect_error[spark.sql.ansi.enabled=true]: CAST_OVERFLOW
SELECT id, CAST(i AS TINYINT) FROM big;
-- expect_error[spark.sql.ansi.enabled=true]: CAST_OVERFLOW
SELECT id, CAST(l AS INT) FROM big;
-- expect_error[spark.sql.ansi.enabled=true]: CAST_OVERFLOW
SELECT id, CAST(y AS INT) FROM big;
-- expect_error[spark.sql.ansi.enabled=true]: CAST_OVERFLOW
SELECT id, CAST(y AS BIGINT) FROM big;
-- expect_error[spark.sql.ansi.enabled=true]
SELECT id, CAST(d AS BIGINT) FROM big;
-- expect_error[spark.sql.ansi.enabled=true]
SELECT id, CAST(d AS DECIMAL(5,2)) FROM big;
SELECT id, CAST(i AS TINYINT) FROM big WHERE id = 4;
