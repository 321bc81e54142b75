"""What the state holds, row by row: pages, entry points, captures; columns as in ``schema.sql``."""

from dataclasses import dataclass


@dataclass(slots=True)
class Page:
    """A known article page; see ``schema.sql`` for the columns."""

    key: str
    outlet: str
    address: str
    found_at: float
    found_in: str | None = None
    published_at: float | None = None
    due_at: float | None = None
    rank: float = 0.0
    fetched_at: float | None = None
    status: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None
    payload_digest: str | None = None
    payload_at: str | None = None
    payload_address: str | None = None
    changed_at: float | None = None
    stage: int = 0
    failures: int = 0
    problem: str | None = None
    withdrawn_at: float | None = None
    listed_in: str | None = None
    listed_at: float | None = None
    modified_by: str | None = None


@dataclass(slots=True)
class EntryPoint:
    """What is known of a feed, sitemap, section or list; see ``schema.sql``."""

    outlet: str
    address: str
    kind: str
    parent: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    payload_digest: str | None = None
    payload_at: str | None = None
    fetched_at: float | None = None
    failures: int = 0
    problem: str | None = None
    read_at: float | None = None
    due_at: float | None = None
    quiet: int = 0
    modified_at: float | None = None
    said_modified: int = 0
    was_modified: int = 0
    failing_since: float | None = None
    moved_to: str | None = None
    habit: str | None = None
    hints: str | None = None

    @property
    def lies(self) -> bool:
        """Whether its word that pages were modified has turned out to be worth nothing."""
        return self.said_modified >= LIES and self.was_modified * LIES < self.said_modified


LIES = 8
"""Pages that were looked at in vain before an entry point's dates of modification are distrusted, and how many of them
one page that did change makes good."""


@dataclass(frozen=True, slots=True)
class Found:
    """An address that an entry point named, with the dates it gave (seconds since 1970) if any."""

    address: str
    published_at: float | None = None
    modified_at: float | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """One response or revisit record of the archive; see ``schema.sql``."""

    key: str
    at: str
    address: str
    outlet: str
    page: str
    type: str
    status: int
    mime: str
    digest: str | None
    file: str
    offset: int
    length: int
