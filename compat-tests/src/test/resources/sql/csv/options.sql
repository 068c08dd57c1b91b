-- Options of CSV files; what our reader does not know is left to Spark's.
-- ConfigMatrix: spark.sql.ansi.enabled=true,false

-- One value, so that the lines stand in this order.
CREATE TABLE lines (value STRING) USING text;
INSERT INTO lines VALUES ('a;B;c\n1;one;NULL\n#2;two;2.5\n3;''th;ree'';-\n4; four ;3.5\n;;\nNULL;NULL;NULL\n5;''it''''s'';1\n6;si"x;inf\n\u0000;7;8');

CREATE TABLE h (a INT, b STRING, c DOUBLE) USING csv OPTIONS (sep ';', header 'true', quote '''', comment '#', nullValue 'NULL', positiveInf 'inf') LOCATION 'lines';
SELECT a, b, c FROM h ORDER BY ALL;
SELECT b, count(*), sum(c) FROM h WHERE a > 0 OR a IS NULL GROUP BY b ORDER BY b;
SELECT count(*) FROM h;
SELECT a + 1, c FROM h WHERE c > 1 ORDER BY ALL;

CREATE TABLE nul (a STRING, b STRING, c STRING) USING csv OPTIONS (sep ';', comment '\u0000') LOCATION 'lines';
SELECT a, b, c, upper(b) FROM nul ORDER BY ALL;
SELECT b, count(*) FROM nul GROUP BY b ORDER BY b;

CREATE TABLE n (a STRING, b STRING, c STRING) USING csv OPTIONS (sep ';', nullValue '-', emptyValue 'EMPTY', escape '''', quote '''') LOCATION 'lines';
SELECT a, b, c, upper(b) FROM n ORDER BY ALL;
SELECT c, count(b) FROM n GROUP BY c ORDER BY c;

CREATE TABLE w (a STRING, b STRING, c STRING) USING csv OPTIONS (sep ';', ignoreLeadingWhiteSpace 'true', ignoreTrailingWhiteSpace 'true') LOCATION 'lines';
SELECT b, count(*), length(b) FROM w GROUP BY b ORDER BY b;

CREATE TABLE o (a STRING, b STRING, c STRING) USING csv OPTIONS (sep ';', header 'true', enforceSchema 'false') LOCATION 'lines';
SELECT a, count(*) FROM o GROUP BY a ORDER BY a;
CREATE TABLE p (x STRING, b STRING, c STRING) USING csv OPTIONS (sep ';', header 'true', enforceSchema 'false') LOCATION 'lines';
-- expect_error
SELECT x, count(*) FROM p GROUP BY x ORDER BY x;

CREATE TABLE few (a STRING, b STRING, c STRING) USING csv OPTIONS (sep '|', maxColumns '2') LOCATION 'lines';
SELECT c, count(*) FROM few GROUP BY c;

CREATE TABLE tooMany (a STRING, b STRING, c STRING) USING csv OPTIONS (sep ';', maxColumns '2') LOCATION 'lines';
-- expect_error
SELECT a, count(*) FROM tooMany GROUP BY a;

CREATE TABLE r (a STRING, b STRING, c STRING) USING csv OPTIONS (sep ';', multiLine 'true') LOCATION 'lines';
SELECT a, count(*) FROM r GROUP BY a ORDER BY a;
CREATE TABLE z (a STRING, b STRING, c STRING) USING csv OPTIONS (sep ';', encoding 'ISO-8859-1') LOCATION 'lines';
SELECT a, count(*) FROM z GROUP BY a ORDER BY a;

CREATE TABLE times (value STRING) USING text;
INSERT INTO times VALUES ('31/01/2020,31/01/2020 12:30\n2020-01-31,2020-01-31 12:30:45\n01/02/2020,01/02/2020 00:00\nx,y');
CREATE TABLE f (d DATE, t TIMESTAMP) USING csv OPTIONS (dateFormat 'dd/MM/yyyy', timestampFormat 'dd/MM/yyyy HH:mm') LOCATION 'times';
SELECT d, t, date_add(d, 1) FROM f ORDER BY ALL;
CREATE TABLE g (d DATE, t TIMESTAMP) USING csv OPTIONS (timestampFormat 'yyyy-MM-dd HH:mm:ss') LOCATION 'times';
SELECT d, t, date_add(d, 1) FROM g ORDER BY ALL;

CREATE TABLE gz (a INT, b STRING, c DOUBLE) USING csv OPTIONS (compression 'gzip', header 'true');
INSERT INTO gz SELECT cast(id AS INT), concat('name, ', id % 7), id / 4 FROM range(2000);
SELECT b, count(*), sum(a), sum(c) FROM gz GROUP BY b ORDER BY b;
CREATE TABLE bz (a INT, b STRING, c DOUBLE) USING csv OPTIONS (compression 'bzip2');
INSERT INTO bz SELECT cast(id AS INT), concat('name ', id % 7), id / 4 FROM range(2000);
SELECT b, count(*), sum(a), sum(c) FROM bz GROUP BY b ORDER BY b;
