-- Distinct values beside other functions, many for each key and few: measures are kept by the keys of the query, and what Spark sorts for is grouped as it comes.
-- Config: spark.sql.shuffle.partitions=2
-- Config: spark.sql.adaptive.coalescePartitions.enabled=false
-- ConfigMatrix: spark.quiver.partialAggregation=auto,none
CREATE TABLE t USING parquet AS SELECT /*+ COALESCE(2) */ id, concat('h', id % 7) AS host, IF(id % 31 = 0, NULL, IF(id % 4 = 0, '', concat('  c', id % 40000, ' '))) AS comment,
  concat('+7 (', id % 900, ') ', id) AS phone, IF(id % 5 = 0, NULL, id % 3) AS k, CAST(id % 20000 AS INT) AS customer, CAST((id * 7919) % 100000 / 4 AS DECIMAL(10, 2)) AS price,
  CAST(id % 1000 / 7 AS DOUBLE) AS z, IF(id % 3 = 0, -0.0D, 0.0D) AS zero, DATE'2020-01-01' + CAST(id % 900 AS INT) AS day FROM range(0, 80000, 1, 2);

SELECT host, count(*), count(DISTINCT trim(comment)), max(regexp_replace(phone, '[^0-9]', '')), max(get(split(comment, 'c'), 1)), max(regexp_extract(phone, '^[+]7 [(]([0-9]+)[)]', 1)), min(initcap(trim(comment))), max(substring_index(phone, ' ', -1)) FROM t GROUP BY host;
SELECT host, k, count(*), sum(price), count(DISTINCT customer), avg(price), min(day), max(phone) FROM t GROUP BY CUBE(host, k);
SELECT host, k, count(*), sum(price), count(DISTINCT customer) FROM t GROUP BY ROLLUP(host, k);
SELECT count(*), max(phone), min(comment), count(comment), count(DISTINCT customer, comment) FROM t;
SELECT count(*), sum(price), count(DISTINCT comment) FROM t;
SELECT k, sum(DISTINCT customer), avg(DISTINCT customer), max(DISTINCT comment), count(*), bit_xor(id), max(day) FROM t GROUP BY k;
-- Many keys, of whose values there are few or many.
SELECT count(*), sum(c), sum(d), max(m), sum(p) FROM (SELECT customer, count(*) AS c, count(DISTINCT comment) AS d, max(phone) AS m, sum(price) AS p FROM t GROUP BY customer);
SELECT count(*), sum(c), sum(d), max(m) FROM (SELECT id % 50000 AS g, count(*) AS c, count(DISTINCT comment) AS d, max(phone) AS m FROM t GROUP BY id % 50000);
SELECT count(*), sum(c), sum(d), sum(p) FROM (SELECT IF(id < 60000, id % 10, id) AS g, count(*) AS c, count(DISTINCT customer) AS d, sum(price) AS p FROM t GROUP BY 1);
SELECT host, count(DISTINCT k), count(*), max(phone) FROM t GROUP BY host;
-- Filters, no rows, all null, values that are no columns, a value that is a key.
SELECT host, count(DISTINCT comment) FILTER (WHERE id % 3 = 0), count(*) FILTER (WHERE k = 1), max(phone) FILTER (WHERE id > 1000), sum(price) FILTER (WHERE k IS NULL) FROM t GROUP BY host;
-- any_engine (AQE makes an empty relation of it)
SELECT host, count(DISTINCT comment), max(phone) FROM t WHERE id < 0 GROUP BY host;
SELECT count(DISTINCT comment), max(phone), count(*), sum(price) FROM t WHERE id < 0;
SELECT host, count(DISTINCT IF(id < 0, 1, NULL)), max(phone), count(*) FROM t GROUP BY host;
SELECT host, count(DISTINCT host), max(phone), count(*) FROM t GROUP BY host;
SELECT host, count(DISTINCT customer % 7000, upper(comment)), min(phone), sum(price) FROM t GROUP BY host;
SELECT host, count(DISTINCT z), count(DISTINCT zero), max(phone), count(*) FROM t GROUP BY host;
SELECT z > 3, count(DISTINCT struct(customer, comment)), count(DISTINCT array(customer)), max(phone) FROM t GROUP BY z > 3;
SELECT host COLLATE UTF8_LCASE, count(DISTINCT comment), max(phone), count(*) FROM t GROUP BY host COLLATE UTF8_LCASE;
SELECT host, count(DISTINCT comment COLLATE UTF8_LCASE), max(phone), count(*) FROM t GROUP BY host;
-- Functions that go by the order of the rows, which is that of Spark's sort.
SELECT host, count(DISTINCT customer), max(phone), sum(z), avg(z) FROM t GROUP BY host;
SELECT host, count(DISTINCT customer), max(phone), min(zero), max(zero) FROM t GROUP BY host;
SELECT k, max(phone), min(zero), max(zero), sum(z) FROM t GROUP BY k;
SELECT host, max(phone), sort_array(collect_set(k)), count(DISTINCT customer) FROM t GROUP BY host;
SELECT host, max(phone), sum(id), sum(z), count(*) FROM t GROUP BY host;
-- The groups' order, which is that of the keys.
SELECT monotonically_increasing_id(), host, m FROM (SELECT host, max(phone) AS m FROM t GROUP BY host);
SELECT monotonically_increasing_id(), host, d FROM (SELECT host, max(phone) AS m, count(DISTINCT customer) AS d FROM t GROUP BY host);
SELECT host, m FROM (SELECT host, max(phone) AS m, count(DISTINCT customer) AS d FROM t GROUP BY host HAVING d > 100) ORDER BY m DESC LIMIT 3;
SELECT max(m), min(host) FROM (SELECT host, k, max(phone) AS m FROM t GROUP BY host, k);
SELECT host, max(m), max(d) FROM (SELECT host, k, max(phone) AS m, count(DISTINCT comment) AS d FROM t GROUP BY host, k) GROUP BY host;

-- The first row that fails is the first by Spark's sort.
CREATE TABLE e(g STRING, v STRING, i INT) USING parquet;
INSERT INTO e SELECT /*+ COALESCE(1) */ * FROM VALUES ('b', 'not b', 1), ('a', 'not a', 2), ('c', '3', 3);
-- expect_error: CAST_INVALID_INPUT
SELECT g, max(v), max(CAST(v AS INT)) FROM e GROUP BY g;
-- expect_error: CAST_INVALID_INPUT
SELECT g, max(v), max(CAST(v AS INT)), count(DISTINCT i) FROM e GROUP BY g;
SELECT g, max(v), max(try_cast(v AS INT)), count(DISTINCT i) FROM e GROUP BY g;
