SELECT site_id, avg(length(url)) AS url_length, count(*) AS views
FROM page_views
WHERE url <> ''
GROUP BY site_id
HAVING count(*) > 100
ORDER BY url_length DESC, site_id
LIMIT 25
