"""Page: from the bytes of a response to a tree. Compression, encoding and broken markup end here."""

import gzip
import re
import zlib
from collections.abc import Iterator, Mapping
from functools import cache

from charset_normalizer import from_bytes
from lxml.etree import ElementDefaultClassLookup, LxmlError, ParserError
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from trafilatura.utils import handle_compressed_file
from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom

from newstally.extract.article.miswritten import as_meant, has_swapped_letters
from newstally.extract.article.styles import apply_styles
from newstally.extract.article.verdict import NotAnArticle

MAGIC_OF_COMPRESSION = (b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd")
MAGIC_OF_OTHER_FORMATS = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"RIFF",
    b"<?xml",
    b"{",
    b"[",
)
SEPARATORS = b"\v\f\x1c\x1d\x1e\x1f"
DELETE = b"\x7f"
NOTHING = b"\0"
CONTROL_CHARACTERS = bytes(code for code in range(32) if code not in b"\t\n\r" + SEPARATORS)
CLEARED = bytes.maketrans(
    SEPARATORS + DELETE + CONTROL_CHARACTERS,
    b" " * len(SEPARATORS + DELETE) + NOTHING * len(CONTROL_CHARACTERS),
)
TAG = re.compile(rb"<\s*(?:!doctype|[a-z][a-z0-9]*[\s/>])", re.IGNORECASE)
HTML_START = re.compile(rb"<(?:!doctype html|html|head|body)[\s>]", re.IGNORECASE)

CONTROL_REFERENCE = re.compile(
    rb"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01]|127)(?!\d)|x0*(?:[0-8bcef]|1[0-9a-f]|7f)(?![0-9a-f]));?",
    re.IGNORECASE,
)
"""References to characters that no text has; one of them costs the paragraph, or the page. HTML's parser reads them
without their semicolon too."""
C1_ENCODED = re.compile(b"\xc2[\x80-\x9f]")
"""Unicode's second row of control characters as UTF-8; all begin with one byte, which is found at once."""
WINDOWS_1252 = {code: bytes([code]).decode("cp1252", "ignore") or " " for code in range(0x80, 0xA0)}
"""What stands in Unicode's second row of control characters was meant as Windows-1252: quotes, dashes, the euro."""
UTF_8_NAMES = ("utf-8", "utf8", "ascii")
ANY_BYTES = ("cp1252", "iso8859-1", "iso-8859-1", "latin-1", "latin1", "iso8859-15", "windows-1252")
CANDIDATES = (
    "cp1252", "cp1250", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256",
    "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr",
)  # fmt: skip
SCRIPT = re.compile(rb"<(script|style)\b", re.IGNORECASE)
SCRIPT_ENDS = {name: re.compile(rb"</%s>" % name, re.IGNORECASE) for name in (b"script", b"style")}
LANGUAGE_OF_PAGE = re.compile(rb"<html[^>]{0,300}?\blang\s*=\s*[\"']?([a-z]{2})\b", re.IGNORECASE)
LETTERS_OF_WINDOWS = re.compile(rb"[\x8a\x8c-\x8f\x9a\x9c-\x9f\xa5\xb9\xbe]")
LATIN_ENCODINGS: dict[str, tuple[str, str | None]] = {
    **dict.fromkeys(("cs", "hr", "hu", "pl", "ro", "sk", "sl"), ("cp1250", "iso8859-2")),
    **dict.fromkeys(("et", "lt", "lv"), ("cp1257", None)),
    "tr": ("cp1254", None),
}
SAMPLE = 4000
LAST_LATIN = "\u024f"
MIN_SAMPLE = 16

FEWEST_WITHOUT_SCRIPT = 25
"""In words: what a page says to browsers that run no scripts, if it is no more than a notice, is shorter."""
SHORTEST_PARAGRAPH = 8
MAX_BYTES = 20_000_000
"""Beyond this a page is no news page; also the limit for what a compressed page may unfold to."""


@cache
def html_parser() -> HTMLParser:
    """Return the parser for all pages. libxml2 drops what is nested deeper than 256 elements, which is no text.

    Every element is a plain HtmlElement: lxml.html's own choice of a class for each, so that forms can be filled in,
    is a call of Python for each element whenever one is looked at.
    """
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    parser.set_element_class_lookup(ElementDefaultClassLookup(element=HtmlElement))
    return parser


