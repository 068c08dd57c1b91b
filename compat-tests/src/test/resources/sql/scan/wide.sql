-- Scans that Spark reads by rows, because its generated code has no room for their columns: Quiver
-- takes the batches of the same readers.
-- ConfigMatrix: spark.sql.codegen.maxFields=100,2
-- ConfigMatrix: spark.sql.adaptive.enabled=true,false
-- Config: spark.sql.files.openCostInBytes=1

CREATE TABLE w (id BIGINT, a INT, b STRING, d DECIMAL(20, 2), t TIMESTAMP, l ARRAY<INT>, p INT) USING parquet PARTITIONED BY (p);
INSERT INTO w SELECT /*+ COALESCE(1) */ id, IF(id % 7 = 0, null, cast(id % 5 as int)), concat('text ', id % 11), id / 3, timestamp_seconds(id * 1000), array(cast(id as int), null), cast(id % 3 as int) FROM range(300);
CREATE TABLE v (id BIGINT, a INT, b STRING, c STRING) USING parquet;
INSERT INTO v SELECT /*+ COALESCE(1) */ id + 100, cast(id % 4 as int), concat('text ', id % 13), IF(id % 2 = 0, null, 'x') FROM range(200);

SELECT * FROM w WHERE b LIKE '%xt 1%' ORDER BY t DESC LIMIT 10;
SELECT id, a, b, d, t, p FROM w WHERE b LIKE '%xt 1%' ORDER BY t DESC LIMIT 10;
SELECT id, a, b, p FROM w WHERE id = 17 OR a > 3 ORDER BY id;
SELECT a, count(*), sum(d), min(b), max(t), count(p) FROM w GROUP BY a ORDER BY a;
SELECT w.id, w.b, v.b, v.c FROM w JOIN v ON w.id = v.id AND w.a < v.a ORDER BY w.id;
SELECT id, a, b FROM w WHERE id IN (SELECT id FROM v WHERE a = 2) ORDER BY id;
SELECT a, b, count(*) FROM (SELECT a, b, id FROM w WHERE p = 1 UNION ALL SELECT a, b, id FROM v) GROUP BY a, b ORDER BY a, b;
SELECT a, b, c FROM (SELECT a, b, c FROM v UNION ALL SELECT max(a), b, 'c' FROM v GROUP BY b) WHERE a > 0 ORDER BY a, b, c;
SELECT id, a, b, regexp_extract(input_file_name(), '(p=.)', 1) f FROM w WHERE a > 2 ORDER BY id;
SELECT id, a, b, _metadata.row_index, _metadata.file_size > 0 FROM w WHERE a > 2 ORDER BY id;
SELECT id, l, a, size(l) FROM w WHERE l[0] > 250 ORDER BY id;

CACHE TABLE c AS SELECT id, a, b, d, t, p FROM w;
SELECT a, count(*), sum(d), min(b) FROM c GROUP BY a ORDER BY a;
SELECT * FROM c WHERE b LIKE '%xt 1%' ORDER BY t DESC LIMIT 10;
SELECT a, b, count(*) FROM (SELECT a, b FROM c UNION ALL SELECT a, b FROM v) GROUP BY a, b ORDER BY a, b;
CACHE TABLE n AS SELECT id, l, b, p FROM w;
SELECT b, count(l), sum(l[0]), max(id) FROM n GROUP BY b ORDER BY b;
UNCACHE TABLE c;
UNCACHE TABLE n;
