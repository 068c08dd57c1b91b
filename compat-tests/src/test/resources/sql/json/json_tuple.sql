-- Fields of outermost objects, several in one pass.
CREATE TABLE t (id INT, j STRING) USING parquet;
INSERT INTO t SELECT /*+ COALESCE(1) */ * FROM VALUES
  (1, r'{"a": "x", "b": {"c" : 1}, "n": null}'),
  (2, r'{"a": 1.50, "b": [ 1, "s" ], "a": "last"}'),
  (3, r'{"a": "first", "a": null, "b": "\u00e9\n\ud83d\ude00"}'),
  (4, r'{"\u0061": "escaped name", "b": true}'),
  (5, r'[{"a": 1}]'),
  (6, r'"text"'),
  (7, r''),
  (8, NULL),
  (9, r'{"a": 1, "b": 2'),
  (10, r'{"a": 1, "b": tru}'),
  (11, r"{'a': 'single', 'b': 2}"),
  (12, r'{"a": 1} tail'),
  (13, r'{"a": -0, "b": 1e2, "a.b": 3, "$": 4}'),
  (14, r'{}'),
  (15, r'no json'),
  (16, r'{"A": 1, "b": ["😀", {"x": "\/"}]}');

SELECT id, json_tuple(j, 'a', 'b', 'n') FROM t;
SELECT id, json_tuple(j, 'b') FROM t;
SELECT id, json_tuple(j, 'a', 'a', 'a.b', '$', '') FROM t;
SELECT id, json_tuple(j, 'a', cast(NULL AS STRING)) FROM t;
SELECT id, json_tuple(j, 'a', IF(id > 3, 'a', 'b')) FROM t;
SELECT id, p, q FROM t LATERAL VIEW json_tuple(j, 'b', 'zz') x AS p, q;
SELECT id, p FROM t LATERAL VIEW OUTER json_tuple(j, 'a') x AS p;
SELECT p, count(*), max(q) FROM t LATERAL VIEW json_tuple(concat(' ', j), 'a', 'b') x AS p, q GROUP BY p ORDER BY p;
SELECT p, upper(q), cast(id AS STRING) FROM t LATERAL VIEW json_tuple(j, 'a', 'b') x AS p, q WHERE p IS NOT NULL;
