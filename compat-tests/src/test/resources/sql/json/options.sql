-- Options of JSON files; what our reader does not know is left to Spark's.
-- ConfigMatrix: spark.sql.json.filterPushdown.enabled=true,false

-- One value, so that the lines stand in this order.
CREATE TABLE lines (value STRING) USING text;
INSERT INTO lines VALUES ('{"a":1,"b":"one","c":1.5}\n{"a":02,"b":"two","c":2}\n{\'a\':3,\'b\':\'three\',\'c\':NaN}\n{a:4,"b":"four"}\n{"a":5,/* five */"b":"five","c":"-INF"}\n{"a":6,"b":"\\six","c":7}\n{"a":7,"b":"tab\there"}\n{"b":8.50,"a":8}\n{"a":9,"a":10,"b":"twice"}\n{"a":11,"b":"garbage later"} x');

CREATE TABLE j (a INT, b STRING, c DOUBLE) USING json LOCATION 'lines';
SELECT a, b, c FROM j ORDER BY ALL;
SELECT b, count(*), sum(c) FROM j WHERE a > 0 OR a IS NULL GROUP BY b ORDER BY b;
SELECT a, count(*) FROM j WHERE a >= 5 GROUP BY a ORDER BY a;
-- any_engine
SELECT b, count(*) FROM j WHERE a = 9 AND b = 'twice' GROUP BY b;

CREATE TABLE l (a INT, b STRING, c DOUBLE) USING json OPTIONS (allowNumericLeadingZeros 'true', allowUnquotedFieldNames 'true', allowComments 'true', allowBackslashEscapingAnyCharacter 'true', allowUnquotedControlChars 'true') LOCATION 'lines';
SELECT a, b, c FROM l ORDER BY ALL;
SELECT b, count(*) FROM l GROUP BY b ORDER BY b;
CREATE TABLE s (a INT, b STRING, c DOUBLE) USING json OPTIONS (allowSingleQuotes 'false', allowNonNumericNumbers 'false', mode 'DROPMALFORMED') LOCATION 'lines';
SELECT a, b, c FROM s ORDER BY ALL;
SELECT count(*) FROM s WHERE a < 5;
CREATE TABLE f (a INT, b STRING, c DOUBLE) USING json OPTIONS (mode 'FAILFAST') LOCATION 'lines';
-- expect_error
SELECT b, count(*) FROM f GROUP BY b;

CREATE TABLE p (a STRING, b STRING, c STRING) USING json LOCATION 'lines';
SELECT a, b, c FROM p ORDER BY ALL;
CREATE TABLE enc (a STRING, b STRING, c STRING) USING json OPTIONS (encoding 'UTF-8') LOCATION 'lines';
SELECT a, b, c, upper(b) FROM enc ORDER BY ALL;
CREATE TABLE z (a STRING, b STRING) USING json OPTIONS (encoding 'ISO-8859-1', lineSep '\n') LOCATION 'lines';
SELECT a, count(*) FROM z GROUP BY a ORDER BY a;
CREATE TABLE r (a INT, b STRING) USING json OPTIONS (multiLine 'true') LOCATION 'lines';
SELECT a, count(*) FROM r GROUP BY a ORDER BY a;
CREATE TABLE sep (a INT, b STRING) USING json OPTIONS (lineSep '\n') LOCATION 'lines';
SELECT a, b, count(*) FROM sep GROUP BY a, b ORDER BY a, b;
CREATE TABLE deep (a INT, b STRING) USING json OPTIONS (maxNestingDepth '1') LOCATION 'lines';
SELECT a, b, count(*) FROM deep GROUP BY a, b ORDER BY a, b;

CREATE TABLE times (value STRING) USING text;
INSERT INTO times VALUES ('{"d":"31/01/2020","t":"31/01/2020 12:30"}\n{"d":"2020-01-31","t":"2020-01-31 12:30:45"}\n{"d":"01/02/2020","t":"01/02/2020 00:00"}\n{"d":"x","t":"y"}\n{"d":"","t":""}');
CREATE TABLE g (d DATE, t TIMESTAMP) USING json OPTIONS (dateFormat 'dd/MM/yyyy', timestampFormat 'dd/MM/yyyy HH:mm') LOCATION 'times';
SELECT d, t, date_add(d, 1) FROM g ORDER BY ALL;
CREATE TABLE h (d DATE, t TIMESTAMP) USING json OPTIONS (timestampFormat 'yyyy-MM-dd HH:mm:ss') LOCATION 'times';
SELECT d, t, date_add(d, 1) FROM h ORDER BY ALL;

CREATE TABLE gz (a INT, b STRING, c DOUBLE) USING json OPTIONS (compression 'gzip');
INSERT INTO gz SELECT cast(id AS INT), concat('name, ', id % 7), id / 4 FROM range(2000);
SELECT b, count(*), sum(a), sum(c) FROM gz GROUP BY b ORDER BY b;
CREATE TABLE bz (a INT, b STRING, c DOUBLE) USING json OPTIONS (compression 'bzip2');
INSERT INTO bz SELECT cast(id AS INT), concat('name ', id % 7), id / 4 FROM range(2000);
SELECT b, count(*), sum(a), sum(c) FROM bz GROUP BY b ORDER BY b;
