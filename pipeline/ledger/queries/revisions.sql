-- Figures that outlets changed in place, the latest first.
FROM revisions
ORDER BY changed_by DESC NULLS LAST, url, subject, before, before_claim, after_claim, before_sentence
LIMIT $limit
