-- Partitioned JSON tables, whose columns are the file's and the folder's; functions of the file that is read; unions, joins.
-- ConfigMatrix: spark.sql.files.maxPartitionBytes=128m,300
-- Config: spark.sql.files.openCostInBytes=1

CREATE TABLE c (id BIGINT, name STRING, price DECIMAL(9, 2), p INT, day DATE) USING json PARTITIONED BY (p, day);
INSERT INTO c SELECT id, concat('name ', id % 5), id / 7, cast(id % 3 AS INT), IF(id % 4 = 0, null, date_add(DATE'2024-01-01', cast(id % 2 AS INT))) FROM range(200);

SELECT p, day, count(*), sum(price), min(name), max(id) FROM c GROUP BY p, day ORDER BY p, day;
SELECT id, name, p FROM c WHERE p = 1 AND id > 150 ORDER BY id;
SELECT p, count(*) FROM c GROUP BY p ORDER BY p;
SELECT id, p, regexp_extract(input_file_name(), '(p=.)', 1) f FROM c WHERE id > 180 ORDER BY id;
SELECT p, f, count(*) FROM (SELECT p, regexp_extract(input_file_name(), '(p=.)', 1) f FROM c) GROUP BY p, f ORDER BY p, f;
SELECT id, _metadata.file_size > 0, _metadata.file_name LIKE '%.json' FROM c WHERE id > 180 ORDER BY id;
SELECT a.id, b.name, a.price FROM c a JOIN c b ON a.id = b.id + 10 WHERE b.p = 2 ORDER BY a.id;
SELECT name, count(*) FROM (SELECT name, id FROM c WHERE p = 0 UNION ALL SELECT name, id FROM c WHERE p = 1) GROUP BY name ORDER BY name;
SELECT name, id FROM c WHERE id IN (SELECT max(id) FROM c GROUP BY name) ORDER BY id;
SELECT id, name FROM c ORDER BY price DESC, id LIMIT 7;

-- What Spark's operators take of our reader: a write, and a query that only scans.
CREATE TABLE copied USING parquet AS SELECT * FROM c;
SELECT p, day, count(*), sum(price), min(name), max(id) FROM copied GROUP BY p, day ORDER BY p, day;
-- any_engine
SELECT id, name, price, p, day FROM c WHERE p = 1;
-- any_engine
SELECT * FROM c;

CREATE TABLE none (a INT, b STRING) USING json;
-- any_engine
SELECT a, count(*) FROM none GROUP BY a;
SELECT count(*) FROM none;
