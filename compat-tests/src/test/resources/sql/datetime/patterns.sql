-- ConfigMatrix: spark.sql.ansi.enabled=true,false
-- ConfigMatrix: spark.sql.session.timeZone=America/Los_Angeles,UTC
-- Times as texts in patterns, and back.
CREATE TABLE t(id INT, ts TIMESTAMP, ntz TIMESTAMP_NTZ, d DATE, sec BIGINT) USING parquet;
INSERT INTO t SELECT /*+ COALESCE(1) */ * FROM VALUES
  (1, TIMESTAMP'2024-02-29 23:59:59.999999Z', TIMESTAMP_NTZ'2024-02-29 23:59:59.999999', DATE'2024-02-29', 0L),
  (2, TIMESTAMP'2024-03-10 10:30:00Z', TIMESTAMP_NTZ'2024-03-10 02:30:00', DATE'2024-03-10', -1L), (3, TIMESTAMP'2024-11-03 08:30:00Z', TIMESTAMP_NTZ'2024-11-03 01:30:00', DATE'1999-12-31', 1710066600L),
  (4, TIMESTAMP'1900-01-01 00:00:00.000001Z', TIMESTAMP_NTZ'1900-01-01 00:00:00', DATE'1900-01-01', -2208988800L), (5, TIMESTAMP'9999-12-31 20:00:00Z', NULL, DATE'9999-12-31', 253402300799L),
  (6, NULL, TIMESTAMP_NTZ'2001-01-01 01:01:01', NULL, NULL), (7, TIMESTAMP'1969-12-31 23:59:59.5Z', NULL, DATE'1970-01-01', 1709251199L);
CREATE TABLE texts(id INT, s STRING, compact STRING, day STRING) USING parquet;
INSERT INTO texts SELECT /*+ COALESCE(1) */ * FROM VALUES (1, '2024-02-29 23:59:59', '20240229235959', '29/02/2024'), (2, '2024-03-10 02:30:00', '20240310023000', '10/03/2024'),
  (3, '2024-11-03 01:30:00', '20241103013000', '03/11/2024'), (4, NULL, NULL, NULL), (5, '1970-01-01 00:00:00', '19700101000000', '01/01/1970'), (6, '0001-01-01 00:00:00', '00010101000000', '01/01/0001');
CREATE TABLE odd(id INT, s STRING, compact STRING, day STRING) USING parquet;
INSERT INTO odd SELECT /*+ COALESCE(1) */ * FROM VALUES (1, '2024-02-29 23:59:59', '20240229235959', '29/02/2024'), (2, '2023-02-29 00:00:00', '20230229000000', '29/02/2023'),
  (3, ' 2024-01-01 00:00:00', '2024010100000', '1/1/2024'), (4, '2024-01-01 24:00:00', '20240101240000', '01/13/2024'), (5, '2024-01-01', '', 'é'), (6, '2024-01-01 00:00:00x', 'x', NULL),
  (7, '+2024-01-01 00:00:00', '120240101000000', '01/01/12024'), (8, '2024-1-1 1:1:1', '2024-01-01', '01-01-2024'), (9, '2024-01-01 00:00:60', '20240101000060', '00/01/2024');

SELECT id, from_unixtime(sec), from_unixtime(sec, 'yyyy-MM-dd'), from_unixtime(sec, 'dd.MM.yyyy HH:mm'), from_unixtime(sec, 'yyyyMMdd'), from_unixtime(sec, 'H:m:s'), from_unixtime(sec, 'yyyy-DDD') FROM t;
SELECT id, date_format(ts, 'yyyy-MM-dd HH:mm:ss'), date_format(ts, 'yyyy-MM'), date_format(ts, 'dd/MM/yyyy'), date_format(ts, 'EEEE, MMM d'), date_format(ts, 'HH:mm:ss.SSS'), date_format(ts, "yyyy-MM-dd'T'HH:mm") FROM t;
SELECT id, date_format(d, 'yyyyMM'), date_format(d, 'd.M.yyyy'), date_format(ntz, 'yyyy-MM-dd HH:mm:ss') FROM t;
SELECT id, to_timestamp(s, 'yyyy-MM-dd HH:mm:ss'), to_timestamp(compact, 'yyyyMMddHHmmss'), to_date(day, 'dd/MM/yyyy'), to_timestamp_ntz(s, 'yyyy-MM-dd HH:mm:ss') FROM texts;
SELECT id, unix_timestamp(s), unix_timestamp(s, 'yyyy-MM-dd HH:mm:ss'), to_unix_timestamp(day, 'dd/MM/yyyy'), unix_timestamp(compact, 'yyyyMMddHHmmss') FROM texts;
SELECT to_date(day, 'dd/MM/yyyy') AS d, count(*) FROM texts GROUP BY to_date(day, 'dd/MM/yyyy');
-- on_spark: 4.1+
SELECT id, try_to_timestamp(s, 'yyyy-MM-dd HH:mm:ss'), try_to_date(day, 'dd/MM/yyyy') FROM texts;
-- A digit that stands in the pattern is one of the year before it to Spark.
-- on_spark: 4.1+
SELECT id, try_to_date(concat(substr(compact, 1, 4), '0', substr(compact, 5, 2), '0', substr(compact, 7, 2)), 'yyyy0MM0dd') FROM texts;
-- on_spark: 4.1+
SELECT id, try_to_date(concat(substr(compact, 1, 4), '_', substr(compact, 5, 2), ';', substr(compact, 7, 2)), 'yyyy_MM;dd') FROM texts;
SELECT unix_timestamp(ts), unix_timestamp(d), unix_timestamp(ts, 'yyyy') FROM t;
-- expect_error[spark.sql.ansi.enabled=true]: CANNOT_PARSE_TIMESTAMP
SELECT id, to_timestamp(s, 'yyyy-MM-dd HH:mm:ss') FROM odd;
-- expect_error[spark.sql.ansi.enabled=true]: CANNOT_PARSE_TIMESTAMP
SELECT id, to_date(day, 'dd/MM/yyyy') FROM odd;
-- expect_error[spark.sql.ansi.enabled=true]: CANNOT_PARSE_TIMESTAMP
SELECT id, unix_timestamp(compact, 'yyyyMMddHHmmss') FROM odd;
SELECT id, to_date(day, 'dd/MM/yyyy') FROM odd WHERE id = 1;
