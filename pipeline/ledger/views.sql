-- Views: what the figures say together. docs/queries.md has an example for each.

CREATE OR REPLACE VIEW sources AS
SELECT m.source_id, min_by(m.source, (length(m.source), m.source)) AS source,
    list_sort(list(DISTINCT m.source_text)) AS aliases,
    any_value(c.claims) AS claims, count(*) AS sightings, count(DISTINCT m.outlet) AS outlets,
    min(m.seen_on) AS first_seen, max(m.seen_on) AS last_seen,
    mode(m.organisation_id ORDER BY m.organisation_id) AS organisation_id, coalesce(any_value(o.claims), 0) AS spoken_claims,
    min_by(m.sighting_id, (coalesce(m.published_at, m.seen_on::TIMESTAMP, 'infinity'::TIMESTAMP), m.sighting_id)) AS lasting_id
FROM sightings m
LEFT JOIN (SELECT source_id, count(*) AS claims FROM claims GROUP BY source_id) c USING (source_id)
LEFT JOIN (SELECT organisation_id AS source_id, count(*) AS claims FROM claims GROUP BY 1) o USING (source_id)
WHERE m.source_id IS NOT NULL
GROUP BY m.source_id;
COMMENT ON VIEW sources IS 'Who gives figures, one row per resolved source.';
COMMENT ON COLUMN sources.source_id IS 'Identity of the source: its fullest name in lower case, without titles and accents.';
COMMENT ON COLUMN sources.source IS 'Its name.';
COMMENT ON COLUMN sources.aliases IS 'All the ways in which articles name it.';
COMMENT ON COLUMN sources.claims IS 'Number of its claims.';
COMMENT ON COLUMN sources.sightings IS 'Number of sightings of them.';
COMMENT ON COLUMN sources.outlets IS 'Number of outlets that quote it.';
COMMENT ON COLUMN sources.first_seen IS 'Day on which it was first quoted.';
COMMENT ON COLUMN sources.last_seen IS 'Day on which it was last quoted.';
COMMENT ON COLUMN sources.organisation_id IS 'The organisation for which it speaks by most of its sightings that tell one, as a source.';
COMMENT ON COLUMN sources.spoken_claims IS 'Number of claims by persons who speak for it, beside its own.';
COMMENT ON COLUMN sources.lasting_id IS 'The sighting_id of its earliest sighting, which stays when articles come to name it more fully. The id of any of its sightings, and any name by which it was known, find it too.';

CREATE OR REPLACE VIEW timelines AS
SELECT question_id AS subject_key, source_id, subject, source, measure, population, place, unit, kind, as_of_start,
    as_of_end, first_seen, comparator, low, high, low - lag(low) OVER series AS step,
    (low - lag(low) OVER series) / nullif(abs(lag(low) OVER series), 0) AS step_share,
    count(*) OVER (PARTITION BY question_id, source_id, modality) AS figures, modality, story_id AS story, sightings,
    claim_id
FROM claims
JOIN (SELECT article_id AS first_article, version FROM articles) USING (first_article)
WINDOW series AS (PARTITION BY question_id, source_id, modality
    -- All versions of a page are of the day on which it was published.
    ORDER BY coalesce(as_of_end, seen_on), first_seen, version, claim_id);
COMMENT ON VIEW timelines IS 'What one source said to one question over time: its claims in the order of the days for which they hold, with the step from each figure to the next.';
COMMENT ON COLUMN timelines.subject_key IS 'The question that the figures answer (claims.question_id); with source_id, modality and story it names the series.';
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
COMMENT ON COLUMN timelines.story IS 'The story of the claim (articles.story_id): a series stays within one.';
COMMENT ON COLUMN timelines.measure IS 'What is counted or measured.';
COMMENT ON COLUMN timelines.population IS 'Who is counted where it is more than people.';
COMMENT ON COLUMN timelines.place IS 'The place that the figure is about, where one is told.';
COMMENT ON COLUMN timelines.sightings IS 'Number of sightings of the claim.';
COMMENT ON COLUMN timelines.claim_id IS 'The claim.';

