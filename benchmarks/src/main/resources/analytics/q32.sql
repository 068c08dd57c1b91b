SELECT search_engine_id, client_ip, count(*) AS views, sum(is_refresh) AS refreshed, avg(screen_width) AS width
FROM page_views
WHERE search_phrase <> ''
GROUP BY search_engine_id, client_ip
ORDER BY views DESC, search_engine_id, client_ip
LIMIT 10
