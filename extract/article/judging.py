"""Judging: which blocks of a page are the article's, by their evidence and by what each says where it stands."""

from collections.abc import Iterable
from dataclasses import dataclass

from newstally.extract.article.attributes import word_starts
from newstally.extract.article.blocks import Block
from newstally.extract.article.boxes import ALL_LINKS, HEADINGS
from newstally.extract.article.choice import odds_of
from newstally.extract.article.evidence import WORDED_AS_FURNITURE, Known, previous_is_picture
from newstally.extract.article.moments import is_date_line
from newstally.extract.article.paragraphs import dropped_paragraphs
from newstally.extract.article.phrases import patterns
from newstally.extract.article.template import Template, fingerprint
from newstally.extract.article.title import Title

MAX_DATE_LINE = 20
"""In words: a line that tells two dates with their times has no more."""
BY_EVIDENCE = "its evidence"
BESIDE = "it stands in a side column, outside of the article's element"
DATE_ALONE = "it tells only when"
EMBEDDED = "it is a post of another site"
RECURRING = "it recurs on other pages of the outlet"
LONG_PARAGRAPH = 80
FEWEST_PARAGRAPHS = 3
"""So many long paragraphs make an element that holds the headline the article's."""
SET_APART = frozenset({"named quote", "in blockquote", "in aside", "in figure"})
BY_PICTURE = frozenset({"with a picture", "small box with a picture"})
MAX_CAPTION = 40
"""In words."""


@dataclass(slots=True)
class Judged:
    """A block with what was decided about it: the log odds of being the article's, and why it was dropped if it was."""

    block: Block
    signs: dict[str, float]
    odds: float
    dropped: str | None = None


@dataclass(frozen=True, slots=True)
class Observed:
    """A page's blocks with the evidence for each."""

    blocks: list[Block]
    known: Known
    signs: list[dict[str, float]]


def judge(
    seen: Observed, title: Title, authors: tuple[str, ...], template: Template = frozenset()
) -> list[Judged]:
    """Return the decision on each block."""
    judged = []
    for block, signs in zip(seen.blocks, seen.signs, strict=True):
        odds = odds_of(signs)
        judged.append(Judged(block, signs, odds, None if odds > 0 else BY_EVIDENCE))
    drop(judged, teased(judged), "it is a teaser: its box is nothing but links, with a heading")
    drop(judged, embedded(judged), EMBEDDED)
    drop(judged, in_login_forms(judged), "it stands in the form by which readers log in")
    drop(judged, recurring(judged, template), RECURRING)
    drop(judged, dates_alone(judged, seen.known.language), DATE_ALONE)
    drop(judged, captions_of(judged), "it is the caption of a picture")
    drop(judged, beside_article(judged, title), BESIDE)
    kept = [index for index, one in enumerate(judged) if one.dropped is None]
    worded = {place for place, index in enumerate(kept) if WORDED_AS_FURNITURE in judged[index].signs}
    reasons = dropped_paragraphs(
        [judged[index].block.text for index in kept],
        worded,
        title.text,
        title.element_text,
        authors,
        [form_of(judged[index]) for index in kept],
    )
    for place, reason in reasons.items():
        drop(judged, [kept[place]], reason)
    drop(judged, headings_at_end(judged), "it is a heading of nothing")
    return judged


def form_of(one: Judged) -> str:
    """Return the tag that tells best what a block is: a row's, a quotation's, or its own."""
    if one.block.cells:
        return "tr"
    return "blockquote" if SET_APART & one.signs.keys() else one.block.tag


def drop(judged: list[Judged], indexes: Iterable[int], reason: str) -> None:
    """Drop some of the blocks, in place."""
    for index in indexes:
        judged[index].dropped = reason


def headings_at_end(judged: list[Judged]) -> list[int]:
    """Return the kept headings behind the last other kept block: what they stood above was dropped."""
    kept = [index for index, one in enumerate(judged) if one.dropped is None]
    texts = [place for place, index in enumerate(kept) if judged[index].block.tag not in HEADINGS]
    return kept[texts[-1] + 1 :] if texts else []


def captions_of(judged: list[Judged]) -> list[int]:
    """Return the kept blocks with or right below a picture that are a line of italics or tell whose picture it is."""
    credits = patterns("furniture.credits")
    return [
        index
        for index, one in enumerate(judged)
        if one.dropped is None
        and one.block.words <= MAX_CAPTION
        and (
            "italics below a picture" in one.signs
            or (stands_by_picture(one) and credits.search(one.block.text))
        )
    ]


def stands_by_picture(one: Judged) -> bool:
    """Return whether a block has a picture in it, right before it, or in the small box around it."""
    return not BY_PICTURE.isdisjoint(one.signs) or previous_is_picture(one.block)


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


def embedded(judged: list[Judged]) -> list[int]:
    """Return the kept blocks of posts that other sites' code embeds, none if the page says little else."""
    posts = word_starts("embedded.posts")
    kept = [(index, one.block) for index, one in enumerate(judged) if one.dropped is None]
    found = {
        index: block.words
        for index, block in kept
        if "named embed" in judged[index].signs
        and any(posts.search(element.get("class", "")) for element in block.path)
    }
    return list(found) if 2 * sum(found.values()) <= sum(block.words for _, block in kept) else []


def in_login_forms(judged: list[Judged]) -> list[int]:
    """Return the kept blocks in forms that ask for a password, none if they say more than what they leave."""
    kept = [
        (index, one.block)
        for index, one in enumerate(judged)
        if one.dropped is None and "in form" in one.signs
    ]
    forms = {element for _, block in kept for element in block.path if element.tag == "form"}
    asking = {form for form in forms if form.find(".//input[@type='password']") is not None}
    found = {index: block.words for index, block in kept if not asking.isdisjoint(block.path)}
    words = sum(one.block.words for one in judged if one.dropped is None)
    return list(found) if 2 * sum(found.values()) <= words else []


def recurring(judged: list[Judged], template: Template) -> list[int]:
    """Return the kept blocks of an outlet's template, none if they say more than what they leave.

    Where they do, the outlet shows one article at several addresses, or nothing but a notice.
    """
    if not template:
        return []
    kept = [(index, one.block) for index, one in enumerate(judged) if one.dropped is None]
    found = {index: block.words for index, block in kept if fingerprint(block) in template}
    return list(found) if 2 * sum(found.values()) <= sum(block.words for _, block in kept) else []
