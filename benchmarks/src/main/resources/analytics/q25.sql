SELECT * FROM page_views WHERE url LIKE '%google%' ORDER BY event_time LIMIT 10
