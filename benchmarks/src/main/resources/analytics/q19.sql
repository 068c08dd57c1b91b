SELECT count(*) AS groups, sum(views) AS views, max(views) AS most
FROM (SELECT visitor_id, search_phrase, count(*) AS views FROM page_views GROUP BY visitor_id, search_phrase)
