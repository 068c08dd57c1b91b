SELECT min(event_date) AS first_day, max(event_date) AS last_day, min(event_time) AS first_time, max(event_time) AS last_time FROM page_views
