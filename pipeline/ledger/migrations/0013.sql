-- From 12 to 13: stories are known by weighed terms, persons speak for organisations; all that is derived is derived anew.

ALTER TABLE articles ADD COLUMN story_weights SMALLINT[];
ALTER TABLE articles DROP COLUMN names;
COMMENT ON COLUMN articles.story IS 'Terms by which the story is known, the weightiest first: names, words of headline and lead, large figures.';
COMMENT ON COLUMN articles.story_weights IS 'How much each term tells: the more the fewer articles have it; the squares add up to a million.';
COMMENT ON TABLE story_links IS 'Derived: pairs of articles that may tell of one event, the earlier first, once for each term by which they met. Stories are what hangs together by those that are sure or have neighbours in common.';
COMMENT ON COLUMN story_links.name IS 'A weighty term of both articles, among whose articles the two stand near each other in time.';
COMMENT ON COLUMN story_links.likeness IS 'How alike the terms of both are: the product of their weights, of each term up to 0.05; 0 to 1.';
ALTER TABLE sightings ADD COLUMN source_organisation VARCHAR;
ALTER TABLE sightings ADD COLUMN organisation_id VARCHAR;
ALTER TABLE claims ADD COLUMN organisation_id VARCHAR;
COMMENT ON COLUMN sightings.source_organisation IS 'The organisation for which a source that is a person speaks, where the article tells it.';
COMMENT ON COLUMN sightings.organisation_id IS 'Derived: that organisation as a source (view sources), also where only another article about the story tells it.';
COMMENT ON COLUMN claims.organisation_id IS 'The organisation for which the source speaks, as a source (view sources).';
