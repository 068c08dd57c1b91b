-- Patterns and replacements that fail, on the row where they fail, with Spark's generated code and without.
-- ConfigMatrix: spark.sql.codegen.factoryMode=CODEGEN_ONLY,NO_CODEGEN
CREATE TABLE t(id INT, s STRING, p STRING) USING parquet;
INSERT INTO t SELECT /*+ COALESCE(1) */ * FROM VALUES (1, 'x', '[a-z]'), (2, 'first last', '(a)(b)'), (3, NULL, NULL), (4, 'y', '(');

-- expect_error: INVALID_REGEXP_REPLACE
SELECT id, regexp_replace(s, '(?<first>[a-zA-Z]+) (?<last>[a-zA-Z]+)', '$3 $1') FROM t;
SELECT id, regexp_replace(s, '(?<first>[a-zA-Z]+) (?<last>[a-zA-Z]+)', '$3 $1') FROM t WHERE id <> 2;
SELECT id, regexp_replace(s, '(?<first>[a-zA-Z]+) (?<last>[a-zA-Z]+)', '${last} $1'), regexp_replace(s, '[aeiou]', '', 3) FROM t;
-- Spark's generated code for RLIKE throws a plain PatternSyntaxException, its interpreted code a condition.
-- expect_error
SELECT id, s RLIKE p FROM t;
-- expect_error: INVALID_PARAMETER_VALUE.PATTERN
SELECT id, regexp_extract(s, p, 0) FROM t;
-- expect_error: INVALID_PARAMETER_VALUE.REGEX_GROUP_INDEX
SELECT id, regexp_extract(s, '(l)', 2) FROM t;
SELECT id, s RLIKE p, regexp_extract_all(s, '[a-z]+', 0), regexp_substr(s, p) FROM t WHERE id < 4;
-- expect_error
SELECT id FROM t WHERE s RLIKE p;
