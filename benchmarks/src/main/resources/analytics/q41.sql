SELECT search_engine_id, ad_source_id, CASE WHEN search_engine_id = 0 AND ad_source_id = 0 THEN referer ELSE '' END AS source, url, count(*) AS views
FROM page_views
WHERE site_id = 0 AND event_date BETWEEN DATE '2026-03-02' AND DATE '2026-03-30' AND is_refresh = 0 AND is_robot = 0
GROUP BY search_engine_id, ad_source_id, CASE WHEN search_engine_id = 0 AND ad_source_id = 0 THEN referer ELSE '' END, url
ORDER BY views DESC, search_engine_id, ad_source_id, source, url
LIMIT 10 OFFSET 200
