"""Figures: what the sentence of a number shows of who may be its source, whoever it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from newstally.extract.grammar import Word
from newstally.extract.model import Number
from newstally.extract.sources.attribution import Attribution
from newstally.extract.sources.candidates import Candidates
from newstally.extract.sources.quotations import Quotation, quotation_at

DEEPEST = 14
"""Words above a figure that are looked at."""
LATELY = 4
"""Sentences back in which who spoke last is looked for."""


@dataclass(slots=True)
class Figure:
    """A number with what its sentence shows."""

    number: Number
    sentence: int
    depths: dict[int, int]
    """How many words up the tree from the figure each word above it stands."""
    chain: list[Word]
    quoted: bool
    others: list[Attribution]
    """By which the rules give the other numbers of its sentence a source."""
    speakers: list[Attribution]
    """Who speaks in its sentence, whatever they say."""
    before: Attribution | None
    """Who spoke last, in the few sentences before."""


def figure_of(
    number: Number,
    candidates: Candidates,
    quotations: Sequence[Quotation],
    given: Sequence[tuple[Number, Attribution]],
) -> Figure:
    """Return a number with what its sentence shows; ``given`` are the sources that the rules give numbers there."""
    parse, spoken = candidates.parse, candidates.spoken
    sentence = parse.sentence_of[number.first]
    chain = [parse[number.last]]
    while chain[-1].head is not chain[-1] and len(chain) < DEEPEST:
        chain.append(chain[-1].head)
    earlier = (place for place in range(sentence - 1, max(sentence - LATELY - 1, -1), -1) if place in spoken)
    latest = next(earlier, None)
    return Figure(
        number,
        sentence,
        {word.i: depth for depth, word in enumerate(chain)},
        chain,
        quotation_at(quotations, number.first) is not None,
        [found for other, found in given if other is not number],
        spoken.get(sentence, []),
        spoken[latest][-1] if latest is not None else None,
    )
