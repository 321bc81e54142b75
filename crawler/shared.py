"""What all spiders of one process share."""

from contextlib import AbstractContextManager
from typing import Protocol

from newstally.crawler.archive.records import Exchange, Original
from newstally.crawler.archive.writer import Written
from newstally.crawler.settings import CrawlSettings
from newstally.crawler.state import State


class Shared(Protocol):
    """Settings, state and archive of a session; see ``newstally.crawler.session``."""

    settings: CrawlSettings
    state: State

    def ending_if_unwritable(self) -> AbstractContextManager[None]:
        """End the session, cleanly and with one message, where the state can't be written in a ``with`` block."""

    def archived(self, exchange: Exchange, *, outlet: str, page: str, original: Original | None) -> Written:
        """Append an exchange to the archive and its index."""
