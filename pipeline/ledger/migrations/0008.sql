-- From 7 to 8: decisions on names and contradictions, and what the views make of them.

COMMENT ON TABLE corrections IS 'What a person decided about claims, sources and contradictions. The file corrections.jsonl in the archive holds the same and survives the loss of the ledger.';
COMMENT ON COLUMN corrections.action IS 'merge: the claims of these sightings are one; split: these sightings are a claim of their own; merge_sources: their sources are one; split_source: their names stand for themselves; contradiction, no_contradiction: whether the claims of the two contradict each other (view verdicts).';
COMMENT ON COLUMN corrections.sightings IS 'The sightings (for a merge the first sighting of each claim; for sources one sighting with each name).';
COMMENT ON COLUMN articles.version IS 'Derived: 1 for the earliest version fetched under this address, 2 for the next …; of those fetched at one moment, by the time of the last change or publication.';
