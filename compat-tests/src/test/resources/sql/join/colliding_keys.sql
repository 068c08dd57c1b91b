-- Keys whose halves, taken together carelessly, are the same: v and -v-1 as unscaled decimals, and a bigint that might stand for null.
-- ConfigMatrix: spark.sql.autoBroadcastJoinThreshold=-1,10485760

CREATE TABLE a USING parquet AS SELECT cast(k AS decimal(20, 2)) AS k, v FROM VALUES
  (0.00, 1), (-0.01, 2), (1.23, 3), (-1.24, 4), (NULL, 5), (99999999.99, 6), (-100000000.00, 7), (0.00, 8) AS t(k, v);
CREATE TABLE b USING parquet AS SELECT cast(k AS decimal(20, 2)) AS k, w FROM VALUES
  (0.00, 1), (-0.01, 2), (1.23, 3), (-1.24, 4), (NULL, 5), (99999999.99, 6), (-100000000.00, 7), (-0.01, 8) AS t(k, w);
CREATE TABLE n USING parquet AS SELECT k, v FROM VALUES (6364136223846793005, 1), (NULL, 2), (0, 3), (-1, 4) AS t(k, v);

SELECT v, w FROM a JOIN b ON a.k = b.k;
SELECT v, w FROM a LEFT JOIN b ON a.k = b.k;
SELECT v, w FROM a RIGHT JOIN b ON a.k = b.k;
SELECT v, w FROM a FULL JOIN b ON a.k = b.k;
SELECT v FROM a LEFT SEMI JOIN b ON a.k = b.k;
SELECT v FROM a LEFT ANTI JOIN b ON a.k = b.k;
SELECT v, k IN (SELECT k FROM b WHERE k IS NOT NULL) FROM a WHERE k IS NOT NULL;
SELECT v, w FROM a JOIN b ON a.k <=> b.k;
SELECT k, count(*), sum(v) FROM a GROUP BY k;
SELECT l.v, r.v FROM n l JOIN n r ON l.k <=> r.k;
SELECT l.v, r.v FROM n l FULL JOIN n r ON l.k <=> r.k;
SELECT k FROM n INTERSECT SELECT k FROM n WHERE v < 3;
