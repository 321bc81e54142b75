"""The archive: WARC 1.1 files, one gzip member per record, one folder per day."""
