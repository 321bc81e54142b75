-- From 5 to 6: what figures are reckoned by, and which statistics they are.

ALTER TABLE sightings ADD COLUMN per VARCHAR;
ALTER TABLE sightings ADD COLUMN statistic VARCHAR;
ALTER TABLE claims ADD COLUMN per VARCHAR;
ALTER TABLE claims ADD COLUMN statistic VARCHAR;
COMMENT ON COLUMN sightings.per IS 'What the figure is reckoned by: day, year, person, barrel …; null for a plain figure, and in rows that an older version made.';
COMMENT ON COLUMN sightings.statistic IS 'average, median, total or record; null where the text says none, and in rows that an older version made.';
COMMENT ON COLUMN claims.per IS 'What the figure is reckoned by: day, year, person, barrel …; null for a plain figure.';
COMMENT ON COLUMN claims.statistic IS 'average, median, total or record; null where the text says none.';
