-- Comparisons: claims of different sources about the same thing at the same time. Reads claim_changes.
--
-- Two claims are held against each other if a scale and a topic are shared, their stories are one (one article, one copy
-- group, or three shared names or figures within two weeks) or their subjects name the same place, and their periods
-- overlap or are not told. Ranked by how sure that is and how far apart they are.
--
-- Not held against each other are figures of places that differ; a toll and a later, larger one, of at most twice as
-- much a day, for it may have grown; and a longer period's figure and a shorter one's that is smaller (300 arrests
-- since January, 12 on Monday) or is a rate.

DELETE FROM comparisons WHERE claim_id IN (SELECT claim_id FROM claim_changes)
    OR other_id IN (SELECT claim_id FROM claim_changes);

CREATE OR REPLACE TEMP TABLE near_claims AS
WITH weeks AS (
    SELECT DISTINCT week_of(c.seen_on) + step AS week
    FROM claims c SEMI JOIN claim_changes USING (claim_id), (SELECT unnest(range(-2, 3)) AS step)
)
SELECT claim_id, first_article FROM claims
WHERE week_of(seen_on) IN (SELECT week FROM weeks) AND modality IN ('asserted', 'projected') AND kind <> 'duration';

CREATE OR REPLACE TEMP TABLE near_articles AS
SELECT article_id, story, copy_group, outlet FROM articles
WHERE rowid IN (SELECT a.rowid FROM articles a JOIN near_claims n ON n.first_article = a.article_id);

CREATE OR REPLACE TEMP TABLE comparable AS
SELECT c.claim_id, c.low, c.source_id, c.scales,
    list_filter(c.topics, lambda t: t[1] <> '@') AS about, list_filter(c.topics, lambda t: t[1] = '@') AS names,
    c.kind, c.modality, c.comparator, c.seen_on, greatest(c.seen_on, c.last_seen::DATE) AS last_on, c.subject_key, c.topics,
    c.as_of_start, c.as_of_end, c.as_of_end - c.as_of_start AS period, a.story, a.copy_group, a.article_id, a.outlet, week_of(c.seen_on) AS week,
    figure_least(c.comparator, c.low, c.high, c.kind) AS least,
    figure_most(c.comparator, c.low, c.high, c.kind) AS most,
    c.claim_id IN (SELECT claim_id FROM claim_changes) AS changed
FROM claims c SEMI JOIN near_claims USING (claim_id) JOIN near_articles a ON a.article_id = c.first_article
WHERE NOT list_bool_and(list_transform(c.topics, lambda t: t[1] = '@'));

CREATE OR REPLACE TEMP TABLE story_names AS
SELECT article_id, week, touched, len(names) AS known, unnest(names) AS name FROM (
    SELECT article_id, any_value(week) AS week, bool_or(changed) AS touched,
        list_filter(any_value(story), lambda w: w[1] = '@' OR w[1] BETWEEN '0' AND '9') AS names
    FROM comparable GROUP BY article_id
);

CREATE OR REPLACE TEMP TABLE linked_articles AS
SELECT a.article_id AS x, b.article_id AS y
FROM story_names a JOIN story_names b ON a.name = b.name AND abs(a.week - b.week) <= 2 AND a.article_id <> b.article_id
WHERE a.touched
GROUP BY a.article_id, b.article_id
HAVING count(*) >= CASE WHEN least(any_value(a.known), any_value(b.known)) <= 5 THEN 2 ELSE 3 END
UNION ALL SELECT DISTINCT article_id, article_id FROM comparable WHERE changed;

-- In two steps, because the planner would join the claims with each other first.
CREATE OR REPLACE TEMP TABLE linked_claims AS
SELECT c.claim_id, c.kind, c.modality, c.scales, c.about, l.y AS article_id
FROM linked_articles l JOIN comparable c ON c.article_id = l.x WHERE c.changed;

CREATE OR REPLACE TEMP TABLE candidates AS
SELECT a_id, b_id, bool_or(one_story) AS one_story FROM (
    SELECT c.claim_id AS a_id, d.claim_id AS b_id, true AS one_story, list_has_any(c.scales, d.scales) AS one_scale,
        list_has_any(c.about, d.about) AS one_topic
    FROM linked_claims c JOIN comparable d ON d.article_id = c.article_id AND c.modality = d.modality AND c.kind = d.kind
    WHERE c.claim_id <> d.claim_id AND (NOT d.changed OR c.claim_id < d.claim_id)
    UNION ALL
    -- "wheat harvest in Orudo" is the same thing in whatever article.
    SELECT c.claim_id, d.claim_id, false, list_has_any(c.scales, d.scales), true
    FROM comparable c JOIN comparable d ON c.topics = d.topics AND c.modality = d.modality AND c.kind = d.kind
    WHERE c.changed AND c.claim_id <> d.claim_id AND (NOT d.changed OR c.claim_id < d.claim_id)
        AND len(c.names) > 0 AND abs(c.week - d.week) <= 2
) WHERE one_scale AND one_topic GROUP BY a_id, b_id;

