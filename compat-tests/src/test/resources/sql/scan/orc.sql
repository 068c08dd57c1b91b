-- ORC files: all types, with nulls and without, of one value only, as dictionaries and not, old dates, decimals that grow.
CREATE TABLE o USING orc AS
  SELECT id, IF(id % 7 = 0, NULL, id % 2 = 0) AS t, CAST(id % 200 - 100 AS TINYINT) AS b, CAST(id % 4000 * 8 AS SMALLINT) AS s,
    IF(id % 5 = 3, NULL, CAST(id - 900 AS INT)) AS i, id * 1000000007 AS l, CAST(id / 7 AS FLOAT) AS f,
    CASE id % 11 WHEN 0 THEN double('NaN') WHEN 1 THEN -0.0D WHEN 2 THEN NULL ELSE id / 3D END AS d,
    CAST(id / 100 AS DECIMAL(9, 2)) AS d9, IF(id % 3 = 1, NULL, CAST(-id * 12345.678901 AS DECIMAL(18, 6))) AS d18,
    CAST(id * 1234567890123456.789 AS DECIMAL(38, 10)) AS d38, CAST(id AS DECIMAL(18, 0)) AS whole,
    IF(id % 6 = 0, NULL, concat('few ', id % 9)) AS few, concat('a longer text that is like no other: ', id) AS many,
    IF(id % 4 = 1, NULL, CAST(concat('\u00ff', id) AS BINARY)) AS bin,
    date_add(DATE'1500-01-01', CAST(id * 130 AS INT)) AS dt, IF(id % 9 = 0, NULL, timestamp_micros(id * 9876543210123 - 9999999999999999)) AS ts,
    CAST(timestamp_micros(id * 1234567) AS TIMESTAMP_NTZ) AS ntz, CAST(NULL AS STRING) AS none, 42 AS same, 'one' AS one
  FROM range(9000);

SELECT * FROM o WHERE id % 3 = 0;
SELECT few, t, count(*), sum(d9), sum(d18), max(d38), min(many), max(bin), min(dt), max(ts), sum(l), sum(i), avg(f), count(d) FROM o GROUP BY few, t;
SELECT one, same, none, count(*), sum(whole), min(ntz), max(b), sum(s) FROM o GROUP BY one, same, none;
SELECT many, few, bin FROM o WHERE many LIKE '%99' ORDER BY many;
SELECT id, ts, dt FROM o WHERE ts < TIMESTAMP'1900-01-01 00:00:00' AND id % 50 = 0;

-- columns that a file lacks, partition columns, types that were widened
CREATE TABLE p(id BIGINT, d DECIMAL(12, 4), s STRING, k INT) USING orc PARTITIONED BY (k);
INSERT INTO p SELECT id, IF(id % 4 = 0, NULL, id / 8), IF(id % 2 = 0, '', concat('t', id % 5)), id % 3 FROM range(3000);
SELECT k, s, sum(d), count(*), max(id) FROM p GROUP BY k, s;
SELECT /*+ REPARTITION(2) */ * FROM p WHERE d > 300 AND k = 1;
ALTER TABLE p ADD COLUMNS (more STRING);
INSERT INTO p (id, d, s, more, k) SELECT id, id, 's', 'm', 7 FROM range(10);
SELECT more, k, count(*), sum(d) FROM p GROUP BY more, k;

-- nested columns beside flat ones
CREATE TABLE n USING orc AS SELECT id, array(id, NULL) AS a, named_struct('x', id % 3, 'y', concat('y', id)) AS st, map('k', id) AS m, id % 5 AS k FROM range(500);
SELECT k, count(*), max(a[0]), max(st.y), sum(m['k']) FROM n GROUP BY k;
SELECT st.x, array_size(a), count(*) FROM n GROUP BY st.x, array_size(a);
