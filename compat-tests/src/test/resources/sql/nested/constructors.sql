-- Arrays, maps and structs that are made of columns, and what looks into them.
-- ConfigMatrix: spark.sql.ansi.enabled=true,false
-- Config: spark.sql.parquet.columnarReaderBatchSize=3
CREATE TABLE t(id INT, a INT, b INT, l BIGINT, s STRING, u STRING, x DOUBLE, c DECIMAL(9,2), w DECIMAL(25,2), d DATE, i ARRAY<INT>, ss ARRAY<STRING>, st STRUCT<p: INT, q: STRING>, m MAP<STRING, INT>) USING parquet;
INSERT INTO t SELECT /*+ COALESCE(1) */ * FROM VALUES
  (1, 1, 2, 10L, 'a', 'b', 1.5D, 1.25BD, 1BD, DATE'2020-01-02', array(1, NULL, 3), array('x', NULL, 'y'), struct(1, 'p'), map('a', 1)),
  (2, NULL, 0, -5L, NULL, '', double('NaN'), NULL, NULL, NULL, array(), array(), NULL, map()),
  (3, 3, -1, NULL, 'é', 'Привет', -0.0D, -3.5BD, 12345678901234567890123.45BD, DATE'1582-10-04', NULL, NULL, struct(NULL, NULL), NULL),
  (4, -2, 4, 7L, '', 'z', NULL, 0BD, 4BD, DATE'9999-12-31', array(7), array('', NULL), struct(5, ''), map('k', NULL, 'z', 3)),
  (5, 4, -3, 0L, 'word', NULL, 0.0D, 9BD, NULL, DATE'1970-01-01', array(NULL, NULL), array(NULL), struct(9, 'w'), map('a', 9));
