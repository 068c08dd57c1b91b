-- ConfigMatrix: spark.sql.legacy.timeParserPolicy=EXCEPTION,LEGACY
-- Config: spark.sql.ansi.enabled=false
-- Patterns of Spark 2 have another calendar and forgive more; with EXCEPTION what the two read differently is an error.
CREATE TABLE t(id INT, s STRING, day STRING, ts TIMESTAMP, sec BIGINT) USING parquet;
INSERT INTO t SELECT /*+ COALESCE(1) */ * FROM VALUES (1, '2024-02-29 23:59:59', '29/02/2024', TIMESTAMP'2024-02-29 23:59:59', 0L), (2, '1500-02-28 00:00:00', '28/02/1500', TIMESTAMP'1500-02-28 00:00:00', -14825808000L), (3, NULL, NULL, NULL, NULL);
CREATE TABLE odd(id INT, s STRING) USING parquet;
INSERT INTO odd SELECT /*+ COALESCE(1) */ * FROM VALUES (1, '2024-02-29 23:59:59'), (2, '2024-01-01 00:00:00 and more');

SELECT id, to_timestamp(s, 'yyyy-MM-dd HH:mm:ss'), to_date(day, 'dd/MM/yyyy'), unix_timestamp(s), date_format(ts, 'yyyy-MM-dd HH:mm:ss'), from_unixtime(sec, 'yyyy-MM-dd') FROM t;
-- expect_error[spark.sql.legacy.timeParserPolicy=EXCEPTION]: INCONSISTENT_BEHAVIOR_CROSS_VERSION.PARSE_DATETIME_BY_NEW_PARSER
SELECT id, to_timestamp(s, 'yyyy-MM-dd HH:mm:ss') FROM odd;
