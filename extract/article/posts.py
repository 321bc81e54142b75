"""Posts: what the code of other sites embeds in an article, a quotation to readers where the text introduces it.

What nothing introduces is somebody else's text, and most posts repeat what the article tells. Those of the outlet's
own are for its readers.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from newstally.extract.article.attributes import word_starts
from newstally.extract.article.blocks import Block
from newstally.extract.article.judged import Judged
from newstally.extract.article.kept import kept_of, small_part
from newstally.extract.article.phrases import phrase_in

SIGNED = re.compile(r"(?:^|\s)[—–-]\s*(?P<name>[^—–(@]{3,60}?)\s*(?:\(@|$)")
"""Who signed a post, behind a dash and before the name of an account."""
POSTED_BY = re.compile(r"[—–-]\s*(?P<name>[^—–(@]{3,60}?)\s*\(@\w+")
ACCOUNT_AT_END = re.compile(r"\(@[\w.-]+\)\W*$")
MAX_SIGNATURE = 12
"""In words."""
SHORTEST_NAME = 4
INTRODUCES = (":", "：")
LETTERS = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Posts:
    """The blocks of a page's posts that are none of its text, and of those that are."""

    left_out: list[int]
    introduced: list[int]


def read_posts(judged: list[Judged], outlets: Collection[str], language: str | None) -> Posts:
    """Return which blocks of posts are the text's; quotation marks are put around those that are, in place.

    ``outlets`` are the names of the outlet, ``language`` is the text's. None is left out where the page says little
    else, but for the outlet's own.
    """
    posts = posts_in(judged)
    if not posts:
        return Posts([], [])
    inside = {index for post in posts for index in post}
    around = [index for index in kept_of(judged) if index not in inside]
    own = [post for post in posts if is_own(judged, post, outlets)]
    introduced = [post for post in posts if post not in own and is_introduced(judged, post, around, language)]
    others = [index for post in posts if post not in own and post not in introduced for index in post]
    for post in introduced:
        put_in_quotation_marks([judged[index] for index in post])
    kept = set(kept_of(judged))
    return Posts(
        [index for post in own for index in post if index in kept]
        + small_part(judged, [index for index in others if index in kept]),
        [index for post in introduced for index in post],
    )


def posts_in(judged: Sequence[Judged]) -> list[list[int]]:
    """Return the blocks of each post that other sites' code embeds."""
    names = word_starts("embedded.posts")
    quotations = set(judged[0].block.element.getroottree().iter("blockquote")) if judged else set()
    posts: dict[HtmlElement, list[int]] = {}
    for index, one in enumerate(judged):
        # The name of the element is no sign where too much of the text stands in such: it is asked for itself.
        if "named embed" not in one.signs and quotations.isdisjoint(one.block.path):
            continue
        post = next((element for element in one.block.path if names.search(element.get("class", ""))), None)
        if post is not None:
            posts.setdefault(post, []).append(index)
    return list(posts.values())


def is_own(judged: Sequence[Judged], post: list[int], outlets: Collection[str]) -> bool:
    """Return whether the outlet has signed a post."""
    signed = (SIGNED.search(judged[index].block.text) for index in post)
    names = {letters_of(found["name"]) for found in signed if found is not None}
    return not names.isdisjoint({letters_of(name) for name in outlets})


def letters_of(name: str) -> str:
    """Return a name in lower case without blanks and signs."""
    return LETTERS.sub("", name).casefold()


def is_introduced(
    judged: Sequence[Judged], post: list[int], around: Sequence[int], language: str | None
) -> bool:
    """Return whether the last line before a post introduces it; ``around`` are the kept blocks outside of posts."""
    before = next((index for index in reversed(around) if index < post[0]), None)
    texts = [judged[index].block.text for index in post]
    said = any(is_said(judged[index].block) for index in post)
    return before is not None and said and introduces(judged[before].block.text, texts, language)


def is_said(block: Block) -> bool:
    """Return whether a block is what a post says, not whose it is and where it stands."""
    signed = block.words <= MAX_SIGNATURE and ACCOUNT_AT_END.search(block.text) is not None
    return block.tag == "p" and not signed and block.linked < len(block.text.replace(" ", ""))


def introduces(line: str, post: list[str], language: str | None) -> bool:
    """Return whether a line introduces a post: by a colon, by naming who posted it, or by saying that somebody did."""
    if line.endswith(INTRODUCES) or phrase_in(line, "furniture.posting", language) is not None:
        return True
    names = (
        found["name"].strip().casefold() for text in post if (found := POSTED_BY.search(text)) is not None
    )
    return any(len(name) >= SHORTEST_NAME and name in line.casefold() for name in names)


def put_in_quotation_marks(post: list[Judged]) -> None:
    """Put what a post says in quotation marks: a reader sees it as a quotation."""
    said = [one.block for one in post if is_said(one.block)]
    said[0].text = f"“{said[0].text}"
    said[-1].text = f"{said[-1].text}”"
