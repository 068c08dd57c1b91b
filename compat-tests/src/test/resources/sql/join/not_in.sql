-- NOT IN over columns that may be null, as the null-aware anti join.
-- ConfigMatrix: spark.sql.adaptive.enabled=true,false
CREATE TABLE l(k INT, s STRING, v INT) USING parquet;
CREATE TABLE r(k INT, s STRING, w INT) USING parquet;
CREATE TABLE none(k INT, s STRING) USING parquet;
CREATE TABLE nulls(k INT, s STRING) USING parquet;
INSERT INTO l VALUES (1, 'a', 10), (2, 'b', 20), (2, 'b', 21), (NULL, 'n', 30), (4, NULL, 40), (7, 'q', NULL);
INSERT INTO r VALUES (1, 'a', 1), (2, 'b', 2), (2, 'c', 3), (NULL, NULL, 4), (5, NULL, 5);
INSERT INTO nulls VALUES (NULL, NULL), (NULL, NULL);

-- any_engine[spark.sql.adaptive.enabled=true] (AQE makes an empty relation of it)
SELECT k, v + 1 FROM l WHERE k NOT IN (SELECT k FROM r);
SELECT k, v + 1 FROM l WHERE k NOT IN (SELECT k FROM r WHERE w < 4);
-- any_engine[spark.sql.adaptive.enabled=true] (AQE makes an empty relation of it)
SELECT k, v + 1 FROM l WHERE k NOT IN (SELECT k FROM r WHERE w > 3);
SELECT k, v + 1 FROM l WHERE k NOT IN (SELECT k FROM none);
-- any_engine[spark.sql.adaptive.enabled=true] (AQE makes an empty relation of it)
SELECT k, v + 1 FROM l WHERE k NOT IN (SELECT k FROM nulls);
SELECT k, v + 1 FROM l WHERE s NOT IN (SELECT s FROM r WHERE w < 4);
-- any_engine[spark.sql.adaptive.enabled=true] (AQE makes an empty relation of it)
SELECT k, v + 1 FROM l WHERE s NOT IN (SELECT s FROM r WHERE w < 5);
SELECT k, v + 1 FROM l WHERE k + 1 NOT IN (SELECT k * 1 FROM r WHERE w < 4);
SELECT k, v + 1 FROM l WHERE coalesce(k, 0) NOT IN (SELECT coalesce(k, 0) FROM r);
SELECT count(*), sum(v) FROM l WHERE k NOT IN (SELECT k FROM r WHERE w < 4) AND s NOT IN (SELECT s FROM r WHERE w < 3);
SELECT CAST(k AS BIGINT) + 1 FROM l WHERE CAST(k AS BIGINT) NOT IN (SELECT CAST(k AS BIGINT) FROM r WHERE w < 4);
SELECT s, count(*) FROM l WHERE k NOT IN (SELECT k FROM r WHERE w < 4) OR v > 35 GROUP BY s;
