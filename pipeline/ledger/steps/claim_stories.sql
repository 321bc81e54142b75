-- Claim stories: pairs of copy groups that print one figure at one time and tell one story: three names or large figures
-- in common (two, if one of them has no more than five; all it has, if that are fewer). Who names nobody may tell any.

SELECT x.figure_key, x.source_id, x.split, x.stretch, x.copy_group AS one, y.copy_group AS other
FROM doubtful x JOIN doubtful y USING (figure_key, source_id, split, stretch)
WHERE x.copy_group < y.copy_group AND x.held_from <= y.held_to AND y.held_from <= x.held_to
    AND len(list_intersect(x.names, y.names))
        >= least(len(x.names), len(y.names), CASE WHEN least(len(x.names), len(y.names)) <= 5 THEN 2 ELSE 3 END);
