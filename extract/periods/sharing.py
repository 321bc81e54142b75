"""Sharing: figures of one sentence of which only some have a time: what they are parts of, told or revised with.

Each rule yields (figure without a period, figure whose period it has). They are asked one after the other, each with
what those before it have given.
"""

from collections.abc import Iterator
from typing import Any

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import Form
from newstally.extract.grammar.relations import Relation
from newstally.extract.model import Number
from newstally.extract.periods.dependency_path import has_subject
from newstally.extract.periods.statements import main_verb
from newstally.extract.periods.undated import SentenceContext
from newstally.extract.rules import example, rule

WITHIN = 12
"""Tokens before a figure within which what is revised is named."""

Shares = Iterator[tuple[Number, Number]]


@rule(
    "periods.sharing.part",
    example(
        "The plan takes $500 million of the $1.2 billion increase for schools over the next two years.",
        "500 million",
        as_of="2026-02-26/2028-02-26",
    ),
)
def part(sentence: SentenceContext) -> Shares:
    """A figure has the period of the next one that is a part of it or whose path passes through it."""
    numbers, figures = sentence.numbers, sentence.figures
    if not any(number.as_of for number in numbers):
        return
    for number, figure in zip(numbers, figures.items, strict=True):
        place = figures.following_through(figure) if number.as_of is None else None
        if place is not None and numbers[place].as_of is not None:
            yield number, numbers[place]


@rule(
    "periods.sharing.same_verb",
    example(
        "Now half of the 700 troops are posted abroad, operating in 85 countries.", "85", as_of="2026-02-26"
    ),
    example(
        "The islands reported 85 cases on Friday, taking the share to 12 percent.",
        "12 percent",
        as_of="2026-02-20",
    ),
)
def same_verb(sentence: SentenceContext) -> Shares:
    """The figures of one verb hold for one period; where the sentence names times, only what the verb brought about."""
    parse = sentence.parse
    dated: dict[int, Number] = {}
    undated: list[tuple[int, Number]] = []
    for number, figure in zip(sentence.numbers, sentence.figures.items, strict=True):
        base = parse[figure.base]
        verb = main_verb(base)
        if verb is None or figure.path.is_contrast or figure.path.background:
            continue
        if number.as_of is not None:
            dated.setdefault(verb.i, number)
        elif number.kind != "duration" and (not sentence.definite or _is_result(base, verb)):
            undated.append((verb.i, number))
    for verb_at, number in undated:
        if verb_at in dated:
            yield number, dated[verb_at]


def _is_result(word: Word, verb: Word) -> bool:
    """Return whether a participle without a subject stands between a word and its verb before it."""
    while word is not verb and word.head is not word:
        participle = word.form is Form.GERUND and word.relation is Relation.ADVERBIAL_CLAUSE
        if participle and word.i > verb.i and not has_subject(word):
            return True
        word = word.head
    return False


class Revision:
    """What a forecast was before it was revised, with the words of one language."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.revised = frozenset(data["carry_over"]["revised"])

    @rule(
        "periods.sharing.revision",
        example(
            "The bank cut its forecast for output this year to 1.9 percent from 2.3 percent.",
            "2.3 percent",
            as_of="2026-01-01/2026-12-31",
        ),
    )
    def before_revision(self, sentence: SentenceContext) -> Shares:
        """What a forecast was before has the period of what it was revised to."""
        numbers = sentence.numbers
        for place, figure in enumerate(sentence.figures.items):
            number = numbers[place]
            if not figure.path.old_value or number.as_of is not None:
                continue
            near = (numbers[other] for other in (place - 1, place + 1) if 0 <= other < len(numbers))
            alike = (one for one in near if one.as_of and (one.kind, one.unit) == (number.kind, number.unit))
            new = next(alike, None)
            if new is not None:
                words = sentence.parse[max(min(new.first, number.first) - WITHIN, 0) : figure.last + 1]
                if any(word.lemma.lower() in self.revised for word in words):
                    yield number, new


@rule(
    "periods.sharing.compared_owner",
    example(
        "Valdric won 52 percent in May, compared with Norvo's 38 percent.",
        "38 percent",
        as_of="2025-05-01/2025-05-31",
    ),
)
def compared_owner(sentence: SentenceContext) -> Shares:
    """What another's value is compared with has that one's period ("compared with Norvo's 38%")."""
    numbers = sentence.numbers
    for place, figure in enumerate(sentence.figures.items):
        number, before = numbers[place], numbers[place - 1]
        if not place or number.as_of is not None or before.as_of is None or before.kind != number.kind:
            continue
        owned = figure.first > 0 and sentence.parse[figure.first - 1].form is Form.POSSESSIVE_MARK
        if owned and figure.path.compared:
            yield number, before
