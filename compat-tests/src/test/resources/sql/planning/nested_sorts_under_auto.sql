-- Sorts by arrays and structs stay on Spark where it pays to: writing whole keys costs more than comparing their beginnings.
-- Config: spark.quiver.offload=auto

CREATE TABLE t USING parquet AS SELECT id, array(id % 3, id) a, named_struct('x', id % 5, 'y', id) s FROM range(100);

-- expect_fallback: NOT_WORTH_IT
SELECT * FROM t SORT BY a, id;
-- expect_fallback: NOT_WORTH_IT
SELECT id FROM t SORT BY s DESC, id;
SELECT id FROM t SORT BY id;
