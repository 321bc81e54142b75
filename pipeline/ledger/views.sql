-- Views: what the figures say together. docs/queries.md has an example for each.

CREATE OR REPLACE VIEW sources AS
SELECT m.source_id, min_by(m.source, (length(m.source), m.source)) AS source,
    list_sort(list(DISTINCT m.source_text)) AS aliases,
    any_value(c.claims) AS claims, count(*) AS sightings, count(DISTINCT m.outlet) AS outlets,
    min(m.seen_on) AS first_seen, max(m.seen_on) AS last_seen
FROM sightings m
LEFT JOIN (SELECT source_id, count(*) AS claims FROM claims GROUP BY source_id) c USING (source_id)
WHERE m.source_id IS NOT NULL
GROUP BY m.source_id;
COMMENT ON VIEW sources IS 'Who gives figures, one row per resolved source.';
COMMENT ON COLUMN sources.source_id IS 'Identity of the source: its name in lower case, without titles and accents.';
COMMENT ON COLUMN sources.source IS 'Its name.';
COMMENT ON COLUMN sources.aliases IS 'All the ways in which articles name it.';
COMMENT ON COLUMN sources.claims IS 'Number of its claims.';
COMMENT ON COLUMN sources.sightings IS 'Number of sightings of them.';
COMMENT ON COLUMN sources.outlets IS 'Number of outlets that quote it.';
COMMENT ON COLUMN sources.first_seen IS 'Day on which it was first quoted.';
COMMENT ON COLUMN sources.last_seen IS 'Day on which it was last quoted.';

CREATE OR REPLACE VIEW timelines AS
WITH figures AS (
    -- "people killed" by "police" are a series only within one story; who or what has a name is one everywhere.
    SELECT c.*, CASE WHEN NOT is_specific(c.topics, c.source) THEN a.main_name END AS story
    FROM claims c JOIN articles a ON a.article_id = c.first_article
)
SELECT subject_key, source_id, subject, source, unit, kind, as_of_start, as_of_end, first_seen, comparator, low, high,
    low - lag(low) OVER series AS step,
    (low - lag(low) OVER series) / nullif(abs(lag(low) OVER series), 0) AS step_share,
    count(*) OVER (PARTITION BY subject_key, source_id, modality, story) AS figures,
    modality, story, sightings, claim_id
FROM figures
WINDOW series AS (PARTITION BY subject_key, source_id, modality, story
    ORDER BY coalesce(as_of_end, seen_on), first_seen, claim_id);
COMMENT ON VIEW timelines IS 'What one source said of one subject over time: its claims in the order of the days for which they hold, with the step from each figure to the next.';
COMMENT ON COLUMN timelines.subject_key IS 'What subjects are compared by; with source_id, modality and story it names the series.';
COMMENT ON COLUMN timelines.source_id IS 'The resolved source; null for what articles say in their own voice.';
COMMENT ON COLUMN timelines.subject IS 'Subject in the claim''s own words.';
COMMENT ON COLUMN timelines.source IS 'Name of the source.';
COMMENT ON COLUMN timelines.unit IS 'Unit of the figure.';
COMMENT ON COLUMN timelines.kind IS 'Kind of the figure.';
COMMENT ON COLUMN timelines.as_of_start IS 'First day for which the figure is said to hold.';
COMMENT ON COLUMN timelines.as_of_end IS 'Last day for which it is said to hold; where null, the day of printing orders it.';
COMMENT ON COLUMN timelines.first_seen IS 'When it was first printed.';
COMMENT ON COLUMN timelines.comparator IS 'Comparator of the figure.';
COMMENT ON COLUMN timelines.low IS 'The figure, or its lower end.';
COMMENT ON COLUMN timelines.high IS 'Its upper end.';
COMMENT ON COLUMN timelines.step IS 'Change of low from the figure before; null for the first.';
COMMENT ON COLUMN timelines.step_share IS 'The step as a share of the figure before.';
COMMENT ON COLUMN timelines.figures IS 'Number of claims in the series.';
COMMENT ON COLUMN timelines.modality IS 'asserted, negated, projected or hypothetical: plans and facts are different series.';
COMMENT ON COLUMN timelines.story IS 'Where neither subject nor source has a name of its own ("people killed", "police"): the name that the article mentions most, so that each story is a series by itself; null elsewhere.';
COMMENT ON COLUMN timelines.sightings IS 'Number of sightings of the claim.';
COMMENT ON COLUMN timelines.claim_id IS 'The claim.';

