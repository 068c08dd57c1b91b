-- Keys after the first are computed where rows tie: one that fails in another row does not count.
-- ConfigMatrix: spark.sql.ansi.enabled=true,false

CREATE TABLE t USING parquet AS SELECT /*+ COALESCE(1) */ id, id % 2 AS g, IF(id = 1, 'x', '3') AS z FROM range(0, 4);

-- any_engine
SELECT id FROM t ORDER BY id, CAST(z AS INT) LIMIT 2;
-- any_engine
SELECT id FROM t SORT BY id, CAST(z AS INT);
-- any_engine
SELECT id FROM (SELECT /*+ COALESCE(1) */ * FROM t) SORT BY id DESC, CAST(z AS INT), g;
-- expect_error[spark.sql.ansi.enabled=true]: CAST_INVALID_INPUT
SELECT id FROM t ORDER BY id, CAST(z AS INT);
-- expect_error[spark.sql.ansi.enabled=true]: CAST_INVALID_INPUT
SELECT id FROM t SORT BY g, CAST(z AS INT);
-- expect_error[spark.sql.ansi.enabled=true]: CAST_INVALID_INPUT
SELECT id FROM t ORDER BY g, CAST(z AS INT) LIMIT 3;
-- expect_error[spark.sql.ansi.enabled=true]: CAST_INVALID_INPUT
SELECT id FROM t ORDER BY CAST(z AS INT), id LIMIT 3;
-- any_engine
SELECT id FROM t DISTRIBUTE BY IF(id > 1, CAST(z AS INT), 0) SORT BY id, CAST(z AS INT);
-- any_engine
SELECT id FROM t ORDER BY id, substring_index(z, '.', IF(id = 1, -2147483648, 1)) LIMIT 5;
SELECT /*+ MERGE(b) */ a.id FROM t a JOIN t b ON a.id + 1 = b.id + 1 AND a.g + 2 = b.g + 2;
SELECT id FROM t ORDER BY id % 3, upper(z), id LIMIT 3;
SELECT id FROM t SORT BY g, length(z) + g, id;
