SELECT url, count(*) AS views
FROM page_views
WHERE site_id = 0 AND event_date BETWEEN DATE '2026-03-02' AND DATE '2026-03-30' AND is_refresh = 0 AND is_robot = 0 AND is_link <> 0 AND is_download = 0
GROUP BY url
ORDER BY views DESC, url
LIMIT 10 OFFSET 100
