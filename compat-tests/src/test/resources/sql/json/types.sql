-- Files of JSON lines of all types, plain lines among malformed ones; splits of few bytes.
-- ConfigMatrix: spark.sql.files.maxPartitionBytes=128m,100
-- Config: spark.sql.files.openCostInBytes=1

-- One value, so that the lines stand in this order.
CREATE TABLE lines (value STRING) USING text;
INSERT INTO lines VALUES ('{"b":true,"t":1,"s":2,"i":3,"l":4,"f":1.5,"d":2.5,"n":1.25,"x":"text","day":"2020-01-31","ts":"2020-01-31 12:30:45","ntz":"2020-01-31T12:30:45.123456"}\n{"x":"quoted \\"text\\" \\u00fc \\ud83d\\ude00","l":9223372036854775807,"i":-2147483648,"n":-999.99,"b":false,"ts":"1900-01-01T00:00:00Z"}\n{}\n{"b":"true","x":"no boolean"}\n{"t":200,"x":"wraps on Spark"}\n{"t":300,"x":"no byte"}\n{"i":3.0,"x":"no int"}\n{"i":"3","x":"a string"}\n{"d":"NaN","x":"a name"}\n{"d":-0,"f":-0.0,"x":"zeros"}\n{"d":1e400,"f":3.5e38,"x":"infinite"}\n{"n":1.255,"x":"rounded"}\n{"n":12345.6,"x":"too large"}\n{"n":"1,2.5","x":"decimal in a string"}\n{"day":"2020-02-30","x":"no day"}\n{"day":"2020-1-3","ts":"2020-03-08 02:30:00","x":"gap"}\n{"ts":1577836800,"x":"seconds"}\n{"x":1.50}\n{"x":true}\n{"x":{"a": [1, "b"]}}\n{"x":[1,  2]}\n{"x":null,"i":null}\n{"x":"ünïcode","i":1}\n   \n{"i":1,"x":"once","i":2,"x":"twice"}\n{"skipped":{"a":[1,{"b":"c"}]},"i":7,"X":"other case"}\n{"skipped":[1,],"i":8}\n[{"i":9,"x":"array"},{"i":10}]\n{"i":11} tail\n{"i":12,"x":\'single\'}\nno json\n{"i":13,"x":"open\n{"i":014}');

CREATE TABLE c (b BOOLEAN, t TINYINT, s SMALLINT, i INT, l BIGINT, f FLOAT, d DOUBLE, n DECIMAL(5, 2), x STRING, day DATE, ts TIMESTAMP, ntz TIMESTAMP_NTZ)
  USING json LOCATION 'lines';
SELECT b, count(*), sum(l), max(x) FROM c GROUP BY b ORDER BY b;
SELECT * FROM c WHERE d IS NULL OR d > 0 ORDER BY ALL;
SELECT x, ts, day FROM c WHERE i = 3 ORDER BY x;
SELECT n, count(*), min(ntz), max(day), sum(f) FROM c GROUP BY n ORDER BY n;
SELECT count(*) FROM c;
SELECT count(*), count(x) FROM c WHERE x LIKE '%o%';
SELECT t + s + i + l, x FROM c WHERE b ORDER BY ALL;
SELECT i, count(*) FROM c GROUP BY i ORDER BY i;

CREATE TABLE k (b BOOLEAN, t TINYINT, s SMALLINT, i INT, l BIGINT, f FLOAT, d DOUBLE, n DECIMAL(5, 2), x STRING, day DATE, ts TIMESTAMP, ntz TIMESTAMP_NTZ, _corrupt_record STRING)
  USING json LOCATION 'lines';
SELECT *, length(_corrupt_record) AS bytes FROM k ORDER BY ALL;
SELECT i, x, _corrupt_record FROM k WHERE _corrupt_record IS NOT NULL ORDER BY ALL;
SELECT i, count(*) FROM k WHERE _corrupt_record IS NULL GROUP BY i ORDER BY i;
-- expect_error
SELECT count(_corrupt_record) FROM k;

CREATE TABLE m (b BOOLEAN, t TINYINT, s SMALLINT, i INT, l BIGINT, f FLOAT, d DOUBLE, n DECIMAL(5, 2), x STRING, day DATE, ts TIMESTAMP, ntz TIMESTAMP_NTZ)
  USING json OPTIONS (mode 'DROPMALFORMED') LOCATION 'lines';
SELECT x, count(*) FROM m GROUP BY x ORDER BY x;
SELECT count(*) FROM m WHERE i > 0;
SELECT *, length(x) FROM m WHERE i > 0 ORDER BY ALL;

-- One bad line: of several, any may fail first.
CREATE TABLE one_bad (value STRING) USING text;
INSERT INTO one_bad VALUES ('{"i":1,"x":"one"}\n{"i":2,"x":"two"}\n{"i":"x","x":"three"}\n{"i":4,"x":"fo\\"ur"}\n{"i":5,"x":"five"}');
CREATE TABLE e (i INT, x STRING) USING json OPTIONS (mode 'FAILFAST') LOCATION 'one_bad';
-- expect_error
SELECT i, count(*) FROM e GROUP BY i;
-- expect_error
SELECT x, i FROM e WHERE i > 0 ORDER BY x;
SELECT x FROM e WHERE length(x) > 0 LIMIT 2;
SELECT x, count(*) FROM e GROUP BY x ORDER BY x;
