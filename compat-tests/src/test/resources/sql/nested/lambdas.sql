-- ConfigMatrix: spark.sql.ansi.enabled=true,false
-- ConfigMatrix: spark.sql.codegen.wholeStage=true,false
-- Functions of elements: over the columns of nested values, and over values that were made.
CREATE TABLE t(id INT, a ARRAY<INT>, s ARRAY<STRING>, x ARRAY<DOUBLE>, st ARRAY<STRUCT<p: INT, q: STRING>>, n ARRAY<ARRAY<INT>>, d ARRAY<DECIMAL(9,2)>, m MAP<STRING, INT>, big ARRAY<DECIMAL(30,2)>, k INT) USING parquet;
INSERT INTO t SELECT /*+ COALESCE(1) */ * FROM VALUES
  (1, array(1, 2, 3, NULL, 50, 51), array('a', 'é', NULL, ''), array(1.5D, -0.0D, double('NaN')), array(struct(1, 'x'), NULL, struct(NULL, 'y')), array(array(1, 2), NULL, array()), array(1.25BD, NULL, -3.5BD), map('a', 1, 'b', NULL), array(1.5BD), 1),
  (2, array(), array(), array(), array(), array(), array(), map(), array(), 2), (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  (4, array(NULL), array(NULL), array(NULL), array(NULL), array(NULL), array(NULL), map('c', NULL), array(NULL), 4), (5, array(2147483647, -2147483648), array('Привет', '😀x'), array(double('Infinity')), array(struct(7, NULL)), array(array(NULL)), array(9999999.99BD), map('a', 5), array(2.25BD), 5),
  (6, array(7, 7, 7), array('b', 'b'), array(0.1D, 0.2D, 0.3D), array(struct(1, 'x'), struct(2, 'z')), array(array(5)), array(0.01BD, 0.02BD), map('z', 9), array(3.75BD, 4BD), 6);

SELECT id, filter(a, e -> e > 2), filter(s, e -> e <> ''), filter(x, e -> e >= 0), filter(st, e -> e.p = 1), filter(n, e -> size(e) > 0), filter(d, e -> e > 0), filter(big, e -> e > 2) FROM t;
SELECT id, filter(a, (e, i) -> i % 2 = 0), filter(a, e -> e IS NULL), filter(a, e -> NULL), filter(a, e -> true), filter(s, (e, i) -> i > 0 AND e IS NOT NULL) FROM t;
SELECT id, transform(a, e -> e % 7), transform(s, e -> upper(e)), transform(x, e -> e / 2 + 1), transform(st, e -> e.q), transform(d, e -> e * 2), transform(a, (e, i) -> concat(i, '-', e)), transform(n, e -> size(e)) FROM t;
SELECT id, transform(a, e -> struct(e, e + 0L)), transform(a, e -> array(e)), transform(a, e -> 1), transform(a, e -> CAST(NULL AS INT)), transform(big, e -> e + 1), transform(s, e -> length(e)), transform(a, e -> e % 5 + k) FROM t;
SELECT id, exists(a, e -> e > 50), exists(a, e -> e IS NULL), exists(s, e -> e = 'b'), exists(a, e -> NULL), forall(a, e -> e > 0), forall(a, e -> e IS NOT NULL), forall(s, e -> e = 'b'), forall(a, e -> NULL), exists(st, e -> e.p > 5) FROM t;
SELECT id, aggregate(a, 0L, (acc, e) -> acc + e), aggregate(a, 0L, (acc, e) -> acc + coalesce(e, 0)), aggregate(x, 0D, (acc, e) -> acc + e, acc -> acc * 2), aggregate(s, 0, (acc, e) -> acc + length(e)), aggregate(s, '', (acc, e) -> concat(acc, coalesce(e, '-'))),
  aggregate(d, CAST(0 AS DECIMAL(19, 2)), (acc, e) -> CAST(acc + e AS DECIMAL(19, 2))), aggregate(a, CAST(NULL AS INT), (acc, e) -> e), aggregate(a, k, (acc, e) -> e) FROM t;
SELECT id, size(filter(a, e -> e > 2)), element_at(transform(a, e -> e % 10), -1), transform(filter(a, e -> e < 50), e -> e + 1), array_contains(transform(a, e -> e % 5), 1), exists(filter(a, e -> e > 2), e -> e = 3) FROM t WHERE size(a) > 0;
SELECT id, filter(map_keys(m), e -> e < 'b'), transform(map_values(m), e -> e % 4), transform(filter(st, e -> e IS NOT NULL), e -> e.p) FROM t;
SELECT id, filter(a2, e -> e > 1) FROM (SELECT id, array(id, id + 1, NULL) AS a2 FROM t);
SELECT id, zip_with(a, a, (l, r) -> l <=> r), transform_values(m, (key, v) -> v % 3), map_filter(m, (key, v) -> v > 2), array_sort(a, (l, r) -> coalesce(r, 0) % 5 - coalesce(l, 0) % 5) FROM t;
SELECT e, count(*) FROM (SELECT explode(transform(a, e -> e % 3)) AS e FROM t) GROUP BY e;
SELECT sum(size(filter(a, e -> e > 2))), sum(aggregate(a, 0L, (acc, e) -> acc + coalesce(e, 0))), count_if(exists(a, e -> e > 2)) FROM t;
-- expect_error[spark.sql.ansi.enabled=true]: ARITHMETIC_OVERFLOW
SELECT id, transform(a, e -> e + 1) FROM t;
-- expect_error[spark.sql.ansi.enabled=true]: DIVIDE_BY_ZERO
SELECT id, filter(a, e -> 10 / (e - 7) > 1) FROM t WHERE id <> 5;
-- an element that decides is the last one that Spark looks at
SELECT id, exists(a, e -> e = 7 OR 1 / (e - 51) > 5) FROM t WHERE id IN (2, 6);
-- expect_error[spark.sql.ansi.enabled=true]: ARITHMETIC_OVERFLOW
SELECT id, aggregate(a, 1, (acc, e) -> acc + e) FROM t;
-- expect_error: USER_RAISED_EXCEPTION
SELECT id, transform(a, e -> raise_error('no')) FROM t;
SELECT id, sort_array(a), sort_array(a, false), sort_array(s), sort_array(s, false), sort_array(d), sort_array(d, false), sort_array(x), sort_array(st), sort_array(big), sort_array(map_keys(m)), get(sort_array(filter(a, e -> e > 1), false), 0) FROM t;
SELECT id, sort_array(transform(sequence(0, 60), e -> (e * 31) % 47)), sort_array(l), sort_array(l, false), sort_array(b), sort_array(t, false) FROM
  (SELECT id % 3 AS id, collect_list(CAST(id * 31 % 47 - 20 AS INT)) AS l, collect_list(id * 1000003 % 997) AS b, collect_list(concat('x', id * 7 % 45)) AS t FROM range(150) GROUP BY id % 3);
