-- The order in which groups come, seen in their places and in the ties of a sort above them: Spark's generated code has two hash maps, and those
-- with a null among their keys come after the others.
-- Config: spark.sql.shuffle.partitions=4
-- ConfigMatrix: spark.sql.adaptive.enabled=true,false
CREATE TABLE t USING parquet AS SELECT /*+ COALESCE(1) */ 'abc' AS a, 1 AS b FROM range(1);
CREATE TABLE u USING parquet AS SELECT /*+ COALESCE(1) */ concat('a', id % 7) AS a, CAST(id % 5 AS INT) AS b, id FROM range(200);
SELECT monotonically_increasing_id(), * FROM (SELECT a, b, grouping(a) AS g FROM t GROUP BY CUBE(a, b) ORDER BY grouping(a));
SELECT monotonically_increasing_id(), * FROM (SELECT a, b FROM t GROUP BY CUBE(a, b));
SELECT monotonically_increasing_id(), * FROM (SELECT a, b, grouping(a) AS g FROM u GROUP BY CUBE(a, b) ORDER BY grouping(a));
SELECT monotonically_increasing_id(), * FROM (SELECT a, b, count(*) AS n FROM u GROUP BY a, b ORDER BY n);
SELECT monotonically_increasing_id(), * FROM (SELECT a, b, count(*) AS n FROM u GROUP BY ROLLUP(a, b) ORDER BY n);
SELECT monotonically_increasing_id(), * FROM (SELECT a, b, max(id) AS m FROM u GROUP BY a, b ORDER BY m % 3);
SELECT monotonically_increasing_id(), * FROM (SELECT DISTINCT b, a FROM u ORDER BY b);
SELECT monotonically_increasing_id(), * FROM (SELECT DISTINCT b, id % 2 AS two FROM u ORDER BY two);
SELECT monotonically_increasing_id(), k, n FROM (SELECT if(id % 7 = 2, NULL, id % 7) AS k, count(*) AS n FROM u GROUP BY 1);
SELECT monotonically_increasing_id(), k, j, n, m FROM (SELECT if(id % 7 = 2, NULL, id % 7) AS k, if(b = 1, NULL, a) AS j, sum(id) AS n, max(id / 2.0D) AS m FROM u GROUP BY 1, 2);
SELECT monotonically_increasing_id(), k FROM (SELECT DISTINCT if(id % 3 = 0, NULL, CAST(id % 40 AS DECIMAL(20, 1))) AS k FROM u);
SELECT monotonically_increasing_id(), k, n FROM (SELECT if(id % 7 = 2, NULL, id % 7) AS k, sum(CAST(id AS DECIMAL(25, 2))) AS n FROM u GROUP BY 1);
SELECT monotonically_increasing_id(), k, n FROM (SELECT if(id % 7 = 2, NULL, CAST(concat('x', id % 7) AS BINARY)) AS k, count(id) AS n FROM u GROUP BY 1);
SELECT monotonically_increasing_id(), k, n FROM (SELECT if(id % 7 = 2, NULL, id % 7) AS k, collect_list(id) AS n FROM u GROUP BY 1);
SELECT monotonically_increasing_id(), k, n FROM (SELECT if(id % 7 = 2, NULL, id % 7) AS k, count(DISTINCT a) AS n FROM u GROUP BY 1);

-- Nulls among the keys of a sort of few groups, which has one range where stock Spark has four.
SELECT monotonically_increasing_id(), * FROM (SELECT a, b FROM VALUES (1, 1), (1, 2), (2, 1), (2, 2), (3, 1), (3, 2), (NULL, 1), (3, NULL), (NULL, NULL) v(a, b) GROUP BY a, b ORDER BY a);
SELECT monotonically_increasing_id(), * FROM (SELECT a, b FROM VALUES (1, 1), (1, 2), (2, 1), (2, 2), (3, 1), (3, 2), (NULL, 1), (3, NULL), (NULL, NULL) v(a, b) GROUP BY a, b ORDER BY a DESC NULLS FIRST);
SELECT monotonically_increasing_id(), * FROM (SELECT a, b FROM VALUES (1, 1), (1, 2), (2, 1), (2, 2), (3, 1), (3, 2), (NULL, 1), (3, NULL), (NULL, NULL) v(a, b) GROUP BY a, b ORDER BY a NULLS LAST);
SELECT monotonically_increasing_id(), * FROM (SELECT k, b, count(*) AS n FROM (SELECT if(id % 5 = 2, NULL, id % 5) AS k, id % 9 AS b FROM u) GROUP BY k, b ORDER BY k);