def parse_page(html: bytes, headers: Mapping[str, str]) -> HtmlElement:
    """Return the page's tree. ``headers`` have lower-case names.

    Raises NotAnArticle ("empty", "unreadable", "not html").
    """
    return tree_of(page_markup(html, headers))


def tree_of(markup: bytes) -> HtmlElement:
    """Return the tree of a page's markup, which is in UTF-8. Raises NotAnArticle ("empty", "not html")."""
    if not TAG.search(markup):
        raise NotAnArticle("not html", "no HTML tag in it")
    try:
        tree = document_fromstring(without_control_characters(markup), parser=html_parser())
    except (LxmlError, ParserError, ValueError) as error:
        raise NotAnArticle("empty", f"no element in the page: {error}") from error
    apply_styles(tree)
    take_out_code(tree)
    show_texts_without_script(tree)
    return tree


def page_markup(html: bytes, headers: Mapping[str, str]) -> bytes:
    """Return a page's markup in UTF-8, its signs as they were meant. ``headers`` have lower-case names.

    Raises NotAnArticle ("empty", "unreadable", "not html").
    """
    if not html or not html.strip():
        raise NotAnArticle("empty", "the response has no content")
    html = decompress(html, headers.get("content-encoding", ""))
    start = html[:1024].lstrip()
    if start.startswith(MAGIC_OF_OTHER_FORMATS) and not HTML_START.search(start):
        raise NotAnArticle("not html", f"the content starts with {start[:8]!r}")
    return as_meant(in_utf_8(html, headers.get("content-type")))


def take_out_code(tree: HtmlElement) -> None:
    """Take out of a page what a reader never sees as text and no one reads here: scripts, styles and drawings.

    They are a sixth of a page's elements. Scripts that hold the page's data stay.
    """
    for element in list(tree.iter("script", "style", "svg")):
        if "ld+json" not in (element.get("type") or "").lower() and element.getparent() is not None:
            element.drop_tree()


def show_texts_without_script(tree: HtmlElement) -> None:
    """Make boxes of the ``<noscript>`` elements in which a page has more prose than without them."""
    shells = [(element, words_of_prose(element)) for element in tree.iter("noscript")]
    held = sum(words for _, words in shells)
    if held >= FEWEST_WITHOUT_SCRIPT and 2 * held > words_of_prose(tree):
        for element, words in shells:
            if words:
                element.tag = "div"


def words_of_prose(element: HtmlElement) -> int:
    """Return how many words the paragraphs within an element have that are no links."""
    words = 0
    for paragraph in element.iter("p"):
        linked = sum(len(link.text_content()) for link in paragraph.iter("a"))
        text = paragraph.text_content()
        if 2 * linked < len(text) and (count := len(text.split())) >= SHORTEST_PARAGRAPH:
            words += count
    return words


def following(element: HtmlElement, *tags: str) -> Iterator[HtmlElement]:
    """Yield the elements with one of the tags that come after an element and what it holds, in the page's order."""
    holder: HtmlElement | None = element
    while holder is not None:
        for sibling in holder.itersiblings():
            yield from sibling.iter(*tags)
        holder = holder.getparent()


def without_control_characters(markup: bytes) -> bytes:
    """Return markup in UTF-8 in which control characters, and references to them, are white space or gone."""
    markup = C1_ENCODED.sub(_as_windows_1252, CONTROL_REFERENCE.sub(b" ", markup))
    return markup.translate(CLEARED).replace(NOTHING, b"")


def _as_windows_1252(found: re.Match[bytes]) -> bytes:
    return WINDOWS_1252[ord(found[0].decode())].encode()


def decompress(html: bytes, content_encoding: str) -> bytes:
    """Return the plain bytes of a page that may have been stored as it came over the wire."""
    if len(html) > MAX_BYTES:
        raise NotAnArticle("unreadable", f"{len(html):,} bytes; pages of up to {MAX_BYTES:,} are read")
    compressed = html.startswith(MAGIC_OF_COMPRESSION)
    if not compressed and not (content_encoding and b"<" not in html[:256]):
        return html
    plain: bytes = handle_compressed_file(html, MAX_BYTES)
    if plain is html and compressed:
        plain = salvage_gzip(html)
    return plain


