-- Generators that are not over collections: stack, json_tuple, variant_explode, and what EXCEPT ALL and INTERSECT ALL are made of.
-- ConfigMatrix: spark.sql.ansi.enabled=true,false
CREATE TABLE g(id INT, j STRING, x INT, y INT) USING parquet;
INSERT INTO g SELECT /*+ COALESCE(1) */ * FROM VALUES
  (1, '{"a": 1, "b": "two", "c": [1, 2]}', 10, 20),
  (2, '{"a": null}', NULL, 5),
  (3, NULL, 0, 0),
  (4, 'no json', -1, NULL),
  (5, '{"b": {"d": 1}}', 7, 7);

SELECT id, stack(2, x, 'x', y, 'y') FROM g;
SELECT id, stack(3, x, y, x + y, id) FROM g;
SELECT stack(1, id, j) FROM g;
SELECT id, k, n FROM g LATERAL VIEW OUTER stack(2, 'x', x, 'y', y) s AS k, n WHERE n > 3;
SELECT k, sum(n) FROM g LATERAL VIEW stack(2, 'x', x, 'y', y) s AS k, n GROUP BY k;
SELECT id, json_tuple(j, 'a', 'b', 'c') FROM g;
SELECT id, p, q FROM g LATERAL VIEW json_tuple(j, 'b', 'zz') t AS p, q;
SELECT id, t.* FROM g, LATERAL variant_explode(try_parse_json(j)) t;
SELECT id, t.key FROM g, LATERAL variant_explode_outer(try_parse_json(j)) t;
SELECT x FROM g EXCEPT ALL SELECT y FROM g;
SELECT x FROM g INTERSECT ALL SELECT y FROM g;
SELECT id, x FROM (SELECT * FROM g UNION ALL SELECT * FROM g) EXCEPT ALL SELECT id, x FROM g WHERE id < 3;

-- expect_error[spark.sql.ansi.enabled=true]: DIVIDE_BY_ZERO
SELECT id, stack(2, 1L, 100 DIV x) FROM g;
-- expect_error[spark.sql.ansi.enabled=true]: DIVIDE_BY_ZERO
SELECT id, explode(array(1L, 100 DIV x)) FROM g;
SELECT id, stack(2, 1L, 100 DIV x) FROM g LIMIT 3;
SELECT id, explode(array(1L, 100 DIV x)) FROM g LIMIT 4;
