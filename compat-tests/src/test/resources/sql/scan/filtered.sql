-- Filters and joins that have a scan leave out rows before other columns are read.
-- Config: spark.sql.adaptive.coalescePartitions.enabled=true
CREATE TABLE files USING parquet AS
  SELECT /*+ REPARTITION(5, k) */ id, id % 17 AS k, concat('text ', id % 100) AS s, cast(id AS decimal(12, 2)) AS d,
    if(id % 11 = 0, null, id % 50) AS n FROM range(20000);
CREATE TABLE keys USING parquet AS SELECT id * 7 AS id, concat('key ', id) AS name FROM range(300);

SELECT id, s FROM files WHERE id % 1000 = 7 AND k < 9;
SELECT id, s, d FROM files WHERE k = 3 AND s LIKE 'text 1%' AND n > 20;
SELECT count(*), sum(d) FROM files WHERE n IS NULL AND k <> 4;
SELECT id FROM files WHERE k = 99;
SELECT id FROM files WHERE k IN (1, 5) AND s BETWEEN 'text 2' AND 'text 3' ORDER BY id LIMIT 7;
-- both engines have files of their own, of the same names but for what is random in them
SELECT substring(substring_index(input_file_name(), '/', -1), 1, 10) AS file, id FROM files WHERE id % 500 = 3;

SELECT f.id, k.name FROM files f JOIN keys k ON f.id = k.id;
SELECT f.id, f.s FROM files f LEFT SEMI JOIN keys k ON f.id = k.id WHERE f.k > 5;
SELECT count(*) FROM files f LEFT ANTI JOIN keys k ON f.id = k.id WHERE f.k > 5;
SELECT f.id, k.name FROM files f LEFT JOIN keys k ON f.id = k.id WHERE f.id < 100;
SELECT f.id, a.name, b.name FROM files f JOIN keys a ON f.id = a.id LEFT JOIN keys b ON f.n = b.id WHERE f.k % 2 = 1;
SELECT f.id, 100 / f.k AS q FROM (SELECT id, k, 100 / (k - 20) AS r FROM files) f JOIN keys k ON f.id = k.id WHERE f.r < 0 AND f.k > 0;
