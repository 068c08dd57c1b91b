-- Values of JSON text by their paths: kinds of values, as Jackson writes them, fields of one name, and text beyond the grammar.
CREATE TABLE t (id INT, j STRING, p STRING) USING parquet;
INSERT INTO t SELECT /*+ COALESCE(1) */ * FROM VALUES
  (1, r'{"a": "x", "b": {"c": 1, "d": [10, {"e": "deep"}, null]}, "n": null}', '$.a'),
  (2, r'{"a": 1, "b": {"c": "two"}}', '$.b.c'),
  (3, r'{"a": -0, "b": {"c": -0.0}}', '$.a'),
  (4, r'{"a": 1.50, "b": {"c": 1e2}}', '$.a'),
  (5, r'{"a": 0.0001, "b": {"c": 12345678.25}}', '$'),
  (6, r'{"a": 0.001, "b": {"c": 9999999.5}}', '$.a'),
  (7, r'{"a": 123456789012345678901234567890, "b": {"c": 0.1234567890123456789}}', '$.b'),
  (8, r'{"a": 1e400, "b": {"c": 1E-400}}', '$.a'),
  (9, r'{"a": true, "b": {"c": false, "d": []}}', '$.b.d'),
  (10, r'{"a": { "x" : [ 1 , 2.50 , "s\/t\u0041\u001f\u00fc\"" , { } , [ ] , null ] }, "b": { "c" : "" }}', '$.a.x[2]'),
  (11, r'{"a": "say \"hi\" \\ \/ \b\f\n\r\t \u00e9\ud83d\ude00", "b": {"c": "\u0000"}}', '$.a'),
  (12, r'{"a": ["\ud83d\ude00", "😀"], "b": {"c": "😀"}}', '$.a'),
  (13, r'{"a": "\ud83d", "b": {"c": "\ude00x"}}', '$.a'),
  (14, r'{"a": null, "a": "second", "b": 1, "b": {"c": null}, "b": {"c": "third", "c": "fourth"}}', '$.b.c'),
  (15, r'{"a": "first", "a": "second", "b": {"d": [1]}, "b": {"d": [2, 3]}}', '$.b.d[1]'),
  (16, r'{"\u0061": "escaped name", "a\"b": 1, "b": {"\u0063": 2}}', '$.a'),
  (17, r'{"x\ny": {"a": 1}, "a": 2, "b": {"c": {"\u0064": 3, "e": "\u00e9"}}}', '$.b.c'),
  (18, r'[{"a": 1}, {"a": [true, null]}, "text", null, 5]', '$[1].a[1]'),
  (19, r'[[1, 2], [3, [4, 5]]]', '$[1][1][0]'),
  (20, r'"only text"', '$'),
  (21, r' 42 ', '$'),
  (22, r'null', '$'),
  (23, r'true x', '$'),
  (24, r'', '$'),
  (25, r'   ', '$.a'),
  (26, NULL, '$.a'),
  (27, r'{"a": 1} tail', '$.a'),
  (28, r'{"a": 1}{"a": 2}', '$.a'),
  (29, r'{"a": 1', '$.a'),
  (30, r'{"a": 1, "b": {"c": 2}, ', '$.a'),
  (31, r'{"a": 1, "b": tru}', '$.a'),
  (32, r'{"a": 01}', '$.a'),
  (33, r"{'a': 'single', 'b': {'c': 'it''s'}}", '$.a'),
  (34, '{"a": "line\nbreak\ttab", "b": {"c": "\u0001"}}', '$.a'),
  (35, r'{a: 1}', '$.a'),
  (36, r'{"a": NaN, "b": {"c": Infinity}}', '$.a'),
  (37, r'{"a": 1, /* comment */ "b": {"c": 2}}', '$.a'),
  (38, r'no json', '$.a'),
  (39, '\uFEFF{"a": 1}', '$.a'),
  (40, r'{"A": 1, "a ": 2, " a": 3, "b": {"C": 1}}', '$.a'),
  (41, r'{"a": "x" "b": 1}', '$.a'),
  (42, r'{"a": "x",, "b": 1}', '$.a'),
  (43, r'{"a" "x"}', '$.a'),
  (44, '{"": 1, "a.b": 2, "a[0]": 3, "it\'s": 4, "a b": 5, "ü": 6}', "$['a.b']"),
  (45, r'{"a": [[], [[]], {"b": {}}], "b": {"c": [ ]}}', '$.a[1]'),
  (46, r'{"a": "\x"}', '$.a'),
  (47, r'{"a": 1.}', '$.a'),
  (48, concat('{"a": "', repeat('long ', 20000), '", "b": {"c": [', repeat('1, ', 5000), '2]}}'), '$.b'),
  (49, concat(repeat('{"a":', 150), '1', repeat('}', 150)), '$.a.a.a'),
  (50, concat(repeat('[', 1100), repeat(']', 1100)), '$[0]'),
  (51, concat('{"a": "', repeat('😀x', 30000), '", "b": {"c": "', repeat('xé日', 30000), '"}}'), '$.a'),
  (52, concat('[{"a": ["', repeat('x😀', 30000), '"]}, {"a": "\\u0041', repeat('x', 9000), '"}]'), '$[*].a'),
  (53, r'{"a": [{"x": 1}, {"x": "t\u00fc\n\u0001", "y": [ 1.50 ]}, {"x": null}, {"x": {"x": [ ]}}, 4, null, "s"], "b": [[1, 2], [3], []]}', '$.a[*].x'),
  (54, r'{"a": [{"x": "only"}], "b": {"c": [[1.0], ["😀", "\ud83d\ude00"]]}, "a": [{"x": 1}, {"x": 2}]}', '$.a[*].x'),
  (55, r'{"a": [], "b": [null], "a": {"x": 1}}', '$.a[*]');

