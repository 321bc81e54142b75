"""Judging: which blocks of a page are the article's, by their evidence and by what each says where it stands."""

from collections.abc import Iterable
from dataclasses import dataclass

from newstally.extract.article.addressing import addressing
from newstally.extract.article.blocks import Block
from newstally.extract.article.boxes import ALL_LINKS, HEADINGS
from newstally.extract.article.calls import calls, notes_on_authors, widgets
from newstally.extract.article.captions import captions_of
from newstally.extract.article.choice import odds_of
from newstally.extract.article.commenting import commenting
from newstally.extract.article.elsewhere import (
    labelled_links,
    linked_lists,
    of_other_articles,
    rows_of_links,
    rows_of_teasers,
    runs_of_links,
    side_cells,
)
from newstally.extract.article.evidence import WORDED_AS_FURNITURE, Known
from newstally.extract.article.forms import forms_of
from newstally.extract.article.invitations import invitations
from newstally.extract.article.judged import Judged
from newstally.extract.article.kept import article_element, kept_of, small_part
from newstally.extract.article.linked_boxes import headings_of_nothing, linked_boxes
from newstally.extract.article.moments import is_date_line
from newstally.extract.article.nesting import Nesting
from newstally.extract.article.no_scripts import for_no_scripts, rest_of_text
from newstally.extract.article.paragraphs import WALL, dropped_paragraphs
from newstally.extract.article.polls import polls
from newstally.extract.article.posts import read_posts
from newstally.extract.article.restored import restored, siblings
from newstally.extract.article.side_boxes import asking, headed, outnumbered, signed_quotes
from newstally.extract.article.template import Template, fingerprint
from newstally.extract.article.title import Title
from newstally.extract.article.unopened import unopened
from newstally.extract.article.walls import walls_in

MAX_DATE_LINE = 20
"""In words: a line that tells two dates with their times has no more."""
BY_EVIDENCE = "its evidence"
BESIDE = "it stands in a side column, outside of the article's element"
DATE_ALONE = "it tells only when"
EMBEDDED = "it is a post of another site"
RECURRING = "it recurs on other pages of the outlet"
ASKING = "its box asks readers for their address or password"
HEADED = "its box is headed as what others say or wrote"
LIST_OF_LINKS = "its list is nothing but links"
TEASERS = "it is one of a row of teasers beside the article"
ANOTHERS = "it is of another article below"
CALL = "it calls on readers to do something, and ends with a button"
WIDGET = "it is a line of figures outside of the paragraphs"
LINKED_BOX = "its box leads to another article"
POLL = "its box asks readers and gives them answers to choose from"
UNOPENED = "its box is hidden, speaks to readers and nothing opens it"
ADDRESSING = "its box speaks to readers of what the outlet offers"
INVITATION = "it invites readers to a channel or letter of the outlet"
COMMENTS = "its box is what readers say of the text"
OUTNUMBERED = "nearly all boxes like its own are none of the text"
HEADING_ALONE = "it is a heading of nothing"
FOR_NO_SCRIPTS = "it is for browsers without scripts, and the page has text without it"
SET_ASIDE = frozenset(
    {
        BESIDE,
        RECURRING,
        ASKING,
        HEADED,
        LIST_OF_LINKS,
        TEASERS,
        ANOTHERS,
        LINKED_BOX,
        CALL,
        WIDGET,
        ADDRESSING,
        POLL,
        UNOPENED,
        INVITATION,
        COMMENTS,
        OUTNUMBERED,
        FOR_NO_SCRIPTS,
        WALL,
    }
)
"""For these reasons a block is none of the text, whatever trafilatura takes it for."""
LONG_PARAGRAPH = 80
FEWEST_PARAGRAPHS = 3
"""So many long paragraphs make an element that holds the headline the article's."""


@dataclass(frozen=True, slots=True)
class Observed:
    """A page's blocks with the evidence for each."""

    blocks: list[Block]
    nesting: Nesting
    known: Known
    signs: list[dict[str, float]]


