-- What each watch noticed, the last of it, and what of it still waits to be told.
WITH waiting AS (
    SELECT notice_id, count(*) FILTER (sent_at IS NULL) AS waiting, max(trouble) FILTER (sent_at IS NULL) AS trouble
    FROM deliveries GROUP BY notice_id
)
SELECT n.watch, count(*) AS noticed, max(n.noticed_at) AS last_noticed,
    max_by(n.title, (n.noticed_at, n.notice_id)) AS last_title, coalesce(sum(w.waiting), 0)::BIGINT AS waiting,
    max(w.trouble) AS trouble
FROM notices n
LEFT JOIN waiting w USING (notice_id)
GROUP BY n.watch
ORDER BY last_noticed DESC, n.watch
