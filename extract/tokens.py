"""Tokens: a text of any length and content becomes Docs in time linear in its length.

spaCy's tokenizer takes time quadratic in the length of a run without white space, so long runs (a pasted table, a
data address, a wall of quotation marks) are handed to it in slices; and a text is read in blocks of paragraphs, so
that memory does not grow with it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc

from newstally.extract.model import Place

LONGEST_RUN = 120
"""Characters without white space that are tokenized at once; longer than any word of a news text."""

LONGEST_BLOCK = 60_000
"""Characters read at once: about ten long articles."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_LONG_RUN = re.compile(rf"\S{{{LONGEST_RUN + 1},}}")

_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")


_HORIZONTAL = " \t\u00a0\u2000-\u200a\u202f\u205f\u3000"
_FURTHER_SPACE = re.compile(rf"(?<=[{_HORIZONTAL}])[{_HORIZONTAL}]+")
"""White space after other white space of a line: the grammar knows it from no text that it learned from."""
_OTHER_SPACE = re.compile(
    "[\t\u00a0\u2000-\u200a\u202f\u205f\u3000]"
    r"(?!(?<=\d[\u00a0\u202f\u2009])\d{3}(?!\d))"
)
"""White space that is no plain space; but between the digits of one number it is kept, for it makes them one."""

_INSTRUMENT = re.compile(
    r" (?:(?<=\w )\.[A-Z]{2,}[0-9]*[A-Z]*"
    r"|(?<=[A-Za-z] )(?:[A-Z][A-Z0-9]{1,7}=[A-Z]{0,3}|[A-Z]{2,3}c[1-9]|CM[A-Z]{2}[0-9]))(?=[\s,;])"
)
"""Codes of market data that an agency writes after the name of what is traded (".SPX", "EUR=", "CLc1", "CMCU3")."""


def unmoved(start: int, end: int) -> tuple[int, int]:
    """Return the offsets themselves, for a text that shows all that it holds."""
    return start, end


def visible(text: str) -> tuple[str, Place]:
    """Return what a reader reads of a text, and what turns its offsets into those of the original.

    Zero-width and direction marks are left out, and codes of market data, which no grammar expects after a name.
    White space within a line is one plain space.
    """
    text = _OTHER_SPACE.sub(" ", text)
    hidden = [(found.start(), found.end()) for found in _INVISIBLE.finditer(text)]
    hidden += [(found.start(), found.end()) for found in _INSTRUMENT.finditer(text)]
    hidden += [(found.start(), found.end()) for found in _FURTHER_SPACE.finditer(text)]
    if not hidden:
        return text, unmoved
    left_out = {i for first, end in hidden for i in range(first, end)}
    kept = [i for i in range(len(text)) if i not in left_out]

    def place(start: int, end: int) -> tuple[int, int]:
        first = kept[start] if start < len(kept) else len(text)
        return first, kept[end - 1] + 1 if end > start else first

    return "".join(text[i] for i in kept), place


REMEMBERED = 50_000
"""Different runs without white space whose tokens are kept, 700 bytes each; spaCy's own limit is full after a hundred
articles, this one after a thousand, and what is met only then is rare."""


_WORD = re.compile(r"[^\W\d_]+")
LEAST_PARTED = 8
"""Letters of a word that may be two."""


_SENTENCE_WITHOUT_SPACE = "[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]"
_STOP = re.compile(
    rf"(?:(?<=\d\d)|(?<=[%)\]»”\"]))\.(?={_SENTENCE_WITHOUT_SPACE})"
    rf"|(?<=\w)[%)\]»”\"](?=\.{_SENTENCE_WITHOUT_SPACE})"
)
"""A full stop behind a number or a closing mark, and such a mark before it, where a sentence follows without a space
("in 2025.The", "45%.The")."""


def parted_at_stops(
    infixes: Callable[[str], Iterable[re.Match[str]]],
) -> Callable[[str], list[re.Match[str]]]:
    """Return what tells where runs are parted: where ``infixes`` does, and at full stops that lack their space."""

    def found(run: str) -> list[re.Match[str]]:
        if "." not in run:
            return list(infixes(run))
        stops = list(_STOP.finditer(run))
        places = {stop.start() for stop in stops}
        others = [other for other in infixes(run) if places.isdisjoint(range(*other.span()))]
        return sorted([*stops, *others], key=lambda match: match.start())

    return found


