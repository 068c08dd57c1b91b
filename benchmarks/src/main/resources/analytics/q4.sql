SELECT sum(bytes_sent) AS sent, sum(bytes_received) AS received, sum(order_price) AS turnover, count(order_id) AS orders FROM page_views
