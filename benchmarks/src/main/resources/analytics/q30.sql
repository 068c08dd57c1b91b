SELECT regexp_replace(referer, '^https?://(www[.])?([^/]+)/.*$', '$2') AS host, avg(length(referer)) AS referer_length, count(*) AS views, min(referer) AS first_referer
FROM page_views
WHERE referer <> ''
GROUP BY regexp_replace(referer, '^https?://(www[.])?([^/]+)/.*$', '$2')
HAVING count(*) > 20
ORDER BY referer_length DESC, host
LIMIT 25
