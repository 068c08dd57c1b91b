-- Nested columns into Parquet files, by INSERT and CTAS, into folders too: nulls and emptiness at each level, what comes from
-- readers, operators, shuffles and constants.
CREATE TABLE n(id INT, a ARRAY<INT>, m MAP<STRING, DECIMAL(30, 2)>, s STRUCT<x: INT, y: ARRAY<STRING>, z: STRUCT<t: TIMESTAMP, d: DATE>>, d ARRAY<STRUCT<k: MAP<INT, ARRAY<DOUBLE>>, b: BINARY>>, v DECIMAL(9, 2)) USING parquet;
INSERT INTO n VALUES (1, array(1, 2, NULL), map('a', 1.5, 'b', NULL), named_struct('x', 1, 'y', array('p', NULL, ''), 'z', named_struct('t', TIMESTAMP'2024-05-06 07:08:09.123456', 'd', DATE'1969-12-31')), array(named_struct('k', map(1, array(double('NaN'), -0.0D)), 'b', X'00ff'), NULL), 10), (2, array(), map(), named_struct('x', NULL, 'y', NULL, 'z', NULL), array(), 20), (3, NULL, NULL, NULL, NULL, NULL), (4, array(-5), map('ü', 0), named_struct('x', 9, 'y', array(), 'z', named_struct('t', NULL, 'd', NULL)), array(named_struct('k', map(), 'b', NULL), named_struct('k', NULL, 'b', X''), named_struct('k', map(7, NULL, 8, array()), 'b', X'01')), 5), (5, array(NULL), map('', -1), named_struct('x', 0, 'y', array(NULL), 'z', named_struct('t', TIMESTAMP'1900-01-01 00:00:00', 'd', NULL)), array(NULL, NULL), -1);

SELECT *, v + 1 FROM n;

-- from the parts that a reader has, and from operators
CREATE TABLE copied USING parquet AS SELECT * FROM n;
SELECT *, v + 1 FROM copied;
CREATE TABLE made USING parquet AS SELECT id, filter(a, e -> e > 0) a, map_filter(m, (k, w) -> w > 0) m, s.y y, s.z z, transform(d, e -> e.b) b, array(s, NULL) ss, named_struct('v', v, 'n', array(id)) never, map(id, a) by_id, 1 one FROM n;
SELECT *, id + 1 FROM made;

-- from the bytes of a shuffle, and of groups
CREATE TABLE shuffled USING parquet AS SELECT /*+ REPARTITION(3, id) */ * FROM n;
SELECT *, v + 1 FROM shuffled;
CREATE TABLE grouped USING parquet AS SELECT id % 2 k, collect_list(a) la, collect_list(s) ls, first(m) FROM (SELECT * FROM n ORDER BY id) GROUP BY 1;
SELECT k, sort_array(transform(la, x -> size(x))), size(ls) FROM grouped;

-- into folders, and over what is there; some columns missing
CREATE TABLE parted(a ARRAY<INT>, s STRUCT<x: INT, y: ARRAY<STRING>, z: STRUCT<t: TIMESTAMP, d: DATE>>, p INT, q STRING) USING parquet PARTITIONED BY (p, q);
INSERT INTO parted PARTITION (p = 1, q) SELECT a, s, concat('q', id % 2) FROM n;
INSERT INTO parted PARTITION (p, q) SELECT array(id, NULL), NULL, id, 'c' FROM n;
INSERT INTO parted (p, q) SELECT id + 10, 'd' FROM n;
SELECT *, p + 1 FROM parted;
INSERT OVERWRITE parted PARTITION (p = 1, q) SELECT reverse(a), s, 'q0' FROM n WHERE id < 3;
SELECT *, p + 1 FROM parted;

-- texts of a length that is looked at
CREATE TABLE sized(id INT, s STRUCT<c: CHAR(4), v: ARRAY<VARCHAR(3)>>) USING parquet;
INSERT INTO sized SELECT id, named_struct('c', substr(concat(id, 'x'), 1, 2), 'v', s.y) FROM n;
SELECT id + 1, s FROM sized;

-- nothing at all, and columns whose defaults are nested
CREATE TABLE none USING parquet AS SELECT * FROM n WHERE id > 100;
-- any_engine
SELECT * FROM none;
CREATE TABLE defaults(id INT, a ARRAY<INT> DEFAULT array(1, NULL), s STRUCT<x: INT> DEFAULT named_struct('x', 3)) USING parquet;
INSERT INTO defaults (id) SELECT id FROM n;
SELECT id + 1, a, s FROM defaults;
