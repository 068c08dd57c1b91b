-- Where rows stand in their files, whatever filters, pages and splits leave out.
-- ConfigMatrix: spark.sql.files.maxPartitionBytes=128MB,20000
CREATE TABLE indexed USING parquet OPTIONS ('parquet.page.row.count.limit'='500', 'parquet.block.size'='60000') AS
  SELECT /*+ COALESCE(1) */ id, id % 17 AS k, concat('text ', id % 100) AS s FROM range(20000);
CREATE TABLE parts USING parquet PARTITIONED BY (p) AS SELECT /*+ REPARTITION(1) */ id, id % 5 AS n, id % 3 AS p FROM range(1000);
CREATE TABLE keys USING parquet AS SELECT id * 700 AS id FROM range(30);

SELECT id, _metadata.row_index FROM indexed WHERE id < 3000;
SELECT id, _metadata.row_index FROM indexed WHERE id BETWEEN 7777 AND 8111 OR id > 19990;
SELECT id, _metadata.row_index FROM indexed WHERE s = 'text 7' AND k = 3;
SELECT k, sum(_metadata.row_index), count(*) FROM indexed WHERE s LIKE 'text 1%' GROUP BY k;
SELECT count(*) FROM indexed WHERE _metadata.row_index = id;
SELECT id FROM indexed WHERE _metadata.row_index % 1000 = 13 AND k > 4;
SELECT max(_metadata.row_index) FROM indexed;
SELECT i.id, i._metadata.row_index FROM indexed i JOIN keys k ON i.id = k.id;
SELECT id, _metadata.row_index FROM indexed ORDER BY _metadata.row_index DESC LIMIT 10;
SELECT p, n, min(_metadata.row_index), max(_metadata.row_index) FROM parts GROUP BY p, n;
