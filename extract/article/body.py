"""Body: the article's own text, paragraph by paragraph, without what stands around it.

The page is read as a sequence of blocks, the evidence for each is gathered, plain trafilatura's opinion among it, and
a learned choice keeps or drops it. Then what the text says twice, the headline and notes around the text go. A last
guard sees to it that no page is read worse than by trafilatura alone.
"""

import logging
import re
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from newstally.extract.article.attributes import name_kinds, name_of
from newstally.extract.article.blocks import INLINE, SENTENCE_END, Block, is_link, read_blocks
from newstally.extract.article.boxes import HEADINGS
from newstally.extract.article.evidence import Known, evidence
from newstally.extract.article.furniture import find_furniture
from newstally.extract.article.guard import is_lost, plain_text
from newstally.extract.article.jsonld import body_of
from newstally.extract.article.judged import Judged
from newstally.extract.article.judging import BY_EVIDENCE, DATE_ALONE, SET_ASIDE, Observed, judge
from newstally.extract.article.kept import article_element
from newstally.extract.article.metadata import Metadata
from newstally.extract.article.nesting import Nesting
from newstally.extract.article.paragraphs import WALL, clean_line, dropped_paragraphs, is_wall
from newstally.extract.article.parsed import ParsedPage
from newstally.extract.article.phrases import is_worded_as_furniture, phrase_in
from newstally.extract.article.restored import announces_others
from newstally.extract.article.shown_dates import has_headline_link, is_beside_link
from newstally.extract.article.standfirst import find_standfirst
from newstally.extract.article.template import Template
from newstally.extract.article.title import ends_of_title
from newstally.extract.article.verdict import talks_of_site
from newstally.extract.language import detect_language
from newstally.extract.writing import word_count

logging.getLogger("trafilatura").setLevel(
    logging.CRITICAL
)  # what it warns of, NotAnArticle says with its reason

TEASER_WORDS = 4
"""A link of so many words may be a headline."""
MOSTLY = 0.8
MAX_LINKED = 0.6
"""Of the characters of what leads elsewhere, more are links."""
MAX_TEASER_TEXT = 60
"""The text beneath a teaser has no more words than this."""
ENDS_OF_SENTENCES = re.compile(r"(?:[^\W_]|[\u0900-\u0dff])[.!?…。！？।۔؟][\"'”’»)]?(?=\s|$)")
SENTENCES_OF_NEWS = 2
"""What introduces a section is one sentence."""
WORDS_PER_HEADING = 8
"""A page with fewer words of text than this for each heading that is a link tells of others."""
PROSE = 25
"""A paragraph of so many words tells of other days than that of its publication."""
OUTER = frozenset({"body", "html", "main", "article", "div"})
FEWEST_OF_SENTENCE = 8
"""In words."""
MAX_BESIDE = 10
"""So many characters of white space may stand around a block in the element whose text it is."""
CARD = "furniture by its card"
"""The sign of what stands in a box with a heading that is a link."""
TAIL = 4
"""So many blocks behind the text may still tell of it, the date among them."""
OF_OTHERS = frozenset({"named comments", "named related", "named embed", "small box with a linked heading"})
KINDS_OF_OTHERS = frozenset({"comments", "related", "embed"})
STUB_WORDS = 250
"""A text with a wall before it that has more words than this is shown whole."""
MIN_GAIN = 2
"""If the page's metadata hold a text so many times longer than the one it shows, a script would show it."""


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


def observe(page: ParsedPage) -> Observed:
    """Return the blocks of a page with the evidence for each."""
    blocks = read_blocks(page.tree)
    plain = plain_text(page.tree, blocks)
    known = Known(
        plain=tuple(plain),
        furniture=find_furniture(page.tree, page.title.element),
        stated=tuple(body_of(page.metadata.article)),
        title=page.title.text,
        headline=page.title.element,
        description=page.metadata.description,
        authors=page.authors,
        language=page.metadata.html_language,
        outlets=frozenset(name for name in (page.metadata.outlet, *ends_of_title(page.tree)) if name),
        spoken=detect_language("\n".join(plain), page.metadata.html_language),
    )
    nesting = Nesting(blocks)
    return Observed(blocks, nesting, known, evidence(blocks, nesting, known))


