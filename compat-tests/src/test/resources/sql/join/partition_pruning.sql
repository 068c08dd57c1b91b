-- Partitions pruned by a subquery of its own, while the exchange over the pruned scan waits for it.
-- Config: spark.sql.autoBroadcastJoinThreshold=-1
-- Config: spark.sql.optimizer.dynamicPartitionPruning.reuseBroadcastOnly=false
-- ConfigMatrix: spark.sql.adaptive.enabled=true,false
-- ConfigMatrix: spark.sql.exchange.reuse=true,false
CREATE TABLE fact(day INT, units INT, store INT) USING parquet PARTITIONED BY (store);
CREATE TABLE stores(store INT, country STRING) USING parquet;
INSERT INTO fact SELECT id, id % 7, id % 12 FROM range(600);
INSERT INTO stores SELECT /*+ COALESCE(1) */ id, IF(id % 3 = 0, 'DE', 'NL') FROM range(12);

SELECT f.day, f.units, f.store FROM fact f JOIN stores s ON f.store = s.store WHERE s.country = 'DE';
SELECT s.country, count(*), sum(f.units) FROM fact f JOIN stores s ON f.store = s.store WHERE s.country = 'DE' GROUP BY s.country;
SELECT f.day, g.day FROM fact f JOIN stores s ON f.store = s.store JOIN fact g ON g.store = s.store AND g.day = f.day + 12 WHERE s.country = 'DE';
SELECT f.day, f.store FROM fact f LEFT SEMI JOIN (SELECT store FROM stores WHERE country = 'NL' GROUP BY store) s ON f.store = s.store;
SELECT f.day, f.store FROM fact f JOIN (SELECT max(store) m FROM stores WHERE country = 'DE' GROUP BY country) s ON f.store = s.m;
