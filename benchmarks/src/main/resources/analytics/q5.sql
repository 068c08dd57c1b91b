SELECT count(DISTINCT visitor_id) AS visitors FROM page_views
