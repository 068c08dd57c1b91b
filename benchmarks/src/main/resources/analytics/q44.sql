SELECT window_width, window_height, count(*) AS views
FROM page_views
WHERE site_id = 0 AND event_date BETWEEN DATE '2026-03-02' AND DATE '2026-03-30' AND is_refresh = 0 AND is_robot = 0
GROUP BY window_width, window_height
ORDER BY views DESC, window_width, window_height
LIMIT 10 OFFSET 1000