SELECT id, get_json_object(j, '$.a'), get_json_object(j, '$.b.c'), get_json_object(j, '$.b') FROM t;
SELECT id, get_json_object(j, '$') FROM t;
SELECT id, get_json_object(j, '$[1]'), get_json_object(j, '$[0].a'), get_json_object(j, '$[1].a[1]'), get_json_object(j, '$[1][1][0]') FROM t;
SELECT id, get_json_object(j, '$.a.x'), get_json_object(j, '$.a.x[2]'), get_json_object(j, '$.b.d[1].e'), get_json_object(j, '$.b.d[2]'), get_json_object(j, '$.b.d[9]') FROM t;
SELECT id, get_json_object(j, "$['a']"), get_json_object(j, "$['a.b']"), get_json_object(j, '$.a b'), get_json_object(j, '$.ü'), get_json_object(j, "$['a[0]']"), get_json_object(j, "$.it's") FROM t;
SELECT id, get_json_object(j, '$[*].a'), get_json_object(j, '$.a[*]'), get_json_object(j, '$.a[*].x'), get_json_object(j, '$.a[*].y[0]'), get_json_object(j, '$.b[*][0]'), get_json_object(j, '$.b.c[*][1]'), get_json_object(j, '$[*]') FROM t;
SELECT id, get_json_object(j, '$.b[*]'), get_json_object(j, '$[1].a[*]'), get_json_object(j, '$.b.c[*]') FROM t;
-- Paths that only Spark knows, or that are none.
SELECT id, get_json_object(j, '$.a[*].x[*]'), get_json_object(j, '$.b[0][*]'), get_json_object(j, '$.b[*][*]'), id + 1 FROM t;
SELECT id, get_json_object(j, '$[*].a'), get_json_object(j, '$.*'), get_json_object(j, '$.a[*]'), get_json_object(j, '$..a'), id + 1 FROM t;
SELECT id, get_json_object(j, 'a'), get_json_object(j, '$a'), get_json_object(j, '$. a'), get_json_object(j, '$.a '), get_json_object(j, '$[ 0 ]'), get_json_object(j, ''), get_json_object(j, NULL), id + 1 FROM t;
SELECT id, get_json_object(j, p), id + 1 FROM t;
SELECT get_json_object(j, '$.a') AS a, count(*) FROM t WHERE get_json_object(j, '$.b.c') IS NOT NULL GROUP BY get_json_object(j, '$.a') ORDER BY a;
SELECT id, CASE WHEN id % 2 = 0 THEN get_json_object(j, '$.a') WHEN id % 3 = 0 THEN get_json_object(j, '$.b') END FROM t;
SELECT id, upper(get_json_object(get_json_object(j, '$.b'), '$.c')), length(get_json_object(j, '$.a')) FROM t;
SELECT id, try_cast(get_json_object(j, '$.a') AS INT), try_cast(get_json_object(j, '$.a') AS DECIMAL(9, 2)) FROM t;
SELECT id, json_array_length(j), json_array_length(get_json_object(j, '$.a')), json_array_length(get_json_object(j, '$.b.d')) FROM t;
SELECT id, json_array_length(concat('[', j, ',', j, ']')), json_array_length(concat('[', j)), json_array_length(concat(j, ']')) FROM t;
SELECT id, json_object_keys(j), id + 1 FROM t;
