-- Columns of JSON text as nested values: kinds of values, options, and text beyond the grammar.
-- ConfigMatrix: spark.sql.ansi.enabled=true,false
-- ConfigMatrix: spark.sql.session.timeZone=America/Los_Angeles,Asia/Kolkata
CREATE TABLE t (id INT, j STRING) USING parquet;
INSERT INTO t SELECT /*+ COALESCE(1) */ * FROM VALUES
  (1, r'{"a": 1, "b": "x", "c": 1.5, "d": {"e": true, "f": [1, null, 3]}, "m": {"k": "v", "l": null}}'),
  (2, r'{"b": 17, "a": null, "c": 2, "d": {}, "m": {}}'),
  (3, r'{"b": 1.50, "c": "NaN", "d": null, "m": null}'),
  (4, r'{"b": {"x" : [1, 2.50, "s\/\u0041"] }, "c": "Infinity"}'),
  (5, r'{"b": [ 1 , -0 , 1E2 , true , null ], "a": 2147483648}'),
  (6, r'{"b": true, "a": "7", "c": "1.5"}'),
  (7, r'{"b": "say \"hi\" \\ \u00e9\ud83d\ude00 цена", "a": 7}'),
  (8, r'{"b": "\ud83d", "a": 8}'),
  (9, r'{"b": ["\ud83d\ude00", "😀"], "a": 9}'),
  (10, r'{"a": 1, "a": 2, "b": "first", "b": "second"}'),
  (11, r'{"\u0061": 11, "b": "name"}'),
  (12, r'{"A": 12, "B": "case"}'),
  (13, r'[{"a": 13, "b": "in array"}, {"a": 14}]'),
  (14, r'[]'),
  (15, r'{}'),
  (16, r''),
  (17, r'  '),
  (18, NULL),
  (19, r'null'),
  (20, r'19'),
  (21, r'"text"'),
  (22, r'{"a": 22} tail'),
  (23, r'{"a": 23}{"a": 24}'),
  (24, r'{"a": 24'),
  (25, r'{"a": 25, "b": "x", "c": tru}'),
  (26, r'{"a": 026}'),
  (27, r"{'a': 27, 'b': 'single'}"),
  (28, '{"a": 28, "b": "line\nbreak"}'),
  (29, r'{a: 29, b: "unquoted"}'),
  (30, r'{"a": 30, /* comment */ "b": "x"}'),
  (31, r'{"a": NaN, "c": NaN}'),
  (32, r'{"a": 1.0, "c": -0}'),
  (33, r'{"a": -0, "c": -0.0, "b": -0}'),
  (34, r'{"a": 34, "d": {"e": "no boolean", "f": [1, "x"]}}'),
  (35, r'{"a": 35, "d": {"e": true, "f": {"no": "array"}}}'),
  (36, r'{"a": 36, "d": [1], "m": [2]}'),
  (37, r'{"a": 37, "m": {"k": 1, "k": {"x": [2]}, "\u006b": "e"}}'),
  (38, '\uFEFF{"a": 38}'),
  (39, r'{"a": 39, "z": {"skipped": [1, {"deep": "\u0041"}], "n\"ame": 1}, "b": "after"}'),
  (40, r'{"a": 40, "b": ""}'),
  (41, r'{"a": "", "b": 1, "c": ""}'),
  (42, r'{"a": 42, "c": 1e400, "b": 1e400}'),
  (43, r'{"a": 43, "c": 123456789012345678901234567890, "b": 123456789012345678901234567890}'),
  (44, r'no json'),
  (45, concat('{"a": 45, "b": "', repeat('long ', 20000), '"}')),
  (46, concat('{"a": 46, "b": ', repeat('[', 300), repeat(']', 300), '}')),
  (47, r'{"a": 47, "_corrupt_record": "given"}');

SELECT id, from_json(j, 'a INT, b STRING, c DOUBLE, d STRUCT<e: BOOLEAN, f: ARRAY<INT>>, m MAP<STRING, STRING>') AS s FROM t;
SELECT id, s.a, s.b, s.c, s.d.e, s.d.f[0], size(s.d.f), s.m['k'], map_keys(s.m)
  FROM (SELECT id, from_json(j, 'a INT, b STRING, c DOUBLE, d STRUCT<e: BOOLEAN, f: ARRAY<INT>>, m MAP<STRING, STRING>') AS s FROM t);
