"""Bulk: reads many WARC files, on the cores of one machine or of many, into one ledger.

    outcome = run_bulk(configuration, addresses, options, on_progress=…)

Each file is one task. It leaves its rows as Parquet in a folder that comes to be all at once (``results``); one
committer takes finished folders into the ledger, each stretch of rows in one transaction with the mark that tells that
it is there (``commit``). So whatever dies, when it is run again nothing is lost and nothing is there twice.
"""
