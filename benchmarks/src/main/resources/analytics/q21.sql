SELECT visitor_id, event_time, url FROM page_views WHERE visitor_id = 1046394712501569526 ORDER BY event_time, url LIMIT 100
