SELECT 'page' AS kind, url, title, count(*) AS views
FROM page_views
GROUP BY url, title
ORDER BY views DESC, url, title
LIMIT 10
