SELECT phone_brand, phone_model, os_id, count(DISTINCT visitor_id) AS visitors, max(age) AS oldest
FROM page_views
WHERE phone_model <> ''
GROUP BY phone_brand, phone_model, os_id
ORDER BY visitors DESC, phone_brand, phone_model, os_id
LIMIT 10