CREATE OR REPLACE VIEW disagreements AS
SELECT a.subject, a.source, a.comparator, a.low, a.high, a.as_of_start, a.as_of_end,
    b.subject AS other_subject, b.source AS other_source, b.comparator AS other_comparator, b.low AS other_low,
    b.high AS other_high, b.as_of_start AS other_as_of_start, b.as_of_end AS other_as_of_end,
    a.kind, a.unit, c.topic, c.gap, c.gap_share, c.likeness, c.strength,
    row_number() OVER (PARTITION BY least(a.source_id, b.source_id), greatest(a.source_id, b.source_id), a.kind, c.topic,
        least(week_of(a.seen_on), week_of(b.seen_on)) // 4
        ORDER BY c.strength DESC, (a.comparator = '=')::INTEGER + (b.comparator = '=')::INTEGER DESC,
        a.sightings + b.sightings DESC, c.gap DESC, c.claim_id, c.other_id) AS place,
    least(a.first_seen, b.first_seen) AS first_seen, c.claim_id, c.other_id
FROM comparisons c
JOIN claims a ON a.claim_id = c.claim_id
JOIN claims b ON b.claim_id = c.other_id
WHERE c.relation = 'disagree';
COMMENT ON VIEW disagreements IS 'Pairs of figures about the same thing at the same time, from different sources, that cannot both be true. The larger figure stands first. Take place = 1 for the surest pair of each two sources and topic.';
COMMENT ON COLUMN disagreements.subject IS 'Subject of the larger figure.';
COMMENT ON COLUMN disagreements.source IS 'Its source; null where articles say it themselves.';
COMMENT ON COLUMN disagreements.comparator IS 'Its comparator.';
COMMENT ON COLUMN disagreements.low IS 'The larger figure.';
COMMENT ON COLUMN disagreements.high IS 'Its upper end.';
COMMENT ON COLUMN disagreements.as_of_start IS 'First day for which it is said to hold.';
COMMENT ON COLUMN disagreements.as_of_end IS 'Last day for which it is said to hold.';
COMMENT ON COLUMN disagreements.other_subject IS 'Subject of the smaller figure.';
COMMENT ON COLUMN disagreements.other_source IS 'Its source.';
COMMENT ON COLUMN disagreements.other_comparator IS 'Its comparator.';
COMMENT ON COLUMN disagreements.other_low IS 'The smaller figure.';
COMMENT ON COLUMN disagreements.other_high IS 'Its upper end.';
COMMENT ON COLUMN disagreements.other_as_of_start IS 'First day for which it is said to hold.';
COMMENT ON COLUMN disagreements.other_as_of_end IS 'Last day for which it is said to hold.';
COMMENT ON COLUMN disagreements.kind IS 'Kind of both figures.';
COMMENT ON COLUMN disagreements.unit IS 'Unit of the larger figure.';
COMMENT ON COLUMN disagreements.topic IS 'What both subjects are about: a concept in capitals, or a word.';
COMMENT ON COLUMN disagreements.gap IS 'Distance between the two intervals; "more than 3,200" and 109 are 3,091 apart.';
COMMENT ON COLUMN disagreements.gap_share IS 'The gap as a share of the larger figure.';
COMMENT ON COLUMN disagreements.likeness IS 'How much of what the two subjects are about is shared, 0 to 1.';
COMMENT ON COLUMN disagreements.strength IS 'How sure it is that they speak of the same thing at the same time, and how far apart they are, 0 to 1.';
COMMENT ON COLUMN disagreements.place IS 'Place of the pair among those of the same two sources, topic and four weeks; 1 is the surest.';
COMMENT ON COLUMN disagreements.first_seen IS 'When the earlier of the two was first printed.';
COMMENT ON COLUMN disagreements.claim_id IS 'Claim with the larger figure.';
COMMENT ON COLUMN disagreements.other_id IS 'Claim with the smaller figure.';

CREATE OR REPLACE VIEW corroborations AS
SELECT a.subject, a.source, a.comparator, a.low, a.high, b.subject AS other_subject, b.source AS other_source,
    b.comparator AS other_comparator, b.low AS other_low, b.high AS other_high, a.kind, a.unit, c.likeness, c.strength,
    least(a.first_seen, b.first_seen) AS first_seen, c.claim_id, c.other_id
