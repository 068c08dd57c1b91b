-- CSV files of all types, plain lines among malformed ones; splits of few bytes.
-- ConfigMatrix: spark.sql.ansi.enabled=true,false
-- ConfigMatrix: spark.sql.files.maxPartitionBytes=128m,100
-- Config: spark.sql.files.openCostInBytes=1

-- One value, so that the lines stand in this order.
CREATE TABLE lines (value STRING) USING text;
INSERT INTO lines VALUES ('true,1,2,3,4,1.5,2.5,1.25,text,2020-01-31,2020-01-31 12:30:45,2020-01-31T12:30:45.123456\nFALSE,-128,32767,-2147483648,9223372036854775807,NaN,-Inf,-999.99,"quoted, text",0001-01-01,1900-01-01T00:00:00Z,9999-12-31 23:59:59\n,,,,,,,,,,,\nt,1,2,3,4,1.5,2.5,1.25,no boolean,2020-01-31,2020-01-31 12:30:45,2020-01-31 12:30:45\ntrue,128,2,3,4,1.5,2.5,1.25,no byte,2020-01-31,2020-01-31 12:30:45,2020-01-31 12:30:45\ntrue,1,2,3x,4,1.5,2.5,1.25,no int,2020-02-30,2020-01-31 12:30:45,2020-01-31 12:30:45\ntrue,1,2,3,4,1e30,1.7976931348623157e308,1.255,rounded,2020-1-3,2020-03-08 02:30:00,2020-01-31\ntrue,1,2,3,4,0.1,123456789012345678901234567890,12345.6,too large,2020-01-31,2020-11-01 01:30:00,2020-01-31 12:30:45Z\ntrue,+1,+2,+3,-0,-0.0,.5,"1,2.5",ünïcode,+2020-01-31,2020-01-31 12:30:45 UTC,12:30\n   \ntoo,few\ntrue,1,2,3,4,1.5,2.5,1.25,text,2020-01-31,2020-01-31 12:30:45,2020-01-31T12:30:45,too many\ntrue,1,2,3,4,1.5,2.5,1.25,"escaped \\" quote",2020-01-31,2020-01-31,2020-01-31T12:30:45\ntrue,1,2,3,4,1.5,2.5,1.25,"open quote,2020-01-31,2020-01-31,2020-01-31T12:30:45');

CREATE TABLE c (b BOOLEAN, t TINYINT, s SMALLINT, i INT, l BIGINT, f FLOAT, d DOUBLE, n DECIMAL(5, 2), x STRING, day DATE, ts TIMESTAMP, ntz TIMESTAMP_NTZ)
  USING csv LOCATION 'lines';
SELECT b, count(*), sum(l), max(x) FROM c GROUP BY b ORDER BY b;
SELECT * FROM c WHERE d IS NULL OR d > 0 ORDER BY ALL;
SELECT x, ts, day FROM c WHERE i = 3 ORDER BY x;
SELECT n, count(*), min(ntz), max(day), sum(f) FROM c GROUP BY n ORDER BY n;
SELECT count(*) FROM c;
SELECT count(*), count(x) FROM c WHERE x LIKE '%o%';
SELECT t + s + i + l, x FROM c WHERE b ORDER BY ALL;

CREATE TABLE k (b BOOLEAN, t TINYINT, s SMALLINT, i INT, l BIGINT, f FLOAT, d DOUBLE, n DECIMAL(5, 2), x STRING, day DATE, ts TIMESTAMP, ntz TIMESTAMP_NTZ, _corrupt_record STRING)
  USING csv LOCATION 'lines';
SELECT *, length(_corrupt_record) AS bytes FROM k ORDER BY ALL;
SELECT i, x, _corrupt_record FROM k WHERE _corrupt_record IS NOT NULL ORDER BY ALL;
SELECT i, count(*) FROM k WHERE _corrupt_record IS NULL GROUP BY i ORDER BY i;

CREATE TABLE m (b BOOLEAN, t TINYINT, s SMALLINT, i INT, l BIGINT, f FLOAT, d DOUBLE, n DECIMAL(5, 2), x STRING, day DATE, ts TIMESTAMP, ntz TIMESTAMP_NTZ)
  USING csv OPTIONS (mode 'DROPMALFORMED') LOCATION 'lines';
SELECT x, count(*) FROM m GROUP BY x ORDER BY x;
SELECT count(*) FROM m WHERE i > 0;
SELECT *, length(x) FROM m WHERE i > 0 ORDER BY ALL;

-- One bad line: of several, any may fail first.
CREATE TABLE one_bad (value STRING) USING text;
INSERT INTO one_bad VALUES ('1,one\n2,two\nx,three\n4,"fo\\"ur"\n5,five\n6,six');
CREATE TABLE e (i INT, x STRING) USING csv OPTIONS (mode 'FAILFAST') LOCATION 'one_bad';
-- expect_error
SELECT i, count(*) FROM e GROUP BY i;
-- expect_error
SELECT x, i FROM e WHERE i > 0 ORDER BY x;
SELECT x FROM e WHERE length(x) > 0 LIMIT 2;
SELECT x, count(*) FROM e GROUP BY x ORDER BY x;
