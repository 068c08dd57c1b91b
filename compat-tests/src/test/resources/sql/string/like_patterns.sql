-- LIKE, RLIKE and friends: escapes, wildcards over characters of one to four bytes, patterns from a column.
CREATE TABLE t(id INT, s STRING) USING parquet;
INSERT INTO t VALUES
  (1, ''), (2, ' '), (3, 'a'), (4, 'ab'), (5, 'abc'), (6, 'a%c'), (7, 'a_c'), (8, 'a\\c'), (9, '%'), (10, '_'), (11, '\\'), (12, '\\%'), (13, '日本'),
  (14, '日本語'), (15, 'a日b'), (16, '😀'), (17, 'x😀y'), (18, 'e\u0301'), (19, 'é'), (20, 'É'), (21, 'line\nbreak'), (22, 'tab\t'), (23, 'aaaaaaaaaab'),
  (24, 'ababab'), (25, 'ABC'), (26, 'abcabc'), (27, '%%'), (28, 'a\u0000b'), (29, 'ß'), (30, 'SS'), (31, 'İ'), (32, 'i'), (33, 'a.c'), (34, '(a|b)*'),
  (35, '[abc]'), (36, '$^'), (37, NULL);
CREATE TABLE p(pid INT, p STRING) USING parquet;
INSERT INTO p VALUES
  (1, '%'), (2, '_'), (3, '__'), (4, ''), (5, 'a%'), (6, '%c'), (7, '%b%'), (8, 'a%c'), (9, '_b_'), (10, '%_%'), (11, '%__'), (12, '_%_'),
  (13, 'a\\%c'), (14, 'a\\_c'), (15, '%\\\\%'), (16, '\\%'), (17, '日%'), (18, '%本%'), (19, '_本_'), (20, '日_語'), (21, '_'), (22, 'x_y'), (23, '%😀'),
  (24, 'e_'), (25, 'é'), (26, '%\n%'), (27, '%a%a%b'), (28, '%ab%ab'), (29, 'a__'), (30, 'a%b%c%'), (31, 'a.c'), (32, '[%'), (33, '$^'), (34, '%%%'),
  (35, 'a\u0000b'), (36, '%ß%'), (37, NULL);

SELECT id, s LIKE '%', s LIKE '_', s LIKE '__', s LIKE '', s LIKE 'a%', s LIKE '%c' FROM t;
SELECT id, s LIKE '%b%', s LIKE 'a%c', s LIKE '_b_', s LIKE '%_%', s LIKE '%__', s LIKE '_%_' FROM t;
SELECT id, s LIKE 'a\\%c', s LIKE 'a\\_c', s LIKE '%\\\\%', s LIKE '\\%', s LIKE '日%', s LIKE '%本%' FROM t;
SELECT id, s LIKE '_本_', s LIKE '日_語', s LIKE '_', s LIKE 'x_y', s LIKE '%😀', s LIKE 'e_' FROM t;
SELECT id, s LIKE 'é', s LIKE '%\n%', s LIKE '%a%a%b', s LIKE '%ab%ab', s LIKE 'a__', s LIKE 'a%b%c%' FROM t;
SELECT id, s LIKE 'a.c', s LIKE '[%', s LIKE '$^', s LIKE '%%%', s LIKE 'a\u0000b', s LIKE '%ß%' FROM t;
SELECT id, s NOT LIKE '%a%', s LIKE 'a%' OR s LIKE '%b', s LIKE NULL FROM t;
SELECT id, s LIKE 'a!%c' ESCAPE '!', s LIKE '!_' ESCAPE '!', s LIKE '%!%%' ESCAPE '!', s LIKE '%/%%' ESCAPE '/', s LIKE '%\\%' ESCAPE '!' FROM t;
SELECT id, s LIKE 'aaac' ESCAPE 'b', s LIKE '%%%' ESCAPE '_' FROM t;
SELECT id, s ILIKE 'A%', s ILIKE '%É%', s ILIKE 'ss', s ILIKE 'i%', s ILIKE 'İ', s ILIKE 'a\\_C' FROM t;
SELECT id, s LIKE ALL ('%a%', '%b%'), s LIKE ANY ('a%', '%本%'), s NOT LIKE ALL ('%a%', '%b%'), s NOT LIKE ANY ('a%', '%b') FROM t;
SELECT id FROM t WHERE s LIKE '%😀%' OR s LIKE '日本_' OR s LIKE 'a\\%c';
-- The pattern is a column; patterns and texts meet each other.
SELECT id, pid, s LIKE p FROM t JOIN p ON pid > 0;
SELECT pid, count(*) FROM t JOIN p ON s LIKE p GROUP BY pid;
SELECT id, s LIKE s, concat('%', s, '%') LIKE s, s LIKE concat(substring(s, 1, 1), '%') FROM t WHERE NOT contains(s, '\\');
-- expect_error: INVALID_FORMAT.ESC_AT_THE_END
SELECT id, s LIKE s FROM t WHERE id >= 11;
-- expect_error: INVALID_FORMAT.ESC_IN_THE_MIDDLE
SELECT id, s LIKE concat('\\', s) FROM t WHERE id = 3;
-- expect_error: INVALID_FORMAT.ESC_AT_THE_END
SELECT id, s LIKE 'a!' ESCAPE '!' FROM t;
SELECT id, s RLIKE '^.$', s RLIKE '[^a-z]', s RLIKE '(?i)ABC', s RLIKE '\\\\', regexp_count(s, 'a'), regexp_instr(s, 'b') FROM t;
SELECT id, startswith(s, ''), endswith(s, ''), contains(s, ''), startswith(s, '日'), endswith(s, '語'), contains(s, '😀'), contains(s, 'b') FROM t;
