-- Grouping by types of all kinds: nested, intervals, char and varchar, binary, maps, collated texts.
-- ConfigMatrix: spark.sql.shuffle.partitions=1,3
-- Config: spark.sql.timeType.enabled=true
-- Config: spark.sql.collation.trim.enabled=true

CREATE TABLE t(
  id INT,
  a ARRAY<INT>,
  d ARRAY<DOUBLE>,
  s STRUCT<x: INT, y: STRING>,
  f STRUCT<x: DOUBLE, y: ARRAY<FLOAT>>,
  m MAP<STRING, INT>,
  ym INTERVAL YEAR TO MONTH,
  dt INTERVAL DAY TO SECOND,
  l STRING COLLATE UTF8_LCASE,
  u STRING COLLATE UNICODE_CI,
  r STRING COLLATE UTF8_BINARY_RTRIM,
  c CHAR(4),
  v VARCHAR(4),
  b BINARY,
  w DECIMAL(30, 3)) USING parquet;
INSERT INTO t SELECT /*+ COALESCE(1) */ * FROM VALUES
  (1, array(1, 2), array(0.0D), named_struct('x', 1, 'y', 'a'), named_struct('x', 0.0D, 'y', array(float(1))), map('k', 1),
   INTERVAL '1-2' YEAR TO MONTH, INTERVAL '1 02:03:04.5' DAY TO SECOND, 'abc', 'abc', 'x', 'p', 'p', X'0001', 1.000),
  (2, array(1, 2), array(-0.0D), named_struct('x', 1, 'y', 'a'), named_struct('x', -0.0D, 'y', array(float(1))), map('k', 1),
   INTERVAL '1-2' YEAR TO MONTH, INTERVAL '1 02:03:04.5' DAY TO SECOND, 'ABC', 'Abc', 'x ', 'p ', 'p ', X'0001', 1.000),
  (3, array(1, NULL), array(double('NaN')), named_struct('x', NULL, 'y', 'a'), named_struct('x', double('NaN'), 'y', array(float('NaN'))), map('k', 2),
   INTERVAL '-1-2' YEAR TO MONTH, INTERVAL '-1 02:03:04.5' DAY TO SECOND, 'abd', 'abd', 'y', 'q', 'q', X'00', -1.000),
  (4, array(1, NULL), array(double('NaN')), named_struct('x', NULL, 'y', 'a'), named_struct('x', double('NaN'), 'y', array(float('NaN'))), map('k', 3),
   INTERVAL '-1-2' YEAR TO MONTH, INTERVAL '0 00:00:00' DAY TO SECOND, 'aBC', 'ABD', 'X', 'q', 'q', X'', -1.000),
  (5, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  (6, array(), array(), named_struct('x', 1, 'y', NULL), named_struct('x', NULL, 'y', NULL), map(), INTERVAL '0-0' YEAR TO MONTH,
   INTERVAL '0 00:00:00' DAY TO SECOND, '', '', '', '', '', X'', 0.000),
  (7, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL) AS x;

SELECT a, count(*), sum(id) FROM t GROUP BY a;
SELECT d, count(*), sum(id) FROM t GROUP BY d;
SELECT s, count(*), min(id) FROM t GROUP BY s;
SELECT f, count(*), max(id) FROM t GROUP BY f;
-- any_engine: a map with null numbers
SELECT m, count(*) FROM t GROUP BY m;
SELECT n, count(*) FROM (SELECT transform_values(m, (k, v) -> CAST(v AS STRING)) AS n FROM t) GROUP BY n;
SELECT n, count(*), sum(id) FROM (SELECT id, map('b', id % 2, 'a', 1) AS n FROM t UNION ALL SELECT id, map('a', 1, 'b', id % 2) FROM t) GROUP BY n;
SELECT ym, count(*), sum(id) FROM t GROUP BY ym;
SELECT i, count(*), sum(id) FROM (SELECT id, make_interval(0, id % 2, 0, id % 3) AS i FROM t) GROUP BY i;
-- on_spark: 4.1+
SELECT i, count(*), min(i) FROM (SELECT CAST(concat('10:0', id % 3, ':00') AS TIME) AS i FROM t) GROUP BY i;
SELECT dt, count(*), sum(id) FROM t GROUP BY dt;
SELECT l, count(*), sum(id) FROM t GROUP BY l;
SELECT lower(l), n FROM (SELECT l, count(*) AS n FROM t GROUP BY l);
-- any_engine: sorted by ICU
SELECT upper(u), n FROM (SELECT u, count(*) AS n FROM t GROUP BY u);
SELECT r, count(*), max(id) FROM t GROUP BY r;
SELECT c, v, count(*) FROM t GROUP BY c, v;
SELECT b, count(*) FROM t GROUP BY b;
SELECT w, a, count(*) FROM t GROUP BY w, a;
SELECT a, s, dt, l, count(*), sum(id) FROM t GROUP BY a, s, dt, l;
SELECT l, l AS again, count(*) FROM t GROUP BY l, again;
SELECT s.y, array(l), count(*) FROM t GROUP BY s.y, array(l);
SELECT named_struct('k', l, 'i', ym), count(*) FROM t GROUP BY named_struct('k', l, 'i', ym);
SELECT a, min(l), max(v) FROM t GROUP BY a;
SELECT dt, min(c), first(id), collect_list(id) FROM t GROUP BY dt;
SELECT l, min(v), collect_list(id) FROM t GROUP BY l;
-- Which of the equal texts comes first depends on the ids of the columns here, on Spark too.
SELECT lower(l), n, m, o FROM (SELECT l, count(DISTINCT a) AS n, count(DISTINCT dt) AS m, sum(DISTINCT id) AS o FROM t GROUP BY l);
SELECT DISTINCT a, s FROM t;
SELECT DISTINCT l FROM t;
SELECT count(DISTINCT l), count(DISTINCT s), count(DISTINCT a, dt) FROM t;
SELECT a, ym, count(*) FROM t GROUP BY GROUPING SETS ((a), (ym), ());
SELECT l, dt, count(*) FROM t GROUP BY CUBE (l, dt);
SELECT a, count(*) FROM t GROUP BY a HAVING count(*) > 1 ORDER BY a;
SELECT l, count(*) FROM t GROUP BY l ORDER BY l;
SELECT t1.v, count(*) FROM t t1 GROUP BY t1.v, CAST(t1.id % 2 AS STRING COLLATE UTF8_LCASE);
SELECT * FROM (SELECT l, id, v FROM t) PIVOT (sum(id) FOR v IN ('p', 'q'));
SELECT * FROM (SELECT a, dt, id FROM t) PIVOT (sum(id) FOR dt IN (INTERVAL '0 00:00:00' DAY TO SECOND, INTERVAL '-1 02:03:04.5' DAY TO SECOND));
SELECT l, sum(DISTINCT id), max(v) FROM t GROUP BY l;
SELECT r, min(a), max(s), min(dt), max(ym), max_by(id, dt), min_by(l, id), max(l), min(r) FROM t GROUP BY r;
SELECT min(a), max(d), min(f), max(dt), min(ym), max(l), min(u), max_by(a, id), mode(dt), mode(l) FROM t;
SELECT l, percentile_approx(id, 0.5), collect_set(c), first(l), last(l) FROM t GROUP BY l;
SELECT l, count(*) FROM t GROUP BY ROLLUP (l, a);
SELECT l FROM t UNION SELECT v COLLATE UTF8_LCASE FROM t;
