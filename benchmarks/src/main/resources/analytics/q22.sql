SELECT count(*) AS views FROM page_views WHERE url LIKE '%google%'
