-- As corrupt_records.sql, with another name for the column in the session.
-- Config: spark.sql.columnNameOfCorruptRecord=wrong
CREATE TABLE texts (id INT, csv STRING, json STRING, xml STRING) USING parquet;
INSERT INTO texts SELECT /*+ COALESCE(1) */ * FROM VALUES
  (1, '1,2', '{"a":1,"b":2}', '<r><a>1</a><b>2</b></r>'),
  (2, '"', '{"a":1', '<r><a>1</a>'),
  (3, 'x,2', '{"a":"x","b":2}', '<r><a>x</a><b>2</b></r>'),
  (4, '1,2,3,4', '[1]', '<r></r>'),
  (5, '', '', ''),
  (6, NULL, NULL, NULL);

SELECT id, from_csv(csv, 'a INT, b INT, wrong STRING') FROM texts;
SELECT id, from_json(json, 'a INT, b INT, wrong STRING') FROM texts;
SELECT id, from_xml(xml, 'a INT, b INT, wrong STRING') FROM texts;
