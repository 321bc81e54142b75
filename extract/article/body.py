"""Body: the article's own text, paragraph by paragraph, without what stands around it.

The page is read as a sequence of blocks, the evidence for each is gathered, plain trafilatura's opinion among it, and
a learned choice keeps or drops it. Then what the text says twice, the headline and notes around the text go. A last
guard sees to it that no page is read worse than by trafilatura alone.
"""

import logging
from dataclasses import dataclass, field, replace
from functools import cache

from lxml.html import HtmlElement
from trafilatura.settings import Extractor

from newstally.extract.article.attributes import name_kinds, name_of
from newstally.extract.article.authors import find_authors
from newstally.extract.article.blocks import Block, read_blocks, word_count
from newstally.extract.article.boxes import HEADINGS
from newstally.extract.article.choice import odds_of
from newstally.extract.article.evidence import WORDED_AS_FURNITURE, Known, evidence
from newstally.extract.article.furniture import find_furniture
from newstally.extract.article.guard import is_lost, plain_text
from newstally.extract.article.jsonld import body_of
from newstally.extract.article.metadata import Metadata, read_metadata
from newstally.extract.article.moments import is_date_line
from newstally.extract.article.page import parse_page
from newstally.extract.article.paragraphs import WALL, clean_line, dropped_paragraphs, is_wall
from newstally.extract.article.phrases import is_worded_as_furniture, phrase_in
from newstally.extract.article.standfirst import find_standfirst
from newstally.extract.article.template import Template, fingerprint
from newstally.extract.article.title import Title, find_title

logging.getLogger("trafilatura").setLevel(
    logging.CRITICAL
)  # what it warns of, NotAnArticle says with its reason

MAX_DATE_LINE = 20
"""In words: a line that tells two dates with their times has no more."""
TEASER_WORDS = 4
"""A link of so many words may be a headline."""
BY_EVIDENCE = "its evidence"
BESIDE = "it stands in a side column, outside of the article's element"
DATE_ALONE = "it tells only when"
RECURRING = "it recurs on other pages of the outlet"
LONG_PARAGRAPH = 80
FEWEST_PARAGRAPHS = 3
"""So many long paragraphs make an element that holds the headline the article's."""
MAX_CAPTION = 40
"""In words."""
MOSTLY = 0.8
WHOLLY = 0.95
MAX_TEASER_TEXT = 60
"""The text beneath a teaser has no more words than this."""
WORDS_PER_HEADING = 8
"""A page with fewer words of text than this for each heading that is a link tells of others."""
PROSE = 25
"""A paragraph of so many words tells of other days than that of its publication."""
TAIL = 4
"""So many blocks behind the text may still tell of it, the date among them."""
OF_OTHERS = frozenset({"named comments", "named related", "named embed", "small box with a linked heading"})
KINDS_OF_OTHERS = frozenset({"comments", "related", "embed"})
STUB_WORDS = 250
"""A text with a wall before it that has more words than this is shown whole."""
MIN_GAIN = 2
"""If the page's metadata hold a text so many times longer than the one it shows, a script would show it."""


@dataclass(slots=True)
class Judged:
    """A block with what was decided about it: the log odds of being the article's, and why it was dropped if it was."""

    block: Block
    signs: dict[str, float]
    odds: float
    dropped: str | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """The text, and what helps to tell whether it is an article's."""

    text: str
    linked_share: float
    """Share of the characters of the text that are links."""
    teasers: int
    """Different links of the page that are worded like headlines."""
    in_teasers: float
    """Share of the words of the text that stand right beneath such links, or are such."""
    has_password_field: bool
    words: int
    wall: str | None = None
    """The words by which the page says that it shows its text only to those who pay or log in, if it shows little."""
    judged: list[Judged] = field(default_factory=list)
    taken_from: str = "the page's blocks"

    @property
    def dated_text(self) -> str:
        """The text below the first line that tells only when, if one stands above its paragraphs."""
        for one in self.judged:
            if one.dropped == DATE_ALONE:
                return f"{one.block.text}\n{self.text}"
            if one.dropped is None and one.block.words >= PROSE:
                break
        return self.text

    def is_paywalled(self, metadata: Metadata) -> bool:
        """Return whether the text is the beginning of one that is not for everybody."""
        free = str(metadata.article.get("isAccessibleForFree", True)).lower()
        return self.words < STUB_WORDS and (self.wall is not None or free in ("false", "no", "0"))


@cache
def options(fast: bool) -> Extractor:
    """Return the options of trafilatura for every page: no comments, tables included."""
    return Extractor(output_format="python", comments=False, tables=True, fast=fast)


