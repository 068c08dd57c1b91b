-- Windows by every type that Spark can compare: nested, intervals, collated, char and varchar, binary, as partitions and as orders.
-- Config: spark.sql.timeType.enabled=true
-- Config: spark.sql.collation.trim.enabled=true

CREATE TABLE t(
  id INT,
  a ARRAY<INT>,
  d ARRAY<DOUBLE>,
  s STRUCT<x: INT, y: STRING>,
  f STRUCT<x: DOUBLE, y: ARRAY<FLOAT>>,
  ym INTERVAL YEAR TO MONTH,
  dt INTERVAL DAY TO SECOND,
  l STRING COLLATE UTF8_LCASE,
  u STRING COLLATE UNICODE_CI,
  r STRING COLLATE UTF8_BINARY_RTRIM,
  c CHAR(4),
  b BINARY,
  w DECIMAL(38, 2)) USING parquet;
INSERT INTO t SELECT /*+ COALESCE(1) */ * FROM VALUES
  (1, array(1, 2), array(0.0D), named_struct('x', 1, 'y', 'a'), named_struct('x', 0.0D, 'y', array(float(1))),
   INTERVAL '1-2' YEAR TO MONTH, INTERVAL '1 02:03:04.5' DAY TO SECOND, 'abc', 'abc', 'x', 'p', X'0001', 1.50),
  (2, array(1, 2), array(-0.0D), named_struct('x', 1, 'y', 'a'), named_struct('x', -0.0D, 'y', array(float(1))),
   INTERVAL '1-2' YEAR TO MONTH, INTERVAL '1 02:03:04.5' DAY TO SECOND, 'ABC', 'Abc', 'x ', 'p ', X'0001', 1.50),
  (3, array(1, NULL), array(double('NaN')), named_struct('x', NULL, 'y', 'a'), named_struct('x', double('NaN'), 'y', array(float('NaN'))),
   INTERVAL '-1-2' YEAR TO MONTH, INTERVAL '-1 02:03:04.5' DAY TO SECOND, 'abd', 'abd', 'y', 'q', X'00', -1.00),
  (4, array(1, NULL), array(double('NaN')), named_struct('x', NULL, 'y', 'a'), named_struct('x', double('NaN'), 'y', array(float('NaN'))),
   INTERVAL '-1-2' YEAR TO MONTH, INTERVAL '0 00:00:00' DAY TO SECOND, 'aBC', 'ABD', 'X', 'q', X'', -1.00),
  (5, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  (6, array(), array(), named_struct('x', 1, 'y', NULL), named_struct('x', NULL, 'y', NULL), INTERVAL '0-0' YEAR TO MONTH,
   INTERVAL '0 00:00:00' DAY TO SECOND, '', '', '', '', X'', 99999999999999999999999999999999999.99),
  (7, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL) AS x;

SELECT id, count(*) OVER (PARTITION BY a), rank() OVER (PARTITION BY a ORDER BY id) FROM t;
SELECT id, count(*) OVER (PARTITION BY d), sum(id) OVER (PARTITION BY d ORDER BY id) FROM t;
SELECT id, count(*) OVER (PARTITION BY s, ym), lag(id) OVER (PARTITION BY s, ym ORDER BY id DESC) FROM t;
SELECT id, count(*) OVER (PARTITION BY f), min(id) OVER (PARTITION BY f ORDER BY dt) FROM t;
SELECT id, count(*) OVER (PARTITION BY dt), sum(id) OVER (PARTITION BY dt ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM t;
SELECT id, count(*) OVER (PARTITION BY l), sum(id) OVER (PARTITION BY l ORDER BY id) FROM t;
SELECT id, count(*) OVER (PARTITION BY r), row_number() OVER (PARTITION BY r ORDER BY id) FROM t;
SELECT id, count(*) OVER (PARTITION BY c), count(*) OVER (PARTITION BY b) FROM t;
SELECT id, count(*) OVER (PARTITION BY array(l)), count(*) OVER (PARTITION BY named_struct('k', l, 'i', ym)) FROM t;
-- any_engine: rows are sorted on Spark, as the collation is ICU's
SELECT id, count(*) OVER (PARTITION BY u), sum(id) OVER (PARTITION BY u ORDER BY id) FROM t;

SELECT id, rank() OVER (ORDER BY a), dense_rank() OVER (ORDER BY a), count(*) OVER (ORDER BY a) FROM t;
SELECT id, rank() OVER (ORDER BY d), count(*) OVER (ORDER BY d), percent_rank() OVER (ORDER BY d) FROM t;
SELECT id, rank() OVER (ORDER BY f DESC), count(*) OVER (ORDER BY f DESC) FROM t;
SELECT id, rank() OVER (ORDER BY s DESC NULLS FIRST), cume_dist() OVER (ORDER BY s DESC NULLS FIRST) FROM t;
SELECT id, rank() OVER (PARTITION BY c ORDER BY ym), sum(id) OVER (PARTITION BY c ORDER BY ym, dt) FROM t;
SELECT id, rank() OVER (ORDER BY dt DESC NULLS LAST), sum(id) OVER (ORDER BY dt DESC NULLS LAST) FROM t;
SELECT id, rank() OVER (ORDER BY l), sum(id) OVER (ORDER BY l) FROM t;
SELECT id, rank() OVER (ORDER BY l, d), sum(id) OVER (ORDER BY l DESC, d RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) FROM t;
SELECT id, rank() OVER (ORDER BY r), max(id) OVER (ORDER BY r) FROM t;
-- any_engine: rows are sorted on Spark, as the collation is ICU's
SELECT id, rank() OVER (ORDER BY u), max(id) OVER (ORDER BY u) FROM t;

SELECT id FROM (SELECT id, rank() OVER (PARTITION BY s ORDER BY dt) AS n FROM t) WHERE n <= 1;
SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY l ORDER BY id) AS n FROM t) WHERE n <= 1;
SELECT id FROM (SELECT id, dense_rank() OVER (PARTITION BY c ORDER BY d) AS n FROM t) WHERE n <= 2;
SELECT id FROM (SELECT id, rank() OVER (ORDER BY l) AS n FROM t) WHERE n <= 3;

