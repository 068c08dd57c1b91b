-- Several keys with text among them that hardly repeats: more groups than stand in a table before it keeps the text in its rows.
-- Config: spark.sql.shuffle.partitions=1
-- Config: spark.quiver.partialAggregation=none
CREATE TABLE u USING parquet AS SELECT id, IF(id % 101 = 0, NULL, IF(id % 103 = 0, '', concat('https://example.org/', id % 90000, '?q=', id % 7))) AS url, IF(id % 97 = 0, NULL, repeat('ж', CAST(id % 50 AS INT))) AS title, IF(id % 89 = 0, NULL, concat('visitor ', id % 100000)) AS visitor, CAST(id % 3 AS DOUBLE) / 3 AS x, CAST(IF(id % 79 = 0, NULL, id % 4) AS DECIMAL(30, 2)) AS d, id % 2 = 0 AS even FROM range(0, 200000, 1, 4);

SELECT count(*), sum(c), max(c), min(url), max(url), count(url), count(title) FROM (SELECT url, title, count(*) AS c FROM u GROUP BY url, title);
SELECT url, title, count(*) AS c FROM u GROUP BY url, title ORDER BY c DESC, url, title LIMIT 20;
SELECT count(*), sum(c), min(visitor), max(url), sum(length(url)), sum(length(visitor)), count(x), max(x), sum(d) FROM (SELECT url, x, visitor, d, even, count(*) AS c FROM u GROUP BY url, x, visitor, d, even);
SELECT url, visitor, d, count(*) FROM u WHERE id > 140000 GROUP BY url, visitor, d HAVING count(*) > 1;
SELECT title, url, max(visitor), min(id) FROM u GROUP BY title, url HAVING min(id) % 10007 = 0;
SELECT count(*) FROM (SELECT DISTINCT url, visitor, even FROM u);
