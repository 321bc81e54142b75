"""Verdict: is this page an article? What is not is named with a degree of sureness, never passed on as one.

Links are counted in what was kept as text, not on the page: a short article with many links around it is one.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from newstally.extract.article.address import parts_of
from newstally.extract.article.jsonld import LISTING_TYPES
from newstally.extract.article.phrases import (
    lower_entries,
    patterns,
    phrase_in,
    phrases,
    telling_words,
    words_in,
)
from newstally.extract.writing import word_count

if TYPE_CHECKING:
    from newstally.extract.article.body import Body
    from newstally.extract.article.metadata import Metadata

MIN_WORDS = 12
"""A news flash of one sentence can be an article; less than this is none."""
SHORT_WORDS = 120
"""Below this, a page that shows signs of being something else is taken for that."""
MIN_WORDS_BESIDE_PASSWORD = 25
"""A page that asks for a password and says no more than this, and nearly all of it about that, is its form."""
MIN_TEASERS = 4
MAX_LINKED = 0.6
"""Share of the text's characters that may be links."""
MAX_IN_TEASERS = 0.5
"""Share of the text's words that may stand right beneath links worded like headlines."""
SHORTEST_PROSE = 8
"""Words of a line from which on it is prose and no headline."""
BREAKS_OFF = ("…", "...")
"""With what the beginning of an article ends on a page that lists it."""
ROUTE = ("!", "/")
"""With what the fragment of an address begins that leads a page's script to an article."""
QUOTED = re.compile(r"[\"“”„«»]")
"""Somebody else speaks."""
MAX_WORDS_OF_ERROR = 16
"""A longer line with the words of an error page in it tells of one."""
MAX_WORDS_OF_TALK = 80
"""A page that speaks of nothing but the site says no more."""
FEWEST_OF_SITE = 2
FEWEST_IN_ALL = 4
"""Different words for the site and its pages, in a line and in all."""
LONGEST_CONSENT = 500
MOSTLY = 0.75
FEWEST_OF_CONSENT = 5
"""A longer page is asking for consent where more of it speaks of that, in so many different phrases."""
SPEAKING_SHARE = 0.5
"""Share of the text and its title that speaks of consent, or of the page itself, on a page that does nothing else."""


class NotAnArticle(ValueError):  # noqa: N818 - named for what the page is, not for a fault
    """The page holds no article.

    ``reason`` is one of REASONS; ``detail`` says what showed it; ``sureness`` is how sure that is, from 0 to 1.
    """

    REASONS = (
        "empty", "unreadable", "not html", "error page", "consent wall", "login wall", "section page", "no text",
    )  # fmt: skip

    def __init__(self, reason: str, detail: str, sureness: float = 1.0) -> None:
        super().__init__(reason, detail, sureness)
        self.reason = reason
        self.detail = detail
        self.sureness = sureness

    def __str__(self) -> str:
        return f"{self.reason}: {self.detail}"


def require_article(metadata: "Metadata", title: str | None, body: "Body", url: str | None) -> None:
    """Raise NotAnArticle if the page, fetched from ``url``, is none.

    Signs, in this order: a short page that says it is an error, or speaks of nothing but itself, or asks for consent,
    unless its metadata hold an article; one that asks for a password or a subscription; a page that lists others (its
    own metadata, the outlet's start page, a text made of links or of teasers); no text.
    """
    if body.words < SHORT_WORDS:
        if not (metadata.article and body.words >= MIN_WORDS):
            require_no_error(title, body.text)
            require_no_consent(title, body)
            require_no_notice(title, body.text)
        require_no_login(metadata, body)
    elif body.words < LONGEST_CONSENT and not metadata.article:
        require_no_consent(None, body, MOSTLY, FEWEST_OF_CONSENT)
    require_no_listing(metadata, body, url)
    if body.words < MIN_WORDS:
        raise NotAnArticle("no text", f"only {body.words} words of running text", 0.9)


def require_no_error(title: str | None, text: str) -> None:
    """Raise NotAnArticle if title or text are those of an error page."""
    errors = patterns("errors")
    for part in (title or "", text.partition("\n")[0]):
        if len(part.split()) <= MAX_WORDS_OF_ERROR and (found := errors.search(part)):
            raise NotAnArticle("error page", f"it says {found.group()!r}", 0.95)


def require_no_notice(title: str | None, text: str) -> None:
    """Raise NotAnArticle if most of a short text, its title among it, tells its reader of nothing but the page itself.

    It is known by a notice beside another, an excuse or two words for the reader.
    """
    lines = [title or "", *text.split("\n")]
    notices, excuses, reader = (told(lines, kind) for kind in ("notices", "excuses", "reader"))
    share = share_of(lines, notices.keys() | excuses.keys() | reader.keys())
    said, addressed = unlike(notices), sum(map(len, reader.values()))
    require_no_talk_of_site(lines)
    if share >= SPEAKING_SHARE and said and (len(said) + len(unlike(excuses)) > 1 or addressed > 1):
        raise NotAnArticle("error page", f"it says {said[0]!r}", share)


