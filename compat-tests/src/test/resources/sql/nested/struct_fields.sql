-- Fields of structs, and of structs in structs, of every type: taken a column at a time. Rows from Spark's nested vectors, from rows
-- that were shuffled, and from a cached table.
-- ConfigMatrix: spark.sql.parquet.enableNestedColumnVectorizedReader=true,false

CREATE TABLE s (id INT, a STRUCT<x: INT, y: STRING, z: STRUCT<d: DECIMAL(12, 3), w: DECIMAL(30, 5), l: ARRAY<STRING>, f: DOUBLE>, t: TIMESTAMP, b: BOOLEAN, n: TINYINT, r: BINARY, m: MAP<STRING, INT>, i: INTERVAL DAY TO SECOND, e: DATE, c: CHAR(4)>) USING parquet;
INSERT INTO s SELECT /*+ COALESCE(1) */ cast(id as int), IF(id % 11 = 0, null, named_struct(
  'x', IF(id % 3 = 0, null, cast(id as int)), 'y', IF(id % 5 = 0, null, concat('text ', id % 7)),
  'z', IF(id % 4 = 0, null, named_struct('d', cast(id / 8 as decimal(12, 3)), 'w', IF(id % 6 = 1, null, cast(id * 1000000007 as decimal(30, 5))), 'l', IF(id % 9 = 0, null, array('p', null, concat('q', id))), 'f', IF(id % 10 = 0, double('NaN'), id / 3D))),
  't', timestamp_seconds(id * 1000), 'b', id % 2 = 0, 'n', cast(id % 100 as tinyint), 'r', cast(concat('r', id) as binary),
  'm', map('k', cast(id as int), 'o', null), 'i', make_dt_interval(0, cast(id as int)), 'e', date_add(DATE'2020-01-01', cast(id as int)), 'c', 'ab')) FROM range(400);

SELECT id, a.x, a.y, a.t, a.b, a.n, a.r, a.e, a.c FROM s ORDER BY id;
SELECT id, a.z.d, a.z.w, a.z.f, a.z.l, a.z.l[2], size(a.z.l), a.m['k'], a.m['o'], a.i FROM s ORDER BY id;
SELECT id, a.z, a.m, a FROM s ORDER BY id;
SELECT a.y, count(*), sum(a.x), avg(a.z.f), max(a.z.w), min(a.z.d), max(a.t) FROM s GROUP BY a.y ORDER BY a.y;
SELECT id FROM s WHERE a.z.f > 50 AND a.y LIKE '%3' AND a.b ORDER BY id;
SELECT l.id, r.id FROM s l JOIN s r ON l.a.x = r.a.n AND l.a.z.d < 10 WHERE r.id < 60 ORDER BY 1, 2;
SELECT id, a.x + 1, upper(a.y), a.z.d * 2, a IS NULL, a.z IS NULL FROM (SELECT /*+ REPARTITION(3) */ * FROM s) ORDER BY id;
SELECT id, IF(id > 50, a.x, a.n) v, coalesce(a.y, 'none') FROM s ORDER BY id;
SELECT id, e.x, e.y, e.z.d FROM (SELECT id, explode(array(a, null, named_struct('x', 1, 'y', 'one', 'z', a.z, 't', a.t, 'b', true, 'n', 1Y, 'r', null, 'm', a.m, 'i', a.i, 'e', a.e, 'c', 'ab'))) e FROM s) ORDER BY id, e.x, e.y;
SELECT id, max(a.z.d) OVER (PARTITION BY a.y ORDER BY a.e) FROM s ORDER BY id;
CACHE TABLE c AS SELECT * FROM s;
SELECT a.y, count(*), sum(a.x), avg(a.z.f), max(a.z.w) FROM c GROUP BY a.y ORDER BY a.y;
SELECT id, a.z.l, a.m, a.z FROM c ORDER BY id;
UNCACHE TABLE c;
