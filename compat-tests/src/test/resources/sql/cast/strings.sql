-- Casts from and to strings, good and bad input.
-- ConfigMatrix: spark.sql.ansi.enabled=true,false
CREATE TABLE good(id INT, i STRING, d STRING, f STRING, da STRING, ts STRING, bo STRING) USING parquet;
INSERT INTO good VALUES (1, '1', '1.5', '1e3', '2020-02-29', '2020-02-29 12:34:56.789', 'true'), (2, ' -42 ', '-0.005', 'NaN', '2020-2-9', '2020-02-29T12:34:56Z', 'f'), (3, NULL, NULL, NULL, NULL, NULL, NULL), (4, '+7', '1e2', '-Infinity', '1969-12-31', '2020-02-29 12:34:56+02:00', 'YES'), (5, '0', '00012.3400', '.5', '0001-01-01', '1900-01-01', '0');
CREATE TABLE bad(id INT, st STRING) USING parquet;
INSERT INTO bad SELECT /*+ COALESCE(1) */ * FROM VALUES (1, 'abc'), (2, ''), (3, '1.9'), (4, '99999999999'), (5, '2020-02-30'), (6, NULL), (7, '١٢'), (8, '1L'), (9, 'true');
CREATE TABLE v(id INT, b TINYINT, i INT, l BIGINT, x FLOAT, y DOUBLE, d DECIMAL(10,3), w DECIMAL(38,18), bo BOOLEAN, da DATE, ts TIMESTAMP, tn TIMESTAMP_NTZ, bi BINARY) USING parquet;
INSERT INTO v VALUES (1, 1Y, 12, 123456789012L, float('1.1'), 1e10D, 1.5, 0.000000000000000001, true, DATE'2020-02-29', TIMESTAMP'2020-02-29 12:34:56.7', TIMESTAMP_NTZ'2020-02-29 12:34:56.7', x'616263'), (2, -1Y, -12, -1L, float('1e-10'), -0.0D, -0.001, -123.456, false, DATE'0001-01-01', TIMESTAMP'1969-12-31 23:59:59', TIMESTAMP_NTZ'1969-12-31 23:59:59.000001', x''), (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL), (4, 0Y, 0, 0L, float('NaN'), double('Infinity'), 0, 0, true, DATE'9999-12-31', TIMESTAMP'2020-11-01 01:30:00', TIMESTAMP_NTZ'2020-11-01 01:30:00', x'c3a9');

SELECT id, CAST(i AS INT), CAST(i AS BIGINT), CAST(i AS SMALLINT), CAST(i AS TINYINT), CAST(i AS DECIMAL(5,1)) FROM good;
SELECT id, CAST(d AS DECIMAL(10,2)), CAST(d AS DECIMAL(38,10)), CAST(d AS DOUBLE), CAST(f AS DOUBLE), CAST(f AS FLOAT) FROM good;
SELECT id, CAST(da AS DATE), CAST(ts AS TIMESTAMP), CAST(ts AS DATE), CAST(bo AS BOOLEAN) FROM good;
SELECT id, try_cast(st AS INT), try_cast(st AS BIGINT), try_cast(st AS DOUBLE), try_cast(st AS DECIMAL(10,2)), try_cast(st AS DATE), try_cast(st AS TIMESTAMP), try_cast(st AS BOOLEAN) FROM bad;
-- expect_error[spark.sql.ansi.enabled=true]: CAST_INVALID_INPUT
SELECT id, CAST(st AS INT) FROM bad;
-- expect_error[spark.sql.ansi.enabled=true]: CAST_INVALID_INPUT
SELECT id, CAST(st AS DATE) FROM bad;
-- expect_error[spark.sql.ansi.enabled=true]: CAST_INVALID_INPUT
SELECT id, CAST(st AS DECIMAL(10,2)) FROM bad;
-- expect_error[spark.sql.ansi.enabled=true]: CAST_INVALID_INPUT
SELECT id, CAST(st AS BOOLEAN) FROM bad;
-- expect_error[spark.sql.ansi.enabled=true]: CAST_INVALID_INPUT
SELECT id, CAST(st AS TIMESTAMP) FROM bad;
-- expect_error[spark.sql.ansi.enabled=true]: CAST_INVALID_INPUT
SELECT id, st + 1 FROM bad;
SELECT id, CAST(b AS STRING), CAST(i AS STRING), CAST(l AS STRING), CAST(x AS STRING), CAST(y AS STRING) FROM v;
SELECT id, CAST(d AS STRING), CAST(w AS STRING), CAST(bo AS STRING), CAST(da AS STRING), CAST(ts AS STRING), CAST(tn AS STRING), CAST(bi AS STRING) FROM v;
SELECT id, CAST(CAST(i AS STRING) AS BINARY) FROM v;
SELECT id FROM good WHERE CAST(i AS INT) > 0;
SELECT id FROM v WHERE i = '12';
