-- Zones whose clocks jump: by an hour, by half an hour (Lord Howe), by a whole day (Apia), by fifteen minutes (Kathmandu, 1986), by
-- seconds (local mean time); and a fixed offset.
-- ConfigMatrix: spark.sql.session.timeZone=America/Los_Angeles,Asia/Kathmandu,Australia/Lord_Howe,Pacific/Apia,-07:30
CREATE TABLE t(id INT, ts TIMESTAMP, tn TIMESTAMP_NTZ, da DATE, n INT) USING parquet;
INSERT INTO t VALUES
  (1, TIMESTAMP'1883-11-18 19:52:58Z', TIMESTAMP_NTZ'1883-11-18 11:58:00', DATE'1883-11-18', 0),
  (2, TIMESTAMP'1883-11-18 20:00:00Z', TIMESTAMP_NTZ'1883-11-18 12:03:00', DATE'1883-11-18', 1),
  (3, TIMESTAMP'1919-12-31 18:18:44Z', TIMESTAMP_NTZ'1969-12-31 23:59:59.999999', DATE'1969-12-31', -1),
  (4, TIMESTAMP'1969-12-31 23:59:59.999999Z', TIMESTAMP_NTZ'1986-01-01 00:00:00', DATE'1986-01-01', 12),
  (5, TIMESTAMP'1970-01-01 00:00:00Z', TIMESTAMP_NTZ'1986-01-01 00:10:00', DATE'1986-01-01', -12),
  (6, TIMESTAMP'1985-12-31 18:29:59Z', TIMESTAMP_NTZ'1986-01-01 00:15:00', DATE'1986-01-01', 24),
  (7, TIMESTAMP'1985-12-31 18:30:00Z', TIMESTAMP_NTZ'2020-03-08 01:59:59.999999', DATE'2020-03-08', 7),
  (8, TIMESTAMP'2020-03-08 09:59:59.999999Z', TIMESTAMP_NTZ'2020-03-08 02:00:00', DATE'2020-03-08', -7),
  (9, TIMESTAMP'2020-03-08 10:00:00Z', TIMESTAMP_NTZ'2020-03-08 02:30:00', DATE'2020-03-08', 365),
  (10, TIMESTAMP'2020-11-01 08:00:00Z', TIMESTAMP_NTZ'2020-03-08 03:00:00', DATE'2020-03-08', -365),
  (11, TIMESTAMP'2020-11-01 08:59:59.5Z', TIMESTAMP_NTZ'2020-11-01 00:59:59', DATE'2020-11-01', 30),
  (12, TIMESTAMP'2020-11-01 09:00:00Z', TIMESTAMP_NTZ'2020-11-01 01:00:00', DATE'2020-11-01', 31),
  (13, TIMESTAMP'2020-11-01 10:00:00Z', TIMESTAMP_NTZ'2020-11-01 01:59:59', DATE'2020-11-01', 0),
  (14, TIMESTAMP'2011-12-30 09:59:59Z', TIMESTAMP_NTZ'2020-11-01 02:00:00', DATE'2020-11-01', 1),
  (15, TIMESTAMP'2011-12-30 10:00:00Z', TIMESTAMP_NTZ'2011-12-29 23:59:59', DATE'2011-12-29', -1),
  (16, TIMESTAMP'2011-12-31 10:00:00Z', TIMESTAMP_NTZ'2011-12-30 12:00:00', DATE'2011-12-30', 12),
  (17, TIMESTAMP'2021-10-02 15:29:59Z', TIMESTAMP_NTZ'2011-12-31 00:00:00', DATE'2011-12-31', -12),
  (18, TIMESTAMP'2021-10-02 15:30:00Z', TIMESTAMP_NTZ'2021-10-03 02:00:00', DATE'2021-10-03', 24),
  (19, TIMESTAMP'2021-04-03 14:45:00Z', TIMESTAMP_NTZ'2021-10-03 02:15:00', DATE'2021-10-03', 7),
  (20, TIMESTAMP'0001-01-03 00:00:00Z', TIMESTAMP_NTZ'2021-04-04 01:45:00', DATE'2021-04-04', -7),
  (21, TIMESTAMP'1582-10-15 00:00:00Z', TIMESTAMP_NTZ'0001-01-03 00:00:00', DATE'0001-01-03', 365),
  (22, TIMESTAMP'9999-12-30 12:00:00Z', TIMESTAMP_NTZ'1582-10-10 00:00:00', DATE'1582-10-10', -365),
  (23, TIMESTAMP'2038-01-19 03:14:08Z', TIMESTAMP_NTZ'9999-12-30 12:00:00', DATE'9999-12-30', 30),
  (24, TIMESTAMP'2050-07-01 00:00:00Z', TIMESTAMP_NTZ'2050-07-01 02:00:00', DATE'2050-07-01', 31),
  (25, NULL, NULL, NULL, NULL);