CREATE OR REPLACE VIEW verdicts AS
WITH judged AS (
    SELECT v.correction_id AS verdict_id, a.claim_id, b.claim_id AS other_id, v.action = 'contradiction' AS holds,
        v.reason AS note, v.made_at
    FROM corrections v
    JOIN sightings a ON a.sighting_id = v.sightings[1]
    JOIN sightings b ON b.sighting_id = v.sightings[2]
    WHERE v.action IN ('contradiction', 'no_contradiction') AND NOT v.undone
)
SELECT DISTINCT ON (least(claim_id, other_id), greatest(claim_id, other_id)) *
FROM judged
ORDER BY least(claim_id, other_id), greatest(claim_id, other_id), made_at DESC, verdict_id DESC;
COMMENT ON VIEW verdicts IS 'Whether two claims contradict each other, as a person judged: the last verdict on each pair.';
COMMENT ON COLUMN verdicts.verdict_id IS 'Identity of the verdict (corrections.correction_id).';
COMMENT ON COLUMN verdicts.claim_id IS 'One claim.';
COMMENT ON COLUMN verdicts.other_id IS 'The other claim.';
COMMENT ON COLUMN verdicts.holds IS 'Whether they contradict each other.';
COMMENT ON COLUMN verdicts.note IS 'Why, in the words of who judged.';
COMMENT ON COLUMN verdicts.made_at IS 'When (UTC).';

CREATE OR REPLACE VIEW disagreements AS
SELECT a.subject, a.source, a.comparator, a.low, a.high, a.as_of_start, a.as_of_end,
    b.subject AS other_subject, b.source AS other_source, b.comparator AS other_comparator, b.low AS other_low,
    b.high AS other_high, b.as_of_start AS other_as_of_start, b.as_of_end AS other_as_of_end,
    a.kind, a.unit, c.topic, c.gap, c.gap_share, c.likeness, c.strength, c.reason,
    c.place, c.first_seen, a.story_id, a.question_id, c.claim_id, c.other_id, v.holds AS verdict
FROM comparisons c
JOIN claims a ON a.claim_id = c.claim_id
JOIN claims b ON b.claim_id = c.other_id
LEFT JOIN verdicts v ON least(v.claim_id, v.other_id) = least(c.claim_id, c.other_id)
    AND greatest(v.claim_id, v.other_id) = greatest(c.claim_id, c.other_id)
WHERE c.relation = 'disagree';
COMMENT ON VIEW disagreements IS 'Pairs of figures that answer one question, by different holders, and cannot both be true, each with how sure that is. The larger figure stands first. place numbers those that are sure enough and of which a source is named (comparisons.shown), or judged to hold, without those judged not to: take place = 1 for the surest pair of each two sources and question.';
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
COMMENT ON COLUMN disagreements.topic IS 'What both figures measure, where known.';
COMMENT ON COLUMN disagreements.gap IS 'Distance between the two intervals; "more than 3,200" and 109 are 3,091 apart.';
COMMENT ON COLUMN disagreements.gap_share IS 'The gap as a share of the larger figure.';
COMMENT ON COLUMN disagreements.likeness IS 'The chance that both answer one question, 0 to 1.';
COMMENT ON COLUMN disagreements.strength IS 'The chance that they contradict each other, 0 to 1.';
COMMENT ON COLUMN disagreements.reason IS 'Why the two are held to be comparable, in words.';
COMMENT ON COLUMN disagreements.story_id IS 'The story of both.';
COMMENT ON COLUMN disagreements.question_id IS 'The question that both answer.';
COMMENT ON COLUMN disagreements.place IS 'Place of the pair among those of the same two sources and question that are sure enough and of which a source is named (comparisons.shown), or judged to hold; 1 is the surest; null for the others.';
COMMENT ON COLUMN disagreements.first_seen IS 'When the earlier of the two was first printed.';
COMMENT ON COLUMN disagreements.claim_id IS 'Claim with the larger figure.';
COMMENT ON COLUMN disagreements.other_id IS 'Claim with the smaller figure.';
COMMENT ON COLUMN disagreements.verdict IS 'Whether they contradict each other, as a person judged (`newstally verdict`); null where nobody did.';

CREATE OR REPLACE VIEW corroborations AS
SELECT a.subject, a.source, a.comparator, a.low, a.high, b.subject AS other_subject, b.source AS other_source,
    b.comparator AS other_comparator, b.low AS other_low, b.high AS other_high, a.kind, a.unit, c.likeness, c.strength,
    c.reason, c.first_seen, a.story_id, a.question_id, c.claim_id, c.other_id
