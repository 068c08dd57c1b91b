-- Rows are parted by expressions whose texts are so long that only few are made at once.
CREATE TABLE texts (id INT, s STRING) USING parquet;
INSERT INTO texts SELECT /*+ COALESCE(1) */ CAST(id AS INT), CASE WHEN id % 11 = 3 THEN NULL ELSE concat('row ', id % 700) END FROM range(3000);
CREATE TABLE others (s STRING, v INT) USING parquet;
INSERT INTO others SELECT /*+ COALESCE(1) */ CASE WHEN id % 13 = 5 THEN NULL ELSE concat('row ', id) END, CAST(id AS INT) FROM range(900);

SELECT count(*), sum(id), count(s) FROM (SELECT * FROM texts DISTRIBUTE BY repeat(s, 1000));
SELECT count(*), sum(id), count(s) FROM (SELECT /*+ REPARTITION(5, s) */ * FROM texts);
SELECT count(*), sum(id), sum(v) FROM texts t JOIN others o ON t.s <=> o.s;
SELECT count(*), sum(id), sum(v) FROM texts t JOIN others o ON repeat(t.s, 200) = repeat(o.s, 200);
SELECT /*+ SHUFFLE_HASH(o) */ count(*), sum(id), sum(v) FROM texts t JOIN others o ON t.s <=> o.s;
SELECT /*+ SHUFFLE_HASH(o) */ count(*), sum(id), sum(v) FROM texts t JOIN others o ON repeat(t.s, 200) = repeat(o.s, 200);
SELECT /*+ MERGE(o) */ count(*), sum(id), sum(v) FROM texts t FULL OUTER JOIN others o ON concat(t.s, repeat('-', 300)) = concat(o.s, repeat('-', 300));
SELECT count(*) FROM (SELECT repeat(s, 300) AS k, count(*) AS n FROM texts GROUP BY repeat(s, 300));
SELECT * FROM (SELECT id, row_number() OVER (PARTITION BY repeat(s, 300) ORDER BY id) AS n FROM texts) WHERE n > 4 ORDER BY id;