SELECT id, from_json(j, 'b STRING').b, from_json(j, 'a BIGINT').a, from_json(j, 'd STRING').d FROM t;
SELECT id, from_json(j, 'a INT, b STRING, _corrupt_record STRING') AS s FROM t;
SELECT id, s.a, s.bad FROM (SELECT id, from_json(j, 'a INT, bad STRING, b STRING', map('columnNameOfCorruptRecord', 'bad', 'mode', 'PERMISSIVE')) AS s FROM t);
SELECT id, from_json(j, 'ARRAY<STRUCT<a: INT, b: STRING>>') AS s FROM t;
SELECT id, e.a, e.b FROM (SELECT id, explode(from_json(j, 'ARRAY<STRUCT<a: INT, b: STRING>>')) AS e FROM t);
SELECT id, from_json(j, 'MAP<STRING, STRING>') AS m FROM t;
SELECT id, from_json(j, 'MAP<STRING, INT>') AS m FROM t;
SELECT id, from_json(j, 'ARRAY<INT>') AS a FROM t;
SELECT s.b, count(*), sum(s.c), max(s.a) FROM (SELECT from_json(j, 'a INT, b STRING, c DOUBLE') AS s FROM t) GROUP BY s.b ORDER BY s.b;
SELECT id, from_json(j, 'a INT, b STRING') IS NULL, from_json(j, 'a INT') = named_struct('a', 1) FROM t;
SELECT id, CASE WHEN id % 2 = 0 THEN from_json(j, 'a INT, b STRING').a WHEN id % 3 = 0 THEN from_json(j, 'c INT').c END FROM t;
SELECT id, named_struct('a', s.a, 'b', s.b) FROM (SELECT id, from_json(j, 'a INT, b STRING, c DOUBLE') AS s FROM t);
SELECT id, to_json(from_json(j, 'a INT, b STRING, c DOUBLE')), id + 1 FROM t;
SELECT id, from_json(j, 'a TINYINT, c FLOAT, b BINARY') AS s FROM t;
SELECT id, from_json(j, 'a DECIMAL(5, 2), c DECIMAL(30, 6), b DECIMAL(10, 3)') AS s FROM t;
SELECT id, from_json(j, 'a DECIMAL(5, 2), c DECIMAL(30, 6)', map('locale', 'de-DE')) AS s FROM t;
SELECT id, from_json(j, 'a VARIANT, b STRING'), id + 1 FROM t WHERE id < 8;
SELECT id, from_json(j, 'VARIANT'), id + 1 FROM t WHERE id < 8;

-- What is taken beyond the grammar.
SELECT id, from_json(j, 'a INT, b STRING, c DOUBLE', map('allowSingleQuotes', 'false', 'allowComments', 'true', 'allowUnquotedFieldNames', 'true', 'allowNumericLeadingZeros', 'true')) AS s FROM t;
SELECT id, from_json(j, 'a INT, b STRING, c DOUBLE', map('allowNonNumericNumbers', 'false', 'allowUnquotedControlChars', 'true', 'allowBackslashEscapingAnyCharacter', 'true')) AS s FROM t;
SELECT id, from_json(j, 'a INT, b STRING', map('primitivesAsString', 'true', 'multiLine', 'true', 'unknown', 'option')), id + 1 FROM t;

-- expect_error: MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION
SELECT id, from_json(j, 'a INT, b STRING', map('mode', 'FAILFAST')) AS s FROM t;
-- expect_error: MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION
SELECT id, from_json(j, 'a INT, c DOUBLE', map('mode', 'FAILFAST')).a FROM t WHERE id < 7;
SELECT id, from_json(j, 'a INT, c DOUBLE', map('mode', 'FAILFAST')).a FROM t WHERE id < 5 OR id IN (15, 16, 17, 18);
-- expect_error: PARSE_MODE_UNSUPPORTED
SELECT id, from_json(j, 'a INT', map('mode', 'DROPMALFORMED')) AS s FROM t;

