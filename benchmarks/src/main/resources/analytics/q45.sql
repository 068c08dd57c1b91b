SELECT date_trunc('MINUTE', event_time) AS minute_of_day, count(*) AS views
FROM page_views
WHERE site_id = 0 AND event_date BETWEEN DATE '2026-03-14' AND DATE '2026-03-15' AND is_refresh = 0 AND is_robot = 0
GROUP BY date_trunc('MINUTE', event_time)
ORDER BY minute_of_day
LIMIT 10 OFFSET 1000