def salvage_gzip(data: bytes) -> bytes:
    """Return what can be unpacked of a gzip stream that was cut off.

    Raises NotAnArticle if that is nothing.
    """
    try:
        plain = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(data, MAX_BYTES)
    except (zlib.error, gzip.BadGzipFile) as error:
        raise NotAnArticle("unreadable", f"compressed content is damaged: {error}") from error
    if not plain.strip():
        raise NotAnArticle("unreadable", "compressed content is damaged")
    return plain


def in_utf_8(html: bytes, content_type: str | None) -> bytes:
    """Return the page in UTF-8.

    Bytes that are valid UTF-8 are UTF-8, whatever the page declares: hardly any text of another encoding is valid
    UTF-8 by accident, while wrong declarations are common. Else the byte order mark, the header and the page's own
    declaration decide, in the order of the HTML standard; then Windows-1252.
    """
    bom_encoding, bom = read_bom(html)
    if bom_encoding and bom:
        return html[len(bom) :].decode(bom_encoding, "replace").encode("utf-8", "replace")
    try:
        html.decode("utf-8")
    except UnicodeDecodeError as error:
        broken_at = error.start
    else:
        return html
    declared = http_content_type_encoding(content_type) or html_body_declared_encoding(html)
    if declared in UTF_8_NAMES or declared is None:
        # A few stray bytes in a UTF-8 page are damage; many are another encoding.
        repaired = html.decode("utf-8", "replace")
        multibyte = sum(char > "\x7f" and char != "\ufffd" for char in repaired)
        if repaired.count("\ufffd") <= multibyte or broken_at > len(html) - 4:
            return repaired.encode()
    return html.decode(encoding_of(html, declared), "replace").encode("utf-8", "replace")


def encoding_of(html: bytes, declared: str | None) -> str:
    """Return the encoding of bytes that aren't UTF-8.

    A declaration is believed if the bytes bear it out. Encodings in which any bytes are letters, those of Western
    Europe, are also declared by template for texts of other scripts: there, and without a declaration, the encoding
    is taken under which the text reads like a language.
    """
    if declared not in (*UTF_8_NAMES, *ANY_BYTES, None):
        try:
            if not has_swapped_letters(html.decode(declared)):
                return declared
        except UnicodeDecodeError as error:
            if error.start > len(html) - 4:
                return declared
        except LookupError:
            pass
    sample = b" ".join(run for run in _outside_tags(_without_scripts(html)) if not run.isascii())[:SAMPLE]
    found = from_bytes(sample, cp_isolation=list(CANDIDATES)).best() if len(sample) >= MIN_SAMPLE else None
    if found is None or not any(letter.isalpha() and letter > LAST_LATIN for letter in str(found)):
        return latin_encoding(html, sample)
    return found.encoding


def latin_encoding(html: bytes, sample: bytes) -> str:
    """Return the encoding of Latin letters that is usual for the language that a page names.

    Source: the HTML standard's table of default encodings by locale. Where that is one of ISO's, Windows has its own,
    told by bytes that are letters only there.
    """
    named = LANGUAGE_OF_PAGE.search(html[:SAMPLE])
    windows, iso = LATIN_ENCODINGS.get(named.group(1).lower().decode() if named else "", ("cp1252", None))
    return windows if iso is None or LETTERS_OF_WINDOWS.search(sample) else iso


def _outside_tags(html: bytes) -> list[bytes]:
    """Return what stands before each tag, back to the one before."""
    return [piece.rpartition(b">")[2] for piece in html.split(b"<")[:-1]]


def _without_scripts(html: bytes) -> bytes:
    """Return a page without its scripts and style sheets; those that don't end stay."""
    kept, at = [], 0
    endless: set[bytes] = set()
    for begin in SCRIPT.finditer(html):
        name = begin[1].lower()
        if begin.start() < at or name in endless:
            continue
        end = SCRIPT_ENDS[name].search(html, begin.end())
        if end is None:
            endless.add(name)
        else:
            kept.append(html[at : begin.start()])
            at = end.end()
    return b"".join([*kept, html[at:]])
