-- Three-valued logic: all nine pairs.
CREATE TABLE b(id INT, p BOOLEAN, q BOOLEAN) USING parquet;
INSERT INTO b VALUES (1, true, true), (2, true, false), (3, true, NULL), (4, false, true), (5, false, false), (6, false, NULL), (7, NULL, true), (8, NULL, false), (9, NULL, NULL);

SELECT id, p AND q, p OR q, NOT p, p = q, p <=> q, p <> q FROM b;
SELECT id FROM b WHERE p AND q;
SELECT id FROM b WHERE p OR q;
SELECT id FROM b WHERE NOT (p AND q);
SELECT id FROM b WHERE NOT p OR q IS NULL;
SELECT id, p IS TRUE, p IS FALSE, p IS NULL, p IS NOT TRUE, p IS NOT NULL FROM b;
SELECT id, (p AND NOT q) OR (q AND NOT p), NOT (NOT p OR NOT q) FROM b;
SELECT id FROM b WHERE (id > 3 AND p) OR (id < 7 AND q) OR id = 9;
SELECT id, p AND 1 / (id - 5) > 0 FROM b WHERE id <> 5;
SELECT id, bool_and(p) OVER (), id FROM b WHERE id < 3;
