-- Arrays, maps, structs, intervals travel beside columns that are computed on.
CREATE TABLE n(id INT, a ARRAY<INT>, m MAP<STRING, DOUBLE>, s STRUCT<x: INT, y: ARRAY<STRING>>, v INT) USING parquet;
INSERT INTO n VALUES (1, array(1, 2, NULL), map('a', 1.5D, 'b', NULL), named_struct('x', 1, 'y', array('p', NULL)), 10), (2, array(), map(), named_struct('x', NULL, 'y', NULL), 20), (3, NULL, NULL, NULL, NULL), (4, array(-5), map('ü', double('NaN')), named_struct('x', 9, 'y', array()), 5);

SELECT id, a, m, s, v + 1 FROM n;
SELECT id, a, s FROM n WHERE v > 5;
SELECT id, a[0], m['a'], s.x, s.y FROM n WHERE id IN (1, 4);
SELECT id, size(a), s.x + v, map_keys(m), array_contains(a, 2) FROM n;
SELECT id, v * 2, named_struct('k', id, 'v', v), array(id, v) FROM n;
SELECT id, a, v FROM n ORDER BY v DESC, id LIMIT 2;
SELECT s.x, count(*), sum(v) FROM n GROUP BY s.x;
SELECT s, count(*) FROM n GROUP BY s;
-- any_engine
SELECT id, explode(a) FROM n;
SELECT id, transform(a, e -> e + v), filter(a, e -> e > 1), aggregate(a, 0, (acc, e) -> acc + coalesce(e, 0)) FROM n;
SELECT max(s), min(s.x), count(a) FROM n;
SELECT id, INTERVAL '1' DAY * v, INTERVAL '2' MONTH FROM n;
SELECT id, to_json(s), from_json('{"q": 1}', 'q INT').q + v FROM n;
