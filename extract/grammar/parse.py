"""Parse: the grammar of a text as one list of words, computed once, whatever scheme the model annotates in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, Protocol, overload

from spacy.attrs import LEMMA
from spacy.tokens import Doc

from newstally.extract.grammar.forms import Form, PartOfSpeech
from newstally.extract.grammar.relations import Relation
from newstally.extract.grammar.text import Text
from newstally.extract.grammar.word import Word

Doc.set_extension("newstally_parse", default=None, force=True)


class Annotation(NamedTuple):
    """What an adapter says of each token of a Doc: four lists of its length."""

    relations: list[Relation]
    parts: list[PartOfSpeech]
    forms: list[Form]
    heads: list[int]
    """Index of the head of each token, its own for a root."""


class Scheme(Protocol):
    """Brings the labels of one annotation scheme, and its trees, to the terms of this package."""

    def __call__(self, doc: Doc) -> Annotation:
        """Return the annotation of a Doc."""
        ...


class Parse(Text):
    """The words of a text. ``parse[i]`` is the word at token ``i``, ``parse[first:end]`` a list of them."""

    __slots__ = ("parsed", "words")

    def __init__(
        self, doc: Doc, scheme: Scheme, sentences: list[tuple[int, int]], parsed: frozenset[int]
    ) -> None:
        super().__init__(doc, sentences)
        self.parsed = parsed
        """Which of the sentences have grammar, by number."""
        self.words = _words(self, scheme(doc))

    def is_parsed(self, i: int) -> bool:
        """Whether the sentence of token ``i`` has grammar."""
        return self.sentence_of[i] in self.parsed

    def head_of(self, first: int, end: int) -> Word:
        """Return the head of the phrase from token ``first`` up to ``end``.

        Of the words that hang on none within it that is the one nearest to the root, of equals the first.
        """
        outside = [
            word for word in self.words[first:end] if not first <= word.head.i < end or word.head is word
        ]
        return min(outside, key=lambda word: sum(1 for _ in word.ancestors), default=self.words[first])

    def __iter__(self) -> Iterator[Word]:
        return iter(self.words)

    @overload
    def __getitem__(self, i: int) -> Word: ...
    @overload
    def __getitem__(self, i: slice) -> list[Word]: ...
    def __getitem__(self, i: int | slice) -> Word | list[Word]:
        return self.words[i]


def parse_of(doc: Doc) -> Parse:
    """Return the Parse that the reader's parser has set on a Doc.

    Raises ValueError if it has not been parsed.
    """
    parse = doc._.newstally_parse
    if not isinstance(parse, Parse):
        raise ValueError("this Doc has not been through newstally's parser")
    return parse


def _words(parse: Parse, annotation: Annotation) -> list[Word]:
    """Make the words of a text and join them to their heads."""
    keys: list[int] = parse.doc.to_array(LEMMA).tolist()
    strings = parse.doc.vocab.strings
    lemmas = {key: strings[key] for key in set(keys)}
    relations, parts, forms, heads = annotation
    words = [
        Word(parse, i, text, lower, lemmas[key], part, form, relation, start, bool(space))
        for i, (text, lower, key, part, form, relation, start, space) in enumerate(
            zip(
                parse.texts,
                parse.lower,
                keys,
                parts,
                forms,
                relations,
                parse.starts,
                parse.spaced,
                strict=True,
            )
        )
    ]
    _join(words, heads)
    return words


def _join(words: list[Word], heads: list[int]) -> None:
    """Set head, dependents and extent of every word."""
    lefts: dict[int, list[Word]] = {}
    rights: dict[int, list[Word]] = {}
    for i, head in enumerate(heads):
        if head == i:
            continue
        words[i].head = words[head]
        (lefts if i < head else rights).setdefault(head, []).append(words[i])
    for i, before in lefts.items():
        words[i].lefts = tuple(before)
    for i, following in rights.items():
        words[i].rights = tuple(following)
    for order in (
        words,
        reversed(words),
    ):  # from the left for what stands before its head, then from the right
        for word in order:
            head_word = word.head
            if word.first < head_word.first:
                head_word.first = word.first
            if word.last > head_word.last:
                head_word.last = word.last
