-- Tables in buckets, with and without folders: by INSERT and CTAS, joined by their buckets, and pruned.
-- Config: spark.sql.autoBroadcastJoinThreshold=-1
CREATE TABLE t(id BIGINT, s STRING, d DOUBLE, p INT) USING parquet;
INSERT INTO t SELECT id, IF(id % 5 = 0, NULL, concat('s', id % 9)), IF(id % 7 = 0, -0.0D, id % 3), CAST(id % 2 AS INT) FROM range(300);

CREATE TABLE b USING parquet CLUSTERED BY (id) SORTED BY (s) INTO 4 BUCKETS AS SELECT * FROM t;
CREATE TABLE f(id BIGINT, s STRING, a ARRAY<BIGINT>, p INT) USING parquet PARTITIONED BY (p) CLUSTERED BY (s, id) INTO 3 BUCKETS;
INSERT INTO f SELECT id, s, array(id, NULL), p FROM t;
INSERT INTO f PARTITION (p = 7) SELECT id, s, NULL FROM t WHERE id < 20;
SELECT b.id, b.s, b.d, f.a, f.p FROM b JOIN f ON b.s = f.s AND b.id = f.id;
SELECT x.id, y.s FROM b x JOIN b y ON x.id = y.id;
SELECT id, s, d + 1 FROM b WHERE id = 17;
SELECT p, count(*), sum(id), count(DISTINCT s) FROM f GROUP BY p;
SELECT regexp_extract(input_file_name(), '_(0000[0-9])', 1) bucket, count(*), min(id), max(id) FROM b GROUP BY 1;
INSERT OVERWRITE f PARTITION (p = 1) SELECT id, s, array() FROM t WHERE id > 290;
SELECT id + 1, s, a, p FROM f WHERE p = 1;
