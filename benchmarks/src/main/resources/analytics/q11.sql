SELECT region_id, sum(clicks) AS clicks, count(*) AS views, avg(screen_width) AS width, count(DISTINCT visitor_id) AS visitors
FROM page_views
GROUP BY region_id
ORDER BY views DESC, region_id
LIMIT 10