def extract_body(page: ParsedPage, template: Template = frozenset()) -> Body:
    """Return the article's text, with the decision on every block of the page.

    ``template`` has the fingerprints of blocks that recur on other pages of the outlet.
    """
    seen = observe(page)
    judged = judge(seen, page.title, page.authors, template)
    paragraphs, taken_from = chosen_paragraphs(page, seen, judged)
    standfirst = find_standfirst(page.title.element, page.metadata.description)
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
        in_teasers=share_in_teasers(judged, teasers, article_element(judged, page.title.element)),
        has_password_field=any(field.get("type") == "password" for field in page.tree.iter("input")),
        words=words,
        wall=wall_of(judged, seen.known.plain) if words < STUB_WORDS else None,
        judged=judged,
        taken_from=taken_from,
    )


def chosen_paragraphs(page: ParsedPage, seen: Observed, judged: list[Judged]) -> tuple[list[str], str]:
    """Return the text's paragraphs, and where they are taken from.

    Those of the blocks that were kept, unless the page's metadata state far more, or trafilatura alone finds it.
    """
    paragraphs = [one.block.text for one in judged if one.dropped is None]
    taken_from = "the page's blocks"
    if sum(map(len, seen.known.stated)) > MIN_GAIN * sum(map(len, paragraphs)):
        stated = cleaned(list(seen.known.stated), page)
        if sum(map(len, stated)) > MIN_GAIN * sum(map(len, paragraphs)):
            paragraphs, taken_from = stated, "the page's metadata, since it shows far less"
    aside = {one.block.text for one in judged if one.dropped in SET_ASIDE}
    lines = [line for raw in seen.known.plain if (line := clean_line(raw)) and line not in aside]
    if is_lost(paragraphs, lines):
        left_out = [one.block.text for one in judged if is_surely_left_out(one)]
        plain = cleaned(lines, page)
        if is_lost(paragraphs, lines, left_out) and is_lost(paragraphs, plain, left_out):
            paragraphs, taken_from = plain, "plain trafilatura, since far fewer words were left"
    return paragraphs, taken_from


def is_surely_left_out(one: Judged) -> bool:
    """Return whether a block is left out for more than the weight of its signs, or is little more than links."""
    block = one.block
    if one.dropped == BY_EVIDENCE:
        return (
            CARD in one.signs or block.linked > MAX_LINKED * len(block.text) or any(map(is_link, block.path))
        )
    return one.dropped is not None


def cleaned(paragraphs: list[str], page: ParsedPage) -> list[str]:
    """Return the paragraphs without those that are known not to be the text's."""
    worded = {index for index, line in enumerate(paragraphs) if is_worded_as_furniture(line)}
    reasons = dropped_paragraphs(paragraphs, worded, page.title.text, page.title.element_text, page.authors)
    return [line for index, line in enumerate(paragraphs) if index not in reasons]


def without_others(tree: HtmlElement, body: Body) -> HtmlElement:
    """Return a page's tree without prose, boxes and what stands behind the text: dates there are of other things."""
    judged = body.judged
    own = {element for one in judged if one.dropped is None for element in one.block.path}
    last = max((index for index, one in enumerate(judged) if one.dropped is None), default=len(judged))
    others_from = next(
        (index for index in range(last + 1, len(judged)) if announces_others(judged[index].block)),
        len(judged),
    )
    for index, one in enumerate(judged):
        block = one.block
        prose = one.dropped is None and (block.words >= PROSE or is_sentence(block))
        lasting = phrase_in(block.text, "dates.lasting") is not None
        box = next((element for element in block.path if element not in own and is_of_others(element)), None)
        if box is not None and box.getparent() is not None:
            box.drop_tree()
            continue
        others = OF_OTHERS & one.signs.keys() or any(
            element.tag in ("aside", "nav") for element in block.path
        )
        behind = index >= min(last + TAIL, others_from) or (index > last and leads_elsewhere(block.element))
        if (prose or lasting or others or behind) and block.element.getparent() is not None:
            if block.tag in OUTER and len(block.element) and (not behind or holds_more(block)):
                if behind and block.element not in own:
                    take_out_lines(block.element)
                continue
            block.element.drop_tree()
    return tree


