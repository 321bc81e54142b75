-- From 6 to 7: which question a figure answers, stories, and comparisons with their reasons.

ALTER TABLE articles ADD COLUMN names VARCHAR[];
ALTER TABLE articles ADD COLUMN main_place VARCHAR;
ALTER TABLE articles ADD COLUMN story_id VARCHAR;
ALTER TABLE sightings ADD COLUMN measure VARCHAR;
ALTER TABLE sightings ADD COLUMN population VARCHAR;
ALTER TABLE sightings ADD COLUMN place VARCHAR;
ALTER TABLE sightings ADD COLUMN country VARCHAR;
ALTER TABLE sightings ADD COLUMN aspect VARCHAR;
ALTER TABLE claims ADD COLUMN story_id VARCHAR;
ALTER TABLE claims ADD COLUMN question_id VARCHAR;
ALTER TABLE claims ADD COLUMN measure VARCHAR;
ALTER TABLE claims ADD COLUMN population VARCHAR;
ALTER TABLE claims ADD COLUMN place VARCHAR;
ALTER TABLE claims ADD COLUMN country VARCHAR;
ALTER TABLE claims ADD COLUMN aspect VARCHAR;

DROP VIEW disagreements;
DROP VIEW corroborations;
DROP TABLE comparisons;
CREATE TABLE comparisons (
    claim_id VARCHAR NOT NULL,
    other_id VARCHAR NOT NULL,
    relation VARCHAR NOT NULL,
    topic VARCHAR,
    gap DOUBLE NOT NULL,
    gap_share DOUBLE NOT NULL,
    likeness DOUBLE NOT NULL,
    strength DOUBLE NOT NULL,
    reason VARCHAR NOT NULL
);
COMMENT ON TABLE comparisons IS 'Derived: pairs of claims of different holders that answer one question. Read it through the views disagreements and corroborations.';
COMMENT ON COLUMN comparisons.claim_id IS 'The claim with the larger figure (of equal ones, the smaller id).';
COMMENT ON COLUMN comparisons.other_id IS 'The claim with the smaller figure.';
COMMENT ON COLUMN comparisons.relation IS 'disagree: the intervals cannot both be true; agree: they can.';
COMMENT ON COLUMN comparisons.topic IS 'What both figures measure, where known.';
COMMENT ON COLUMN comparisons.gap IS 'Distance between the two intervals, in the claims'' unit; 0 where they agree.';
COMMENT ON COLUMN comparisons.gap_share IS 'The gap as a share of the larger figure, 0 to 1.';
COMMENT ON COLUMN comparisons.likeness IS 'The chance that both answer one question, 0 to 1.';
COMMENT ON COLUMN comparisons.strength IS 'The chance that the relation holds, 0 to 1, by a model learned from annotated events.';
COMMENT ON COLUMN comparisons.reason IS 'Why the two are held to be comparable, in words.';

CREATE TABLE story_links (
    name VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    other_id VARCHAR NOT NULL,
    likeness DOUBLE NOT NULL
);
COMMENT ON TABLE story_links IS 'Derived: pairs of articles that tell of one event, the earlier first, once for each main name by which they met. Stories are what hangs together by them.';
COMMENT ON COLUMN story_links.name IS 'A main name of both articles, among whose articles the two stand near each other in time.';
COMMENT ON COLUMN story_links.article_id IS 'The earlier article.';
COMMENT ON COLUMN story_links.other_id IS 'The later article.';
COMMENT ON COLUMN story_links.likeness IS 'Names and large figures that both mention, ordinary names counting half.';

COMMENT ON COLUMN articles.names IS 'The names that the article mentions most, the most frequent first; those that all sorts of articles mention begin with ~. Null in rows that an older version made.';
COMMENT ON COLUMN articles.main_place IS 'The place that the article is about: the one that it names most.';
COMMENT ON COLUMN articles.story_id IS 'Derived: articles about one event share it (view stories). It is the smallest article_id among them.';
COMMENT ON COLUMN sightings.measure IS 'What is counted or measured, as a concept: death, injury, release, attendance, deficit …';
COMMENT ON COLUMN sightings.population IS 'Who is counted where it is more than people: child, police, teacher …';
COMMENT ON COLUMN sightings.place IS 'The place that the figure is about, in lower case without accents; null where its sentence names none.';
COMMENT ON COLUMN sightings.country IS 'ISO 3166 code of that place''s country, where known.';
COMMENT ON COLUMN sightings.aspect IS 'What the figure is besides the whole of what holds: part (of a figure beside it), new (more than before), capacity, average, peak; else null.';
COMMENT ON COLUMN claims.story_id IS 'The story to which the claim belongs (articles.story_id).';
COMMENT ON COLUMN claims.question_id IS 'Claims that answer one question (the same measure, population, place and kind of figure, within one story) share it. It is the claim_id of the earliest of them.';
COMMENT ON COLUMN claims.measure IS 'What is counted or measured, as a concept: death, injury, release, attendance, deficit … The one that most sightings give.';
COMMENT ON COLUMN claims.population IS 'Who is counted where it is more than people: child, police, teacher …';
COMMENT ON COLUMN claims.place IS 'The place that the figure is about, in lower case without accents; null where its sentence names none.';
COMMENT ON COLUMN claims.country IS 'ISO 3166 code of that place''s country, where known.';
COMMENT ON COLUMN claims.aspect IS 'What the figure is besides the whole of what holds: part (of a figure beside it), new (more than before), capacity, average, peak; else null.';