SELECT id, CAST(ts AS STRING), CAST(ts AS DATE), CAST(ts AS TIMESTAMP_NTZ), CAST(tn AS TIMESTAMP), CAST(da AS TIMESTAMP), CAST(CAST(tn AS STRING) AS TIMESTAMP) FROM t;
SELECT id, year(ts), month(ts), day(ts), hour(ts), minute(ts), second(ts), dayofweek(ts), dayofyear(ts), weekofyear(ts), quarter(ts), extract(SECOND FROM ts) FROM t;
SELECT id, date_trunc('year', ts), date_trunc('quarter', ts), date_trunc('month', ts), date_trunc('week', ts), date_trunc('day', ts) FROM t;
SELECT id, date_trunc('hour', ts), date_trunc('minute', ts), date_trunc('second', ts), date_trunc('millisecond', ts), date_trunc('microsecond', ts), date_trunc('nothing', ts) FROM t;
SELECT id, date_trunc('day', tn), date_trunc('hour', tn), trunc(ts, 'month'), trunc(da, 'week') FROM t;
SELECT id, ts + INTERVAL '1' DAY, ts - INTERVAL '1' DAY, ts + INTERVAL '24' HOUR, ts + INTERVAL '1' MONTH, ts - INTERVAL '1' YEAR, tn + INTERVAL '1' DAY FROM t;
SELECT id, ts + make_interval(0, n), ts + make_interval(0, 0, 0, n), ts + make_interval(0, 0, 0, 0, n), ts - da, ts - tn, tn - ts FROM t;
SELECT id, timestampadd(HOUR, n, ts), timestampadd(DAY, n, ts), timestampadd(MONTH, n, ts), timestampdiff(HOUR, ts, tn), timestampdiff(DAY, ts, tn), timestampdiff(MONTH, da, ts) FROM t;
SELECT id, unix_timestamp(ts), unix_timestamp(tn), unix_timestamp(da), unix_millis(ts), unix_micros(ts), unix_date(CAST(ts AS DATE)) FROM t;
SELECT id, from_utc_timestamp(ts, 'Asia/Kathmandu'), to_utc_timestamp(ts, 'Australia/Lord_Howe'), convert_timezone('Pacific/Apia', tn), from_utc_timestamp(ts, '+05:45') FROM t;
SELECT id, date_format(ts, 'yyyy-MM-dd HH:mm:ss.SSSSSS XXX'), date_format(ts, 'VV z'), from_unixtime(unix_timestamp(ts)) FROM t WHERE id <> 20;
SELECT id, to_timestamp(CAST(tn AS STRING)), to_timestamp_ltz(CAST(tn AS STRING)), to_timestamp_ntz(CAST(ts AS STRING)), to_date(CAST(ts AS STRING)) FROM t;
SELECT id, CAST(ts AS BIGINT), CAST(ts AS DOUBLE), CAST(ts AS DECIMAL(22, 6)), CAST(CAST(ts AS BIGINT) AS TIMESTAMP), timestamp_millis(unix_millis(ts)), timestamp_micros(unix_micros(ts)) FROM t;
SELECT id, months_between(ts, tn), months_between(da, ts), months_between(ts, da, false), add_months(ts, n), last_day(ts), next_day(ts, 'TU'), datediff(ts, tn), date_add(ts, 1) FROM t;
SELECT id, make_timestamp(year(tn), month(tn), day(tn), hour(tn), minute(tn), 1.5), make_timestamp(2020, 3, 8, 2, n + 20, 0, 'America/Los_Angeles') FROM t WHERE n BETWEEN -12 AND 24;
SELECT id FROM t WHERE ts > tn;
SELECT id FROM t WHERE ts >= da AND hour(ts) BETWEEN 0 AND 3;
SELECT id, ts = tn, ts < da, tn <=> ts, da = ts FROM t;
SELECT date_trunc('day', ts) AS d, count(*), min(tn), max(ts) FROM t GROUP BY date_trunc('day', ts);
SELECT hour(ts) AS h, count(*) FROM t GROUP BY hour(ts) ORDER BY h;
SELECT id, CAST(concat(CAST(tn AS STRING), ' America/Los_Angeles') AS TIMESTAMP), CAST(concat(CAST(tn AS STRING), '+05:45') AS TIMESTAMP) FROM t;
