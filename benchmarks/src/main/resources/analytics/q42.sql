SELECT CASE WHEN age = 0 THEN 'unknown' WHEN age < 25 THEN 'young' WHEN age < 50 THEN 'middle' ELSE 'older' END AS ages,
  CASE WHEN load_ms < 20 THEN 'fast' WHEN load_ms < 400 THEN 'usual' ELSE 'slow' END AS speed,
  count(*) AS views, sum(seconds_on_page) AS seconds_read, count(DISTINCT site_id) AS sites
FROM page_views
GROUP BY CASE WHEN age = 0 THEN 'unknown' WHEN age < 25 THEN 'young' WHEN age < 50 THEN 'middle' ELSE 'older' END,
  CASE WHEN load_ms < 20 THEN 'fast' WHEN load_ms < 400 THEN 'usual' ELSE 'slow' END
ORDER BY ages, speed