def take_out_lines(element: HtmlElement) -> None:
    """Take out of an element what stands in it outside of its boxes and paragraphs."""
    element.text = None
    for inner in list(element):
        inner.tail = None
        if inner.tag in INLINE:
            element.remove(inner)


def is_sentence(block: Block) -> bool:
    """Return whether a block says something in a sentence, and not when the article was published or changed."""
    return (
        block.words >= FEWEST_OF_SENTENCE
        and SENTENCE_END.search(block.text) is not None
        and not any(phrase_in(block.text, kind) for kind in ("dates.published", "dates.modified"))
    )


def holds_more(block: Block) -> bool:
    """Return whether the element whose text a block is holds other text beside it."""
    return len(block.element.text_content().strip()) > len(block.raw.strip()) + MAX_BESIDE


def leads_elsewhere(element: HtmlElement) -> bool:
    """Return whether an element holds, or stands beside, a link that is worded like a headline."""
    return has_headline_link(element) or is_beside_link(element)


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


def share_in_teasers(judged: list[Judged], teasers: frozenset[int], own: HtmlElement | None) -> float:
    """Return the share of the words of the kept blocks that are teasers or stand right beneath one.

    ``own`` is the element that holds the headline and the text, where there is one: teasers beside it tell nothing of
    what it holds, if that is more than the sentence that introduces a section.
    """
    total = beneath = 0
    for index, one in enumerate(judged):
        if one.dropped is None:
            words = one.block.words
            total += words
            below = is_below_teaser(judged, teasers, index) and words <= MAX_TEASER_TEXT
            if index in teasers or (below and not is_in_other_cell(judged[index - 1].block, one.block)):
                beneath += words
    headings = [judged[index].block for index in teasers if judged[index].block.tag in HEADINGS]
    if beneath or len(headings) * WORDS_PER_HEADING <= total:
        return beneath / total if total else 0.0
    if own is not None and (own.tag == "article" or sentences_in(judged, own) >= SENTENCES_OF_NEWS):
        headings = [block for block in headings if own in block.path]
    return 1.0 if len(headings) * WORDS_PER_HEADING > total else 0.0


def is_below_teaser(judged: list[Judged], teasers: frozenset[int], index: int) -> bool:
    """Return whether a block stands right beneath a link worded like a headline, or beneath its date."""
    if index - 1 in teasers:
        return True
    between = judged[index - 1] if index else None
    return (
        between is not None
        and between.dropped is not None
        and "short with a date" in between.signs
        and index - 2 in teasers
    )


def is_in_other_cell(first: Block, second: Block) -> bool:
    """Return whether a block stands in a cell of a table in which another doesn't."""
    return any(element.tag == "td" and element not in second.path for element in first.path)


def sentences_in(judged: list[Judged], own: HtmlElement) -> int:
    """Return how many sentences the kept blocks within an element have that don't speak of the site."""
    kept = (one.block for one in judged if one.dropped is None)
    texts = [block.text for block in kept if own in block.path and not talks_of_site(block.text)]
    return sum(len(ENDS_OF_SENTENCES.findall(text)) for text in texts)


def wall_of(judged: list[Judged], plain: tuple[str, ...]) -> str | None:
    """Return the words of a paragraph that asks to log in or to pay, None if there is none."""
    for text in [one.block.text for one in judged if one.dropped == WALL] or [
        line for line in plain if is_wall(line)
    ]:
        if found := phrase_in(text, "login") or phrase_in(text, "wall_topics"):
            return found
    return None
