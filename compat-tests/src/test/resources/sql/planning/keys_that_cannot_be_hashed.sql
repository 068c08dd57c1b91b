-- Joins by texts that are equal without having the same bytes: no join of Spark's by hash may be made of them.
-- ConfigMatrix: spark.sql.autoBroadcastJoinThreshold=-1,10485760
-- ConfigMatrix: spark.sql.adaptive.enabled=true,false

CREATE TABLE l (c STRING COLLATE utf8_lcase, s STRING, v INT) USING parquet;
INSERT INTO l VALUES ('a', 'x', 1), ('B', 'Y', 2), ('c', 'z', 3), (NULL, NULL, 4), ('', '', 5);
CREATE TABLE r (c STRING COLLATE utf8_lcase, s STRING, w INT) USING parquet;
INSERT INTO r VALUES ('A', 'X', 10), ('b', 'y', 20), ('d', 'u', 30), (NULL, NULL, 40), ('', '', 50);

SELECT v, c FROM l WHERE c IN (SELECT c FROM r) ORDER BY v;
SELECT v, c FROM l WHERE c NOT IN (SELECT c FROM r WHERE c IS NOT NULL) ORDER BY v;
SELECT v, c FROM l WHERE EXISTS (SELECT 1 FROM r WHERE r.c = l.c) ORDER BY v;
SELECT lower(c) FROM (SELECT c FROM l INTERSECT SELECT c FROM r) ORDER BY 1;
SELECT c FROM (SELECT c FROM l EXCEPT SELECT c FROM r) ORDER BY 1;
SELECT v, w FROM l JOIN r ON l.s COLLATE utf8_lcase = r.s COLLATE utf8_lcase ORDER BY v, w;
SELECT v, w FROM l LEFT JOIN r ON l.s COLLATE utf8_lcase = r.s COLLATE utf8_lcase AND v < w ORDER BY v, w;
SELECT v, w FROM l FULL JOIN r ON l.c = r.c AND l.v % 2 = r.w % 4 ORDER BY v, w;
SELECT v, w FROM l JOIN r ON struct(l.c, 1) = struct(r.c, 1) ORDER BY v, w;
SELECT v, w FROM l JOIN r ON array(l.c) = array(r.c) ORDER BY v, w;
SELECT /*+ MERGE(r) */ v, w FROM l JOIN r ON l.c = r.c ORDER BY v, w;
SELECT /*+ SHUFFLE_HASH(r) */ v, w FROM l JOIN r ON l.c = r.c ORDER BY v, w;
SELECT /*+ BROADCAST(r) */ v, w FROM l JOIN r ON l.c = r.c ORDER BY v, w;
