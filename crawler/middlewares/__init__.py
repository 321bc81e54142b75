"""Scrapy downloader middlewares, each with one duty; their order is set in ``crawler/scrapy_settings.py``."""
