-- Text that looks like a number, or almost.
-- ConfigMatrix: spark.sql.ansi.enabled=true,false
CREATE TABLE odd(id INT, st STRING) USING parquet;
INSERT INTO odd SELECT /*+ COALESCE(1) */ * FROM VALUES
  (1, '0'), (2, '0.000'), (3, '-0'), (4, '1'), (5, '-1'), (6, '.5'), (7, '5.'), (8, '.'), (9, '+.5'), (10, '-.5e1'), (11, '1e5'), (12, '1E-5'),
  (13, '1e'), (14, 'e1'), (15, '1e400'), (16, '1e-400'), (17, '0e400'), (18, '1e2147483648'), (19, ' 1.5 '), (20, '\t2.5\n'), (21, '1 5'),
  (22, '1,5'), (23, '1_5'), (24, '0x1F'), (25, '1d'), (26, '1f'), (27, '1L'), (28, 'NaN'), (29, 'Infinity'), (30, 'inf'), (31, '-inf'), (32, ''),
  (33, ' '), (34, '99999999999999999999999999999999999999'), (35, '-99999999999999999999999999999999999999'),
  (36, '999999999999999999999999999999999999999'), (37, '99999999999999999999.999999999999999999'), (38, '0.5'), (39, '1.5'), (40, '2.5'),
  (41, '-0.5'), (42, '-2.5'), (43, '0.005'), (44, '0.015'), (45, '0.0049999999999999999999999999999999999999999999'),
  (46, '0.0050000000000000000000000000000000000000000001'), (47, '999.994'), (48, '999.995'), (49, '-999.995'), (50, '9223372036854775807'),
  (51, '9223372036854775808'), (52, '-9223372036854775808'), (53, '2147483647.999'), (54, '-2147483648.999'), (55, '127.9'), (56, '128'),
  (57, '000000000000000000000000000000000000000000012.5'), (58, '\u0661'), (59, '1\u00a0'), (60, '123456789012345678'), (61, '1234567890123456789'),
  (62, '12345678901234567.89'), (63, '1.7976931348623157e308'), (64, '4.9e-324'), (65, '0.1'), (66, '0.30000000000000004'), (67, '1e22'),
  (68, '1e23'), (69, '3.4028235e38'), (70, '9007199254740993'), (71, 'TRUE'), (72, 't'), (73, 'y'), (74, 'No'), (75, 'off'), (76, NULL);

SELECT id, try_cast(st AS TINYINT), try_cast(st AS SMALLINT), try_cast(st AS INT), try_cast(st AS BIGINT), try_cast(st AS BOOLEAN) FROM odd;
SELECT id, try_cast(st AS FLOAT), try_cast(st AS DOUBLE) FROM odd;
SELECT id, try_cast(st AS DECIMAL(5,2)), try_cast(st AS DECIMAL(5,5)), try_cast(st AS DECIMAL(18,0)), try_cast(st AS DECIMAL(18,18)) FROM odd;
SELECT id, try_cast(st AS DECIMAL(38,0)), try_cast(st AS DECIMAL(38,18)), try_cast(st AS DECIMAL(38,38)), try_cast(st AS DECIMAL(1,0)) FROM odd;
SELECT id, try_cast(try_cast(st AS DOUBLE) AS STRING), try_cast(try_cast(st AS FLOAT) AS STRING), try_cast(try_cast(st AS DECIMAL(38,18)) AS STRING) FROM odd;
SELECT id, try_cast(try_cast(st AS DOUBLE) AS DECIMAL(18,2)), try_cast(try_cast(st AS DOUBLE) AS BIGINT), try_cast(try_cast(st AS FLOAT) AS INT) FROM odd;
SELECT id, try_to_number(st, '999.99'), try_cast(st AS TIMESTAMP) IS NULL FROM odd WHERE id < 10;
-- expect_error[spark.sql.ansi.enabled=true]: CAST_INVALID_INPUT
SELECT id, CAST(st AS INT) FROM odd;
-- expect_error[spark.sql.ansi.enabled=true]: CAST_INVALID_INPUT
SELECT id, CAST(st AS BIGINT) FROM odd WHERE id > 49;
-- expect_error[spark.sql.ansi.enabled=true]: CAST_INVALID_INPUT
SELECT id, CAST(st AS DOUBLE) FROM odd WHERE id > 6;
-- expect_error[spark.sql.ansi.enabled=true]: CAST_INVALID_INPUT
SELECT id, CAST(st AS DECIMAL(5,2)) FROM odd;
-- expect_error[spark.sql.ansi.enabled=true]: NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION
SELECT id, CAST(st AS DECIMAL(5,2)) FROM odd WHERE id BETWEEN 47 AND 50;
-- expect_error[spark.sql.ansi.enabled=true]: CAST_INVALID_INPUT
SELECT id, CAST(st AS BOOLEAN) FROM odd WHERE id > 70 OR id < 7;
