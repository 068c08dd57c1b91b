-- Date and time functions in three zones.
-- ConfigMatrix: spark.sql.session.timeZone=UTC,America/Los_Angeles,Asia/Kathmandu
CREATE TABLE t(id INT, da DATE, d2 DATE, ts TIMESTAMP, tn TIMESTAMP_NTZ, n INT) USING parquet;
INSERT INTO t VALUES
  (1, DATE'2020-02-29', DATE'2019-02-28', TIMESTAMP'2020-02-29 23:59:59.999999Z', TIMESTAMP_NTZ'2020-02-29 23:59:59.999999', 1),
  (2, DATE'1969-12-31', DATE'1970-01-01', TIMESTAMP'1969-12-31 23:00:00Z', TIMESTAMP_NTZ'1969-12-31 23:00:00', -1), (3, NULL, NULL, NULL, NULL, NULL),
  (4, DATE'2024-12-31', DATE'2025-01-01', TIMESTAMP'2024-03-10 10:00:00Z', TIMESTAMP_NTZ'2024-03-10 02:30:00', 12),
  (5, DATE'0001-01-01', DATE'9999-12-31', TIMESTAMP'1883-11-18 20:00:00Z', TIMESTAMP_NTZ'0001-01-01 00:00:00', 0),
  (6, DATE'2021-01-31', DATE'2021-03-31', TIMESTAMP'2020-11-01 09:30:00Z', TIMESTAMP_NTZ'2020-11-01 01:30:00', 25);

SELECT id, year(da), month(da), day(da), quarter(da), dayofweek(da), weekday(da), dayofyear(da), weekofyear(da) FROM t;
SELECT id, year(ts), month(ts), day(ts), hour(ts), minute(ts), second(ts), hour(tn), minute(tn), second(tn) FROM t;
SELECT id, extract(SECOND FROM ts), extract(YEAROFWEEK FROM da), extract(DOW_ISO FROM da), date_part('week', tn) FROM t;
SELECT id, date_add(da, n), date_sub(da, n), da + 7, da - 7, datediff(d2, da), d2 - da FROM t WHERE id <> 5;
SELECT id, add_months(da, 1), add_months(da, n), last_day(da), next_day(da, 'MO'), months_between(d2, da) FROM t WHERE id <> 5;
SELECT id, trunc(da, 'year'), trunc(da, 'month'), trunc(da, 'week'), date_trunc('hour', ts), date_trunc('day', ts), date_trunc('month', ts) FROM t;
SELECT id, da + INTERVAL '1' MONTH, da - INTERVAL '1' YEAR, ts + INTERVAL '1' DAY, ts + INTERVAL '25' HOUR, tn - INTERVAL '90' MINUTE FROM t WHERE id <> 5;
SELECT id, unix_timestamp(ts), unix_date(da), unix_micros(ts), to_date('2020-01-01'), make_date(2020, 1, id), make_timestamp(2020, 1, 1, id, 0, 0) FROM t;
SELECT id, date_format(ts, 'yyyy-MM-dd HH:mm:ss.SSS'), date_format(da, 'E d MMM yyyy'), from_unixtime(n) FROM t;
SELECT id, to_timestamp('2020-01-01 00:00:00', 'yyyy-MM-dd HH:mm:ss'), from_utc_timestamp(ts, 'Asia/Tokyo'), to_utc_timestamp(ts, 'Asia/Tokyo') FROM t;
SELECT id FROM t WHERE da >= DATE'2020-01-01' AND da < DATE'2020-01-01' + INTERVAL '1' YEAR;
SELECT id FROM t WHERE da <= DATE'1998-12-01' - INTERVAL '90' DAY;
SELECT id FROM t WHERE ts BETWEEN TIMESTAMP'1969-01-01 00:00:00' AND TIMESTAMP'2020-12-31 00:00:00';
SELECT year(da), count(*), min(ts), max(tn), min(d2) FROM t GROUP BY year(da);
SELECT date_trunc('month', ts) AS m, count(*) FROM t GROUP BY date_trunc('month', ts) ORDER BY m;
