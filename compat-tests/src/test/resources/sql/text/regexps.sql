-- ConfigMatrix: spark.sql.ansi.enabled=true,false
-- Regular expressions by kernels and by java.util.regex, and single parts of split texts.
CREATE TABLE t(id INT, s STRING, b BINARY) USING parquet;
INSERT INTO t SELECT /*+ COALESCE(1) */ id, s, b FROM VALUES (1, 'john.smith@mail.com', X'61'), (2, '+49 (171) 123-45-67', X'62FF63'), (3, '', X''), (4, NULL, NULL), (5, '   a  b ', X'FF'),
  (6, 'Привет мир 42', X'C328'), (7, 'é1é22é', X'31F0'), (8, '2024-01-31', X'31'), (9, '2024-01-31\n', X'32'), (10, 'a\r\nb', X'33'), (11, 'x\u2028y\u0085', X'34'),
  (12, '😀12😀', X'35'), (13, 'a,b,,c,', X'36'), (14, ',', X'37'), (15, 'a.b|c$d\\e', X'38'), (16, 'aaaaaaaaab', X'39'), (17, 'UPPER lower 007', X'3A') AS v(id, s, b);

SELECT id, regexp_replace(s, '[^0-9]', ''), regexp_replace(s, '\\d+', '#'), regexp_replace(s, '\\s+', ' '), regexp_replace(s, '[a-z]{2,3}', 'é'), regexp_replace(s, '^a', 'z') FROM t;
SELECT id, regexp_replace(s, '(\\d)(\\d)', '$2$1'), regexp_replace(s, 'a', '\\\\'), regexp_replace(s, 'a*', '-'), regexp_replace(s, 'a|b', '_'), regexp_replace(s, '.', 'x'), regexp_replace(s, 'a', 'x', 3) FROM t;
SELECT id, regexp_replace(s, '(a)?b', '[$1]'), regexp_replace(s, '([a-z])(\\d)?', '<$2$1$0>'), regexp_replace(s, '^(a)?(b)?', '$2'), regexp_replace(s, '(\\d)', '$10'), regexp_replace(s, '(?:a)?(b)', '\\$1$1'), regexp_replace(s, '([a-c]+)([0-9])?$', '$2-$1') FROM t;
SELECT id, regexp_extract(s, '(a)?(b)?', 1), regexp_extract(s, '([a-z])(\\d)?', 2), regexp_extract(s, '(a)(b)?', 0), regexp_extract(s, '(a)(b)?', 2), s RLIKE '^a(b)?$', s RLIKE '^(?:a)?b' FROM t;
CREATE TABLE urls(u STRING) USING parquet;
INSERT INTO urls SELECT /*+ COALESCE(1) */ u FROM VALUES ('http://www.example.org/a/b'), ('https://example.org/'), ('http://www./x'), ('http://www.'), ('ftp://www.example.org/'), (''), (NULL), ('https://www.пример.рф/путь'), ('http://a/b\n'), ('http://a/b\nc') AS v(u);
SELECT u, regexp_replace(u, '^https?://(?:www\\.)?([^/]+)/.*$', '$1'), regexp_replace(u, '^https?://(www[.])?([^/]+)/.*$', '$2$1'), regexp_extract(u, '^(https?)://(www[.])?([^/?]+)', 2), regexp_extract(u, '^(https?)://(www[.])?([^/?]+)', 3) FROM urls;
SELECT id, regexp_extract(s, '^([A-Za-z]+)[.]', 1), regexp_extract(s, '(\\d+)-(\\d+)', 2), regexp_extract(s, '\\w+@', 0), regexp_extract(s, '([^@]+)@([^.]+)'), regexp_extract(s, '(a)?(b)', 1) FROM t;
SELECT id, s RLIKE '^\\d{4}-\\d{2}-\\d{2}$', s RLIKE '[^ -~]', s RLIKE 'a', s RLIKE '^$', s RLIKE 'mail|mir', s RLIKE '.{3}', s RLIKE '\\.', s RLIKE '(?i)upper' FROM t;
SELECT id FROM t WHERE s RLIKE '[0-9]+' AND NOT s RLIKE '^[a-z.]+@';
SELECT id, get(split(s, ' '), 1), get(split(s, ','), 3), get(split(s, '\\s+'), 0), get(split(s, '[,.]'), 1), get(split(s, ','), -1), get(split(s, ',', 2), 1), get(split(s, ''), 1) FROM t;
SELECT id, split_part(s, ',', 2), split_part(s, ',', -1), split_part(s, ' ', -2), split_part(s, 'é', 2), split_part(s, '', 1), split_part(s, '.', id), split_part(s, s, 1) FROM t;
SELECT id, split(s, ','), size(split(s, ',')), split(s, ',')[0] FROM t;
SELECT id, try_element_at(split(s, ','), 1), try_element_at(split(s, ','), -5), element_at(split(s, '-'), 1), element_at(split(s, '-'), -1) FROM t;
-- expect_error[spark.sql.ansi.enabled=true]: INVALID_ARRAY_INDEX
SELECT id, split(s, ',')[2] FROM t;
-- expect_error[spark.sql.ansi.enabled=true]: INVALID_ARRAY_INDEX_IN_ELEMENT_AT
SELECT id, element_at(split(s, ' '), 2) FROM t;
-- expect_error: INVALID_INDEX_OF_ZERO
SELECT id, element_at(split(s, ' '), 0) FROM t;
-- expect_error: INVALID_INDEX_OF_ZERO
SELECT id, split_part(s, ' ', 0) FROM t;
-- expect_error: INVALID_PARAMETER_VALUE.REGEX_GROUP_INDEX
SELECT id, regexp_extract(s, '(a)', 2) FROM t;
-- bytes that are no text
SELECT id, regexp_replace(CAST(b AS STRING), 'a', 'x'), regexp_replace(CAST(b AS STRING), '[^a]', 'x'), CAST(b AS STRING) RLIKE '^.$', split_part(CAST(b AS STRING), 'a', 1), get(split(CAST(b AS STRING), '1'), 0) FROM t;
-- some rows of a batch by kernels, the others by Spark's code
SELECT id, lower(s), upper(s), initcap(s), initcap(trim(s)), concat(lower(s), '!') FROM t;
SELECT id, CASE WHEN id > 6 THEN lower(s) ELSE initcap(s) END FROM t;
SELECT s2, count(*) FROM (SELECT regexp_replace(s, '[^a-z]', '') AS s2 FROM t) GROUP BY s2;
