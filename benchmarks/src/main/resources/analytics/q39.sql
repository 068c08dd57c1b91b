SELECT title, count(*) AS views
FROM page_views
WHERE site_id = 0 AND event_date BETWEEN DATE '2026-03-02' AND DATE '2026-03-30' AND is_refresh = 0 AND is_robot = 0 AND title <> ''
GROUP BY title
ORDER BY views DESC, title
LIMIT 10
