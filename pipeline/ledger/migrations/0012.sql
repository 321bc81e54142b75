-- From 11 to 12: the place of a contradiction is reckoned when the ledger is written, not whenever it is read.

ALTER TABLE comparisons ADD COLUMN place INTEGER;
ALTER TABLE comparisons ADD COLUMN first_seen TIMESTAMP;
COMMENT ON COLUMN comparisons.place IS 'Place of the pair among those of the same two sources and question that are shown, or judged to hold; 1 is the surest; null for the others, and for figures that agree.';
COMMENT ON COLUMN comparisons.first_seen IS 'When the earlier of the two claims was first printed.';
DELETE FROM comparisons;  -- after the columns are added: DuckDB alters no table of which the same transaction deleted rows
