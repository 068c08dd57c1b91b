SELECT count(*) AS views FROM page_views WHERE ad_source_id <> 0
