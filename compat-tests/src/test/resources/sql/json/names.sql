-- Names of columns that stand with an escape in JSON, in files and in columns.
CREATE TABLE lines (value STRING) USING text;
INSERT INTO lines VALUES ('{"id":1,"a"b":1}\n{"id":2,"a\\"b":2}\n{"id":3,"a\\b":3}\n{"id":4,"a\\\\b":4}\n{"id":5,"a\tb":5}\n{"id":6,"\\u0061\\"b":6}');
CREATE TABLE j (id INT, `a"b` INT, `a\b` INT, `a	b` INT, _corrupt_record STRING) USING json LOCATION 'lines';
SELECT *, id + 1 FROM j ORDER BY id, _corrupt_record;
CREATE TABLE t (value STRING) USING parquet;
INSERT INTO t SELECT /*+ COALESCE(1) */ value FROM lines;
SELECT value, from_json(value, 'id INT, `a"b` INT, `a\b` INT, `a	b` INT') AS s FROM t;
SELECT value, get_json_object(value, '$.a"b'), get_json_object(value, '$.a\\b') FROM t;
SELECT json_tuple(value, 'a"b', 'a\\b', 'a\tb') FROM t;
