-- Positions and lengths that are zero, negative, beyond the end or as large as an int; texts of one to four bytes a character.
-- ConfigMatrix: spark.sql.ansi.enabled=true,false
CREATE TABLE s(id INT, s STRING, b BINARY) USING parquet;
INSERT INTO s VALUES
  (1, '', CAST('' AS BINARY)), (2, 'a', CAST('a' AS BINARY)), (3, 'hello', CAST('hello' AS BINARY)), (4, '日本語テキスト', CAST('日本語テキスト' AS BINARY)),
  (5, '😀a😀', CAST('😀a😀' AS BINARY)), (6, 'e\u0301te', CAST('e\u0301te' AS BINARY)), (7, 'a\u0000b', CAST('a\u0000b' AS BINARY)),
  (8, NULL, CAST(NULL AS BINARY));
CREATE TABLE n(p INT, l INT) USING parquet;
INSERT INTO n VALUES (0, 0), (0, 2), (1, 1), (1, 0), (2, -1), (-2, 1), (-2, 2), (-3, 100), (-100, 98), (-100, 96), (7, 7), (100, 1), (2147483647, 1), (2147483647, 2147483647), (-2147483648, 1), (-2147483648, -2147483648), (-2147483648, 2147483647), (2147483646, 2), (2, 2147483647), (-1, 2147483647), (0, 2147483647), (3, -2147483648), (NULL, 1), (1, NULL);

SELECT id, substring(s, 0), substring(s, -1), substring(s, 2), substring(s, -3), substring(s, 100), substring(s, 2147483647) FROM s;
SELECT id, substring(s, -2147483648), substring(s, 0, 3), substring(s, -3, 2), substring(s, -100, 98), substring(s, -9, 5), substring(s, 2, -1) FROM s;
SELECT id, substring(s, 1, 0), substring(s, 2, 2147483647), substring(s, -2, 2147483647), substring(s, -2147483648, 2147483647), substring(s, 2147483647, 2147483647) FROM s;
SELECT id, substring(b, 0), substring(b, -1), substring(b, 2), substring(b, -3), substring(b, 100), substring(b, 2147483647) FROM s;
SELECT id, substring(b, -2147483648), substring(b, 0, 3), substring(b, -3, 2), substring(b, -100, 98), substring(b, -9, 5), substring(b, 2, -1) FROM s;
SELECT id, substring(b, 1, 0), substring(b, 2, 2147483647), substring(b, -2, 2147483647), substring(b, -2147483648, 2147483647), substring(b, 2147483647, 2147483647) FROM s;
SELECT id, p, l, substring(s, p, l), substring(b, p, l) FROM s JOIN n ON id > 0;
SELECT id, p, substring(s, p), left(s, p), right(s, p) FROM s JOIN n ON p < 1000000 AND p > -1000000;
SELECT id, left(s, 0), left(s, -1), left(s, 2), left(s, 2147483647), right(s, 0), right(s, -1), right(s, 2), right(s, 2147483647) FROM s;
SELECT id, locate('e', s, 0), locate('e', s, -1), locate('e', s, 2), locate('', s, 3), locate('', s), instr(s, ''), instr(s, '語'), locate('😀', s, 2) FROM s;
SELECT id, p, locate('a', s, p), locate('', s, p), locate(s, s, p) FROM s JOIN n ON id > 0;
SELECT id, lpad(s, 0, 'x'), lpad(s, -1, 'x'), lpad(s, 3, ''), lpad(s, 9, '語😀'), rpad(s, 0, 'x'), rpad(s, 9, '日本'), rpad(s, 2, 'x'), lpad(s, 4), rpad(s, 4) FROM s;
SELECT id, lpad(b, 9, x'0102'), rpad(b, 3, x'00'), lpad(b, 0, x'00') FROM s;
SELECT id, repeat(s, 0), repeat(s, -1), repeat(s, 2), space(p) FROM s JOIN n ON p BETWEEN -10 AND 10;
SELECT id, overlay(s PLACING 'XY' FROM 2), overlay(s PLACING 'XY' FROM 2 FOR 0), overlay(s PLACING 'é' FROM 1 FOR 3), overlay(s PLACING '' FROM 2) FROM s;
SELECT id, substring_index(s, 'e', 1), substring_index(s, 'e', -1), substring_index(s, '', 1), substring_index(s, '本', 2), substring_index(s, 'a', 0) FROM s;
SELECT id, split_part(s, 'e', 1), split_part(s, 'e', -1), split_part(s, '', 1), split_part(s, '本', 5) FROM s;
-- expect_error: INVALID_INDEX_OF_ZERO
SELECT id, split_part(s, 'e', 0) FROM s WHERE id > 1;
SELECT id, length(s), octet_length(s), bit_length(s), length(b), octet_length(b), reverse(s), ascii(s), upper(s), lower(s), initcap(s) FROM s;
SELECT id, replace(s, '', 'x'), replace(s, 'e', ''), replace(s, '😀', 'a'), translate(s, 'e', ''), translate(s, '日', '月'), translate(s, '😀', 'x'), translate(s, '', 'x') FROM s;
SELECT id, trim(s), trim('a' FROM s), trim('' FROM s), ltrim('😀', s), rtrim('語😀', s), btrim(s, '日ト'), trim(BOTH 'ae' FROM s) FROM s;
