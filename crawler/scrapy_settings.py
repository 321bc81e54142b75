"""Scrapy's settings for one outlet, from Newstally's."""

from typing import Any

from newstally.crawler.browser import browser_settings
from newstally.crawler.settings import MEGABYTE, CrawlSettings, Outlet, seconds

MIDDLEWARES = {
    # Requests go down this list to the downloader, responses come up.
    "newstally.crawler.middlewares.guard.GuardMiddleware": 50,
    "newstally.crawler.middlewares.access.AccessMiddleware": 60,
    "newstally.crawler.middlewares.robots.RobotsMiddleware": 100,
    "newstally.crawler.middlewares.manners.MannersMiddleware": 560,
    "newstally.crawler.middlewares.redirects.KnownTargetMiddleware": 605,
    "newstally.crawler.middlewares.archiving.ArchivingMiddleware": 890,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": 900,
    "newstally.crawler.middlewares.archiving.ReceivedMiddleware": 950,
    # Scrapy's own that a crawl of news does without: no cookies are kept, and what a site is to see besides is ours.
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": None,
    "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware": None,
}

SPIDER_MIDDLEWARES = {
    # What a callback yields goes straight to the scheduler: each of these would wrap it, for every page.
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,
    "scrapy.spidermiddlewares.referer.RefererMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
}

EXTENSIONS = {
    "scrapy.extensions.telnet.TelnetConsole": None,
    "scrapy.extensions.remote_control.RemoteControl": None,
    "scrapy.extensions.feedexport.FeedExporter": None,
    "scrapy.extensions.logstats.LogStats": None,
}


def process_settings(settings: CrawlSettings) -> dict[str, Any]:
    """Return what holds for the whole process: the reactor's resolver and logging."""
    return {
        "TWISTED_DNS_RESOLVER": "newstally.crawler.resolver.GuardedResolver",
        "NEWSTALLY_ALLOWED_HOSTS": list(settings.limits.allowed_hosts),
        "REACTOR_THREADPOOL_MAXSIZE": 20,
        "LOG_LEVEL": settings.log_level,
        "LOG_INSTALL_ROOT_HANDLER": False,
        "TELNETCONSOLE_ENABLED": False,
    }


def outlet_settings(settings: CrawlSettings, outlet: Outlet, *, proxy_port: int = 0) -> dict[str, Any]:
    """Return the settings of one outlet's crawler; ``proxy_port`` is where the browser's proxy listens."""
    limits = settings.limits
    delay = limits.delay
    return {
        **process_settings(settings),
        "USER_AGENT": settings.user_agent,
        "ROBOTSTXT_USER_AGENT": "newstally",
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Encoding": "gzip, deflate",
            **({"Accept-Language": f"{outlet.language},en;q=0.5"} if outlet.language else {}),
        },
        # Pages are handed over in the order in which they are to be fetched; Scrapy's own order is the reverse.
        "SCHEDULER_MEMORY_QUEUE": "scrapy.squeues.FifoMemoryQueue",
        # Scrapy starts this many tasks to handle what a callback yields; ours yield little or nothing.
        "CONCURRENT_ITEMS": 1,
        # None waits behind those on the way: it would be sent even if the site asks to be left alone. Lists lead to
        # many hosts, of which one that is left alone must not stop the others.
        "CONCURRENT_REQUESTS": (2 if outlet.lists else 1) * limits.concurrency,
        "CONCURRENT_REQUESTS_PER_DOMAIN": limits.concurrency,
        "DOWNLOAD_DELAY": delay,
        "AUTOTHROTTLE_ENABLED": delay > 0,
        "AUTOTHROTTLE_START_DELAY": delay,
        "AUTOTHROTTLE_MAX_DELAY": max(limits.max_delay, delay),
        "DOWNLOAD_TIMEOUT": limits.timeout,
        "DOWNLOAD_MAXSIZE": int(limits.response_mb * MEGABYTE),
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "REDIRECT_ENABLED": True,
        "REDIRECT_MAX_TIMES": limits.redirects,
        "METAREFRESH_ENABLED": False,
        "RETRY_TIMES": limits.retries,
        "RETRY_HTTP_CODES": [408, 500, 502, 504, 522, 524],
        "RETRY_GIVE_UP_LOG_LEVEL": "DEBUG",
        "URLLENGTH_LIMIT": limits.address_length,
        "DOWNLOADER_MIDDLEWARES": MIDDLEWARES,
        "SPIDER_MIDDLEWARES": SPIDER_MIDDLEWARES,
        "EXTENSIONS": EXTENSIONS,
        "DOWNLOAD_HANDLERS": {"file": None, "data": None, "ftp": None, "s3": None},
        "STATS_DUMP": False,
        "DOWNLOADER_STATS": False,
        "NEWSTALLY_DECOMPRESSED_BYTES": int(limits.decompressed_mb * MEGABYTE),
        "NEWSTALLY_PATH_REPEATS": limits.path_repeats,
        "NEWSTALLY_BACKOFF_WAIT": limits.backoff_wait,
        "NEWSTALLY_ROBOTS_SECONDS": seconds(limits.robots),
        **(
            browser_settings(proxy_port=proxy_port, timeout=limits.timeout, concurrency=limits.concurrency)
            if outlet.render
            else {}
        ),
    }
