-- From 10 to 11: each comparison tells whether it is shown; claims and comparisons are derived anew.

ALTER TABLE comparisons ADD COLUMN shown BOOLEAN;
COMMENT ON COLUMN comparisons.shown IS 'Whether the pair is shown unless asked otherwise: it is sure enough, and one source (of figures that agree, both) is named.';
