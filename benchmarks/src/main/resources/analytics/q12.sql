SELECT phone_model, count(DISTINCT visitor_id) AS visitors
FROM page_views
WHERE phone_model IS NOT NULL
GROUP BY phone_model
ORDER BY visitors DESC, phone_model
LIMIT 10