FROM comparisons c
JOIN claims a ON a.claim_id = c.claim_id
JOIN claims b ON b.claim_id = c.other_id
WHERE c.relation = 'agree';
COMMENT ON VIEW corroborations IS 'Pairs of figures about the same thing at the same time, from different sources, that agree: "more than 3,200" agrees with 3,231. Copies of one text are one source and never corroborate each other.';
COMMENT ON COLUMN corroborations.subject IS 'Subject of the larger figure.';
COMMENT ON COLUMN corroborations.source IS 'Its source; null where articles say it themselves.';
COMMENT ON COLUMN corroborations.comparator IS 'Its comparator.';
COMMENT ON COLUMN corroborations.low IS 'The larger figure.';
COMMENT ON COLUMN corroborations.high IS 'Its upper end.';
COMMENT ON COLUMN corroborations.other_subject IS 'Subject of the smaller figure.';
COMMENT ON COLUMN corroborations.other_source IS 'Its source.';
COMMENT ON COLUMN corroborations.other_comparator IS 'Its comparator.';
COMMENT ON COLUMN corroborations.other_low IS 'The smaller figure.';
COMMENT ON COLUMN corroborations.other_high IS 'Its upper end.';
COMMENT ON COLUMN corroborations.kind IS 'Kind of both figures.';
COMMENT ON COLUMN corroborations.unit IS 'Unit of the larger figure.';
COMMENT ON COLUMN corroborations.likeness IS 'How much of what the two subjects are about is shared, 0 to 1.';
COMMENT ON COLUMN corroborations.strength IS 'How sure it is that they speak of the same thing at the same time, 0 to 1.';
COMMENT ON COLUMN corroborations.first_seen IS 'When the earlier of the two was first printed.';
COMMENT ON COLUMN corroborations.claim_id IS 'Claim with the larger figure.';
COMMENT ON COLUMN corroborations.other_id IS 'Claim with the smaller figure.';

CREATE OR REPLACE VIEW revisions AS
WITH versions AS (
    SELECT article_id, address, version, first_fetched_at FROM articles
    WHERE address IN (SELECT address FROM articles WHERE version > 1)
),
figures AS (
    SELECT v.address, v.version, v.first_fetched_at, s.subject_key, s.source_id, s.modality, s.subject, s.source,
        s.comparator, s.low, s.high, s.unit, s.kind, s.quantity, s.claim_id, s.sighting_id, s.outlet, s.url, s.sentence
    FROM versions v JOIN sightings s USING (article_id)
)
SELECT DISTINCT ON (before.sighting_id) after.outlet, after.url, before.subject, before.source,
    before.quantity AS before, after.quantity AS after, before.low AS before_low, after.low AS after_low,
    after.low - before.low AS change, before.kind, before.unit, before.version AS before_version,
    after.version AS after_version, after.first_fetched_at AS changed_by, before.sentence AS before_sentence,
    after.sentence AS after_sentence, before.claim_id AS before_claim, after.claim_id AS after_claim
FROM figures before JOIN figures after
    ON after.address = before.address AND after.version = before.version + 1
    AND after.subject_key = before.subject_key AND after.modality = before.modality
    AND after.source_id IS NOT DISTINCT FROM before.source_id
    AND (after.comparator, after.low, after.high) <> (before.comparator, before.low, before.high)
WHERE NOT EXISTS (SELECT 1 FROM figures kept
        WHERE kept.address = before.address AND kept.version = after.version AND kept.subject_key = before.subject_key
        AND (kept.comparator, kept.low, kept.high) = (before.comparator, before.low, before.high))
    AND NOT EXISTS (SELECT 1 FROM figures old
        WHERE old.address = after.address AND old.version = before.version AND old.subject_key = after.subject_key
        AND (old.comparator, old.low, old.high) = (after.comparator, after.low, after.high))
