-- Small filtered tables are joined first to the one table that they restrict, whatever order the query has them in; EXISTS and IN
-- are asked of what is left. Conditions that can fail are left where they are.
-- Config: spark.sql.ansi.enabled=true
-- ConfigMatrix: spark.quiver.reorderJoins=true,false
-- ConfigMatrix: spark.sql.autoBroadcastJoinThreshold=10MB,-1
CREATE TABLE orders(o INT, c INT, status STRING) USING parquet;
CREATE TABLE lines(o INT, s INT, q INT, ship DATE) USING parquet;
CREATE TABLE suppliers(s INT, n INT, name STRING) USING parquet;
CREATE TABLE customers(c INT, n INT, name STRING) USING parquet;
CREATE TABLE nations(n INT, r INT, name STRING) USING parquet;
CREATE TABLE regions(r INT, name STRING) USING parquet;
INSERT INTO orders SELECT /*+ COALESCE(2) */ CAST(id AS INT), IF(id % 17 = 0, NULL, CAST(id % 29 AS INT)), IF(id % 3 = 0, 'F', 'O') FROM range(300);
INSERT INTO lines SELECT /*+ COALESCE(2) */ CAST(id % 280 AS INT), IF(id % 19 = 0, NULL, CAST(id % 13 AS INT)), CAST(id % 50 AS INT), date_add(DATE'2020-01-01', CAST(id % 60 AS INT)) FROM range(1500);
INSERT INTO suppliers SELECT /*+ COALESCE(1) */ CAST(id AS INT), CAST(id % 5 AS INT), concat('supplier ', id) FROM range(14);
INSERT INTO customers SELECT /*+ COALESCE(1) */ CAST(id AS INT), CAST(id % 6 AS INT), concat('customer ', id) FROM range(27);
INSERT INTO nations SELECT /*+ COALESCE(1) */ CAST(id AS INT), CAST(id % 2 AS INT), concat('nation ', id) FROM range(6);
INSERT INTO regions VALUES (0, 'north'), (1, 'south'), (NULL, 'nowhere');

SELECT l.o, l.q, s.name, n.name FROM orders o, lines l, suppliers s, nations n WHERE o.o = l.o AND l.s = s.s AND s.n = n.n AND n.name = 'nation 3' AND o.status = 'F';
SELECT n1.name, n2.name, sum(l.q), count(*) FROM suppliers s, lines l, orders o, customers c, nations n1, nations n2 WHERE s.s = l.s AND o.o = l.o AND c.c = o.c AND s.n = n1.n AND c.n = n2.n AND ((n1.name = 'nation 1' AND n2.name = 'nation 2') OR (n1.name = 'nation 2' AND n2.name = 'nation 1')) AND l.ship BETWEEN DATE'2020-01-10' AND DATE'2020-02-10' GROUP BY n1.name, n2.name;
SELECT n.name, sum(l.q) FROM customers c, orders o, lines l, suppliers s, nations n, regions r WHERE c.c = o.c AND l.o = o.o AND l.s = s.s AND c.n = s.n AND s.n = n.n AND n.r = r.r AND r.name = 'south' GROUP BY n.name;
SELECT s.name, count(*) FROM suppliers s, lines l1, orders o, nations n WHERE s.s = l1.s AND o.o = l1.o AND o.status = 'F' AND l1.q > 10 AND EXISTS (SELECT * FROM lines l2 WHERE l2.o = l1.o AND l2.s <> l1.s) AND NOT EXISTS (SELECT * FROM lines l3 WHERE l3.o = l1.o AND l3.s <> l1.s AND l3.q > 45) AND s.n = n.n AND n.name = 'nation 4' GROUP BY s.name;
SELECT s.name FROM suppliers s, nations n, lines l WHERE s.s IN (SELECT s FROM lines WHERE q > 47) AND s.n = n.n AND n.name = 'nation 1' AND l.s = s.s AND l.q = 3;
SELECT * FROM nations n JOIN suppliers s ON s.n = n.n JOIN regions r ON n.r = r.r AND s.name > r.name WHERE r.name = 'north';

-- Outer joins, hints, products and columns of one name stay as they are.
SELECT l.o, s.name, n.name FROM lines l LEFT JOIN suppliers s ON l.s = s.s JOIN nations n ON s.n = n.n WHERE n.name = 'nation 2';
SELECT /*+ BROADCAST(o) */ l.o, n.name FROM orders o, lines l, suppliers s, nations n WHERE o.o = l.o AND l.s = s.s AND s.n = n.n AND n.name = 'nation 2';
SELECT count(*) FROM orders o, suppliers s, nations n, regions r WHERE s.n = n.n AND n.name = 'nation 2' AND o.o < s.s;
SELECT o, s, q FROM orders JOIN lines USING (o) JOIN suppliers USING (s) JOIN nations USING (n) WHERE nations.name = 'nation 0';

-- A condition that can fail sees the rows that it saw.
-- expect_error: DIVIDE_BY_ZERO
SELECT count(*) FROM orders o, lines l, suppliers s, nations n WHERE o.o = l.o AND l.s = s.s AND s.n = n.n AND n.name = 'nation 3' AND 10 / (o.o - l.q) < 3;
SELECT l.o, s.name FROM lines l, suppliers s, nations n WHERE l.s = s.s AND s.n = n.n AND n.name = 'nation 3' ORDER BY l.o, s.name, l.q;

-- Nor is anything moved where a column that a join wants can fail.
-- expect_error[spark.sql.autoBroadcastJoinThreshold=-1]: DIVIDE_BY_ZERO
SELECT l.o, l.x, n.name FROM orders o, (SELECT o, s, 10 / (q - 7) x FROM lines) l, suppliers s, nations n WHERE o.o = l.o AND l.s = s.s AND s.n = n.n AND n.name = 'nation 5';
-- expect_error: DIVIDE_BY_ZERO
SELECT count(*) FROM orders o, lines l, suppliers s, nations n WHERE o.o = l.o AND l.s = s.s AND s.n = n.n AND n.name = 'nation 3' AND EXISTS (SELECT * FROM lines l2 WHERE l2.o = l.o AND 10 / (l.s - 5) > l2.q);
-- expect_error: DIVIDE_BY_ZERO
SELECT count(*) FROM orders o, lines l, suppliers s, nations n WHERE o.o = l.o AND l.s = s.s AND s.n = n.n AND n.name = 'nation 3' AND 10 DIV (l.s - 5) IN (SELECT q FROM lines);
-- expect_error[spark.sql.autoBroadcastJoinThreshold=-1]: DIVIDE_BY_ZERO
SELECT t.x, n.name FROM orders o JOIN (SELECT l.* FROM (SELECT o, s, 10 / (q - 7) x FROM lines) l LEFT JOIN customers c ON l.o = c.c) t ON o.o = t.o JOIN suppliers s ON t.s = s.s JOIN nations n ON s.n = n.n WHERE n.name = 'nation 5';
