-- What can be asked: tables and views with their columns and what each means.
SELECT t.name AS "table", t.kind, t.comment AS table_comment, c.column_name AS "column", c.data_type AS type,
    c.comment AS column_comment
FROM (SELECT table_name AS name, 'table' AS kind, comment FROM duckdb_tables() WHERE NOT internal
    UNION ALL SELECT view_name, 'view', comment FROM duckdb_views() WHERE NOT internal) t
JOIN duckdb_columns() c ON c.table_name = t.name AND NOT c.internal
ORDER BY t.kind, t.name, c.column_index
