-- Elements and texts that get long behind thousands of short ones: a batch of them would be gigabytes that Spark, which has those of one row at a time, never holds.
CREATE TABLE t USING parquet AS SELECT /*+ COALESCE(1) */ id, IF(id < 6000, array('x'), transform(sequence(1, 60), e -> 'x')) AS a, IF(id < 6000, 1, 100000) AS n, IF(id < 6000, map('k', 'x'), map('k', 'x', 'l', 'x', 'm', 'x')) AS m,
  IF(id < 6000, array(id), transform(sequence(1, 200), e -> e + id)) AS l FROM range(0, 6020, 1, 1);

SELECT sum(size(transform(a, x -> repeat(x, n)))), sum(length(array_join(transform(a, x -> rpad(x, n div 10, '-')), ','))), sum(size(transform_values(m, (k, v) -> repeat(v, n)))) FROM t;
SELECT sum(size(flatten(transform(l, x -> array_repeat(x, 250))))), sum(element_at(flatten(transform(l, x -> flatten(array_repeat(array(x, x), 60)))), -1)), count(DISTINCT size(sequence(1, n))) FROM t;
SELECT n, sum(length(aggregate(a, '', (acc, x) -> concat(acc, repeat(x, n div 50))))), max(size(split(repeat('a,', n), ','))), count_if(exists(zip_with(a, a, (x, y) -> concat(repeat(x, n div 10), y)), y -> length(y) = 10001)) FROM t GROUP BY n;
SELECT count(*), max(length(e)) FROM (SELECT explode(transform(a, x -> repeat(x, n))) AS e FROM t);
SELECT sum(size(v)), max(v[0]) FROM (SELECT IF(id % 2 = 0, transform(a, x -> repeat(x, n div 2)), array(CAST(id AS STRING))) AS v FROM t);
-- sequences of a batch that are too long to be there at once
SELECT sum(size(sequence(0, id))), sum(element_at(sequence(id, 0), -1)), max(size(filter(sequence(1, id % 5000), e -> e % 2 = 0))) FROM t;
SELECT count(*), sum(e), max(id) FROM (SELECT id, explode(sequence(id, 2 * id)) AS e FROM t WHERE id % 3 = 0);