FROM comparisons c
JOIN claims a ON a.claim_id = c.claim_id
JOIN claims b ON b.claim_id = c.other_id
WHERE c.relation = 'agree' AND c.shown;
COMMENT ON VIEW corroborations IS 'Pairs of figures about the same thing at the same time, from different named sources, that agree: "more than 3,200" agrees with 3,231. Copies of one text are one source and never corroborate each other.';
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
COMMENT ON COLUMN corroborations.likeness IS 'The chance that both answer one question, 0 to 1.';
COMMENT ON COLUMN corroborations.strength IS 'The chance that they agree, 0 to 1; the table comparisons has those that are less sure.';
COMMENT ON COLUMN corroborations.reason IS 'Why the two are held to be comparable, in words.';
COMMENT ON COLUMN corroborations.story_id IS 'The story of both.';
COMMENT ON COLUMN corroborations.question_id IS 'The question that both answer.';
COMMENT ON COLUMN corroborations.first_seen IS 'When the earlier of the two was first printed.';
COMMENT ON COLUMN corroborations.claim_id IS 'Claim with the larger figure.';
COMMENT ON COLUMN corroborations.other_id IS 'Claim with the smaller figure.';

CREATE OR REPLACE VIEW stories AS
SELECT story_id, arg_min(title, (seen_on, article_id)) AS title, count(*) AS articles,
    count(DISTINCT outlet) AS outlets, count(DISTINCT copy_group) AS independent_texts, min(seen_on) AS first_seen,
    max(seen_on) AS last_seen, mode(main_place ORDER BY main_place) AS place
FROM articles GROUP BY story_id;
COMMENT ON VIEW stories IS 'Articles about one event, one row per story.';
COMMENT ON COLUMN stories.story_id IS 'Identity of the story: the smallest article_id among its articles.';
COMMENT ON COLUMN stories.title IS 'Headline of its first article.';
COMMENT ON COLUMN stories.articles IS 'Number of article versions.';
COMMENT ON COLUMN stories.outlets IS 'Number of outlets.';
COMMENT ON COLUMN stories.independent_texts IS 'Number of copy groups: reprints of one text count once.';
COMMENT ON COLUMN stories.first_seen IS 'Day of its first article.';
COMMENT ON COLUMN stories.last_seen IS 'Day of its last article.';
COMMENT ON COLUMN stories.place IS 'The place that most of its articles are about.';

-- Of some questions, or of all: the questions are chosen before their figures are reckoned.
CREATE OR REPLACE MACRO estimates_among(questions) AS TABLE
WITH told AS (
    SELECT c.*, v.version FROM claims c JOIN articles v ON v.article_id = c.first_article
    WHERE modality = 'asserted' AND c.question_id IS NOT NULL
        AND (questions IS NULL OR c.question_id IN (SELECT unnest(questions::VARCHAR[])))
),
contradicted AS (
    SELECT a.question_id, count(*) AS contradictions
    FROM comparisons c JOIN claims a USING (claim_id) WHERE c.place = 1 GROUP BY a.question_id
)
SELECT t.story_id, t.question_id, mode(t.measure ORDER BY t.measure) AS measure,
    mode(t.population ORDER BY t.population) AS population, mode(t.place ORDER BY t.place) AS place,
    arg_min(t.subject, (t.first_seen, t.claim_id)) AS subject, any_value(t.kind) AS kind,
    mode(t.unit ORDER BY t.unit) AS unit,
    min(t.low) AS lowest, arg_min_null(t.source, (t.low, t.claim_id)) AS lowest_source,
    arg_max(t.low, (t.independent_sightings, coalesce(t.as_of_end, t.seen_on), t.version, t.claim_id)) AS best,
    arg_max_null(t.source, (t.independent_sightings, coalesce(t.as_of_end, t.seen_on), t.version, t.claim_id)) AS best_source,
    arg_max(t.claim_id, (t.independent_sightings, coalesce(t.as_of_end, t.seen_on), t.version, t.claim_id)) AS best_claim,
    max(t.high) AS highest, arg_max_null(t.source, (t.high, t.claim_id)) AS highest_source,
    count(DISTINCT t.source_id) AS sources, count(*) AS claims, max(t.independent_sightings) AS independent_sightings,
    max(t.last_seen) AS last_seen, coalesce(any_value(c.contradictions), 0) AS contradictions,
    max(t.first_seen) AS last_change
FROM told t LEFT JOIN contradicted c USING (question_id)
GROUP BY t.story_id, t.question_id;
COMMENT ON MACRO TABLE estimates_among IS 'The rows of the view estimates for a list of questions.';

