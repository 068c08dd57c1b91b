-- Orders of every type that Spark can sort by: nested, intervals, collated, char and varchar, binary.
-- Config: spark.sql.timeType.enabled=true
-- Config: spark.sql.collation.trim.enabled=true

CREATE TABLE t(
  id INT,
  a ARRAY<INT>,
  d ARRAY<DOUBLE>,
  s STRUCT<x: INT, y: STRING>,
  e ARRAY<STRUCT<x: STRING, y: DECIMAL(25, 2)>>,
  ym INTERVAL YEAR TO MONTH,
  dt INTERVAL DAY TO SECOND,
  l STRING COLLATE UTF8_LCASE,
  u STRING COLLATE UNICODE_CI,
  r STRING COLLATE UTF8_BINARY_RTRIM,
  b ARRAY<BINARY>) USING parquet;
INSERT INTO t SELECT /*+ COALESCE(1) */ * FROM VALUES
  (1, array(1, 2), array(-0.0D, 2), named_struct('x', 1, 'y', 'a'), array(named_struct('x', 'a', 'y', 1)),
   INTERVAL '1-2' YEAR TO MONTH, INTERVAL '1 02:03:04.5' DAY TO SECOND, 'b', 'b', 'x', array(X'00', X'01')),
  (2, array(1), array(0.0D, 1), named_struct('x', 1, 'y', 'B'), array(named_struct('x', 'a', 'y', -1)),
   INTERVAL '-1-2' YEAR TO MONTH, INTERVAL '-1 02:03:04.5' DAY TO SECOND, 'A', 'A', 'x ', array(X'00')),
  (3, array(1, NULL), array(double('NaN')), named_struct('x', NULL, 'y', 'a'), array(named_struct('x', NULL, 'y', 1)),
   INTERVAL '1-1' YEAR TO MONTH, INTERVAL '1 02:03:04.4' DAY TO SECOND, 'B', 'a', 'X', array(X'0000')),
  (4, array(-1, 5), array(double('-Infinity')), named_struct('x', -1, 'y', NULL), array(NULL),
   INTERVAL '0-0' YEAR TO MONTH, INTERVAL '0 00:00:00' DAY TO SECOND, 'a', '\u00E4', ' x', array(X'FF')),
  (5, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  (6, array(), array(), named_struct('x', 1, 'y', NULL), array(), INTERVAL '10-0' YEAR TO MONTH, INTERVAL '100 00:00:00' DAY TO SECOND, '', '', '', array()),
  (7, array(NULL), array(NULL), named_struct('x', NULL, 'y', NULL), array(named_struct('x', 'a', 'y', 9999999999999999999.99)),
   INTERVAL '-10-0' YEAR TO MONTH, INTERVAL '-0 00:00:00.000001' DAY TO SECOND, 'Z', 'z', 'Z', array(NULL)) AS x;

SELECT id, a FROM t ORDER BY a, id;
SELECT id, a FROM t ORDER BY a DESC NULLS FIRST, id;
SELECT id, d FROM t ORDER BY d NULLS LAST, id;
SELECT id, s FROM t ORDER BY s DESC, id;
SELECT id, e FROM t ORDER BY e, id DESC;
SELECT id, ym FROM t ORDER BY ym, id;
SELECT id, dt FROM t ORDER BY dt DESC, id;
SELECT id, l FROM t ORDER BY l, id;
SELECT id, r FROM t ORDER BY r DESC, id;
SELECT id, b FROM t ORDER BY b, id;
-- any_engine
SELECT id, u FROM t ORDER BY u, id;
SELECT id, s FROM t ORDER BY s, l, dt, id LIMIT 4;
SELECT id, l FROM t ORDER BY l DESC, id LIMIT 3;
SELECT id, a FROM t SORT BY a, id;
SELECT id, array(l, r) FROM t ORDER BY array(l), id;
-- on_spark: 4.1+
SELECT id, i FROM (SELECT id, CAST(concat('10:0', id % 3, ':00.5') AS TIME(6)) AS i FROM t) ORDER BY i DESC, id;
SELECT id FROM t ORDER BY map_entries(map(id % 3, s.x)), id;
