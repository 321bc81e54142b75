"""Fetches pages of news sites and archives them in WARC files. Knows nothing of claims."""
