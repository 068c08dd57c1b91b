-- Only how many rows there are is asked: operators whose columns are all pruned hand on as many rows as before.
CREATE TABLE t (i INT, a INT, b INT, s STRING) USING parquet;
INSERT INTO t SELECT /*+ COALESCE(1) */ * FROM VALUES (1, 10, NULL, 'x'), (2, NULL, NULL, 'y'), (3, 30, 31, NULL), (NULL, 5, 5, 'x');
SELECT count(*) FROM t UNPIVOT INCLUDE NULLS (v FOR n IN (a, b));
SELECT count(*) FROM t UNPIVOT (v FOR n IN (a, b));
SELECT max('x'), count(*) FILTER (WHERE true) FROM t UNPIVOT INCLUDE NULLS ((v, w) FOR n IN ((a, b), (b, i), (i, a)));
SELECT g.z FROM t CROSS JOIN (SELECT count(*) AS z FROM t UNPIVOT INCLUDE NULLS (v FOR n IN (a, b))) g;
SELECT 1 AS one FROM t UNPIVOT INCLUDE NULLS (v FOR n IN (a, b)) LIMIT 5;
SELECT count(*) FROM t LATERAL VIEW explode(array(a, b)) g AS x;
SELECT count(*) FROM t LATERAL VIEW stack(2, a, b, i) g AS x, y;
SELECT count(*) FROM (SELECT 1 FROM t UNION ALL SELECT 2 FROM t);
SELECT count(*) FROM t CROSS JOIN t u;
SELECT count(*) FROM (SELECT /*+ REPARTITION(3) */ 1 FROM t);
SELECT count(*) FROM (SELECT 1 FROM t ORDER BY s LIMIT 3);
SELECT count(*) FROM (SELECT row_number() OVER (ORDER BY s) AS r FROM t);
SELECT count(*) FROM (SELECT count(a) FROM t GROUP BY GROUPING SETS ((s), (i), ()));
