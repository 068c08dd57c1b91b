-- CASE, IF, COALESCE and their lazy evaluation.
-- ConfigMatrix: spark.sql.ansi.enabled=true,false
CREATE TABLE c(id INT, i INT, l BIGINT, d DECIMAL(10,2), y DOUBLE, st STRING, da DATE) USING parquet;
INSERT INTO c SELECT /*+ COALESCE(1) */ * FROM VALUES (1, 0, 10, 1.10, 0.5, 'a', DATE'2020-01-01'), (2, 5, NULL, 2.20, NULL, 'bb', NULL), (3, NULL, 30, NULL, -0.0, NULL, DATE'2021-06-30'), (4, -5, 40, -4.40, double('NaN'), '', DATE'1999-12-31');

SELECT id, CASE WHEN i > 0 THEN 'plus' WHEN i < 0 THEN 'minus' ELSE 'none' END FROM c;
SELECT id, CASE WHEN i > 0 THEN l END FROM c;
SELECT id, CASE i WHEN 0 THEN 'zero' WHEN 5 THEN 'five' END FROM c;
SELECT id, CASE st WHEN 'a' THEN d WHEN 'bb' THEN d * 2 ELSE 0 END FROM c;
SELECT id, if(i > 0, l, -1), if(i IS NULL, st, 'known'), if(y > 0, y, d) FROM c;
SELECT id, coalesce(i, -1), coalesce(l, i, 0), coalesce(st, 'null'), coalesce(d, 0.5), coalesce(da, DATE'1970-01-01') FROM c;
SELECT id, nvl(l, 7L), ifnull(st, 'x'), nullif(i, 0), nvl2(l, 'y', 'n'), nullif(st, '') FROM c;
SELECT id, CASE WHEN i = 0 THEN 0 ELSE 100 / i END FROM c;
SELECT id, CASE WHEN i <> 0 AND 100 / i > 10 THEN 'big' ELSE 'small' END FROM c;
-- expect_error[spark.sql.ansi.enabled=true]: DIVIDE_BY_ZERO
SELECT id, CASE WHEN i < 100 THEN 100 / i ELSE 0 END FROM c;
SELECT id, CASE WHEN i > 0 THEN 1 WHEN l > 20 THEN 2 WHEN d IS NULL THEN 3 WHEN st = '' THEN 4 ELSE 5 END FROM c;
SELECT id, CASE WHEN st = 'a' THEN CASE WHEN l > 5 THEN 'deep' END ELSE st END FROM c;
SELECT id FROM c WHERE CASE WHEN i > 0 THEN true WHEN i = 0 THEN false END;
SELECT sum(CASE WHEN i > 0 THEN 1 ELSE 0 END), count(CASE WHEN i > 0 THEN 1 END), sum(if(st = 'a', d, 0)) FROM c;
SELECT id, decode(i, 0, 'zero', 5, 'five', 'other') FROM c;
