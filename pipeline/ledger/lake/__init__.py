"""Lake: a ledger as a DuckLake, which any number of programs on any number of machines read at once.

A DuckLake is Parquet files and a catalog that tells which of them are the tables, now and at each earlier moment: a
DuckDB file for one machine, a PostgreSQL database for many. What is written becomes one snapshot in one transaction:
readers see all of it or nothing, and the ledger of yesterday stays readable.

    ATTACH 'ducklake:lake.ducklake' AS lake (READ_ONLY);
    FROM lake.claims;
    FROM lake.claims AT (TIMESTAMP => now() - INTERVAL 1 DAY);

Either a file is the ledger and the lake its copy (``publishing``), or the lake is the ledger: it is read (``reading``)
and written (``writing``) in the place of a file.
"""
