SELECT event_type, os_name, count(*) AS views
FROM page_views
WHERE ad_source_id <> 0
GROUP BY event_type, os_name
ORDER BY views DESC, event_type, os_name
