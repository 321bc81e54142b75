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
from newstally.extract.periods.figure_contexts import FigureContext
from newstally.extract.periods.statements import is_told_as_past, main_verb
from newstally.extract.periods.undated import SentenceContext
from newstally.extract.rules import counterexample, example, rule

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
    "periods.sharing.of_whole",
    example(
        "But Monday was the worst day.\n\nThe blast killed 500 people, including at least 35 boys and 58 girls.",
        "58",
        as_of="2026-02-23",
    ),
    counterexample(
        "The fee, which rose from 10 dollars a head in 2008 to 30 dollars, fell.", "30 dollars", as_of=None
    ),
)
def of_whole(sentence: SentenceContext) -> Shares:
    """A part has the period of what was counted before it in the sentence: "500 people, including 58 women"."""
    pairs = list(zip(sentence.numbers, sentence.figures.items, strict=True))
    for at, (number, figure) in enumerate(pairs):
        if number.as_of is not None or figure.path.is_contrast or figure.path.background:
            continue
        for whole, counted in reversed(pairs[:at]):
            if counted.path.old_value:
                continue  # "rose from $10 in 2008 to $30"
            if whole.as_of is not None and whole.head_token in figure.path.clauses:
                yield number, whole
                break


@rule(
    "periods.sharing.same_verb",
    example(
        "The ministry recorded 40 new infections, 12 deaths and 300 recoveries on Tuesday.",
        "40",
        as_of="2026-02-24",
    ),
)
def same_verb(sentence: SentenceContext) -> Shares:
    """The figures of one verb hold for one period; beside a time, its list of objects and what it brought about."""
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
        elif number.kind != "duration" and (
            not sentence.definite or _is_result(base, verb) or _is_in_list(sentence, figure, verb)
        ):
            undated.append((verb.i, number))
    for verb_at, number in undated:
        if verb_at in dated:
            yield number, dated[verb_at]


@rule(
    "periods.sharing.conjoined_clause",
    example(
        "One man was shot last year, police said, and there were eight reports of gunfire.",
        "eight",
        as_of="2025-01-01/2025-12-31",
    ),
    counterexample("The firm closed its mill in May and has 12 shops.", "12", as_of=None),
)
def conjoined_clause(sentence: SentenceContext) -> Shares:
    """A clause in the past that is joined to a dated one, in a sentence with one time, tells of that time too."""
    if len(sentence.definite) != 1:
        return
    parse = sentence.parse
    dated: dict[int, Number] = {}
    for number, figure in zip(sentence.numbers, sentence.figures.items, strict=True):
        verb = main_verb(parse[figure.base])
        if verb is None:
            continue
        if number.as_of is not None:
            dated.setdefault(verb.i, number)
        elif verb.relation is Relation.CONJUNCT and verb.head.i in dated and number.kind != "duration":
            plain = not (figure.path.is_contrast or figure.path.background)
            if plain and is_told_as_past(verb) and is_told_as_past(verb.head):
                yield number, dated[verb.head.i]


def _is_in_list(sentence: SentenceContext, figure: FigureContext, verb: Word) -> bool:
    """Return whether a figure stands right under a verb, as all do, in a sentence with one time: "40 men, 12 women"."""
    if len(sentence.definite) != 1 or sentence.definite[0].follows_pronoun is not None:
        return False  # "90 drowned, 30 of them in the past week"
    after = sentence.definite[0].first > figure.last
    return after and all(other.path.clauses.get(verb.i) == 1 for other in sentence.figures.items)


def _is_result(word: Word, verb: Word) -> bool:
    """Return whether a participle without a subject stands between a word and its verb before it."""
    while word is not verb and word.head is not word:
        participle = word.form is Form.GERUND and word.relation is Relation.ADVERBIAL_CLAUSE
        if participle and word.i > verb.i and not has_subject(word):
            return True
        word = word.head
    return False


class ComparedFigures:
    """Figures that others are compared with, with the words of one language."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.revised = frozenset(data["carry_over"]["revised"])
        self.earlier = frozenset(data["comparison"]["earlier"])

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
        "periods.sharing.compared_value",
        example(
            "Valdric won 52 percent in May, compared with Norvo's 38 percent.",
            "38 percent",
            as_of="2025-05-01/2025-05-31",
        ),
        example(
            "In 2019, the rate in Oslany was 4 percent, compared to the national average of 3 percent.",
            "3 percent",
            as_of="2019-01-01/2019-12-31",
        ),
        counterexample(
            "Sales hit 4 million in May, compared with 3 million before.", "3 million", as_of=None
        ),
    )
    def compared_value(self, sentence: SentenceContext) -> Shares:
        """What a figure is compared with has its period, unless it is said to be of another time."""
        numbers = sentence.numbers
        for place, figure in enumerate(sentence.figures.items):
            number, before = numbers[place], numbers[place - 1]
            if not place or number.as_of is not None or before.as_of is None or before.kind != number.kind:
                continue
            if figure.path.compared and not self._has_time_of_its_own(sentence, figure):
                yield number, before

    def _has_time_of_its_own(self, sentence: SentenceContext, figure: FigureContext) -> bool:
        """Return whether a time, or a word such as "before", stands behind a figure in its sentence."""
        if any(mention.first > figure.last for mention in sentence.definite):
            return True
        end = sentence.parse.sentences[sentence.index][1]
        return any(word.lower in self.earlier for word in sentence.parse[figure.last + 1 : end])
