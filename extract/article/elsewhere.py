"""Elsewhere: what stands in the text and leads to other articles: lists and rows of links, and other articles."""

import re
from collections import Counter
from collections.abc import Sequence

from lxml.html import HtmlElement

from newstally.extract.article.blocks import SENTENCE_END, Block
from newstally.extract.article.boxes import HEADINGS
from newstally.extract.article.judged import Judged
from newstally.extract.article.kept import beside_text, form_of, is_told, kept_of, words_held
from newstally.extract.article.nesting import Nesting
from newstally.extract.article.phrases import is_worded_as_furniture

LISTS = frozenset({"ul", "ol"})
LINKED = 0.9
MAX_LIST = 40
WORDS_OF_TEASER = 4
"""On average: items with fewer words are names."""
CELLS = frozenset({"td", "th", "tr"})
MOSTLY_LINKS = 0.75
BEGINS_LINKED = 0.6
"""Of the line with which a teaser begins: a time or a section may stand beside the link."""
LINES = frozenset({"p", "div", "span", "section", "aside", "td", "tr"})
ALL_LINKED = 0.95
MAX_LABEL = 3
"""In words."""
COLONS = (":", "：", "»", ">", "|")
WORD = re.compile(r"\w+")
FEWEST_LINKS = 3
BETWEEN_NAMES = re.compile(r"[|·•]")
LINE_OF_NAMES = r"\s*[|·•]\s*"
"""A regular expression for what stands between two names of such a line."""
TEASER_BOXES = frozenset({"div", "li", "article", "section", "td", "tr", "p"})
MAX_SIDE = 0.2
"""Of the words of the text: cells beside it hold no more."""
MAX_TEASER = 60
"""In words: a box with a link and what it says of the article that it leads to."""


def linked_lists(judged: Sequence[Judged]) -> list[int]:
    """Return the kept items of lists of nothing but links worded like headlines that no colon introduces."""
    found = []
    for index in kept_of(judged):
        holder = next(
            (element for element in reversed(judged[index].block.path) if element.tag in LISTS), None
        )
        if holder is None or judged[index].block.linked < LINKED * len(judged[index].block.text):
            continue
        places = [
            place
            for place in range(max(0, index - MAX_LIST), min(len(judged), index + MAX_LIST))
            if holder in judged[place].block.path
        ]
        items = [judged[place].block for place in places]
        before = judged[places[0] - 1].block.text if places[0] else ""
        if (
            len(items) > 1
            and all(item.linked >= LINKED * len(item.text) for item in items)
            and sum(item.words for item in items) >= WORDS_OF_TEASER * len(items)
            and not before.endswith(":")
        ):
            found.append(index)
    return beside_text(judged, found)


def runs_of_links(judged: Sequence[Judged]) -> list[int]:
    """Return the kept blocks of runs, three at least, of elements alike side by side that are each one such link."""
    found = []
    run: list[int] = []
    for index in range(len(judged) + 1):
        if index < len(judged) and is_teaser(judged[index].block):
            if run and form_of(judged[run[-1]].block) != form_of(judged[index].block):
                found.extend(run if len(run) >= FEWEST_LINKS else [])
                run = []
            run.append(index)
        else:
            found.extend(run if len(run) >= FEWEST_LINKS else [])
            run = []
    return beside_text(judged, [index for index in found if judged[index].dropped is None])


def labelled_links(judged: Sequence[Judged]) -> list[int]:
    """Return the kept lines of a short label and nothing behind it but links ("Tags: …"), or of one of few words.

    Many such lines are a list of the text's own.
    """
    blocks = {index: judged[index].block for index in kept_of(judged)}
    found = [index for index, block in blocks.items() if is_labelled(block) or is_button(block)]
    forms = Counter(form_of(judged[index].block) for index in found)
    return beside_text(
        judged, [index for index in found if forms[form_of(judged[index].block)] < FEWEST_LINKS]
    )


def is_button(block: Block) -> bool:
    """Return whether a block is one link of few words and no sentence."""
    alone = block.tag in LINES and block.linked >= len(block.text) and block.words <= MAX_LABEL
    return alone and SENTENCE_END.search(block.text) is None


def is_labelled(block: Block) -> bool:
    """Return whether a block is a label and links that are worded like a headline, or stand behind a colon."""
    if block.tag not in LINES or not 0.5 * len(block.text) < block.linked < len(block.text):
        return False
    links = [text for link in block.element.iter("a") if (text := " ".join(link.text_content().split()))]
    if not links or not block.text.endswith(links[-1]):
        return False
    label, _, rest = block.text.partition(links[0])
    between = len(WORD.findall(rest)) - sum(len(WORD.findall(link)) for link in links[1:])
    if not label.strip() or between or len(label.split()) > MAX_LABEL or SENTENCE_END.search(links[-1]):
        return False
    return label.rstrip().endswith(COLONS) or (len(links) == 1 and len(links[0].split()) >= WORDS_OF_TEASER)


def is_teaser(block: Block) -> bool:
    """Return whether a block is one link, worded like a headline."""
    return block.linked >= LINKED * len(block.text) and block.words >= WORDS_OF_TEASER


