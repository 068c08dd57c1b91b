-- Options of JSON that later minors of Spark have.
-- Spark: 4.2+

CREATE TABLE t USING parquet AS
SELECT id, map('b', id, 'a', id * 2, 'C', NULL) AS m, named_struct('z', id, 'a', named_struct('y', 'text', 'b', map('q', 1, 'p', 2))) AS s
FROM range(100);

SELECT id, to_json(m, map('sortKeys', 'true')), to_json(m, map('sortKeys', 'false')), to_json(m) FROM t;
SELECT id, to_json(s, map('sortKeys', 'true')), to_json(s, map('SORTKEYS', 'TRUE')) FROM t;
SELECT id, to_json(array(s, s), map('sortKeys', 'true', 'ignoreNullFields', 'false')) FROM t;
SELECT id, to_json(named_struct('at', TIME '12:34:56.789' , 'id', id), map('timeFormat', 'HH-mm')) FROM t;
