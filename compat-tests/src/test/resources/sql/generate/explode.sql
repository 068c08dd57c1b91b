-- ConfigMatrix: spark.sql.adaptive.enabled=true,false
-- Elements of arrays and maps, of every type, with and without the columns beside them.
CREATE TABLE c(id INT, a ARRAY<INT>, t ARRAY<STRING>, m MAP<STRING, DOUBLE>, s ARRAY<STRUCT<x: INT, y: STRING, z: ARRAY<BIGINT>>>, v INT) USING parquet;
INSERT INTO c VALUES
  (1, array(1, 2, NULL), array('a', '', NULL, 'ü'), map('k', 1.5D, 'l', NULL), array(named_struct('x', 1, 'y', 'one', 'z', array(1L, 2L)), NULL, named_struct('x', NULL, 'y', NULL, 'z', NULL)), 10),
  (2, array(), array(), map(), array(), 20),
  (3, NULL, NULL, NULL, NULL, NULL),
  (4, array(-5), array('long enough not to fit into one word'), map('n', double('NaN')), array(named_struct('x', 9, 'y', 'nine', 'z', array())), 5);
CREATE TABLE types(id INT, bo ARRAY<BOOLEAN>, ti ARRAY<TINYINT>, sm ARRAY<SMALLINT>, bi ARRAY<BIGINT>, fl ARRAY<FLOAT>, dou ARRAY<DOUBLE>, d9 ARRAY<DECIMAL(9,2)>, d18 ARRAY<DECIMAL(18,4)>, d38 ARRAY<DECIMAL(38,6)>, da ARRAY<DATE>, ts ARRAY<TIMESTAMP>, tn ARRAY<TIMESTAMP_NTZ>, bin ARRAY<BINARY>) USING parquet;
INSERT INTO types VALUES
  (1, array(true, NULL, false), array(1Y, NULL, -1Y), array(300S, NULL, -300S), array(5000000000L, NULL, -1L), array(1.5F, NULL, float('NaN')), array(-0.0D, NULL, double('Infinity')), array(1.25BD, NULL, -9999999.99BD), array(12345678901234.5678BD, NULL, -1BD), array(12345678901234567890123456789012.345678BD, NULL, -0.000001BD), array(DATE '2024-02-29', NULL, DATE '0001-01-01'), array(TIMESTAMP '2024-03-10 02:30:00', NULL, TIMESTAMP '1883-11-18 12:00:00'), array(TIMESTAMP_NTZ '2024-01-01 00:00:00.123456', NULL, TIMESTAMP_NTZ '1600-01-01 00:00:00'), array(X'00ff', NULL, X'')),
  (2, array(), array(), array(), array(), array(), array(), array(), array(), array(), array(), array(), array(), array()),
  (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);

SELECT explode(a) FROM c;
SELECT id, explode(a) e FROM c;
SELECT id, v, e + v FROM c LATERAL VIEW explode(a) x AS e;
SELECT id, e, a FROM c LATERAL VIEW OUTER explode(a) x AS e;
SELECT id, explode_outer(t) FROM c;
SELECT id, posexplode(t) FROM c;
SELECT id, posexplode_outer(t) FROM c;
SELECT id, explode(m) FROM c;
SELECT id, explode_outer(m) FROM c;
SELECT id, posexplode(m) FROM c;
SELECT id, posexplode_outer(m) FROM c;
SELECT id, inline(s) FROM c;
SELECT id, inline_outer(s) FROM c;
SELECT id, explode(s) FROM c;
SELECT id, explode(map('p', id, 'q', v)) FROM c;
SELECT id, explode(split(concat_ws(',', t), ',')) FROM c;
SELECT id, explode(transform(a, e -> e * 2)) FROM c;
SELECT e, count(*), sum(v) FROM c LATERAL VIEW explode(t) x AS e GROUP BY e;
SELECT id, e, p FROM c LATERAL VIEW explode(a) x AS e LATERAL VIEW OUTER explode(t) y AS p WHERE e IS NOT NULL ORDER BY id, e, p;
SELECT id, f.x, g FROM c LATERAL VIEW explode(s) x AS f LATERAL VIEW explode(f.z) y AS g;
SELECT id, e FROM c LATERAL VIEW explode(a) x AS e WHERE id > 1 AND e < 0;
SELECT c.id, u.e FROM c, LATERAL explode(a) AS u(e);
SELECT id, explode(sequence(1, v * 500)) e FROM c WHERE v IS NOT NULL ORDER BY id, e DESC LIMIT 20;
SELECT count(*), sum(e) FROM (SELECT explode(sequence(1, v * 1000)) e FROM c WHERE v IS NOT NULL);
SELECT id, explode(array(DATE '2024-01-01' + v, NULL)) FROM c;
SELECT id, explode(array(INTERVAL '1' MONTH * v, NULL, INTERVAL '5' YEAR)) FROM c;
SELECT id, explode(array(INTERVAL '1' DAY * v, NULL, INTERVAL '1' SECOND)) FROM c;
SELECT id, explode(array(make_interval(1, v, 0, 3, 4, 5, 6.5), NULL)) FROM c;
SELECT id, explode(array(array(v, id), NULL, array())) FROM c;
SELECT id, explode(array(map(id, t), NULL)) FROM c;
SELECT id, explode(array(NULL, NULL)) FROM c;
SELECT id, inline(array(named_struct('p', id, 'q', INTERVAL '1' DAY * v, 'r', CAST(v AS DECIMAL(30, 2)), 's', m), NULL)) FROM c;
SELECT id, e FROM types LATERAL VIEW explode(bo) x AS e;
SELECT id, e FROM types LATERAL VIEW explode(ti) x AS e;
SELECT id, e FROM types LATERAL VIEW explode(sm) x AS e;
SELECT id, e FROM types LATERAL VIEW OUTER explode(bi) x AS e;
SELECT id, e FROM types LATERAL VIEW explode(fl) x AS e;
SELECT id, e FROM types LATERAL VIEW explode(dou) x AS e;
SELECT id, e FROM types LATERAL VIEW explode(d9) x AS e;
SELECT id, e FROM types LATERAL VIEW explode(d18) x AS e;
SELECT id, e FROM types LATERAL VIEW OUTER explode(d38) x AS e;
SELECT id, e FROM types LATERAL VIEW explode(da) x AS e;
SELECT id, e FROM types LATERAL VIEW explode(ts) x AS e;
SELECT id, e FROM types LATERAL VIEW explode(tn) x AS e;
SELECT id, e FROM types LATERAL VIEW OUTER explode(bin) x AS e;
SELECT id, explode(a) FROM c WHERE id > 100;
SELECT id, explode(array(v, 10 DIV (id - 4))) FROM c WHERE id < 4;
