-- Arrays, maps and structs of JSON files: as they are, in parts, and of other kinds than their columns.

-- One value, so that the lines stand in this order.
CREATE TABLE lines (value STRING) USING text;
INSERT INTO lines VALUES ('{"id":1,"a":[1,2,3],"s":{"x":"one","y":1.5},"m":{"k":1,"l":null},"o":[{"n":"a","t":["p","q"]},{"n":"b"}]}\n{"id":2,"a":[],"s":{},"m":{},"o":[]}\n{"id":3,"a":null,"s":null,"m":null,"o":null}\n{"id":4}\n{"id":5,"a":[null,5],"s":{"y":2,"x":null,"z":[{"skipped":1}]},"m":{"k":1,"k":2},"o":[null,{"t":[null,"\\u00fc"]},{"m":{"a":[1]}}]}\n{"id":6,"a":[1,"x"],"o":[{"n":1}]}\n{"id":7,"a":{"no":"array"},"s":["no struct"],"m":[]}\n{"id":8,"s":{"x":{"raw": [1, 2]},"y":"NaN"}}\n{"id":9,"s":{"x":"first","x":"second"},"a":[1],"a":[2,3]}\n{"id":10,"a":[1,],"s":{"x":"broken"}}\n{"id":11,"m":{"\\u006b":11},"o":[{"n":"escaped \\"n\\"","t":[]}]}\n[{"id":12,"a":[12]},{"id":13,"s":{"y":13}}]');

CREATE TABLE j (id INT, a ARRAY<INT>, s STRUCT<x: STRING, y: DOUBLE>, m MAP<STRING, INT>, o ARRAY<STRUCT<n: STRING, t: ARRAY<STRING>>>, _corrupt_record STRING)
  USING json LOCATION 'lines';
SELECT *, id + 1 FROM j ORDER BY id, _corrupt_record;
SELECT id, size(a), get(a, 0), s.x, s.y, m['k'], o.n, map_keys(m) FROM j ORDER BY ALL;
SELECT id, e FROM j LATERAL VIEW explode(a) AS e ORDER BY ALL;
SELECT id, e.n, e.t FROM j LATERAL VIEW outer explode(o) AS e ORDER BY id, e.n;
SELECT s.x, count(*), sum(s.y), max(id) FROM j GROUP BY s.x ORDER BY s.x;
SELECT a, count(*) FROM j WHERE id > 0 GROUP BY a ORDER BY a;
SELECT id, s FROM j WHERE s.y > 1 ORDER BY id;
SELECT id, m FROM j WHERE m IS NOT NULL ORDER BY id;
SELECT id, to_json(s), o FROM j WHERE array_contains(a, 5) OR id = 8 ORDER BY id;

CREATE TABLE d (id INT, s STRUCT<x: STRING, y: DOUBLE>, a ARRAY<INT>) USING json OPTIONS (mode 'DROPMALFORMED') LOCATION 'lines';
SELECT id, s.x, a FROM d ORDER BY ALL;
CREATE TABLE f (id INT, s STRUCT<x: STRING, y: DOUBLE>, a ARRAY<BIGINT>) USING json OPTIONS (mode 'FAILFAST') LOCATION 'lines';
-- expect_error
SELECT a, count(*) FROM f GROUP BY a;

CREATE TABLE w (id BIGINT, s STRUCT<d: DATE, n: DECIMAL(9, 2), b: BINARY, l: ARRAY<ARRAY<INT>>>, m MAP<STRING, ARRAY<STRING>>, wide ARRAY<DECIMAL(38, 2)>) USING json;
INSERT INTO w SELECT id, named_struct('d', date_add(DATE'2024-01-01', cast(id AS INT)), 'n', cast(id / 8 AS DECIMAL(9, 2)), 'b', cast(concat('b', id) AS BINARY), 'l', array(array(1, cast(id AS INT)), null, array())),
  map(concat('k', id % 3), array('x', null, concat('v ', id))), array(cast(id AS DECIMAL(38, 2))) FROM range(100);
SELECT id, s, m FROM w WHERE id % 10 = 0 ORDER BY id;
SELECT s.d, count(*), max(s.n), max(cast(s.b AS STRING)) FROM w WHERE s.l[0][1] < 20 GROUP BY s.d ORDER BY s.d;
SELECT k, count(*), max(v[2]) FROM w LATERAL VIEW explode(m) AS k, v GROUP BY k ORDER BY k;
SELECT wide[0], count(*) FROM w WHERE id < 5 GROUP BY wide[0] ORDER BY 1;
