-- From 3 to 4: series of figures are told apart by what their articles are about.

ALTER TABLE articles ADD COLUMN main_name VARCHAR;
COMMENT ON COLUMN articles.main_name IS 'The name that the article mentions most: a place, a person, an organisation; null if it mentions none.';
