SELECT count(DISTINCT search_phrase) AS phrases FROM page_views
