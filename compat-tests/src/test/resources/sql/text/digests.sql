-- ConfigMatrix: spark.sql.ansi.enabled=true,false
-- Digests, hexadecimal text, characters replaced one by one.
CREATE TABLE t(id INT, s STRING, b BINARY, l BIGINT) USING parquet;
INSERT INTO t SELECT /*+ COALESCE(1) */ * FROM VALUES (1, 'abc', X'00FF', 0L), (2, '', X'', -1L), (3, NULL, NULL, NULL), (4, 'Привет, мир', X'C328', 255L), (5, 'a-b-c', X'61', -9223372036854775808L), (6, '😀aé', X'FF', 4096L);
SELECT id, md5(s), md5(b), sha1(s), sha(b), crc32(s), crc32(b), sha2(s, 0), sha2(s, 224), sha2(b, 256), sha2(s, 384), sha2(s, 512), sha2(s, 17), sha2(s, id) FROM t;
SELECT id, hex(s), hex(b), hex(l), hex(id), hex(md5(s)) FROM t;
SELECT id, bin(l), bin(id), bin(-id), bin(l + 1) FROM t WHERE id < 5;
SELECT id, translate(s, 'abc', 'xy'), translate(s, '-', ''), translate(s, 'aa', 'bc'), translate(s, 'é', 'e'), translate(s, 'a', 'é'), translate(s, '', 'x'), translate(s, s, 'x'), translate(CAST(b AS STRING), 'a', 'z'), translate(char(id - 1) || s, 'a', 'z') FROM t;
SELECT substring(md5(CAST(id AS STRING)), 1, 1) AS h, count(*) FROM t GROUP BY substring(md5(CAST(id AS STRING)), 1, 1);
