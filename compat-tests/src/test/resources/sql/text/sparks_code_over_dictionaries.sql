-- Functions that Spark's code evaluates, over text of few values: once for each value of a Parquet dictionary.
-- ConfigMatrix: spark.sql.ansi.enabled=true,false

CREATE TABLE visits USING parquet AS
SELECT /*+ COALESCE(1) */ id,
    CASE id % 7 WHEN 0 THEN NULL WHEN 1 THEN '' WHEN 2 THEN 'a,b;c' WHEN 3 THEN 'Straße 12' WHEN 4 THEN '17' WHEN 5 THEN '-3' ELSE 'x=1&y=2' END AS word,
    IF(id % 3 = 0, CAST(concat('k', id % 5) AS BINARY), NULL) AS raw
FROM range(0, 9000, 1, 1);

SELECT word, count(*), min(levenshtein(word, 'b,c')), max(soundex(word)), max(mask(word)), min(overlay(word PLACING '_' FROM 2)) FROM visits GROUP BY word;

SELECT id, levenshtein(word, '12'), soundex(word), quote(word), base64(CAST(word AS BINARY)), size(split(word, '[,;]')), split(word, '[,;&]') FROM visits WHERE id % 11 = 3;

SELECT regexp_count(word, '(a|b|[0-9])'), regexp_instr(word, '([0-9])+$'), regexp_extract_all(word, '([a-z])(.)', 2), count(*) FROM visits GROUP BY 1, 2, 3;

SELECT id, luhn_check(word), find_in_set('b', word), str_to_map(word, '&', '='), from_csv(word, 'a STRING, b STRING') FROM visits WHERE id < 40;

SELECT raw, base64(raw), decode(raw, 'UTF-16'), count(*) FROM visits GROUP BY raw;

-- null has a result of its own
SELECT coalesce(soundex(word), 'none'), nullif(mask(word), 'xx'), count(*) FROM visits GROUP BY 1, 2;

-- values that fail, in rows that a condition keeps out
SELECT id, CASE WHEN word RLIKE '^-?[0-9]+$' THEN to_number(word, 'S99') END FROM visits WHERE id < 30;

SELECT id, CASE WHEN id % 7 IN (4, 5) THEN to_number(word, 'S99') ELSE 0 END FROM visits WHERE id > 8900;

SELECT id, try_to_number(word, 'S99') FROM visits WHERE id < 30;

-- and in rows that are read
-- expect_error: INVALID_FORMAT.MISMATCH_INPUT
SELECT id, to_number(word, 'S99') FROM visits WHERE id % 7 IN (2, 4, 5);

SELECT sum(length(repeat(word, 3))), sum(length(format_string('%s-%s', word, word))) FROM visits;

-- drawn anew for each row, though Spark counts it as deterministic
SELECT count(DISTINCT aes_encrypt(word, 'abcdefghijklmnop')) > 1000 FROM visits;

SELECT collate(word, 'UNICODE_CI') AS c, count(*), max(soundex(word)) FROM visits GROUP BY 1;
