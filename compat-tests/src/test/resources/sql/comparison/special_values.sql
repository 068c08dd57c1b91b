-- Comparisons with NaN, both zeros and NULL: NaN equals NaN and is the largest, -0.0 equals 0.0.
CREATE TABLE f(id INT, x FLOAT, y DOUBLE, v FLOAT, w DOUBLE) USING parquet;
INSERT INTO f VALUES
  (1, float('NaN'), double('NaN'), float('NaN'), double('NaN')), (2, float('0.0'), 0.0D, float('-0.0'), -0.0D),
  (3, NULL, NULL, float('1'), 1D), (4, NULL, NULL, NULL, NULL), (5, float('Infinity'), double('Infinity'), float('NaN'), double('NaN')),
  (6, float('-1.5'), -1.5D, float('-1.5'), -1.5D), (7, float('2'), 2D, float('3'), 3D);

SELECT id, x = v, x <> v, x < v, x <= v, x > v, x >= v, x <=> v FROM f;
SELECT id, y = w, y <> w, y < w, y <= w, y > w, y >= w, y <=> w FROM f;
SELECT id FROM f WHERE y = double('NaN');
SELECT id FROM f WHERE y = 0.0D;
SELECT id FROM f WHERE y < double('Infinity');
SELECT id FROM f WHERE NOT (y > 1);
SELECT id FROM f WHERE y IN (0.0D, double('NaN'), 2D);
SELECT id FROM f WHERE y IN (0.0D, NULL);
-- any_engine (the optimizer finds that it is empty)
SELECT id FROM f WHERE y NOT IN (0.0D, NULL);
SELECT id, y BETWEEN -2 AND 2, greatest(y, w), least(y, w), greatest(x, v, float('1')) FROM f;
SELECT id FROM f WHERE y <=> NULL;
SELECT id, nullif(y, w), coalesce(y, w), nvl2(y, 1, 2) FROM f;
