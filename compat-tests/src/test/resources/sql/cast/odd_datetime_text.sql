-- Text that looks like a date or a time, or almost: what is taken, what is null and what is an error.
-- ConfigMatrix: spark.sql.ansi.enabled=true,false
-- ConfigMatrix: spark.sql.session.timeZone=America/Los_Angeles,Asia/Kathmandu
CREATE TABLE odd(id INT, st STRING) USING parquet;
INSERT INTO odd SELECT /*+ COALESCE(1) */ * FROM VALUES
  (1, '2020'), (2, '2020-1'), (3, '2020-01'), (4, '2020-1-1'), (5, '2020-001-1'), (6, '2020-02-29'), (7, '2019-02-29'), (8, '2020-00-10'),
  (9, '2020-13-01'), (10, '2020-04-31'), (11, '2020-1-'), (12, '2020-'), (13, '-'), (14, ''), (15, '  '), (16, ' 2020-01-01 '),
  (17, '\t2020-01-01\n'), (18, '\u00a02020-01-01'), (19, '+2020-01-01'), (20, '-2020-01-01'), (21, '--1-1-1'), (22, '0000-01-01'), (23, '0001-01-01'),
  (24, '1582-10-10'), (25, '9999-12-31'), (26, '10000-01-01'), (27, '+10000-01-01'), (28, '294247-01-10'), (29, '300000-01-01'),
  (30, '5881580-07-11'), (31, '5881580-07-12'), (32, '-5877641-06-23'), (33, '-5877641-06-22'), (34, '12345678-01-01'), (35, '202-01-01'),
  (36, '02020-01-01'), (37, '20200101'), (38, '2020/01/01'), (39, '2020-01-01x'), (40, '2020-01-01 x'), (41, '2020-01-01Tx'), (42, '2020-01-01T'),
  (43, '2020-01-01 '), (44, '2020-01-01T00'), (45, '2020-01-01 1:2:3'), (46, '2020-01-01 24:00:00'), (47, '2020-01-01 23:59:60'),
  (48, '2020-01-01 23:60:00'), (49, '2020-01-01 12:34:56.'), (50, '2020-01-01 12:34:56.7'), (51, '2020-01-01 12:34:56.1234567'),
  (52, '2020-01-01 12:34:56.1234567890123'), (53, '2020-01-01 12:34:56.123456Z'), (54, '2020-01-01 12:34:56 UTC'), (55, '2020-01-01 12:34:56+5:45'),
  (56, '2020-01-01 12:34:56+05:45'), (57, '2020-01-01 12:34:56-0800'), (58, '2020-01-01 12:34:56+18:00'), (59, '2020-01-01 12:34:56+18:01'),
  (60, '2020-01-01 12:34:56 Asia/Kathmandu'), (61, '2020-01-01T12:34:56UTC+3'), (62, '2020-01-01T12:34:56GMT-03:30'), (63, '2020-01-01 12:34:56 PST'),
  (64, '2020-01-01 12:34:56 Nowhere/City'), (65, 'T12:34:56'), (66, '12:34:56'), (67, '12:34'), (68, '2020-03-08 02:30:00'),
  (69, '2020-11-01 01:30:00'), (70, '1986-01-01 00:05:00'), (71, '1883-11-18 12:03:00'), (72, '1900-01-01 00:00:00'), (73, 'today'), (74, 'now'),
  (75, 'epoch'), (76, 'EPOCH'), (77, 'yesterday'), (78, 'tomorrow UTC'), (79, 'NULL'), (80, 'null'), (81, '\u0662\u0660\u0662\u0660-01-01'),
  (82, '2020\u221201-01'), (83, '2020-01-01 12:34:56\u2028'), (84, '2020-01-01\u0000'), (85, '2020-01-01 00:00:00.000000000'),
  (86, '-0001-01-01 00:00:00'), (87, '294247-01-10 04:00:54.775807Z'), (88, '294247-01-10 04:00:54.775808Z'), (89, '-290308-12-21 19:59:05.224192Z'),
  (90, '-290308-12-21 19:59:05.224191Z'), (91, '1e3'), (92, 'Infinity'), (93, '2020-1-1T1:1:1.1+1:1'), (94, '2020-01-01 12'), (95, '2020-01-01 12:'),
  (96, '2020-01-01 12:34:'), (97, '2020-01-01 12:34Z'), (98, '2020-01-01 12:34:56.789+01:00:30'), (99, NULL);

SELECT id, st, try_cast(st AS DATE) FROM odd WHERE st NOT IN ('today', 'now', 'yesterday', 'tomorrow UTC');
-- A time of day without a date is one of today.
SELECT id, st, try_cast(st AS TIMESTAMP) FROM odd WHERE id NOT IN (65, 66, 67, 73, 74, 77, 78);
SELECT id, try_cast(st AS TIMESTAMP_NTZ) FROM odd;
SELECT id, try_cast(try_cast(st AS DATE) AS STRING), try_cast(try_cast(st AS TIMESTAMP) AS STRING), try_cast(try_cast(st AS TIMESTAMP_NTZ) AS STRING) FROM odd WHERE id NOT IN (65, 66, 67, 73, 74, 77, 78);
SELECT id, try_cast(st AS INT), try_cast(st AS BIGINT), try_cast(st AS DOUBLE), try_cast(st AS BOOLEAN), try_cast(st AS DECIMAL(20,3)) FROM odd;
-- on_spark: 4.1+
SELECT id, try_to_date(st, 'yyyy-MM-dd'), try_to_timestamp(st, 'yyyy-MM-dd HH:mm:ss') FROM odd WHERE id IN (4, 6, 7, 8, 9, 16, 19, 23, 25, 35);
SELECT try_cast(st AS DATE) AS da, count(*) FROM odd WHERE id NOT IN (65, 66, 67, 73, 74, 77, 78) GROUP BY try_cast(st AS DATE);
-- expect_error[spark.sql.ansi.enabled=true]: CAST_INVALID_INPUT
SELECT id, CAST(st AS DATE) FROM odd WHERE id NOT IN (65, 66, 67, 73, 74, 77, 78);
-- expect_error[spark.sql.ansi.enabled=true]: CAST_INVALID_INPUT
SELECT id, CAST(st AS TIMESTAMP) FROM odd WHERE id NOT IN (65, 66, 67, 73, 74, 77, 78);
-- expect_error[spark.sql.ansi.enabled=true]: CAST_INVALID_INPUT
SELECT id, CAST(st AS TIMESTAMP_NTZ) FROM odd WHERE id > 40;
-- expect_error[spark.sql.ansi.enabled=true]: CAST_INVALID_INPUT
SELECT id FROM odd WHERE CAST(st AS DATE) > DATE'2020-01-01' AND id NOT IN (65, 66, 67, 73, 74, 77, 78);
SELECT id FROM odd WHERE id IN (4, 6, 16, 17, 23) AND CAST(st AS DATE) = DATE'2020-01-01';
