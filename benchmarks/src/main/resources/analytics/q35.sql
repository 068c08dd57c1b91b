SELECT url, count(*) AS views
FROM page_views
GROUP BY url
ORDER BY views DESC, url
LIMIT 10
