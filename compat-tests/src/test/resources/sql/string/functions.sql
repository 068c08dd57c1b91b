-- String functions over ASCII, non-ASCII, combining and empty text.
CREATE TABLE s(id INT, a STRING, b STRING, n INT) USING parquet;
INSERT INTO s VALUES
  (1, 'hello', 'l', 2), (2, 'Hello World', 'World', -3), (3, '', 'x', 0), (4, NULL, 'a', 1), (5, 'abc', NULL, NULL),
  (6, 'Zürich', 'ü', 2), (7, '日本語テキスト', '本', 3), (8, 'e\u0301te', 'e', 1), (9, '😀 smile', '😀', 1), (10, 'ſtraße', 'ß', 4),
  (11, '  padded  ', ' ', 5), (12, 'İstanbul', 'i', 1), (13, 'a%b_c', '%', 2), (14, 'ΑΣ', 'Σ', 1), (15, 'tab\tline\n', '\t', 9);

SELECT id, length(a), char_length(b), octet_length(a), bit_length(a) FROM s;
SELECT id, upper(a), lower(a), initcap(a) FROM s;
SELECT id, substring(a, 2), substring(a, 2, 3), substring(a, -3), substring(a, 0, 2), substring(a, n), substring(a, n, 2), left(a, 2), right(a, 2) FROM s;
SELECT id, trim(a), ltrim(a), rtrim(a), trim(BOTH 'h' FROM a), trim(LEADING FROM a), btrim(a, 'ao') FROM s;
SELECT id, concat(a, b), a || '-' || b, concat_ws(',', a, b), concat(a, 'x', n) FROM s;
SELECT id, startswith(a, b), endswith(a, b), contains(a, b), a LIKE '%l%', a LIKE 'h_llo' FROM s;
SELECT id, a LIKE 'a\%b%', a LIKE '%ü%', a LIKE '_本%', a LIKE '', a ILIKE 'HELLO%', a NOT LIKE '%o' FROM s;
SELECT id FROM s WHERE a LIKE 'He%';
SELECT id FROM s WHERE a LIKE '%World';
SELECT id FROM s WHERE a LIKE '%o W%';
SELECT id FROM s WHERE a LIKE b;
SELECT id, instr(a, b), locate(b, a), locate('l', a, 4), position('o' IN a) FROM s;
SELECT id, replace(a, 'l', 'LL'), replace(a, b, ''), translate(a, 'lo', 'xy'), reverse(a), repeat(a, 2) FROM s;
SELECT id, lpad(a, 8, '*'), rpad(a, 8, '*'), lpad(a, 3, 'xy'), ascii(a), chr(n + 64) FROM s;
SELECT id, split(a, 'l'), split_part(a, 'l', 1), substring_index(a, ' ', 1) FROM s;
SELECT id, regexp_replace(a, '[aeiou]', '#'), regexp_extract(a, '([a-z]+)', 1), a RLIKE '^[A-Z]' FROM s;
SELECT id, md5(a), sha2(a, 256), crc32(a), hash(a), xxhash64(a), base64(CAST(a AS BINARY)), hex(a) FROM s;
SELECT id, levenshtein(a, b), soundex(a), format_string('%s-%d', a, n), overlay(a PLACING '__' FROM 2) FROM s;
SELECT id, a = b, a < b, a > 'Z', a <=> b, greatest(a, b) FROM s;
SELECT upper(substring(a, 1, 1)) AS first, count(*), min(a), max(a) FROM s GROUP BY upper(substring(a, 1, 1));
SELECT length(a) AS len, count(*) FROM s GROUP BY length(a) ORDER BY len;
