SELECT search_phrase, min(url) AS first_url, min(title) AS first_title, count(*) AS views, count(DISTINCT visitor_id) AS visitors
FROM page_views
WHERE title LIKE '%Google%' AND url NOT LIKE '%.google.%' AND search_phrase <> ''
GROUP BY search_phrase
ORDER BY views DESC, search_phrase
LIMIT 10
