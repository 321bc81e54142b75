"""Parse: the grammar of a text as one list of words, computed once, whatever scheme the model annotates in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, Protocol, overload

from spacy.tokens import Doc

from newstally.extract.grammar.forms import Form, PartOfSpeech
from newstally.extract.grammar.relations import Relation
from newstally.extract.grammar.text import Text
from newstally.extract.grammar.word import Word

Doc.set_extension("newstally_parse", default=None, force=True)


class Annotation(NamedTuple):
    """What an adapter says of each token of a Doc: lists of its length."""

    lemmas: list[str]
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

    def __init__(self, text: Text, annotations: Mapping[int, Annotation]) -> None:
        """``annotations`` are those of the sentences that have grammar, by number."""
        for name in Text.__slots__:
            setattr(self, name, getattr(text, name))
        self.parsed = frozenset(annotations)
        """Which of the sentences have grammar, by number."""
        self.words: list[Word] = []
        for number, (first, end) in enumerate(self.sentences):
            annotation = annotations.get(number)
            self.words += self._words(first, end, annotation or _none(end - first))
            if annotation is not None:
                _join(self.words[first:end], annotation.heads)

    def _words(self, first: int, end: int, annotation: Annotation) -> list[Word]:
        """Make the words of a sentence, each its own head as yet."""
        return [
            Word(self, i, text, lower, lemma, part, form, relation, start, bool(space))
            for i, text, lower, lemma, part, form, relation, start, space in zip(
                range(first, end),
                self.texts[first:end],
                self.lower[first:end],
                annotation.lemmas,
                annotation.parts,
                annotation.forms,
                annotation.relations,
                self.starts[first:end],
                self.spaced[first:end],
                strict=True,
            )
        ]

    def release(self) -> None:
        """Take the words apart when nobody asks for them any more.

        They hold each other in circles, which else lie about until Python searches for such.
        """
        for word in self.words:
            del word.head, word.lefts, word.rights, word.parse
        self.words = []

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


def within(before: int, words: Annotation, behind: int) -> Annotation:
    """Return the annotation of a sentence that begins and ends with tokens without grammar, hung on its root."""
    if not (before or behind) or not words.heads:
        return words
    root = next(i for i, head in enumerate(words.heads) if i == head)
    opening, closing = _none(before), _none(behind)
    return Annotation(
        opening.lemmas + words.lemmas + closing.lemmas,
        opening.relations + words.relations + closing.relations,
        opening.parts + words.parts + closing.parts,
        opening.forms + words.forms + closing.forms,
        [root + before] * before + [head + before for head in words.heads] + [root + before] * behind,
    )


def _none(length: int) -> Annotation:
    """Return the annotation of a sentence that was not parsed: every word is its own head."""
    return Annotation(
        [""] * length,
        [Relation.NONE] * length,
        [PartOfSpeech.NONE] * length,
        [Form.NONE] * length,
        list(range(length)),
    )


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
