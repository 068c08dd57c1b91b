SELECT search_phrase FROM page_views WHERE search_phrase <> '' ORDER BY search_phrase LIMIT 10
