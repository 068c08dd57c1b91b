SELECT url_hash, event_date, count(*) AS views
FROM page_views
WHERE site_id = 0 AND event_date BETWEEN DATE '2026-03-02' AND DATE '2026-03-30' AND is_refresh = 0 AND is_robot = 0 AND search_engine_id IN (0, 1, 2)
GROUP BY url_hash, event_date
ORDER BY views DESC, url_hash, event_date
LIMIT 10 OFFSET 100
