SELECT min(url) AS first_url, max(url) AS last_url, min(title) AS first_title, max(title) AS last_title FROM page_views
