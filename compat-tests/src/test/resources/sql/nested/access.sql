-- Parts of nested columns, as a scan hands them on, behind filters, and behind shuffles.
-- ConfigMatrix: spark.sql.ansi.enabled=true,false
-- ConfigMatrix: spark.sql.parquet.columnarReaderBatchSize=4096,7
CREATE TABLE n (id INT, tags ARRAY<STRING>, nums ARRAY<BIGINT>, dbl ARRAY<DOUBLE>, dec ARRAY<DECIMAL(9,2)>, m MAP<STRING,INT>, mi MAP<INT,STRING>,
  s STRUCT<a: INT, b: STRING, c: STRUCT<x: BIGINT, y: ARRAY<INT>>>, e ARRAY<STRUCT<k: INT, v: STRING, w: ARRAY<STRING>>>, mm MAP<STRING,ARRAY<INT>>) USING parquet;
INSERT INTO n SELECT /*+ COALESCE(1) */ id,
  CASE id % 7 WHEN 0 THEN NULL WHEN 1 THEN array() WHEN 2 THEN array(NULL) ELSE transform(sequence(1, CAST(id % 5 AS INT) + 1), i -> IF(i % 4 = 0, NULL, concat('t', (id + i) % 11))) END,
  IF(id % 5 = 0, NULL, transform(sequence(0, CAST(id % 4 AS INT)), i -> IF((id + i) % 9 = 0, NULL, id * i))),
  IF(id % 6 = 0, NULL, array(id / 3D, NULL, CAST('NaN' AS DOUBLE), -0.0D)),
  IF(id % 8 = 0, NULL, array(CAST(id AS DECIMAL(9,2)), 1.25)),
  CASE id % 6 WHEN 0 THEN NULL WHEN 1 THEN map() ELSE map('k', CAST(id AS INT), 'z', NULL, concat('k', id % 3), 7) END,
  IF(id % 4 = 0, NULL, map(1, 'one', CAST(id AS INT) + 2, NULL)),
  CASE WHEN id % 10 = 3 THEN NULL ELSE named_struct('a', IF(id % 3 = 0, NULL, CAST(id AS INT)), 'b', concat('b', id), 'c', IF(id % 4 = 1, NULL, named_struct('x', id * 10, 'y', array(CAST(id AS INT), NULL)))) END,
  CASE id % 5 WHEN 0 THEN NULL WHEN 1 THEN array() ELSE array(named_struct('k', CAST(id AS INT), 'v', IF(id % 2 = 0, NULL, 'v'), 'w', array('p', NULL)), NULL, named_struct('k', NULL, 'v', concat('w', id), 'w', NULL)) END,
  IF(id % 3 = 0, NULL, map('p', array(1, NULL), 'q', NULL))
  FROM range(100);

SELECT id, size(tags), size(nums), size(m), size(e), size(mm), cardinality(tags) FROM n;
SELECT id, s.a, s.b, s.c.x, s.c.y, size(s.c.y) FROM n WHERE id % 2 = 0;
SELECT id, e.k, e.v, e.w FROM n;
SELECT id, size(e.v) FROM n WHERE id > 10;
SELECT id, map_keys(m), map_values(m), map_keys(mi), map_values(mm) FROM n;
SELECT id, size(map_keys(m)), array_contains(map_keys(m), 'k'), array_contains(map_values(m), 7) FROM n;
SELECT id, m['k'], m['k1'], m['none'], mi[1], mi[-5], mm['p'], mm['q'] FROM n;
SELECT id, try_element_at(m, 'k'), element_at(m, 'z'), element_at(mi, 2), mm['p'][0] FROM n WHERE id % 3 <> 0;
SELECT id, get(tags, 0), get(tags, 2), get(nums, -1), try_element_at(nums, 1), try_element_at(nums, -1), try_element_at(tags, -2) FROM n;
SELECT id, get(e, 0).v, get(e, 1).k, get(e.w, 0) FROM n;
SELECT id, array_contains(tags, 't3'), array_contains(nums, 0L), array_contains(nums, 12L), array_contains(dbl, 0.0D), array_contains(dec, 1.25), array_contains(tags, '') FROM n;
SELECT id FROM n WHERE array_contains(tags, 't5') OR m['k'] > 50 OR s.c.x = 20;
-- expect_error[spark.sql.ansi.enabled=true]: INVALID_ARRAY_INDEX
SELECT id, nums[2] FROM n;
-- expect_error[spark.sql.ansi.enabled=true]: INVALID_ARRAY_INDEX_IN_ELEMENT_AT
SELECT id, element_at(nums, 3) FROM n;
-- expect_error[spark.sql.ansi.enabled=true]: INVALID_ARRAY_INDEX_IN_ELEMENT_AT
SELECT id, element_at(nums, -3) FROM n;
SELECT id, nums[1] FROM n WHERE size(nums) > 1;
SELECT s.b, sum(s.c.x), max(m['k']), count(get(tags, 1)) FROM n GROUP BY s.b;
SELECT id, t, s.a FROM n LATERAL VIEW explode(tags) AS t;
SELECT id, p, t FROM n LATERAL VIEW OUTER posexplode(tags) AS p, t;
SELECT id, k, v FROM n LATERAL VIEW OUTER explode(m) AS k, v WHERE id % 2 = 1;
SELECT id, p, k, v FROM n LATERAL VIEW posexplode(mm) AS p, k, v;
SELECT id, x.k, x.v, x.w FROM n LATERAL VIEW OUTER explode(e) AS x;
SELECT id, inline(e) FROM n;
SELECT id, inline_outer(e) FROM n WHERE id < 30;
SELECT t, count(*), sum(id) FROM n LATERAL VIEW explode(tags) AS t GROUP BY t;
SELECT id, j, i FROM n LATERAL VIEW explode(mm) AS k, j LATERAL VIEW OUTER explode(j) AS i;
SELECT id, s, tags, m, e FROM n ORDER BY id DESC;
SELECT s.c, count(*), max(s) FROM n GROUP BY s.c;
SELECT a.id, a.s.b, b.e.v, b.m['k'] FROM n a JOIN n b ON a.s.a = b.nums[0] WHERE size(b.nums) > 0;
SELECT id, s, tags, coalesce(s, named_struct('a', 0, 'b', '', 'c', NULL)).a, IF(id % 2 = 0, tags, NULL), CASE WHEN id % 3 = 0 THEN m END FROM n;
SELECT id, s.b, size(tags) FROM (SELECT /*+ REPARTITION(3) */ id, s, tags FROM n) WHERE s.a > 4;
SELECT id, transform(tags, x -> upper(x)), filter(nums, x -> x > 3), exists(e, x -> x.k > 5), hash(s, e), to_json(s), s.c = named_struct('x', 20L, 'y', array(2, NULL)) FROM n;
SELECT id, tags FROM n UNION ALL SELECT id, array('x') FROM n WHERE id < 9;
SELECT DISTINCT tags FROM n;
SELECT count(DISTINCT s.b), count(DISTINCT s) FROM n;
SELECT id, lead(tags) OVER (ORDER BY id), first(s.c) OVER (PARTITION BY id % 3 ORDER BY id) FROM n;