CREATE TABLE d (id INT, j STRING) USING parquet;
INSERT INTO d SELECT /*+ COALESCE(1) */ * FROM VALUES
  (1, '{"d": "2024-02-29", "t": "2024-03-10 02:30:00", "n": "2024-03-10 02:30:00"}'),
  (2, '{"d": "2024-2-9", "t": "2024-11-03T01:30:00", "n": "2024-11-03T01:30:00.123456"}'),
  (3, '{"d": "2023-02-29", "t": "2024-01-01T00:00:00Z", "n": "2024-01-01T00:00:00Z"}'),
  (4, '{"d": "0000-01-01", "t": "0001-01-01 00:00:00", "n": "9999-12-31 23:59:59.999999"}'),
  (5, '{"d": 19782, "t": 1704067200, "n": 1}'),
  (6, '{"d": "", "t": "", "n": ""}'),
  (7, '{"d": "19782", "t": "2024-01-01 00:00:00.1234567", "n": "2024-01-01"}'),
  (8, '{"d": "29/02/2024", "t": "29/02/2024 13:45", "n": "29/02/2024 13:45"}'),
  (9, '{"d": "1582-10-10", "t": "1582-10-10 00:00:00", "n": "1582-10-10 00:00:00"}'),
  (10, '{"d": "2024-01-01T12:00:00", "t": "12:00:00", "n": "now"}');
SELECT id, from_json(j, 'd DATE, t TIMESTAMP, n TIMESTAMP_NTZ') AS s FROM d;
SELECT id, from_json(j, 'd DATE, t TIMESTAMP, n TIMESTAMP_NTZ', map('timeZone', 'Europe/Berlin')) AS s FROM d;
SELECT id, from_json(j, 'd DATE, t TIMESTAMP, n TIMESTAMP_NTZ', map('dateFormat', 'dd/MM/yyyy', 'timestampFormat', 'dd/MM/yyyy HH:mm', 'timestampNTZFormat', 'dd/MM/yyyy HH:mm')) AS s FROM d WHERE id NOT IN (2, 7);
SELECT id, from_json(j, 'd DATE, t TIMESTAMP', map('dateFormat', 'dd/MM/yyyy', 'timestampFormat', 'dd/MM/yyyy HH:mm', 'enableDateTimeParsingFallback', 'true')) AS s FROM d;
SELECT id, from_json(j, 'd DATE, t TIMESTAMP', map('dateFormat', "d MMM yyyy", 'locale', 'de')) AS s FROM d;
SELECT id, s.d, s.t FROM (SELECT id, from_json(j, 'd DATE, t TIMESTAMP') AS s FROM d) WHERE s.d > DATE'2000-01-01';

-- What a condition keeps from from_json is not parsed: texts that are no JSON are many, and fail where somebody wants them.
CREATE TABLE lines USING parquet AS SELECT /*+ COALESCE(1) */ id, IF(id % 20 = 7, concat('{"a": ', id, ', "b": ["x', id % 3, '"]}'), concat('GET /page/', id, ' {')) AS line, named_struct('n', id) AS other FROM range(9000);
SELECT id, CASE WHEN line LIKE '{%' THEN from_json(line, 'a INT, b ARRAY<STRING>').a END AS a FROM lines WHERE id < 300;
SELECT sum(CASE WHEN line LIKE '{%' THEN from_json(line, 'a BIGINT').a END), count(IF(line LIKE '{%', from_json(line, 'b ARRAY<STRING>').b[0], NULL)) FROM lines;
SELECT id, IF(line LIKE '{%', from_json(line, 'a INT', map('mode', 'FAILFAST')).a, -1) AS a FROM lines WHERE id < 100;
-- expect_error: MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION
SELECT id, IF(line LIKE '{%' OR id = 5000, from_json(line, 'a INT', map('mode', 'FAILFAST')).a, -1) AS a FROM lines;
SELECT count(*), sum(id) FROM lines WHERE line LIKE '{%' AND from_json(line, 'a INT').a > 500;
SELECT id, CASE WHEN id % 500 = 7 THEN size(from_json(line, 'b ARRAY<STRING>').b) WHEN id % 500 = 8 THEN other.n END AS n FROM lines WHERE id % 50 < 9;
-- Spark takes a column of this name for the one of corrupt records, and the array has such a name.
SELECT id, from_json(concat('[', id, ']'), 'ARRAY<INT>', map('columnNameOfCorruptRecord', 'value')) AS a FROM lines WHERE id < 9;
