SELECT event_time, search_phrase
FROM page_views
WHERE search_phrase <> ''
ORDER BY event_time, search_phrase
LIMIT 10
