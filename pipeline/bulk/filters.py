"""Filters: which pages of a crawl of everything are worth reading. Each is asked as early as it can be answered."""

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from newstally.extract.language import detect_language
from newstally.extract.model import Article
from newstally.extract.selection import number_words
from newstally.extract.words import languages
from newstally.pipeline.warc import Record

SAMPLE = 60_000
"""Bytes of a page of which the language is told."""

FEWEST_WORDS = 40
"""Words in paragraphs below which a page's language isn't told before its article is found."""

DECLARED = re.compile(rb"<html\b[^>]*\blang\s*=\s*[\"']?([A-Za-z]{2})", re.IGNORECASE)
PARAGRAPH = re.compile(rb"<p\b[^>]*>(.*?)</p>", re.IGNORECASE | re.DOTALL)
TAG = re.compile(rb"<[^>]*>")
DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Filters:
    """What a page must be to be read; an empty one lets everything through."""

    languages: tuple[str, ...] = ()
    """ISO 639-1 codes."""
    hosts: frozenset[str] = frozenset()
    """Hosts, which stand for those below them too."""
    since: date | None = None
    until: date | None = None
    """First and last day (UTC) on which it was fetched."""
    numeral: bool = False
    """Whether its text must hold a numeral."""

    def reason_against(self, record: Record) -> str | None:
        """Return why a page isn't wanted, as far as that can be told without looking for its article."""
        day = record.date[:10]
        if self.since is not None and day < self.since.isoformat():
            return "fetched before the days that are wanted"
        if self.until is not None and day > self.until.isoformat():
            return "fetched after the days that are wanted"
        if self.hosts and not self._is_of_hosts(record.url):
            return "of another host"
        if self.languages:
            return self._against_language(page_language(record.body, self.languages))
        return None

    def reason_against_article(self, article: Article) -> str | None:
        """Return why the article found in a page isn't wanted."""
        if self.languages:
            language = detect_language(article.text, article.language)
            if (reason := self._against_language(language)) is not None:
                return reason
        if self.numeral and not holds_numeral(f"{article.title or ''}\n{article.text}", article.language):
            return "without a numeral"
        return None

    def _against_language(self, language: str | None) -> str | None:
        unwanted = language is not None and language not in self.languages
        return f"in the language {language!r}" if unwanted else None

    def _is_of_hosts(self, url: str) -> bool:
        labels = (urlsplit(url).hostname or "").split(".")
        return any(".".join(labels[at:]) in self.hosts for at in range(len(labels)))


def page_language(html: bytes, wanted: tuple[str, ...] = ()) -> str | None:
    """Return the language of a page's paragraphs, None if they are too few to tell it.

    One that the page declares is believed where it is ``wanted``: its article is yet to be looked at.
    """
    found = DECLARED.search(html[:SAMPLE])
    declared = found.group(1).decode().lower() if found else None
    if declared in wanted:
        return declared
    sample = html[:SAMPLE] if len(html) <= 2 * SAMPLE else html[len(html) // 3 :][:SAMPLE]
    words = TAG.sub(b" ", b" ".join(PARAGRAPH.findall(sample))).decode("utf-8", "replace").split()
    return detect_language(" ".join(words), declared) if len(words) >= FEWEST_WORDS else None


def holds_numeral(text: str, language: str | None) -> bool:
    """Return whether a text holds a digit or a word for a number; so does every one whose language isn't known here."""
    if language not in languages() or DIGIT.search(text):
        return True
    return not number_words(language).sure.isdisjoint(text.lower().split())