SELECT id, named_struct('a', a, 's', s, 'x', x), struct(a + 1L AS p, upper(s) AS q, i), struct(st, m, struct(id, u)), struct(w, c), named_struct('k', 1, 'n', NULL), struct(id, NULL AS n).n FROM t;
SELECT id, array(a, b, id), array(s, u), array(x, 0.0D), array(c, 1BD), array(i, array(a)), array(st, st), array(a), array(NULL, a), array(a % 2 = 0, NULL), array(w), array(), array(d, date_add(d, -1)), array(a, b)[1], array_max(array(a, b, id)), array_contains(array(s, u), 'b'), size(array(a, b)) FROM t WHERE id <> 3;
SELECT id, map('a', a, 'b', b), map(id, s, id + 100, u), map('k', st), map('a', a)['a'], map_keys(map(s, 1))[0], map() FROM t WHERE s IS NOT NULL;
-- expect_error: NULL_MAP_KEY
SELECT id, map(s, a) FROM t;
-- expect_error: DUPLICATED_MAP_KEY
SELECT id, map(b, s, 4, u) FROM t;
SELECT id, map_from_arrays(array(id, b + 1000), array(s, u)), map_from_arrays(i, i) FROM t WHERE id IN (3, 4);
-- expect_error: NULL_MAP_KEY
SELECT id, map_from_arrays(i, i) FROM t;
-- expect_error: _LEGACY_ERROR_TEMP_2128
SELECT id, map_from_arrays(i, array(a, b, a)) FROM t WHERE id = 4;
SELECT id, array_repeat(s, 3), array_repeat(a, b), array_repeat(st, 2), array_repeat(i, id % 3), array_repeat(NULL, 2), size(array_repeat(s, b)) FROM t;
SELECT id, array_append(i, a), array_prepend(i, a), array_append(ss, s), array_prepend(ss, u), array_insert(i, 2, a), array_insert(i, 6, a), array_insert(i, -5, a), array_insert(i, -2, a), array_insert(ss, id, u), array_append(array(st), st) FROM t;
-- expect_error: INVALID_INDEX_OF_ZERO
SELECT id, array_insert(i, b, 1) FROM t;
SELECT id, array_insert(i, b, a) FROM t WHERE b <> 0;
SELECT id, array_join(ss, ','), array_join(ss, ', ', '-'), array_join(ss, s), array_join(ss, u, s), array_join(array(s, u), ''), array_join(i, '|'), array_join(ss, ',', NULL), length(array_join(ss, 'Привет')) FROM t;
SELECT id, transform_keys(m, (k, v) -> concat(k, id)), transform_keys(m, (k, v) -> length(k) + coalesce(v, 0) * 10), map_concat(m, map('q', id)) FROM t;
-- expect_error: NULL_MAP_KEY
SELECT id, transform_keys(m, (k, v) -> v) FROM t;
-- expect_error: DUPLICATED_MAP_KEY
SELECT id, transform_keys(m, (k, v) -> 1) FROM t;
SELECT max(struct(a, s)), min(struct(x, id)), count(DISTINCT struct(a % 2, s)) FROM t;
SELECT sort_array(collect_list(struct(a, s))), sort_array(collect_set(struct(b % 2 AS e))), size(collect_list(array(a, b))), collect_list(named_struct('k', id, 'v', u))[0].v FROM (SELECT * FROM t ORDER BY id);
SELECT struct(a % 2, s IS NULL) AS k, count(*) FROM t GROUP BY struct(a % 2, s IS NULL);
SELECT id, e.p, e.q FROM (SELECT id, explode(array(st, named_struct('p', a, 'q', u))) AS e FROM t);
SELECT p, count(*), sum(v) FROM (SELECT id, posexplode(array(a, b, id)) AS (p, v) FROM t) GROUP BY p;
SELECT id, k, v FROM (SELECT id, explode(map('a', a, 'b', b)) AS (k, v) FROM t) WHERE v > 0;
SELECT id, inline(array(struct(a AS p, s AS q), struct(b AS p, u AS q))) FROM t;
SELECT id, transform(array(a, b), e -> struct(e, id)), filter(array(struct(a AS n), struct(b AS n)), e -> e.n > 0), aggregate(array(a, b, id), 0, (z, e) -> z + coalesce(e, 0)) FROM t;
SELECT id, CASE WHEN a > 1 THEN array(a, b) ELSE i END, coalesce(i, array(a)), IF(b > 0, struct(a, s), NULL).a, nullif(struct(a), struct(3)) FROM t;
SELECT x.id, struct(x.a, y.b), array(x.s, y.u) FROM t x JOIN t y ON x.id = y.id + 1 ORDER BY struct(y.b, x.id);
SELECT id, sequence(id, b), sequence(b, id), sequence(1, id, 2), sequence(id, -4, -3), sequence(l, l + 3), sequence(CAST(id AS TINYINT), CAST(b AS TINYINT)), sequence(id, id, b), sequence(a, b), sequence(9223372036854775805L, 9223372036854775807L), sequence(CAST(-126 AS TINYINT), CAST(-128 AS TINYINT)) FROM t;
-- expect_error
SELECT id, sequence(id, b, 1) FROM t;
-- expect_error
SELECT id, sequence(id, b, id - id) FROM t;
-- expect_error: COLLECTION_SIZE_LIMIT_EXCEEDED.PARAMETER
SELECT id, sequence(-5000000000L * id, 9223372036854775807L) FROM t;
SELECT id, sequence(d, date_add(d, id)), sequence(d, date_add(d, -2)), sequence(d, date_add(d, 6), INTERVAL 2 DAYS), sequence(d, date_add(d, 6), INTERVAL '3' DAY), sequence(d, date_add(d, -6), INTERVAL '-3' DAY), sequence(d, add_months(d, 2), INTERVAL 1 MONTH), sequence(d, date_add(d, 1), INTERVAL '30' HOUR), sequence(CAST(d AS TIMESTAMP_NTZ), CAST(date_add(d, 1) AS TIMESTAMP_NTZ), INTERVAL '6' HOUR) FROM t WHERE id <> 4;
SELECT id, explode(sequence(1, id)) FROM t;
SELECT id, posexplode(sequence(d, date_add(d, b))) FROM t WHERE id <> 4;
SELECT id, size(sequence(0, id * 1000000)), size(sequence(0, id * 1000)), transform(sequence(1, id), e -> e * b), array_contains(sequence(id, b), 1), aggregate(sequence(1, id), 0, (z, e) -> z + e) FROM t;
SELECT id, array_sort(i, (l, r) -> IF(l < r, -1, IF(l > r, 1, 0))), array_sort(ss, (l, r) -> IF(l < r, -1, IF(l > r, 1, 0))) FROM t WHERE id <> 1;
SELECT id, array_sort(i), array_sort(ss), array_sort(array(a, b, id)), array_sort(array(id, b, 0)), array_sort(array(x, 0.0D, double('NaN'))), array_sort(array(s, u, 'm')), array_sort(array(d, DATE'2000-01-01')), array_sort(i, (l, r) -> coalesce(r, 0) - coalesce(l, 0)), array_sort(ss, (l, r) -> coalesce(length(l), 0) - coalesce(length(r), 0)), array_sort(array(struct(a, s), struct(b AS a, u AS s))) FROM t WHERE id <> 1;
SELECT id, map_concat(m, map('q', id), map()), map_concat(map(id, s), map(id + 9, u)), map_concat(m), map_concat(m, CAST(NULL AS MAP<STRING, INT>)), map_concat(map('x', st), map('y', st)) FROM t;
-- expect_error: DUPLICATED_MAP_KEY
SELECT id, map_concat(m, map('a', id)) FROM t;
