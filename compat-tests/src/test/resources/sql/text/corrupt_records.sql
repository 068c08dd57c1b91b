-- What the functions that parse texts make of texts that are wrong: the name of the column for them is the session's.
CREATE TABLE texts (id INT, csv STRING, json STRING, xml STRING) USING parquet;
INSERT INTO texts SELECT /*+ COALESCE(1) */ * FROM VALUES
  (1, '1,2', '{"a":1,"b":2}', '<r><a>1</a><b>2</b></r>'),
  (2, '"', '{"a":1', '<r><a>1</a>'),
  (3, 'x,2', '{"a":"x","b":2}', '<r><a>x</a><b>2</b></r>'),
  (4, '1,2,3,4', '[1]', '<r></r>'),
  (5, '', '', ''),
  (6, NULL, NULL, NULL);

SELECT id, from_csv(csv, 'a INT, b INT, _corrupt_record STRING') FROM texts;
SELECT id, from_csv(csv, 'a INT, _corrupt_record STRING, b INT')._corrupt_record FROM texts;
SELECT id, from_csv(csv, 'a INT, b INT, bad STRING', map('columnNameOfCorruptRecord', 'bad')) FROM texts;
SELECT id, from_csv(csv, 'a INT, b INT') FROM texts WHERE from_csv(csv, 'a INT, b INT, _corrupt_record STRING')._corrupt_record IS NOT NULL;
SELECT from_csv(csv, 'a INT, b INT, _corrupt_record STRING')._corrupt_record c, count(*) FROM texts GROUP BY 1;
SELECT max(from_csv(csv, 'a INT, b INT, _corrupt_record STRING')._corrupt_record) FROM texts;
SELECT collect_list(from_csv(csv, 'a INT, b INT, _corrupt_record STRING')) FROM (SELECT * FROM texts ORDER BY id);
SELECT id, transform(split(csv, ';'), t -> from_csv(t, 'a INT, b INT, _corrupt_record STRING')) FROM texts;
SELECT id, from_json(json, 'a INT, b INT, _corrupt_record STRING') FROM texts;
SELECT id, from_json(json, 'a INT, b INT, bad STRING', map('columnNameOfCorruptRecord', 'bad')) FROM texts;
SELECT id, from_xml(xml, 'a INT, b INT, _corrupt_record STRING') FROM texts;
SELECT id, from_xml(xml, 'a INT, b INT, bad STRING', map('columnNameOfCorruptRecord', 'bad')) FROM texts;
-- expect_error: MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION
SELECT id, from_csv(csv, 'a INT, b INT, _corrupt_record STRING', map('mode', 'FAILFAST')) FROM texts;
