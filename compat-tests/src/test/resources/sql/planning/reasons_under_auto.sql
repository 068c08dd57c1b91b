-- What goes back to Spark because it does not pay has a reason: operators above it, the sorts of its joins, and commands.
-- Config: spark.quiver.offload=auto
-- Config: spark.sql.autoBroadcastJoinThreshold=-1
-- ConfigMatrix: spark.sql.adaptive.enabled=true,false
CREATE TABLE a USING json AS SELECT CAST(id AS INT) AS i, CAST(id % 3 AS STRING) AS s, id * 1.5D AS d FROM range(20);
CREATE TABLE b USING json AS SELECT CAST(id AS INT) AS i, CAST(id % 4 AS STRING) AS s FROM range(10);
-- any_engine
SELECT a.s FROM a WHERE NOT EXISTS (SELECT 1 FROM b WHERE b.i = a.i);
-- any_engine
SELECT a.s, b.s FROM a FULL JOIN b ON a.i = b.i;
SELECT a.s || 'x' FROM a ORDER BY hash(a.s) DESC;
SELECT s || 'x' AS t FROM a UNION SELECT s || 'y' FROM b;
SELECT upper(s || 'x') AS t FROM a ORDER BY 1 LIMIT 3;
