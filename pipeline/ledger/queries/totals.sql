-- How much the ledger holds, and how much of it is of its latest day (not after today, whatever pages say).
WITH latest AS (SELECT max(seen_on) AS day FROM claims WHERE seen_on <= $today)
SELECT (SELECT count(*) FROM claims) AS claims, (SELECT count(*) FROM sightings) AS sightings,
    (SELECT count(*) FROM articles) AS articles, (SELECT count(DISTINCT outlet) FROM articles) AS outlets,
    latest.day AS latest_day, (SELECT count(*) FROM claims WHERE seen_on = latest.day) AS new_claims,
    (SELECT count(*) FROM articles WHERE seen_on = latest.day) AS new_articles,
    (SELECT count(*) FROM comparisons WHERE relation = 'disagree' AND shown) AS disagreements
FROM latest
