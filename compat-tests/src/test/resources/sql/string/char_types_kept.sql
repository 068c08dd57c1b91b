-- Types that are equal and do not mean the same: char and varchar where Spark keeps them.
-- Config: spark.sql.preserveCharVarcharTypeInfo=true
-- ConfigMatrix: spark.sql.ansi.enabled=true,false

CREATE TABLE t (k STRING, c CHAR(4), v VARCHAR(6), a ARRAY<STRING>, m STRUCT<x: STRING>, b BINARY) USING parquet;
INSERT INTO t VALUES ('ab', 'ab', 'ab', array('x', 'yz'), named_struct('x', 'q'), X'6162'), ('', '', '', array(''), named_struct('x', ''), X''), (NULL, NULL, NULL, NULL, NULL, NULL), ('abc', 'abc', 'abc ', array(NULL), named_struct('x', NULL), X'61');

SELECT k, length(cast(k as char(5))), length(cast(k as varchar(5))) FROM t ORDER BY k;
SELECT concat('[', cast(k as char(5)), ']'), concat('[', cast(k as varchar(5)), ']') FROM t ORDER BY k;
SELECT concat('[', cast(c as string), ']'), length(c), concat('[', cast(c as char(8)), ']') FROM t ORDER BY k;
SELECT concat('[', cast(cast(c as char(8)) as string), ']'), length(cast(v as char(10))) FROM t ORDER BY k;
SELECT length(cast(cast(k as char(5)) as char(9))), length(cast(cast(k as char(5)) as char(5))) FROM t ORDER BY k;
SELECT cast(k as char(5)) = c, c = k, c = 'ab', v = 'abc', cast(k as char(9)) = cast(k as char(4)) FROM t ORDER BY k;
SELECT transform(cast(a as array<char(3)>), x -> length(x)) FROM t ORDER BY k;
SELECT length(cast(m as struct<x: char(4)>).x) FROM t ORDER BY k;
SELECT length(cast(b as char(5))), length(cast(12 as char(5))) FROM t ORDER BY k;
SELECT CASE WHEN k = 'ab' THEN cast(k as char(5)) ELSE cast(k as char(6)) END, length(coalesce(cast(k as char(5)), cast('z' as char(6)))) FROM t ORDER BY k;
SELECT c, count(*), max(length(c)) FROM t GROUP BY c ORDER BY c;
SELECT cast(k as char(5)) kk, count(*) FROM t GROUP BY cast(k as char(5)) ORDER BY kk;
SELECT x.k, y.c FROM t x JOIN t y ON cast(x.k as char(4)) = y.c ORDER BY x.k;
SELECT k FROM t WHERE length(cast(k as char(5))) = 5 ORDER BY k;
SELECT k FROM t WHERE cast(k as char(4)) IN ('ab', 'abc ') ORDER BY k;
SELECT max(cast(k as char(5))), min(length(cast(k as char(7)))), sum(length(cast(k as char(7)))) FROM t;
SELECT first(cast(k as char(5))) OVER (ORDER BY k), length(lag(cast(k as char(5))) OVER (ORDER BY k)) FROM t ORDER BY k;
SELECT cast(k as char(5)) x FROM t UNION ALL SELECT c FROM t ORDER BY x;
-- expect_error: EXCEED_LIMIT_LENGTH
SELECT cast(k as varchar(2)) FROM t ORDER BY k;
-- expect_error: EXCEED_LIMIT_LENGTH
SELECT cast(k as char(2)) FROM t ORDER BY k;