CREATE OR REPLACE VIEW estimates AS FROM estimates_among(NULL);
COMMENT ON VIEW estimates IS 'The event sheet: one row per question of a story, with the lowest, the best and the highest figure that is stated as a fact. The best is the one that the most independent texts print; of several, the latest.';
COMMENT ON COLUMN estimates.story_id IS 'The story.';
COMMENT ON COLUMN estimates.question_id IS 'The question (claims.question_id).';
COMMENT ON COLUMN estimates.measure IS 'What is counted or measured, where known.';
COMMENT ON COLUMN estimates.population IS 'Who is counted where it is more than people.';
COMMENT ON COLUMN estimates.place IS 'The place that most of its figures are about.';
COMMENT ON COLUMN estimates.subject IS 'Subject in the words of the earliest claim.';
COMMENT ON COLUMN estimates.kind IS 'Kind of the figures.';
COMMENT ON COLUMN estimates.unit IS 'Unit of most of the figures.';
COMMENT ON COLUMN estimates.lowest IS 'The lowest figure.';
COMMENT ON COLUMN estimates.lowest_source IS 'Who gives it; null where articles say it themselves.';
COMMENT ON COLUMN estimates.best IS 'The figure that the most independent texts print; of several the latest.';
COMMENT ON COLUMN estimates.best_source IS 'Who gives it.';
COMMENT ON COLUMN estimates.best_claim IS 'Its claim.';
COMMENT ON COLUMN estimates.highest IS 'The highest figure.';
COMMENT ON COLUMN estimates.highest_source IS 'Who gives it.';
COMMENT ON COLUMN estimates.sources IS 'Number of named sources.';
COMMENT ON COLUMN estimates.claims IS 'Number of claims that answer the question.';
COMMENT ON COLUMN estimates.independent_sightings IS 'Number of independent texts that print the best supported figure.';
COMMENT ON COLUMN estimates.last_seen IS 'When one of its figures was last printed.';
COMMENT ON COLUMN estimates.contradictions IS 'Number of pairs of sources that contradict each other.';
COMMENT ON COLUMN estimates.last_change IS 'When its newest figure was first printed.';

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
WITH wanted AS MATERIALIZED (
    SELECT word, unnest(string_split(word, '|')) AS alternative FROM (SELECT DISTINCT unnest(words) AS word)
),
hits AS MATERIALIZED (
    SELECT word, text_key, max(weight) AS share FROM (
        -- The condition says what the join says already: a constant halves the time of reading the index.
        SELECT w.word, s.text_key, 1.0 AS weight FROM search_words s JOIN wanted w ON s.word = w.alternative
        WHERE list_contains(string_split(array_to_string(words, '|'), '|'), s.word)
        UNION ALL
        SELECT w.word, s.text_key, 0.5 FROM sightings s JOIN wanted w
            ON w.alternative[1] = '=' AND s.measure = w.alternative[2:]
        UNION ALL
        SELECT w.word, s.text_key, 0.5 FROM sightings s JOIN wanted w
            ON w.alternative[1] = '@' AND s.population = w.alternative[2:]
    ) GROUP BY word, text_key
),
rarity AS (
    SELECT word, ln(1 + (SELECT count(*) FROM sightings) / count(*)) AS weight FROM hits GROUP BY word
),
scored AS (
    SELECT text_key, sum(weight * share) AS score FROM hits JOIN rarity USING (word)
    GROUP BY text_key HAVING count(*) = (SELECT len(list_distinct(words)))
)
SELECT claim_id, max(score) AS score FROM sightings JOIN scored USING (text_key) GROUP BY claim_id;
COMMENT ON MACRO TABLE found IS 'Ids of the claims with all the words of a list in a sentence or subject, in the form in which they are indexed, with a score: rare words weigh more (their inverse document frequency). death|=death is either the word or the measure, prisoner|@prisoner the word or the population.';

CREATE OR REPLACE MACRO search(wanted) AS TABLE
SELECT c.*, score
FROM claims c JOIN found(string_split_regex(trim(lower(strip_accents(wanted))), '\s+')) USING (claim_id);
COMMENT ON MACRO TABLE search IS 'Claims with all the words given in a sentence or subject; score weighs rare words more. Words stand as printed or in dictionary form: FROM search(''political prisoner'') ORDER BY score DESC.';
