-- Functions of arrays and maps over columns of their parts: from Parquet, behind filters, shuffles and aggregations, and made of rows.
-- ConfigMatrix: spark.sql.ansi.enabled=true,false
CREATE TABLE f(id INT, k INT, i ARRAY<INT>, j ARRAY<INT>, l ARRAY<BIGINT>, s ARRAY<STRING>, u ARRAY<STRING>, x ARRAY<DOUBLE>, y ARRAY<FLOAT>, b ARRAY<BOOLEAN>, d ARRAY<DATE>, c ARRAY<DECIMAL(9,2)>, w ARRAY<DECIMAL(25,2)>,
  n ARRAY<ARRAY<INT>>, st ARRAY<STRUCT<p: INT, q: STRING>>, m MAP<STRING, INT>, mi MAP<INT, STRING>, md MAP<DOUBLE, INT>, word STRING) USING parquet;
INSERT INTO f SELECT /*+ COALESCE(1) */ * FROM VALUES
  (1, 1, array(1, 2, 3, NULL, 2, NULL), array(3, NULL, 9), array(5L, 5L, -7L), array('a', 'é', NULL, '', 'a'), array('é', NULL, NULL), array(1.5D, -0.0D, double('NaN'), 0.0D), array(float('NaN'), 1F), array(true, NULL, false), array(DATE'2020-01-02', NULL), array(1.25BD, NULL, -3.5BD), array(1BD), array(array(1, 2), array(), array(3, NULL)), array(struct(1, 'x'), NULL, struct(NULL, 'y')), map('a', 1, 'b', NULL), map(1, 'one', 2, NULL), map(-0.0D, 1, double('NaN'), 2), 'a'),
  (2, 0, array(), array(1), array(), array(), array('a'), array(), array(), array(), array(), array(), array(), array(), array(), map(), map(), map(), ''),
  (3, NULL, NULL, array(1, 2), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  (4, -1, array(NULL), array(NULL), array(NULL), array(NULL), array(NULL), array(NULL), array(NULL), array(NULL), array(NULL), array(NULL), array(NULL), array(NULL), array(NULL), map('c', NULL), map(7, NULL), map(1.5D, NULL), 'c'),
  (5, 2, array(2147483647, -2147483648), NULL, array(9223372036854775807L, -9223372036854775808L), array('Привет', '😀x', 'Привет'), array('😀x', 'z'), array(double('Infinity'), -1D), array(-0.0F, 0.0F), array(true, true), array(DATE'1582-10-04', DATE'9999-12-31'), array(9999999.99BD, 0BD), array(12345678901234567890123.45BD), array(array(7), NULL), array(struct(7, NULL)), map('a', 5, 'Привет', -5), map(5, 'five'), map(0.0D, 5), 'Привет'),
  (6, 3, array(7, 7, 7), array(7), array(1L, NULL, 1L), array('b', 'b', 'prefix_long_1', 'prefix_long_2', 'prefix_long_1'), array('prefix_long_2'), array(0.1D, 0.2D, 0.3D), array(1F), array(false), array(DATE'1970-01-01'), array(0.01BD, 0.02BD), array(3.75BD, 4BD), array(array(5), array(5)), array(struct(1, 'x'), struct(2, 'z')), map('z', 9), map(3, 'three', 6, 'six'), map(2D, 3), 'z'),
  (7, 5, array(4, 5), array(5, 4, 5), array(2L), array('a'), array('a', 'b', 'a'), array(0.0D), array(2F), array(NULL, false), array(NULL, DATE'2001-01-01'), array(1BD, 1.00BD), array(NULL, 1BD), array(array(NULL), array(1)), array(NULL, NULL), map('a', NULL, 'k', 1, 'z', 3), map(5, NULL), map(double('-Infinity'), 0), 'k');

SELECT id, array_contains(i, k), array_contains(s, word), array_contains(i, 2), array_contains(l, 5L), array_contains(x, 0.0D), array_contains(x, double('NaN')), array_contains(y, -0.0F), array_contains(c, 1.25BD), array_contains(w, 4BD), array_contains(d, DATE'1970-01-01'), array_contains(b, true), array_contains(n, array(5)), array_contains(s, CAST(NULL AS STRING)), array_contains(i, CAST(NULL AS INT)) FROM f;
SELECT id, array_position(i, k), array_position(s, word), array_position(i, 2), array_position(x, -0.0D), array_position(x, double('NaN')), array_position(c, CAST(1 AS DECIMAL(9, 2))), array_position(s, 'prefix_long_2'), array_position(i, CAST(NULL AS INT)), array_position(s, concat(word, '')) FROM f;
SELECT id, array_remove(i, k), array_remove(s, word), array_remove(i, 7), array_remove(x, 0.0D), array_remove(s, 'a'), array_remove(l, 5L), array_remove(i, CAST(NULL AS INT)), array_remove(n, array(5)), size(array_remove(s, 'b')) FROM f;
SELECT id, array_distinct(i), array_distinct(l), array_distinct(s), array_distinct(c), array_distinct(d), array_distinct(x), array_distinct(b), array_distinct(n), size(array_distinct(s)) FROM f;
SELECT id, array_union(i, j), array_union(j, i), array_union(s, u), array_union(l, l), array_union(x, x), array_union(i, array(k, 1)) FROM f;
SELECT id, array_intersect(i, j), array_intersect(j, i), array_intersect(s, u), array_intersect(u, s), array_intersect(x, array(0.0D)), array_intersect(i, array(2, NULL)) FROM f;
SELECT id, array_except(i, j), array_except(j, i), array_except(s, u), array_except(u, s), array_except(x, array(0.0D)), array_except(i, array(2)) FROM f;
SELECT id, arrays_overlap(i, j), arrays_overlap(j, i), arrays_overlap(s, u), arrays_overlap(x, array(-0.0D)), arrays_overlap(i, array(k)), arrays_overlap(l, l) FROM f;
SELECT id, array_min(i), array_max(i), array_min(l), array_max(l), array_min(s), array_max(s), array_min(x), array_max(x), array_min(y), array_max(y), array_min(c), array_max(c), array_min(d), array_max(d), array_min(b), array_max(w), array_max(n), array_max(st) FROM f;
SELECT id, slice(i, 2, 3), slice(i, -2, 5), slice(s, 1, 0), slice(s, 2, k), slice(st, 1, 1), slice(n, -1, 1), slice(i, k - 3, 2), size(slice(i, 2, 100)) FROM f WHERE coalesce(k, 1) >= 0 AND coalesce(k, 1) <> 3;
-- expect_error: INVALID_PARAMETER_VALUE.START
SELECT id, slice(i, k, 1) FROM f;
-- expect_error: INVALID_PARAMETER_VALUE.LENGTH
SELECT id, slice(i, 1, k) FROM f;
SELECT id, reverse(i), reverse(s), reverse(st), reverse(n), reverse(word), element_at(reverse(i), 1) FROM f WHERE size(i) > 0;
SELECT id, flatten(n), size(flatten(n)), flatten(array(i, j)), flatten(transform(n, e -> reverse(e))) FROM f;
SELECT id, concat(i, j), concat(i, j, i), concat(s, u), concat(st, st), concat(n, array(i)), concat(i, array(k)), size(concat(s, u)), concat(x, x), concat(word, '-') FROM f;
SELECT id, arrays_zip(i, j), arrays_zip(s, i, x), arrays_zip(st, n), arrays_zip(i, j).i, inline(arrays_zip(i, s)) FROM f;
SELECT id, arrays_zip(i) FROM f;
SELECT id, map_entries(m), map_entries(mi), map_entries(m).key, size(map_entries(m)), map_keys(md), map_values(md) FROM f;
SELECT id, m[word], try_element_at(m, word), m['a'], mi[k], md[0.0D], md[double('NaN')], md[-0.0D], element_at(mi, k + 0), m[concat(word, '')] FROM f WHERE id <> 2;
SELECT id, get(i, k), get(s, k - 1), try_element_at(i, k), try_element_at(s, -k), get(n, 0), get(st, k).q FROM f WHERE k <> 0;
-- expect_error[spark.sql.ansi.enabled=true]: INVALID_ARRAY_INDEX
SELECT id, i[k] FROM f;
-- expect_error[spark.sql.ansi.enabled=true]: INVALID_ARRAY_INDEX_IN_ELEMENT_AT
SELECT id, element_at(i, k + 3) FROM f WHERE k > 0;
-- expect_error: INVALID_INDEX_OF_ZERO
SELECT id, element_at(i, k) FROM f;
SELECT id, size(i), size(m), cardinality(s), size(filter(i, e -> e > 1)), size(i) + size(j) FROM f;
SELECT id, array_compact(i), array_compact(s), size(array_compact(s)), array_compact(st) FROM f;

-- lambdas that look at columns of the row, at other arrays, at their place, and at variables of others
SELECT id, transform(i, e -> e % 7 + k), filter(i, e -> e > k), exists(i, e -> e = k), forall(i, e -> e <> k), transform(s, e -> concat(word, e)), transform(i, (e, p) -> p * 10 + k), filter(s, (e, p) -> p < k) FROM f;
SELECT id, transform(i, e -> size(j) + e % 5), filter(i, e -> array_contains(j, e)), transform(j, e -> get(i, e % 3)), exists(s, e -> e = element_at(u, 1)) FROM f WHERE size(u) > 0;
SELECT id, transform(i, e -> transform(j, g -> g % 10 * (e % 10))), filter(n, e -> exists(e, g -> g > k)), transform(n, e -> aggregate(e, 0L, (a, g) -> a + coalesce(g, k))), transform(n, (e, p) -> transform(e, (g, q) -> p * 10 + q)) FROM f;
SELECT id, transform(st, e -> e.p + k), filter(st, e -> e.q = word), transform(st, e -> named_struct('r', e.q, 'v', k)), transform(st, e -> e) FROM f;
SELECT id, zip_with(i, j, (l, r) -> l <=> r), zip_with(i, s, (l, r) -> concat(l, r)), zip_with(i, j, (l, r) -> coalesce(l, 0L) + coalesce(r, k)), zip_with(s, u, (l, r) -> struct(l, r)), zip_with(st, i, (l, r) -> l.p = r) FROM f;
SELECT id, map_filter(m, (key, v) -> v > 1), map_filter(m, (key, v) -> key <> word), map_filter(mi, (key, v) -> key < k), map_filter(md, (key, v) -> NULL), transform_values(m, (key, v) -> concat(key, v)), transform_values(mi, (key, v) -> key + k), transform_values(m, (key, v) -> v % 3), transform_keys(mi, (key, v) -> key % 100 + 1L) FROM f;
SELECT id, aggregate(i, 0L, (a, e) -> a + coalesce(e, 0)), aggregate(i, k, (a, e) -> e), aggregate(i, 0L, (a, e) -> a + e + k), aggregate(i, 0L, (a, e) -> a + coalesce(e, k), a -> a * k), aggregate(x, 0D, (a, e) -> a * 3 + e), aggregate(s, word, (a, e) -> concat(a, coalesce(e, '?'))), reduce(j, CAST(NULL AS INT), (a, e) -> coalesce(a, e)) FROM f;
SELECT id, aggregate(c, CAST(0 AS DECIMAL(19, 2)), (a, e) -> CAST(a + coalesce(e, 1) AS DECIMAL(19, 2))), aggregate(w, CAST(0 AS DECIMAL(38, 2)), (a, e) -> CAST(a + e AS DECIMAL(38, 2))), aggregate(i, array(0), (a, e) -> concat(a, array(e))), aggregate(i, named_struct('n', 0, 't', 0L), (a, e) -> named_struct('n', a.n + 1, 't', a.t + coalesce(e, 0)), a -> a.t / nullif(a.n, 0)) FROM f;
SELECT id, exists(i, e -> e > 1 AND e % 2 = 0 OR e IS NULL), forall(s, e -> e LIKE 'p%' OR length(e) < 3), transform(s, e -> CASE WHEN e = 'a' THEN 1 WHEN e IN ('b', 'é') THEN 2 END), transform(x, e -> round(e, 1)), filter(d, e -> year(e) > 1900), transform(d, e -> date_add(e, k)) FROM f WHERE id <> 5;
-- an element that Spark does not come to raises nothing
SELECT id, exists(i, e -> e = 7 OR 1 / (e - 51) > 5), CASE WHEN id = 6 THEN transform(i, e -> 10 / (e - 6)) END, IF(id = 1, NULL, exists(j, e -> e <> 3 AND 1 / (e - 3) > 0)) FROM f WHERE id IN (2, 6);
-- expect_error[spark.sql.ansi.enabled=true]: DIVIDE_BY_ZERO
SELECT id, filter(i, e -> 10 / (e - k) > 1) FROM f;
-- expect_error[spark.sql.ansi.enabled=true]: ARITHMETIC_OVERFLOW
SELECT id, aggregate(i, 1, (a, e) -> a + coalesce(e, 0)) FROM f;
-- expect_error[spark.sql.ansi.enabled=true]: ARITHMETIC_OVERFLOW
SELECT id, zip_with(i, i, (l, r) -> l + r) FROM f;

-- behind shuffles, joins, aggregations and caches, where values are bytes
SELECT id, array_distinct(s), transform(i, e -> e % 7), m[word], slice(st, 1, 1), aggregate(i, 0L, (a, e) -> a + coalesce(e, 0)), size(n) FROM (SELECT /*+ REPARTITION(3) */ * FROM f);
SELECT a.id, array_intersect(a.i, b.j), filter(a.s, e -> array_contains(b.u, e)), zip_with(a.i, b.i, (l, r) -> l = r), b.m['a'] FROM f a JOIN f b ON a.id + 1 = b.id;
SELECT k > 1, sort_array(array_distinct(flatten(collect_list(i)))), array_max(transform(collect_list(k), e -> e * 2)), size(array_union(array_agg(k), collect_set(id))), sort_array(transform(collect_set(id), e -> e % 3)) FROM f GROUP BY k > 1;
SELECT word, array_min(c), array_position(l, 5L), exists(c, e -> e > 1) FROM (SELECT first(word) AS word, max(c) AS c, first(l) AS l FROM f GROUP BY id);
SELECT e, count(*) FROM (SELECT explode(array_distinct(concat(s, u))) AS e FROM f) GROUP BY e;
SELECT t, p, count(*) FROM f LATERAL VIEW OUTER posexplode(slice(s, 1, 2)) AS p, t GROUP BY t, p;
SELECT m['a'] AS v, count(*), sum(size(s)) FROM f WHERE array_contains(s, 'a') OR m['a'] > 2 GROUP BY m['a'];
SELECT id, array_contains(v, id), array_position(v, 3), transform(v, e -> e + 1), array_distinct(v) FROM (SELECT id, array(id, id % 3, NULL, 2) AS v FROM range(20));
-- long arrays, many rows, few words
SELECT sum(size(array_distinct(v))), sum(aggregate(v, 0L, (a, e) -> a + e)), sum(size(array_except(v, w))), sum(element_at(transform(v, e -> e * 2), -1)), sum(array_max(slice(v, 5, 20))), count_if(array_contains(v, 5L)), sum(size(filter(t, e -> e = 'w3'))), count_if(array_contains(t, 'w2')) FROM
  (SELECT sequence(0L, id % 90) AS v, sequence(id % 7, id % 11 + 7) AS w, transform(sequence(0L, id % 5), e -> concat('w', e % 4)) AS t FROM range(9000));
CREATE TABLE g USING parquet AS SELECT id, transform(sequence(0L, id % 5), e -> concat('w', e % 4)) AS t, IF(id % 3 = 0, map('a', id % 2, 'b', 1), map('b', 5, concat('c', id % 50), id)) AS m, sequence(0L, id % 6) AS v FROM range(9000);
SELECT w, count(*), sum(id) FROM (SELECT id, explode(t) AS w FROM g WHERE id % 4 <> 1) GROUP BY w;
SELECT m['a'], count(*), sum(m['b']), max(m['c7']), count_if(array_contains(t, 'w3')), sum(array_position(t, 'w2')), sum(size(filter(v, e -> e > 2))), sum(aggregate(v, 0L, (a, e) -> a + e)) FROM g WHERE size(v) > 1 GROUP BY m['a'];
SELECT t, count(*), min(v), max(m['b']) FROM g WHERE id % 5 = 2 GROUP BY t;
SELECT a, b, count(*) FROM g LATERAL VIEW explode(map_filter(m, (k, x) -> x > 8000)) AS a, b GROUP BY a, b;