def judge(
    seen: Observed, title: Title, authors: tuple[str, ...], template: Template = frozenset()
) -> list[Judged]:
    """Return the decision on each block."""
    language = seen.known.spoken
    judged = []
    for block, signs in zip(seen.blocks, seen.signs, strict=True):
        odds = odds_of(signs)
        judged.append(Judged(block, signs, odds, None if odds > 0 else BY_EVIDENCE))
    take_back(judged, restored(judged, seen.nesting, seen.known.furniture, BY_EVIDENCE, language))
    take_back(judged, siblings(judged, BY_EVIDENCE, language))
    take_back(judged, rest_of_text(judged, seen.nesting))
    drop(judged, linked_lists(judged), LIST_OF_LINKS)
    drop(judged, runs_of_links(judged), LIST_OF_LINKS)
    drop(judged, labelled_links(judged), LIST_OF_LINKS)
    drop(judged, rows_of_links(judged), LIST_OF_LINKS)
    own = article_element(judged, title.element)
    drop(judged, rows_of_teasers(judged, seen.nesting, own), TEASERS)
    drop(judged, side_cells(judged, own), BESIDE)
    drop(judged, of_other_articles(judged, title.element), ANOTHERS)
    drop(judged, teased(judged), "it is a teaser: its box is nothing but links, with a heading")
    drop(judged, calls(judged, seen.nesting, title.element), CALL)
    drop(judged, linked_boxes(judged, seen.nesting, title.element), LINKED_BOX)
    posts = read_posts(judged, seen.known.outlets, language)
    drop(judged, posts.left_out, EMBEDDED)
    take_back(judged, posts.introduced)
    drop(judged, asking(judged, seen.nesting, title.element), ASKING)
    drop(judged, headed(judged, seen.nesting, title.element), HEADED)
    drop(judged, signed_quotes(judged, seen.nesting, title.element), HEADED)
    drop(judged, polls(judged, seen.nesting, title.element), POLL)
    drop(judged, unopened(judged, seen.nesting, title.element, language), UNOPENED)
    drop(judged, addressing(judged, seen.nesting, title.element, language), ADDRESSING)
    drop(judged, invitations(judged), INVITATION)
    drop(judged, commenting(judged, seen.nesting, title.element, language), COMMENTS)
    drop(judged, outnumbered(judged, seen.nesting), OUTNUMBERED)
    drop(judged, [index for box in walls_in(judged, seen.nesting) for index in box], WALL)
    drop(judged, for_no_scripts(judged, seen.nesting), FOR_NO_SCRIPTS)
    drop(judged, recurring(judged, template), RECURRING)
    drop(judged, widgets(judged), WIDGET)
    drop(judged, notes_on_authors(judged, authors), "it introduces an author")
    drop(judged, dates_alone(judged, seen.known.language), DATE_ALONE)
    drop(judged, captions_of(judged, language), "it is the caption of a picture")
    drop(judged, beside_article(judged, title), BESIDE)
    kept = [index for index, one in enumerate(judged) if one.dropped is None]
    worded = {place for place, index in enumerate(kept) if WORDED_AS_FURNITURE in judged[index].signs}
    reasons = dropped_paragraphs(
        [judged[index].block.text for index in kept],
        worded,
        title.text,
        title.element_text,
        authors,
        forms_of(judged, kept),
    )
    for place, reason in reasons.items():
        drop(judged, [kept[place]], reason)
    drop(judged, headings_at_end(judged), HEADING_ALONE)
    drop(judged, headings_of_nothing(judged, seen.nesting), HEADING_ALONE)
    return judged


def take_back(judged: list[Judged], indexes: Iterable[int]) -> None:
    """Keep some of the blocks after all, in place."""
    for index in indexes:
        judged[index].dropped = None


def drop(judged: list[Judged], indexes: Iterable[int], reason: str) -> None:
    """Drop some of the blocks, in place."""
    for index in indexes:
        judged[index].dropped = reason


def headings_at_end(judged: list[Judged]) -> list[int]:
    """Return the kept headings behind the last other kept block: what they stood above was dropped."""
    kept = [index for index, one in enumerate(judged) if one.dropped is None]
    texts = [place for place, index in enumerate(kept) if judged[index].block.tag not in HEADINGS]
    return kept[texts[-1] + 1 :] if texts else []


def beside_article(judged: list[Judged], title: Title) -> list[int]:
    """Return the kept blocks in side columns outside of the element of the article, if that holds one."""
    if title.element is None:
        return []
    own = next((parent for parent in title.element.iterancestors("article")), None)
    kept = [(index, one) for index, one in enumerate(judged) if one.dropped is None]
    inside = [one.block.text for _, one in kept if own is not None and own in one.block.path]
    if len([text for text in inside if len(text) >= LONG_PARAGRAPH]) < FEWEST_PARAGRAPHS:
        return []
    return [index for index, one in kept if own not in one.block.path and "named side" in one.signs]


def dates_alone(judged: list[Judged], language: str | None) -> list[int]:
    """Return the kept lines that tell a date and nothing else; headings and rows of tables are of what follows them."""
    return [
        index
        for index, one in enumerate(judged)
        if one.dropped is None
        and one.block.words <= MAX_DATE_LINE
        and not one.block.cells
        and one.block.tag not in HEADINGS
        and is_date_line(one.block.text, language)
    ]


def teased(judged: list[Judged]) -> list[int]:
    """Return the kept blocks of small boxes that are wholly links, with a heading that is one."""
    return [
        index
        for index, one in enumerate(judged)
        if one.dropped is None and {"small box with a linked heading", ALL_LINKS} <= one.signs.keys()
    ]


def recurring(judged: list[Judged], template: Template) -> list[int]:
    """Return the kept blocks of an outlet's template, none if they say more than what they leave.

    Where they do, the outlet shows one article at several addresses, or nothing but a notice.
    """
    if not template:
        return []
    return small_part(
        judged, [index for index in kept_of(judged) if fingerprint(judged[index].block) in template]
    )
