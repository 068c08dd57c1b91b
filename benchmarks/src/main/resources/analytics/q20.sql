SELECT visitor_id, minute(event_time) AS minute_of_hour, search_phrase, count(*) AS views
FROM page_views
GROUP BY visitor_id, minute(event_time), search_phrase
ORDER BY views DESC, visitor_id, minute_of_hour, search_phrase
LIMIT 10