@dataclass(frozen=True, slots=True)
class Observed:
    """A page's blocks with the evidence for each."""

    blocks: list[Block]
    known: Known
    signs: list[dict[str, float]]


def observe(tree: HtmlElement, metadata: Metadata, title: Title, authors: tuple[str, ...]) -> Observed:
    """Return the blocks of a page with the evidence for each."""
    blocks = read_blocks(tree)
    known = Known(
        plain=tuple(plain_text(tree, options(fast=True))),
        furniture=find_furniture(tree, title.element),
        stated=tuple(body_of(metadata.article)),
        title=title.text,
        headline=title.element,
        description=metadata.description,
        authors=authors,
        language=metadata.html_language,
    )
    return Observed(blocks, known, evidence(blocks, known))


def observed_blocks(html: bytes) -> Observed:
    """Return the blocks of a page, given as bytes, with the evidence for each. Raises NotAnArticle."""
    tree = parse_page(html, {})
    metadata = read_metadata(tree)
    title = find_title(tree, metadata)
    return observe(tree, metadata, title, find_authors(tree, metadata))


def extract_body(
    tree: HtmlElement,
    metadata: Metadata,
    title: Title,
    authors: tuple[str, ...],
    template: Template = frozenset(),
) -> Body:
    """Return the article's text, with the decision on every block of the page.

    ``template`` has the fingerprints of blocks that recur on other pages of the outlet.
    """
    seen = observe(tree, metadata, title, authors)
    judged = judge(seen, title, authors, template)
    standfirst = find_standfirst(title.element, metadata.description)
    paragraphs = [one.block.text for one in judged if one.dropped is None]
    taken_from = "the page's blocks"
    if sum(map(len, seen.known.stated)) > MIN_GAIN * sum(map(len, paragraphs)):
        stated = cleaned(list(seen.known.stated), title, authors)
        if sum(map(len, stated)) > MIN_GAIN * sum(map(len, paragraphs)):
            paragraphs, taken_from = stated, "the page's metadata, since it shows far less"
    aside = {one.block.text for one in judged if one.dropped in (BESIDE, RECURRING)}
    lines = [line for raw in seen.known.plain if (line := clean_line(raw)) and line not in aside]
    if is_lost(paragraphs, lines):
        plain = cleaned(lines, title, authors)
        if is_lost(paragraphs, plain):
            paragraphs, taken_from = plain, "plain trafilatura, since far fewer words were left"
    if standfirst and not any(standfirst[:60] in paragraph for paragraph in paragraphs):
        paragraphs.insert(0, standfirst)
    kept = [one.block for one in judged if one.dropped is None]
    letters = sum(len(block.text) for block in kept)
    teasers = teasers_of(judged)
    words = sum(map(word_count, paragraphs))
    return Body(
        text="\n".join(paragraphs),
        linked_share=sum(block.linked for block in kept) / letters if letters else 0.0,
        teasers=len({judged[index].block.text for index in teasers}),
        in_teasers=share_in_teasers(judged, teasers),
        has_password_field=any(field.get("type") == "password" for field in tree.iter("input")),
        words=words,
        wall=wall_of(judged, seen.known.plain) if words < STUB_WORDS else None,
        judged=judged,
        taken_from=taken_from,
    )


def judge(
    seen: Observed, title: Title, authors: tuple[str, ...], template: Template = frozenset()
) -> list[Judged]:
    """Return the decision on each block."""
    judged = []
    for block, signs in zip(seen.blocks, seen.signs, strict=True):
        odds = odds_of(signs)
        judged.append(Judged(block, signs, odds, None if odds > 0 else BY_EVIDENCE))
    for index in teased(judged):
        judged[index] = replace(
            judged[index], dropped="it is a teaser: all of it is a link, below a heading that is one"
        )
    for index in recurring(judged, template):
        judged[index] = replace(judged[index], dropped=RECURRING)
    for index in dates_alone(judged, seen.known.language):
        judged[index] = replace(judged[index], dropped=DATE_ALONE)
    for index in captions_of(judged):
        judged[index] = replace(judged[index], dropped="it is the caption of a picture")
    for index in beside_article(judged, title):
        judged[index] = replace(judged[index], dropped=BESIDE)
    kept = [index for index, one in enumerate(judged) if one.dropped is None]
    worded = {place for place, index in enumerate(kept) if WORDED_AS_FURNITURE in judged[index].signs}
    reasons = dropped_paragraphs(
        [judged[index].block.text for index in kept], worded, title.text, title.element_text, authors
    )
    for place, reason in reasons.items():
        judged[kept[place]] = replace(judged[kept[place]], dropped=reason)
    for index in headings_at_end(judged):
        judged[index] = replace(judged[index], dropped="it is a heading of nothing")
    return judged


