SELECT count(*) AS views FROM page_views
