SELECT visitor_id, count(*) AS views
FROM page_views
GROUP BY visitor_id
ORDER BY views DESC, visitor_id
LIMIT 10
