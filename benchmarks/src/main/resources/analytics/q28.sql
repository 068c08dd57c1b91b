SELECT title, event_time FROM page_views WHERE title <> '' ORDER BY title DESC, event_time DESC LIMIT 10
