-- What asks which file is being read at this moment, above what might read on: filters, joins, unions, coalesced partitions,
-- rows made columns. Several small files in one partition.
-- Config: spark.sql.files.minPartitionNum=1
-- Config: spark.sql.files.openCostInBytes=1
-- ConfigMatrix: spark.sql.adaptive.enabled=true,false

CREATE TABLE f (id BIGINT, v INT, p INT) USING parquet PARTITIONED BY (p);
INSERT INTO f SELECT /*+ COALESCE(1) */ id, cast(id % 5 as int), cast(id % 4 as int) FROM range(40);
CREATE TABLE g (id BIGINT, v INT, q INT) USING parquet PARTITIONED BY (q);
INSERT INTO g SELECT /*+ COALESCE(1) */ id, cast(id % 3 as int), cast(id % 5 as int) FROM range(40, 80);
CREATE TABLE c (id BIGINT, v INT, p INT) USING csv PARTITIONED BY (p);
INSERT INTO c SELECT /*+ COALESCE(1) */ id, cast(id % 5 as int), cast(id % 4 as int) FROM range(40);
CREATE TABLE d (v INT, w STRING) USING parquet;
INSERT INTO d VALUES (1, 'one'), (2, 'two'), (3, 'three'), (3, 'drei');

SELECT id, p, regexp_extract(input_file_name(), '(p=.)', 1) f FROM f WHERE v > 2 ORDER BY id;
SELECT id, p, regexp_extract(input_file_name(), '(p=.)', 1) f, input_file_block_start() s, input_file_block_length() > 0 l FROM f WHERE v + 1 > 3 ORDER BY id;
SELECT id, p FROM f WHERE input_file_name() LIKE '%p=2%' AND v > 1 ORDER BY id;
SELECT id, regexp_extract(input_file_name(), '([pq]=.)', 1) f FROM (SELECT id FROM f WHERE v > 2 UNION ALL SELECT id FROM g WHERE v > 0) ORDER BY id;
SELECT id, input_file_block_start() s FROM (SELECT id FROM f WHERE v > 2 UNION ALL SELECT id + 1 FROM g WHERE v > 0) ORDER BY id;
SELECT id, regexp_extract(input_file_name(), '([pq]=.)', 1) f FROM (SELECT id + 0 id, v FROM f WHERE v > 1 UNION ALL SELECT id, v FROM g) WHERE v < 4 ORDER BY id;
SELECT id, w, regexp_extract(input_file_name(), '(p=.)', 1) f FROM f JOIN (VALUES (1, 'one'), (2, 'two'), (3, 'three'), (3, 'drei')) d(v, w) ON f.v = d.v ORDER BY id, w;
SELECT id, w, regexp_extract(input_file_name(), '(p=.)', 1) f FROM f LEFT JOIN (VALUES (1, 'one'), (2, 'two'), (3, 'three'), (3, 'drei')) d(v, w) ON f.v = d.v AND id > 10 ORDER BY id, w;
SELECT id, w, regexp_extract(input_file_name(), '(p=.)', 1) f FROM f JOIN (VALUES (1, 'one'), (2, 'two'), (3, 'three'), (3, 'drei')) d(v, w) ON f.v < d.v WHERE id < 20 ORDER BY id, w;
SELECT id, regexp_extract(input_file_name(), '(p=.)', 1) f FROM f WHERE v IN (SELECT v FROM d) ORDER BY id;
SELECT id, regexp_extract(input_file_name(), '(p=.)', 1) f FROM f WHERE v NOT IN (SELECT v FROM d) ORDER BY id;
SELECT id, w, regexp_extract(n, '(p=.)', 1) f FROM (SELECT *, input_file_name() n FROM f WHERE v > 0) f JOIN (VALUES (1, 'one'), (2, 'two'), (3, 'three'), (3, 'drei')) d(v, w) ON f.v = d.v ORDER BY id, w;
SELECT id, x, regexp_extract(input_file_name(), '(p=.)', 1) f FROM f LATERAL VIEW explode(array(v, v + 1)) AS x WHERE v > 2 ORDER BY id, x;
SELECT id, regexp_extract(input_file_name(), '(p=.)', 1) f FROM (SELECT /*+ COALESCE(1) */ id FROM f WHERE v > 2) ORDER BY id;
SELECT id, regexp_extract(input_file_name(), '([pq]=.)', 1) f FROM (SELECT /*+ COALESCE(1) */ id FROM (SELECT id FROM f WHERE v > 2 UNION ALL SELECT id FROM g WHERE v > 0)) ORDER BY id;
SELECT regexp_extract(input_file_name(), '(p=.)', 1) f, count(*), sum(v) FROM f WHERE v > 1 GROUP BY 1 ORDER BY 1;
SELECT id, regexp_extract(_metadata.file_path, '(p=.)', 1) f, _metadata.file_name = reverse(substring_index(reverse(input_file_name()), '/', 1)) FROM f WHERE v > 2 ORDER BY id;
SELECT DISTINCT input_file_name() FROM (SELECT id, count(*) FROM f GROUP BY id);
SELECT id, input_file_name() f FROM (SELECT /*+ REPARTITION(2) */ id FROM f) ORDER BY id;
-- any_engine
SELECT id, regexp_extract(input_file_name(), '(p=.)', 1) f FROM c WHERE v > 2 ORDER BY id;
-- any_engine
SELECT id, regexp_extract(input_file_name(), '([pq]=.)', 1) f FROM (SELECT id FROM c WHERE v > 2 UNION ALL SELECT id FROM f WHERE v > 3) ORDER BY id;
-- any_engine
SELECT id, w, regexp_extract(input_file_name(), '(p=.)', 1) f FROM c JOIN (VALUES (1, 'one'), (2, 'two'), (3, 'three'), (3, 'drei')) d(v, w) ON c.v = d.v ORDER BY id, w;
SELECT id, spark_partition_id(), monotonically_increasing_id() FROM (SELECT id FROM f WHERE v > 2 UNION ALL SELECT id FROM g WHERE v > 0) ORDER BY id;
SELECT id, rand(3), randn(4), monotonically_increasing_id() FROM (SELECT /*+ COALESCE(1) */ id FROM (SELECT id FROM f WHERE v > 2 UNION ALL SELECT id FROM g WHERE v > 0)) ORDER BY id;
SELECT id, uuid() IS NULL, rand(1), spark_partition_id() FROM f WHERE rand(7) < 0.5 AND v > 1 ORDER BY id;
SELECT id, w, rand(3) r, monotonically_increasing_id() m FROM f JOIN (VALUES (1, 'one'), (2, 'two'), (3, 'three'), (3, 'drei')) d(v, w) ON f.v = d.v WHERE id % 2 = 0 ORDER BY id, w;