-- on_spark: 4.1+
SELECT id, count(*) OVER (PARTITION BY i), rank() OVER (ORDER BY i DESC) FROM (SELECT id, CAST(concat('10:0', id % 3, ':00') AS TIME) AS i FROM t);

-- Offsets over intervals and decimals.
SELECT id, count(*) OVER w, sum(id) OVER w FROM t WINDOW w AS (ORDER BY dt RANGE BETWEEN INTERVAL '1' DAY PRECEDING AND INTERVAL '26' HOUR FOLLOWING);
SELECT id, count(*) OVER w, sum(id) OVER w FROM t WINDOW w AS (ORDER BY dt DESC NULLS FIRST RANGE BETWEEN INTERVAL '27' HOUR PRECEDING AND CURRENT ROW);
SELECT id, count(*) OVER w, sum(id) OVER w FROM t WINDOW w AS (PARTITION BY c ORDER BY ym RANGE BETWEEN INTERVAL '14' MONTH PRECEDING AND INTERVAL '2' YEAR FOLLOWING);
SELECT id, count(*) OVER w, sum(id) OVER w FROM t WINDOW w AS (ORDER BY ym DESC RANGE BETWEEN UNBOUNDED PRECEDING AND INTERVAL '1' YEAR PRECEDING);
SELECT id, count(*) OVER w FROM (SELECT id, CAST(w AS DECIMAL(37, 2)) AS w FROM t) WINDOW w AS (ORDER BY w RANGE BETWEEN 2.50 PRECEDING AND 0.01 FOLLOWING);
SELECT id, count(*) OVER w FROM (SELECT id, CAST(w AS DECIMAL(37, 2)) AS w FROM t) WINDOW w AS (ORDER BY w DESC RANGE BETWEEN 2.50 PRECEDING AND 2.50 FOLLOWING);
SELECT id, count(*) OVER w FROM (SELECT id, CAST(id AS DECIMAL(2, 0)) * 11 AS w FROM t) WINDOW w AS (ORDER BY w RANGE BETWEEN 30 PRECEDING AND 90 FOLLOWING);
SELECT id, count(*) OVER w FROM (SELECT id, CAST(90 + id AS DECIMAL(2, 0)) AS w FROM t) WINDOW w AS (ORDER BY w RANGE BETWEEN CAST(3 AS DECIMAL(2, 0)) PRECEDING AND CAST(99 AS DECIMAL(2, 0)) FOLLOWING);
-- any_engine: the sum may have 39 digits
SELECT id, count(*) OVER w FROM t WINDOW w AS (ORDER BY w RANGE BETWEEN 2.50 PRECEDING AND 2.50 FOLLOWING);
-- expect_error: INTERVAL_ARITHMETIC_OVERFLOW.WITH_SUGGESTION
SELECT id, count(*) OVER w FROM (SELECT id, dt + INTERVAL '106751990' DAY AS dt FROM t) WINDOW w AS (ORDER BY dt RANGE BETWEEN CURRENT ROW AND INTERVAL '106751990' DAY FOLLOWING);
