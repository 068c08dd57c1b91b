-- Functions of JSON text pay as kernels do, also where nothing is grouped.
-- Config: spark.quiver.offload=auto
CREATE TABLE t USING parquet AS SELECT id, concat('{"a": ', id, ', "b": ["x", "', id % 3, '"]}') j, named_struct('x', id % 5, 'y', array(id)) st FROM range(100);

SELECT id, get_json_object(j, '$.a') FROM t;
SELECT id, get_json_object(j, '$.b[*]'), json_array_length(get_json_object(j, '$.b')) FROM t;
SELECT id, from_json(j, 'a INT, b ARRAY<STRING>').b FROM t;
SELECT id, to_json(st) FROM t;
SELECT id, json_object_keys(j) FROM t;
SELECT id, json_tuple(j, 'a', 'b') FROM t;
-- expect_fallback: NOT_WORTH_IT
SELECT id, get_json_object(j, concat('$.', 'a', id % 2)) FROM t;
