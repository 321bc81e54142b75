"""Verdict: is this page an article? What is not is named, never passed on as one."""

from typing import TYPE_CHECKING

from newstally.extract.article.address import parts_of
from newstally.extract.article.jsonld import LISTING_TYPES
from newstally.extract.article.phrases import patterns, phrases

if TYPE_CHECKING:
    from newstally.extract.article.body import Body
    from newstally.extract.article.metadata import Metadata

MIN_WORDS = 12
"""A news flash of one sentence can be an article; less than this is none."""
SHORT_WORDS = 120
"""Below this, a page that shows signs of being something else is taken for that."""
MIN_TEASERS = 4
WORDS_PER_TEASER = 40
"""An article has more words than this for each headline that its page links to; a list of teasers has fewer."""
MAX_LINKED = 0.6
"""Share of the text's characters that may be links."""


class NotAnArticle(ValueError):  # noqa: N818 - named for what the page is, not for a fault
    """The page holds no article. ``reason`` is one of REASONS; ``detail`` says what showed it."""

    REASONS = ("empty", "unreadable", "not html", "error page", "login wall", "section page", "no text")

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.reason}: {self.detail}"


def require_article(metadata: "Metadata", title: str | None, body: "Body", address: str | None) -> None:
    """Raise NotAnArticle if the page is none.

    Signs, in this order: a short page that says it is an error, or asks for a password or a subscription; a page
    that lists others (its own metadata, the outlet's start page, a text made of links or of teasers); no text.
    """
    words = body.words
    if words < SHORT_WORDS:
        require_no_error(title, body.text)
        require_no_login(metadata, body)
    require_no_listing(metadata, body, words, address)
    if words < MIN_WORDS:
        raise NotAnArticle("no text", f"only {words} words of running text")


def require_no_error(title: str | None, text: str) -> None:
    """Raise NotAnArticle if title or text are those of an error page."""
    errors = patterns("errors")
    for part in (title or "", text.partition("\n")[0]):
        if found := errors.search(part):
            raise NotAnArticle("error page", f"it says {found.group()!r}")


def require_no_login(metadata: "Metadata", body: "Body") -> None:
    """Raise NotAnArticle if a short text comes with a password field or with words that ask to log in or to pay."""
    found = phrases("login").search(body.text)
    if found:
        raise NotAnArticle("login wall", f"it says {found.group()!r}")
    if body.has_password_field and not metadata.article:
        raise NotAnArticle("login wall", "the page asks for a password")


def require_no_listing(metadata: "Metadata", body: "Body", words: int, address: str | None) -> None:
    """Raise NotAnArticle if the page lists others."""
    says_article = bool(metadata.article) or metadata.meta.get("og:type", "").lower() == "article"
    if says_article and words >= MIN_WORDS:
        return
    listing = metadata.types & LISTING_TYPES
    if listing:
        raise NotAnArticle("section page", f"its metadata call it {sorted(listing)[0]}")
    parts = parts_of(address or "")
    if parts.netloc and parts.path in ("", "/", "/index.html"):
        raise NotAnArticle("section page", f"{address} is the outlet's start page")
    if body.linked_share > MAX_LINKED:
        raise NotAnArticle("section page", f"{body.linked_share:.0%} of its text are links")
    if (
        body.teasers >= MIN_TEASERS
        and words < WORDS_PER_TEASER * body.teasers
        and body.longest_paragraph < 300
    ):
        raise NotAnArticle("section page", f"it holds {body.teasers} teasers and {words} words of text")
    if body.teasers and words < MIN_WORDS:
        raise NotAnArticle("section page", f"it holds links to {body.teasers} articles and no text")
