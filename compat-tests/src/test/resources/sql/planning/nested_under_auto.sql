-- Functions over the arrays and maps of a scan pay as kernels do, also where nothing is grouped; fields of structs are there already, on Spark as well.
-- Config: spark.quiver.offload=auto
CREATE TABLE t USING parquet AS SELECT id, sequence(0L, id % 5) a, transform(sequence(0L, id % 4), e -> concat('t', e)) s, map('k', id, 'l', id % 3) m, named_struct('x', id % 5, 'y', named_struct('z', id)) st FROM range(100);

SELECT id, transform(a, e -> e + 1) FROM t;
SELECT id, st.x FROM t WHERE array_contains(s, 't2');
SELECT id, m['k'], s[0], size(a) FROM t;
SELECT array_distinct(a), array_sort(a) FROM t;
-- expect_fallback: NOT_WORTH_IT
SELECT id, st.x, st.y.z FROM t;
-- Spark's code goes over the rows of the other function.
-- expect_fallback: NOT_WORTH_IT
SELECT id, to_csv(st.y) FROM t;