def require_no_talk_of_site(lines: Sequence[str]) -> None:
    """Raise NotAnArticle if most of a short text speaks to its reader, or as the outlet, of the site and its pages."""
    if sum(map(word_count, lines)) > MAX_WORDS_OF_TALK:
        return
    of_site = told(lines, "site")
    talk = {line for line in of_site if talks_of_site(line)}
    share = share_of(lines, talk)
    said = unlike(of_site)
    if share >= SPEAKING_SHARE and len(said) >= FEWEST_IN_ALL:
        raise NotAnArticle("error page", f"it speaks of nothing but the site: {', '.join(said[:3])}", share)


def talks_of_site(line: str) -> bool:
    """Return whether a line speaks to its reader, or as the outlet, of the site and its pages, and quotes nobody."""
    said = unlike(told([line], "site"))
    return len(said) >= FEWEST_OF_SITE and bool(told([line], "speaking")) and not QUOTED.search(line)


def require_no_consent(
    title: str | None, body: "Body", least: float = SPEAKING_SHARE, fewest: int = 2
) -> None:
    """Raise NotAnArticle if most of a short text, its title among it, speaks of cookies, partners and choices.

    What was dropped from the page may say more of it, but the text has to say more than news of cookies does.
    """
    lines = [title or "", *body.text.split("\n")]
    speaking = told(lines, "consent")
    share = share_of(lines, speaking.keys())
    if share < least or set(unlike(speaking)).issubset(lower_entries("consent_topics")):
        return
    said = unlike(told([*lines, *(one.block.text for one in body.judged)], "consent"))
    if len(said) >= fewest:
        raise NotAnArticle("consent wall", f"it says {said[0]!r}", share)


def told(lines: Iterable[str], kind: str) -> dict[str, list[str]]:
    """Return the lines that say phrases of one list, each with what it says of them."""
    found = {
        line: phrases(kind).findall(line.replace("’", "'"))
        for line in lines
        if not telling_words(kind).isdisjoint(words_in(line))
    }
    return {line: said for line, said in found.items() if said}


def unlike(found: Mapping[str, list[str]]) -> list[str]:
    """Return the different phrases that lines say."""
    return list(dict.fromkeys(phrase.casefold() for said in found.values() for phrase in said))


def share_of(lines: Sequence[str], speaking: Collection[str]) -> float:
    """Return which share of the letters of some lines is in those that speak of something."""
    return sum(len(line) for line in lines if line in speaking) / max(1, sum(map(len, lines)))


def require_no_login(metadata: "Metadata", body: "Body") -> None:
    """Raise NotAnArticle if there is no text but a password field, or words that ask to log in or to pay."""
    if body.words < MIN_WORDS and body.wall:
        raise NotAnArticle("login wall", f"it says {body.wall!r}", 0.9)
    asks = body.has_password_field and not metadata.article and body.words < MIN_WORDS_BESIDE_PASSWORD
    others = [line for line in body.text.split("\n") if not phrase_in(line, "credentials")]
    if asks and sum(map(word_count, others)) < MIN_WORDS:
        raise NotAnArticle("login wall", "the page asks for a password", 0.8)


def require_no_listing(metadata: "Metadata", body: "Body", url: str | None) -> None:
    """Raise NotAnArticle if the page lists others."""
    says_article = bool(metadata.article) or metadata.meta.get("og:type", "").lower() == "article"
    if says_article and body.words >= MIN_WORDS:
        return
    listing = metadata.types & LISTING_TYPES
    if listing:
        raise NotAnArticle("section page", f"its metadata call it {sorted(listing)[0]}", 0.8)
    parts = parts_of(url or "")
    if (
        parts.netloc
        and not parts.query
        and not parts.fragment.startswith(ROUTE)
        and parts.path in ("", "/", "/index.html")
    ):
        raise NotAnArticle("section page", f"{url} is the outlet's start page", 0.8)
    if body.linked_share > MAX_LINKED:
        raise NotAnArticle(
            "section page", f"{body.linked_share:.0%} of its text are links", body.linked_share
        )
    if body.teasers >= MIN_TEASERS and body.in_teasers > MAX_IN_TEASERS:
        detail = f"it holds {body.teasers} teasers, and {body.in_teasers:.0%} of the text are theirs"
        raise NotAnArticle("section page", detail, body.in_teasers)
    prose = [line for line in body.text.split("\n") if len(line.split()) >= SHORTEST_PROSE]
    if prose and body.words < SHORT_WORDS and all(line.rstrip(" ]").endswith(BREAKS_OFF) for line in prose):
        raise NotAnArticle(
            "section page", "all that it says breaks off, as the beginnings of articles do", 0.7
        )
    if body.teasers and body.words < MIN_WORDS:
        detail = f"it holds links to {body.teasers} articles and no text"
        raise NotAnArticle("section page", detail, 0.9)
