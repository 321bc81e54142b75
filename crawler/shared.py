"""What all spiders of one process share."""

from typing import Protocol

from newstally.crawler.archive.records import Exchange, Original
from newstally.crawler.archive.writer import Written
from newstally.crawler.settings import CrawlSettings
from newstally.crawler.state import State


class Shared(Protocol):
    """Settings, state and archive of a session; see ``newstally.crawler.session``."""

    settings: CrawlSettings
    state: State

    def archived(self, exchange: Exchange, *, outlet: str, page: str, original: Original | None) -> Written:
        """Append an exchange to the archive and its index."""
