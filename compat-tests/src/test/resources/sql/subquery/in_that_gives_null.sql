-- IN over a subquery that has a null, of a value that is never null: Spark says of it that it is not nullable, and it is.
-- Asked in the condition of an outer join, where it does not become a join.
-- ConfigMatrix: spark.sql.adaptive.enabled=true,false
-- ConfigMatrix: spark.sql.autoBroadcastJoinThreshold=-1,10485760

CREATE TABLE a (k INT, v INT) USING parquet;
INSERT INTO a VALUES (1, 10), (2, 20), (NULL, 30);
CREATE TABLE b (k INT, w INT) USING parquet;
INSERT INTO b VALUES (1, 100), (2, 200), (NULL, 300);
CREATE TABLE n (x INT) USING parquet;
INSERT INTO n VALUES (2), (NULL);
CREATE TABLE e (x INT) USING parquet;
INSERT INTO e SELECT * FROM n LIMIT 0;

SELECT v, w FROM a LEFT JOIN b ON (1 IN (SELECT x FROM n)) IS NULL ORDER BY v, w;
SELECT v, w FROM a LEFT JOIN b ON (1 IN (SELECT x FROM n)) <=> true ORDER BY v, w;
SELECT v, w FROM a LEFT JOIN b ON (1 NOT IN (SELECT x FROM n)) IS NULL ORDER BY v, w;
SELECT v, w FROM a LEFT JOIN b ON NOT (1 IN (SELECT x FROM n)) ORDER BY v, w;
SELECT v, w FROM a LEFT JOIN b ON coalesce(1 IN (SELECT x FROM n), true) ORDER BY v, w;
SELECT v, w FROM a LEFT JOIN b ON a.k = b.k AND (coalesce(a.v, 1) IN (SELECT x FROM n)) IS NULL ORDER BY v, w;
SELECT v, w FROM a LEFT JOIN b ON a.k = b.k AND (coalesce(a.k, 1) IN (SELECT x FROM n)) IS NOT NULL ORDER BY v, w;
SELECT v, w FROM a LEFT JOIN b ON a.k = b.k AND (a.k IN (SELECT x FROM n)) IS NULL ORDER BY v, w;
SELECT v, w FROM a LEFT JOIN b ON a.k = b.k AND NOT (coalesce(b.k, 1) IN (SELECT x FROM n)) ORDER BY v, w;
SELECT v, w FROM a LEFT JOIN b ON a.k = b.k AND if(coalesce(b.k, 1) IN (SELECT x FROM n), true, a.v > 5) ORDER BY v, w;
SELECT v, w FROM a LEFT JOIN b ON a.k = b.k AND CASE WHEN coalesce(b.k, 1) IN (SELECT x FROM n) THEN false ELSE true END ORDER BY v, w;
SELECT v, w FROM a RIGHT JOIN b ON a.k = b.k AND ((coalesce(a.k, 1) IN (SELECT x FROM n)) OR a.v > 15) ORDER BY v, w;
SELECT v, w FROM a RIGHT JOIN b ON a.k = b.k AND NOT ((coalesce(a.k, 1) IN (SELECT x FROM n)) AND a.v > 5) ORDER BY v, w;
SELECT v, w FROM a FULL JOIN b ON a.k = b.k AND (coalesce(a.k, 1) IN (SELECT x FROM n)) IS NULL ORDER BY v, w;
SELECT v, w FROM a FULL JOIN b ON a.k = b.k AND ((coalesce(a.k, 1) IN (SELECT x FROM n)) = (coalesce(b.k, 2) IN (SELECT x FROM n))) ORDER BY v, w;
SELECT v, w FROM a LEFT JOIN b ON (coalesce(a.k, 1) IN (SELECT x FROM n)) = (b.w > 150) ORDER BY v, w;
SELECT v, w FROM a LEFT JOIN b ON (coalesce(a.k, 1) IN (SELECT x FROM n)) <=> (b.w > 150) ORDER BY v, w;
SELECT v, w FROM a LEFT JOIN b ON (1 IN (SELECT x FROM e)) IS NULL ORDER BY v, w;
SELECT v, w FROM a LEFT JOIN b ON NOT (1 IN (SELECT x FROM e)) ORDER BY v, w;
SELECT v, w FROM a LEFT JOIN b ON a.k = b.k AND ((coalesce(a.k, 1), 5) IN (SELECT x, 5 FROM n)) IS NULL ORDER BY v, w;
SELECT v, w FROM a LEFT JOIN b ON a.k = b.k AND (SELECT max(x) FROM e) IS NULL ORDER BY v, w;
SELECT v, (SELECT max(x) FROM e) IS NULL, coalesce((SELECT count(x) FROM e), 5) FROM a ORDER BY v;
SELECT v, k IN (SELECT x FROM n), coalesce(k, 1) IN (SELECT x FROM n), (coalesce(k, 1) IN (SELECT x FROM n)) IS NULL FROM a ORDER BY v;
SELECT k, sum(if((coalesce(k, 1) IN (SELECT x FROM n)) IS NULL, 1, 0)) FROM a GROUP BY k ORDER BY k;