class RememberedRuns:
    """Does what a spaCy tokenizer does, and sees to it that the tokenizer keeps the tokens of every run that it meets.

    By itself it keeps none from the first contraction or abbreviation of a text on. So runs are shown to it beforehand:
    those of letters alone, of which none is an abbreviation, as one text, every other as a text of its own, and kept
    if it holds neither.
    """

    def __init__(self, tokenizer: Tokenizer, parted: re.Pattern[str] | None = None) -> None:
        """``parted`` matches words that are two, which are its groups (``run_together``)."""
        self.tokenizer = tokenizer
        self.parted = parted
        parting: Any = tokenizer
        if tokenizer.infix_finditer is not None and not hasattr(tokenizer.infix_finditer, "at_stops"):
            finder: Any = parted_at_stops(tokenizer.infix_finditer)
            finder.at_stops = True
            parting.infix_finditer = finder
        self.vocab = tokenizer.vocab
        self.met: set[str] = set()
        self.parted_words: set[str] = set()
        """Words that are two and that the tokenizer was told of."""
        settings: Any = tokenizer
        settings.max_cache_size = REMEMBERED

    def __call__(self, text: str) -> Doc:
        """Return the text's tokens."""
        new = set(text.split()) - self.met
        for run in new:
            self._part(run)
        if len(self.met) < REMEMBERED:
            self._learn(new)
        return self.tokenizer(text)

    def _learn(self, runs: set[str]) -> None:
        """Show the tokenizer runs that it has not met."""
        words = {run for run in runs if run.isalpha() and run not in self.tokenizer.rules}
        self.tokenizer(" ".join(words))
        for run in runs - words:
            self.tokenizer(run)
        self.met |= runs

    def _part(self, run: str) -> None:
        """See to it that each word of a run that is two becomes two tokens, whatever stands around it."""
        if len(run) < LEAST_PARTED or self.parted is None:
            return
        for word in _WORD.findall(run):
            found = self.parted.fullmatch(word)
            if found is not None and word not in self.parted_words:
                self.parted_words.add(word)
                self.met.clear()  # for the tokenizer forgets all that it kept
                settings: Any = self.tokenizer
                settings.add_special_case(word, [{ORTH: found[1]}, {ORTH: found[2]}])


def tokenize(text: str, tokenizer: Tokenizer | RememberedRuns) -> Doc:
    """Return the Doc of a text; its tokens make up the text, with U+FFFD for lone surrogates."""
    text = _SURROGATE.sub("\ufffd", text)
    if _LONG_RUN.search(text) is None:
        return tokenizer(text)
    words: list[str] = []
    spaces: list[bool] = []
    for piece in _pieces(text):
        for token in tokenizer(piece):
            words.append(token.text)
            spaces.append(bool(token.whitespace_))
    return Doc(tokenizer.vocab, words=words, spaces=spaces)


def _pieces(text: str) -> Iterator[str]:
    """Yield the text in pieces that hold no run longer than LONGEST_RUN."""
    done = 0
    for run in _LONG_RUN.finditer(text):
        if run.start() > done:
            yield text[done : run.start()]
        for start in range(run.start(), run.end(), LONGEST_RUN):
            yield text[start : min(start + LONGEST_RUN, run.end())]
        done = run.end()
    if done < len(text):
        yield text[done:]


def blocks(text: str) -> Iterator[tuple[int, str]]:
    """Yield (offset, block) for blocks of at most LONGEST_BLOCK characters, cut at a line break if there is one.

    Else they are cut at a space, else in the middle of a run. An ordinary article is one block.
    """
    start = 0
    while len(text) - start > LONGEST_BLOCK:
        limit = start + LONGEST_BLOCK
        cut = text.rfind("\n", start + LONGEST_BLOCK // 2, limit) + 1
        cut = cut or text.rfind(" ", start + LONGEST_BLOCK // 2, limit) + 1 or limit
        yield start, text[start:cut]
        start = cut
    yield start, text[start:]