ORDER BY before.sighting_id, abs(after.low - before.low), after.sighting_id;
COMMENT ON VIEW revisions IS 'Figures that an outlet changed in place: the same subject and source on the same page, another figure in the next version, and neither figure in the other version.';
COMMENT ON COLUMN revisions.outlet IS 'The outlet.';
COMMENT ON COLUMN revisions.url IS 'The article''s address.';
COMMENT ON COLUMN revisions.subject IS 'Subject of the figure.';
COMMENT ON COLUMN revisions.source IS 'Its source.';
COMMENT ON COLUMN revisions.before IS 'The figure as printed before.';
COMMENT ON COLUMN revisions.after IS 'The figure as printed afterwards.';
COMMENT ON COLUMN revisions.before_low IS 'Its value before.';
COMMENT ON COLUMN revisions.after_low IS 'Its value afterwards.';
COMMENT ON COLUMN revisions.change IS 'after_low less before_low.';
COMMENT ON COLUMN revisions.kind IS 'Kind of the figure.';
COMMENT ON COLUMN revisions.unit IS 'Unit of the figure.';
COMMENT ON COLUMN revisions.before_version IS 'Version of the article that has the figure before.';
COMMENT ON COLUMN revisions.after_version IS 'Version that has the figure afterwards.';
COMMENT ON COLUMN revisions.changed_by IS 'When the later version was first fetched (UTC): the change happened before.';
COMMENT ON COLUMN revisions.before_sentence IS 'The sentence before.';
COMMENT ON COLUMN revisions.after_sentence IS 'The sentence afterwards.';
COMMENT ON COLUMN revisions.before_claim IS 'The claim before.';
COMMENT ON COLUMN revisions.after_claim IS 'The claim afterwards.';

CREATE OR REPLACE VIEW parts AS
SELECT DISTINCT total.claim_id AS total_claim, total.subject AS total_subject, total.low AS total, part.claim_id AS part_claim,
    part.subject AS part_subject, part.low AS part, part.low / total.low AS share, sums.parts, total.source, total.kind,
    total.unit, total.url
FROM sums
JOIN sightings total ON total.sighting_id = sums.total_sighting
JOIN sightings part ON part.sighting_id = sums.part_sighting;
COMMENT ON VIEW parts IS 'Figures that are parts of another: within one passage they add up to it exactly (3,052 and 179 to 3,231).';
COMMENT ON COLUMN parts.total_claim IS 'Claim of the total.';
COMMENT ON COLUMN parts.total_subject IS 'Subject of the total.';
COMMENT ON COLUMN parts.total IS 'The total.';
COMMENT ON COLUMN parts.part_claim IS 'Claim of the part.';
COMMENT ON COLUMN parts.part_subject IS 'Subject of the part.';
COMMENT ON COLUMN parts.part IS 'The part.';
COMMENT ON COLUMN parts.share IS 'The part as a share of the total.';
COMMENT ON COLUMN parts.parts IS 'Number of parts that make up the total.';
COMMENT ON COLUMN parts.source IS 'Source of the total.';
COMMENT ON COLUMN parts.kind IS 'Kind of the figures.';
COMMENT ON COLUMN parts.unit IS 'Unit of the total.';
COMMENT ON COLUMN parts.url IS 'Address of the article.';

CREATE OR REPLACE MACRO found(words) AS TABLE
WITH hits AS MATERIALIZED (
    SELECT word, text_key FROM search_words WHERE word IN (SELECT unnest(words))
),
rarity AS (
    SELECT word, ln(1 + (SELECT count(*) FROM sightings) / count(*)) AS weight FROM hits GROUP BY word
),
scored AS (
    SELECT text_key, sum(weight) AS score FROM hits JOIN rarity USING (word)
    GROUP BY text_key HAVING count(*) = (SELECT len(list_distinct(words)))
)
SELECT claim_id, max(score) AS score FROM sightings JOIN scored USING (text_key) GROUP BY claim_id;
COMMENT ON MACRO TABLE found IS 'Ids of the claims with all the words of a list in a sentence or subject, in the form in which they are indexed, with a score: rare words weigh more (their inverse document frequency).';

CREATE OR REPLACE MACRO search(wanted) AS TABLE
SELECT c.*, score
FROM claims c JOIN found(string_split_regex(trim(lower(strip_accents(wanted))), '\s+')) USING (claim_id);
COMMENT ON MACRO TABLE search IS 'Claims with all the words given in a sentence or subject; score weighs rare words more. Words stand as printed or in dictionary form: FROM search(''political prisoner'') ORDER BY score DESC.';
