-- Aggregates with an order of their own: the order is a child of the function, beside the value or the same as it.
-- ConfigMatrix: spark.sql.adaptive.enabled=true,false

CREATE TABLE notes (id INT, k INT, s STRING, n INT) USING parquet;
INSERT INTO notes SELECT /*+ COALESCE(1) */ * FROM VALUES
  (1, 1, 'b', 3), (2, 1, 'a', 1), (3, 1, NULL, 2), (4, 2, 'z', 9), (5, 2, 'y', 9), (6, 2, 'x', 7), (7, NULL, 'n', 0),
  (8, 3, NULL, 1), (9, 1, 'a', 5);

SELECT k, listagg(s) WITHIN GROUP (ORDER BY s DESC) FROM notes GROUP BY k;
SELECT k, listagg(s, ', ') WITHIN GROUP (ORDER BY n, s) FROM notes GROUP BY k;
SELECT k, listagg(DISTINCT s, '|') WITHIN GROUP (ORDER BY s) FROM notes GROUP BY k;
SELECT listagg(upper(s), '-') WITHIN GROUP (ORDER BY upper(s), id DESC) FROM notes;
SELECT k, string_agg(s, ';') WITHIN GROUP (ORDER BY id DESC NULLS LAST) FROM notes GROUP BY k;
SELECT k, percentile_cont(0.5) WITHIN GROUP (ORDER BY n DESC), percentile_disc(0.25) WITHIN GROUP (ORDER BY n) FROM notes GROUP BY k;
SELECT k, mode() WITHIN GROUP (ORDER BY n DESC) FROM notes GROUP BY k;