INSERT INTO comparisons
WITH pairs AS (
    SELECT x.claim_id AS x_id, y.claim_id AS y_id, x.low AS x_low, y.low AS y_low,
        greatest(0, x.least - y.most, y.least - x.most) AS gap,
        greatest(abs(x.low), abs(y.low)) AS larger,
        len(list_intersect(x.about, y.about)) AS common,
        -- Concepts, in capitals, come before other words.
        list_min(list_intersect(x.about, y.about)) AS topic,
        len(list_distinct(list_concat(x.about, y.about))) AS either,
        len(list_filter(list_intersect(x.about, y.about), lambda t: t = upper(t) AND t <> lower(t))) AS concepts,
        len(x.names) > 0 AND len(y.names) > 0 AND NOT list_has_any(x.names, y.names)
            -- A sum between two that are named ("Russia's trade with Brazil") is not that of somebody unnamed.
            OR x.kind = 'money' AND least(len(x.names), len(y.names)) = 0
                AND greatest(len(x.names), len(y.names)) > 1 AS names_differ,
        x.subject_key = y.subject_key AS same_subject,
        x.article_id = y.article_id AS one_article, x.copy_group = y.copy_group AS one_group,
        x.source_id IS NOT NULL AND y.source_id IS NOT NULL AS both_named,
        c.one_story,
        -- From the last day on which one was printed to the first of the other.
        greatest(0, date_diff('day', x.last_on, y.seen_on), date_diff('day', y.last_on, x.seen_on)) AS days,
        y.seen_on > x.last_on AND y.low > x.low OR x.seen_on > y.last_on AND x.low > y.low AS later_is_larger,
        least(abs(x.low), abs(y.low)) AS smaller,
        x.as_of_start IS NOT NULL AND y.as_of_start IS NOT NULL AS both_dated,
        coalesce(x.period > 3 * y.period + 5, false) AS x_much_longer,
        coalesce(y.period > 3 * x.period + 5, false) AS y_much_longer,
        coalesce(x.as_of_start <= y.as_of_end AND y.as_of_start <= x.as_of_end, true) AS overlap,
        x.kind, x.outlet, y.outlet AS y_outlet, x.source_id AS x_source, y.source_id AS y_source
    FROM candidates c JOIN comparable x ON x.claim_id = c.a_id JOIN comparable y ON y.claim_id = c.b_id
),
judged AS (
    SELECT *, CASE WHEN same_subject THEN 1 ELSE (common + concepts)::DOUBLE / (either + concepts) END AS likeness,
        CASE WHEN one_article THEN 1 WHEN one_group THEN 0.95 WHEN one_story THEN 0.9 ELSE 0.8 END
            * CASE WHEN both_dated THEN 1 ELSE 1 / (1 + days / 4.0) END
            * CASE WHEN both_named THEN 1 ELSE 0.7 END AS sureness
    FROM pairs
    WHERE overlap AND days <= 14 AND NOT names_differ
        AND NOT (kind = 'count' AND gap > 0 AND later_is_larger AND larger <= smaller * (1 + days))
        AND (kind IN ('percent', 'ratio') AND NOT (x_much_longer OR y_much_longer)
            OR kind NOT IN ('percent', 'ratio')
                AND NOT (x_much_longer AND x_low > y_low OR y_much_longer AND y_low > x_low))
        AND (x_source IS DISTINCT FROM y_source
            OR x_source IS NULL AND y_source IS NULL AND NOT one_group AND outlet IS DISTINCT FROM y_outlet)
),
ranked AS (
    SELECT *, CASE WHEN larger > 0 THEN least(1, gap / larger) ELSE 0 END AS gap_share FROM judged
    WHERE likeness >= 0.5 AND NOT (one_article AND NOT both_named)
)
SELECT CASE WHEN x_low > y_low OR x_low = y_low AND x_id < y_id THEN x_id ELSE y_id END,
    CASE WHEN x_low > y_low OR x_low = y_low AND x_id < y_id THEN y_id ELSE x_id END,
    CASE WHEN gap > 0 THEN 'disagree' ELSE 'agree' END, topic,
    gap, round(gap_share, 4), round(likeness, 4),
    round(likeness * sureness * CASE WHEN gap > 0 THEN 0.6 + 0.4 * least(1, 3 * gap_share) ELSE 1 END, 4)
FROM ranked
-- Open intervals agree with anything beyond them; that says little unless the figures are near each other.
WHERE (gap > 0 OR least(abs(x_low), abs(y_low)) >= 0.75 * larger)
    AND likeness * sureness * CASE WHEN gap > 0 THEN 0.6 + 0.4 * least(1, 3 * gap_share) ELSE 1 END >= 0.3;
