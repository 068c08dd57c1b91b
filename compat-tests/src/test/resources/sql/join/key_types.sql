-- Joins by every type that Spark can join by: nested, intervals, collated, char and varchar, binary.
-- ConfigMatrix: spark.sql.autoBroadcastJoinThreshold=-1,10485760
-- Config: spark.sql.timeType.enabled=true
-- Config: spark.sql.collation.trim.enabled=true

CREATE TABLE l(
  id INT,
  a ARRAY<INT>,
  d ARRAY<DOUBLE>,
  s STRUCT<x: INT, y: STRING>,
  f STRUCT<x: DOUBLE, y: ARRAY<FLOAT>>,
  ym INTERVAL YEAR TO MONTH,
  dt INTERVAL DAY TO SECOND,
  c STRING COLLATE UTF8_LCASE,
  u STRING COLLATE UNICODE_CI,
  t STRING COLLATE UTF8_BINARY_RTRIM,
  p CHAR(4),
  v VARCHAR(4),
  b BINARY) USING parquet;
INSERT INTO l SELECT /*+ COALESCE(1) */ * FROM VALUES
  (1, array(1, 2), array(0.0D), named_struct('x', 1, 'y', 'a'), named_struct('x', 0.0D, 'y', array(float(1))),
   INTERVAL '1-2' YEAR TO MONTH, INTERVAL '1 02:03:04.5' DAY TO SECOND, 'abc', 'Stra\u00DFe', 'x', 'p', 'p', X'0001'),
  (2, array(1, NULL), array(double('NaN')), named_struct('x', NULL, 'y', 'a'), named_struct('x', double('NaN'), 'y', array(float(-0.0))),
   INTERVAL '-1-2' YEAR TO MONTH, INTERVAL '-1 02:03:04.5' DAY TO SECOND, 'ABD', 'b', 'y ', 'q', 'q', X'00'),
  (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  (4, array(), array(1.5D), named_struct('x', 2, 'y', NULL), named_struct('x', NULL, 'y', NULL),
   INTERVAL '0-0' YEAR TO MONTH, INTERVAL '0 00:00:00' DAY TO SECOND, '', '', '', '', '', X'') AS x;
CREATE TABLE r USING parquet AS SELECT id + 10 AS id, a, transform(d, x -> -x) AS d, s, f, ym, dt, upper(c) AS c, upper(u) AS u, concat(t, '  ') AS t, p, v, b FROM l;
INSERT INTO r SELECT id + 20, a, d, s, f, ym, dt, c, u, t, p, v, b FROM l WHERE id <> 2;

SELECT l.id, r.id FROM l JOIN r ON l.a = r.a;
SELECT l.id, r.id FROM l LEFT JOIN r ON l.d = r.d;
SELECT l.id, r.id FROM l JOIN r ON l.s = r.s;
SELECT l.id, r.id FROM l FULL JOIN r ON l.s = r.s;
SELECT l.id, r.id FROM l JOIN r ON l.f = r.f;
SELECT l.id, r.id FROM l RIGHT JOIN r ON l.ym = r.ym;
SELECT l.id, r.id FROM l JOIN r ON l.dt = r.dt;
SELECT l.id, r.id FROM l JOIN r ON l.dt = r.dt AND l.a = r.a AND l.id < r.id;
SELECT l.id, r.id FROM l JOIN r ON l.c = r.c;
SELECT l.id, r.id FROM l FULL JOIN r ON l.c = r.c;
SELECT l.id, r.id FROM l JOIN r ON l.u = r.u;
SELECT l.id, r.id FROM l JOIN r ON l.t = r.t;
SELECT l.id, r.id FROM l JOIN r ON l.p = r.p AND l.v = r.v;
SELECT l.id, r.id FROM l JOIN r ON l.b = r.b;
SELECT l.id, r.id FROM l JOIN r ON l.v COLLATE utf8_lcase = r.v COLLATE utf8_lcase;
SELECT l.id, r.id FROM l LEFT JOIN r ON l.v COLLATE utf8_lcase = r.v COLLATE utf8_lcase AND l.id + 10 < r.id;
SELECT l.id, r.id FROM l JOIN r ON upper(l.c) = upper(r.c);
SELECT l.id, r.id FROM l FULL JOIN r ON concat(l.u, 'x') = concat(r.u, 'X');
SELECT l.id, r.id FROM l JOIN r ON array(l.c) = array(r.c);
SELECT l.id, r.id FROM l JOIN r ON named_struct('k', l.c, 'i', l.ym) = named_struct('k', r.c, 'i', r.ym);
SELECT l.id FROM l LEFT SEMI JOIN r ON l.a = r.a AND l.c = r.c;
SELECT l.id FROM l LEFT ANTI JOIN r ON l.dt = r.dt;
SELECT l.id, r.id FROM l JOIN r ON l.a <=> r.a;
SELECT l.id, r.id FROM l JOIN r ON l.c <=> r.c;
SELECT l.id, r.id FROM l FULL JOIN r ON l.s <=> r.s AND l.ym <=> r.ym;
SELECT id FROM l WHERE a IN (SELECT a FROM r);
SELECT id FROM l WHERE c IN (SELECT c FROM r WHERE id < 20);
SELECT id FROM l WHERE v COLLATE utf8_lcase IN (SELECT c FROM r);
SELECT id, dt IN (SELECT dt FROM r WHERE dt IS NOT NULL) FROM l WHERE dt IS NOT NULL;
SELECT id FROM l WHERE EXISTS (SELECT 1 FROM r WHERE r.s = l.s);
SELECT c FROM l INTERSECT SELECT c FROM r;
SELECT c FROM l EXCEPT SELECT c FROM r WHERE id > 20;
SELECT a, dt FROM l INTERSECT SELECT a, dt FROM r;
SELECT s, ym FROM l EXCEPT SELECT s, ym FROM r WHERE id > 20;
SELECT a FROM l INTERSECT ALL SELECT a FROM r;
SELECT l.id, r.id FROM l JOIN r ON l.c = r.c ORDER BY l.c, r.id;
SELECT l.id, r.id FROM l JOIN r ON l.a = r.a ORDER BY l.a, r.id;
SELECT /*+ SHUFFLE_HASH(r) */ l.id, r.id FROM l JOIN r ON l.a = r.a;
SELECT /*+ MERGE(r) */ l.c, count(*) FROM l JOIN r ON l.c = r.c GROUP BY l.c;
-- on_spark: 4.1+
SELECT x.id, y.id FROM (SELECT id, CAST(concat('10:0', id, ':00') AS TIME) AS i FROM l) x JOIN (SELECT id, CAST(concat('10:0', id % 10, ':00') AS TIME) AS i FROM r) y ON x.i = y.i;
