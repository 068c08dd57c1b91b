SELECT sum(clicks) AS clicks, count(*) AS views, avg(screen_width) AS width, avg(load_ms) AS load_ms FROM page_views