def rows_of_teasers(judged: Sequence[Judged], nesting: Nesting, own: HtmlElement | None) -> list[int]:
    """Return the kept blocks of boxes alike, three at least, outside of the article's element that begin with a link.

    ``own`` is that element; where it isn't known no box goes.
    """
    if own is None:
        return []
    outside = [index for index in kept_of(judged) if own not in judged[index].block.path]
    if not outside:
        return []
    around = {own, *own.iterancestors()}
    rows: dict[tuple[object, ...], list[HtmlElement]] = {}
    for element, run in nesting.runs.items():
        block, signs = judged[run.start].block, judged[run.start].signs
        begins = block.linked >= BEGINS_LINKED * len(block.text) or "in a" in signs
        if element.tag in TEASER_BOXES and begins and element not in around:
            form = element.getparent(), element.tag, element.get("class")
            rows.setdefault(form, []).append(element)
    words = words_held(judged, nesting)
    boxes = {
        box
        for row in rows.values()
        if len(row) >= FEWEST_LINKS and all(words[box] <= MAX_TEASER for box in row)
        for box in row
    }
    return [index for index in outside if not boxes.isdisjoint(judged[index].block.path)]


def rows_of_links(judged: Sequence[Judged]) -> list[int]:
    """Return the kept blocks that are a page's menus.

    Rows of a table that hold several links and little else, and lines of links of few words with signs between them.
    """
    return beside_text(
        judged,
        [
            index
            for index in kept_of(judged)
            if is_row_of_links(judged[index].block)
            or is_line_of_names(judged[index].block)
            or is_menu(judged[index].block)
        ],
    )


def is_row_of_links(block: Block) -> bool:
    """Return whether a block is a row or cell of a table that holds several links and little else."""
    return (
        block.tag in CELLS
        and block.linked >= MOSTLY_LINKS * len(block.text)
        and sum(1 for link in block.element.iter("a") if link.get("href")) >= FEWEST_LINKS
    )


def is_menu(block: Block) -> bool:
    """Return whether a block is several links of few words with nothing between them."""
    if block.linked < ALL_LINKED * len(block.text.replace(" ", "")) or SENTENCE_END.search(block.text):
        return False
    names = [words for link in block.element.iter("a") if (words := len(link.text_content().split()))]
    return len(names) >= FEWEST_LINKS and sum(names) <= MAX_LABEL * len(names)


def is_line_of_names(block: Block) -> bool:
    """Return whether a block is links of few words with bars or dots between them, and a notice of rights at most."""
    if not block.linked or BETWEEN_NAMES.search(block.text) is None:
        return False
    names = [text for link in block.element.iter("a") if (text := " ".join(link.text_content().split()))]
    if len(names) < FEWEST_LINKS or any(len(name.split()) > MAX_LABEL for name in names):
        return False
    line = LINE_OF_NAMES.join(map(re.escape, names))
    found = re.match(rf"[\W_]*{line}[\W_]*", block.text)
    rest = block.text[found.end() :] if found is not None else block.text
    return not rest or is_worded_as_furniture(rest)


def side_cells(judged: Sequence[Judged], own: HtmlElement | None) -> list[int]:
    """Return the kept blocks in cells of a layout beside that of the article in which nothing is told in a sentence.

    ``own`` is the element of the article, where it is known by its headline.
    """
    own = own if own is not None else holder_of_text(judged)
    cells = [cell for cell in (own, *own.iterancestors()) if cell.tag == "td"] if own is not None else []
    others: dict[HtmlElement, list[int]] = {}
    for index in kept_of(judged):
        for element in judged[index].block.path:
            if (
                element.tag == "td"
                and element not in cells
                and any(element.getparent() is cell.getparent() for cell in cells)
            ):
                others.setdefault(element, []).append(index)
    told = {cell for cell, inside in others.items() if any(is_told(judged[index]) for index in inside)}
    found = sorted({index for cell, inside in others.items() if cell not in told for index in inside})
    words = sum(judged[index].block.words for index in found)
    return found if words <= MAX_SIDE * sum(judged[index].block.words for index in kept_of(judged)) else []


def holder_of_text(judged: Sequence[Judged]) -> HtmlElement | None:
    """Return the innermost element that holds all that is told in sentences, None if nothing is."""
    paths = [judged[index].block.path for index in kept_of(judged) if is_told(judged[index])]
    if not paths:
        return None
    shared = [element for element in paths[0] if all(element in path for path in paths)]
    return shared[-1] if shared else None


def of_other_articles(judged: Sequence[Judged], headline: HtmlElement | None) -> list[int]:
    """Return the kept blocks in other ``<article>`` elements than the headline's that have a linked heading."""
    own = next(headline.iterancestors("article"), None) if headline is not None else None
    if own is None:
        return []
    around = {own, *own.iterancestors()}
    others = {
        element
        for index in kept_of(judged)
        for element in judged[index].block.path
        if element.tag == "article" and element not in around and own not in element.iterancestors()
    }
    linked = {
        other
        for other in others
        if any(
            True
            for tag in sorted(HEADINGS)
            for heading in other.iter(tag)
            if heading.find(".//a[@href]") is not None or heading.getparent().tag == "a"
        )
    }
    return [index for index in kept_of(judged) if not linked.isdisjoint(judged[index].block.path)]
