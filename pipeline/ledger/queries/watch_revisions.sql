-- Figures that an outlet changed in place, of claims that a watch follows ($followed).
SELECT r.before_claim, r.after_claim, r.before, r.after, r.change, r.unit, r.subject, r.source, r.outlet, r.url, r.before_version,
    r.after_version, r.changed_by, r.before_sentence, r.after_sentence
FROM revisions r
WHERE r.changed_by >= $since
    AND r.url IN (SELECT url FROM articles SEMI JOIN new_articles USING (article_id))  -- if batch
    AND (r.before_claim IN (SELECT unnest($followed::VARCHAR[])) OR r.after_claim IN (SELECT unnest($followed::VARCHAR[])))  -- if followed
ORDER BY r.changed_by, r.url, r.before_claim, r.after_claim, r.before_sentence