def headings_at_end(judged: list[Judged]) -> list[int]:
    """Return the kept headings behind the last other kept block: what they stood above was dropped."""
    kept = [index for index, one in enumerate(judged) if one.dropped is None]
    texts = [place for place, index in enumerate(kept) if judged[index].block.tag not in HEADINGS]
    return kept[texts[-1] + 1 :] if texts else []


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
    """Return the kept blocks that are wholly links, in a small box with a heading that is a link."""
    return [
        index
        for index, one in enumerate(judged)
        if one.dropped is None
        and "small box with a linked heading" in one.signs
        and one.block.linked >= WHOLLY * len(one.block.text)
    ]


def recurring(judged: list[Judged], template: Template) -> list[int]:
    """Return the kept blocks of an outlet's template, none if they say more than what they leave.

    Where they do, the outlet shows one article at several addresses, or nothing but a notice.
    """
    if not template:
        return []
    kept = [(index, one.block) for index, one in enumerate(judged) if one.dropped is None]
    found = {index: block.words for index, block in kept if fingerprint(block) in template}
    return list(found) if 2 * sum(found.values()) <= sum(block.words for _, block in kept) else []


def captions_of(judged: list[Judged]) -> list[int]:
    """Return the kept blocks that are a line of italics with or right below a picture."""
    return [
        index
        for index, one in enumerate(judged)
        if one.dropped is None and "italics below a picture" in one.signs and one.block.words <= MAX_CAPTION
    ]


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


def cleaned(paragraphs: list[str], title: Title, authors: tuple[str, ...]) -> list[str]:
    """Return the paragraphs without those that are known not to be the text's."""
    worded = {index for index, line in enumerate(paragraphs) if is_worded_as_furniture(line)}
    reasons = dropped_paragraphs(paragraphs, worded, title.text, title.element_text, authors)
    return [line for index, line in enumerate(paragraphs) if index not in reasons]


def without_others(tree: HtmlElement, body: Body) -> HtmlElement:
    """Return a page's tree without prose, boxes and what stands behind the text: dates there are of other things."""
    judged = body.judged
    own = {element for one in judged if one.dropped is None for element in one.block.path}
    last = max((index for index, one in enumerate(judged) if one.dropped is None), default=len(judged))
    for index, one in enumerate(judged):
        block = one.block
        prose = one.dropped is None and block.words >= PROSE
        box = next((element for element in block.path if element not in own and is_of_others(element)), None)
        if box is not None and box.getparent() is not None:
            box.drop_tree()
            continue
        others = OF_OTHERS & one.signs.keys() or any(
            element.tag in ("aside", "nav") for element in block.path
        )
        if (prose or others or index >= last + TAIL) and block.element.getparent() is not None:
            if block.tag in ("body", "html", "main", "article", "div") and len(block.element):
                continue
            block.element.drop_tree()
    return tree


def is_of_others(element: HtmlElement) -> bool:
    """Return whether an element is called after comments or other articles."""
    return not name_kinds().of_name(name_of(element)).isdisjoint(KINDS_OF_OTHERS)


def teasers_of(judged: list[Judged]) -> frozenset[int]:
    """Return which blocks are links that are worded like headlines."""
    return frozenset(
        index
        for index, one in enumerate(judged)
        if one.block.words >= TEASER_WORDS
        and (one.block.linked > MOSTLY * len(one.block.text) or "in a" in one.signs)
    )


def share_in_teasers(judged: list[Judged], teasers: frozenset[int]) -> float:
    """Return the share of the words of the kept blocks that are teasers or stand right beneath one."""
    total = beneath = 0
    for index, one in enumerate(judged):
        if one.dropped is None:
            words = one.block.words
            total += words
            if index in teasers or (index - 1 in teasers and words <= MAX_TEASER_TEXT):
                beneath += words
    if (
        not beneath
        and len([i for i in teasers if judged[i].block.tag in HEADINGS]) * WORDS_PER_HEADING > total
    ):
        return 1.0
    return beneath / total if total else 0.0


def wall_of(judged: list[Judged], plain: tuple[str, ...]) -> str | None:
    """Return the words of a paragraph that asks to log in or to pay, None if there is none."""
    for text in [one.block.text for one in judged if one.dropped == WALL] or [
        line for line in plain if is_wall(line)
    ]:
        if found := phrase_in(text, "login"):
            return found
    return None
