"""Archived: a page as it was fetched, made safe to look at: nothing in it acts or asks for anything outside.

What could do either is taken out of the page, and the response forbids the browser the same once more: no scripts, no
requests, an origin of its own (CSP ``sandbox``).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement, tostring

from newstally.extract.article.page import parse_page
from newstally.extract.article.verdict import NotAnArticle
from newstally.pipeline.ledger.place import Place, folder_of
from newstally.pipeline.page_sources import NoPageError
from newstally.pipeline.warc import Record, read_records

HEADERS = {
    "content-security-policy": (
        "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; "
        "frame-ancestors 'self'"
    ),
    "x-frame-options": "SAMEORIGIN",
    "referrer-policy": "no-referrer",
}
"""What a browser is told of such a page."""

ACTING = (
    "script", "noscript", "template", "iframe", "frame", "frameset", "object", "embed", "applet", "portal", "link",
    "meta", "base", "audio", "video", "source", "track", "dialog", "form", "input", "button", "select", "textarea",
    "svg", "math",
)  # fmt: skip
"""Elements that run, load, move or ask; forms keep what they hold."""
KEPT_INSIDE = frozenset({"form", "noscript", "dialog"})
"""... of which the content stays."""
ATTRIBUTES = frozenset(
    {"href", "id", "class", "lang", "dir", "alt", "title", "colspan", "rowspan", "datetime", "name"}
)
"""Attributes that stay; images lose their sources with the others."""
LARGEST = 5_000_000
"""Bytes of a page that are shown; a larger one can be had from the archive."""
STYLE = """html { color-scheme: light; background: #fff; color: #1c1b19; font: 17px/1.55 Georgia, serif; }
body { max-width: 44rem; margin: 0 auto; padding: 1rem 1.2rem 4rem; overflow-wrap: anywhere; }
img { display: none; } ul, ol { padding-left: 1.3rem; } table { border-collapse: collapse; }
td, th { padding: .2rem .5rem; border: 1px solid #ddd; } mark { background: #ffe98a; scroll-margin-top: 30vh; }
h1, h2, h3 { line-height: 1.2; } a { color: #2a4d7c; }"""
SENTENCE = "newstally-sentence"
"""The id of the sentence that is marked."""

WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """A page of the archive: its bytes with the headers that they came with."""

    html: bytes
    headers: dict[str, str]
    address: str
    fetched_at: str


def archived_page(ledger: Place, file: str | None, offset: int | None) -> ArchivedPage:
    """Return the page at a place in the archive. Raises NoPageError, which says why there is none."""
    if file is None or offset is None:
        raise NoPageError("the ledger doesn't know the page it was read in")
    path = folder_of(ledger) / file
    try:
        record = next(iter(read_records(path, offset)), None)
    except OSError as error:
        raise NoPageError(f"{path.name} can't be read: {error.strerror or error}") from None
    if not isinstance(record, Record):
        raise NoPageError(f"{path.name} holds no record at {offset}")
    if not record.is_page:
        raise NoPageError("it was not read in a page of HTML")
    return ArchivedPage(record.body, dict(record.http_headers), record.url, record.date)


def harmless(page: ArchivedPage, sentence: str | None = None) -> bytes:
    """Return a page as a document of text, with a sentence in it marked. Raises NoPageError if it is no HTML."""
    if len(page.html) > LARGEST:
        raise NoPageError(f"it has {len(page.html):,} bytes; pages of up to {LARGEST:,} are shown")
    try:
        tree = parse_page(page.html, page.headers)
    except NotAnArticle as reason:
        raise NoPageError(str(reason)) from None
    _take_out(tree)
    if sentence:
        mark_sentence(tree, sentence)
    _require_head(tree)
    text: bytes = tostring(tree, encoding="utf-8", doctype="<!doctype html>")
    return text


def _take_out(tree: HtmlElement) -> None:
    for element in list(tree.iter(*ACTING, etree.Comment, etree.ProcessingInstruction, "style")):
        if element.tag in KEPT_INSIDE:
            element.drop_tag()
        elif element.getparent() is not None:
            element.drop_tree()
    for element in tree.iter(etree.Element):
        for name, value in element.attrib.items():
            if name not in ATTRIBUTES or (name == "href" and not _leads_out(value)):
                del element.attrib[name]
        if "href" in element.attrib:
            element.set("rel", "noreferrer noopener")
            element.set("target", "_blank")


def _leads_out(address: str) -> bool:
    return address.strip().lower().startswith(("http://", "https://"))


def _require_head(tree: HtmlElement) -> None:
    head = tree.find("head")
    if head is None:
        head = etree.Element("head")
        tree.insert(0, head)
    style = etree.SubElement(head, "style")
    style.text = STYLE


def mark_sentence(tree: HtmlElement, sentence: str) -> bool:
    """Put marks around a sentence in a page; return whether it was found. Words count, not what stands between them."""
    wanted = [word.casefold() for word in WORDS.findall(sentence)]
    body = tree.find("body")
    if not wanted or body is None:
        return False
    nodes = list(_texts(body))
    words = [
        (word[0].casefold(), place, word.start(), word.end())
        for place, (_, _, text) in enumerate(nodes)
        for word in WORDS.finditer(text)
    ]
    begin = _position([word for word, *_ in words], wanted)
    if begin is None:
        return False
    found: dict[int, tuple[int, int]] = {}
    for _, place, start, end in words[begin : begin + len(wanted)]:
        found[place] = (min(found.get(place, (start, end))[0], start), end)
    for number, (place, (start, end)) in enumerate(sorted(found.items(), reverse=True)):
        owner, is_tail, text = nodes[place]
        _mark(owner, is_tail, text, start, end, first=number == len(found) - 1)
    return True


def _texts(body: HtmlElement) -> Iterator[tuple[HtmlElement, bool, str]]:
    """Yield the texts of a page in order: the element, whether it stands after it rather than in it, the text."""
    for event, element in etree.iterwalk(body, events=("start", "end")):
        text = element.text if event == "start" else element.tail
        if text and not (event == "end" and element is body):
            yield element, event == "end", text


def _position(words: list[str], wanted: list[str]) -> int | None:
    """Return where a run of words begins."""
    first, length = wanted[0], len(wanted)
    for at in range(len(words) - length + 1):
        if words[at] == first and words[at : at + length] == wanted:
            return at
    return None


def _mark(owner: HtmlElement, is_tail: bool, text: str, start: int, end: int, *, first: bool) -> None:
    mark = etree.Element("mark")
    mark.text, mark.tail = text[start:end], text[end:]
    if first:
        mark.set("id", SENTENCE)
    if is_tail:
        owner.tail = None
        owner.addnext(mark)
        owner.tail = text[:start]
    else:
        owner.text = text[:start]
        owner.insert(0, mark)
