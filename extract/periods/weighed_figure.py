"""Weighed figures: what the sentence of a figure shows whose candidates for its time are weighed."""

from dataclasses import dataclass

from newstally.extract.grammar import Parse, Word
from newstally.extract.modality.scope import Scope
from newstally.extract.model import Number
from newstally.extract.periods.narrative import Narrative
from newstally.extract.periods.undated import Undated


@dataclass(slots=True)
class WeighedFigure:
    """A figure with what its sentence shows."""

    undated: Undated
    number: Number
    place: int
    sentence: int
    told: str
    """How its clause tells it: as an event, or in which tense."""
    foreseen: str
    contrast: str
    rules: str
    """The group of the rule that gave it its period, "none" if none did."""
    times: int
    verb: Word | None
    """The verb nearest above it."""


def weighed_figure(
    parse: Parse, narrative: Narrative, scope: Scope, undated: Undated, place: int
) -> WeighedFigure:
    """Return the figure that stands at a place among those of its article, with what its sentence shows."""
    number, path, statement = undated.number, undated.figure.path, undated.statement
    base = parse[undated.figure.base]
    verb = statement.verb
    event = verb is not None and narrative.is_event(verb)
    found = scope.climb(base)
    rules = "none"
    if number.as_of is not None:
        rules = ".".join(number.evidence["as_of"].rule.split(".")[1:3])
    return WeighedFigure(
        undated,
        number,
        place,
        undated.sentence.index,
        "as an event" if event else f"in the {statement.tense}" if statement.tense else "without a verb",
        "ahead" if found.is_ahead else "unreal" if found.is_unreal else "real",
        "contrast" if path.is_contrast else "background" if path.background else "plain",
        rules,
        min(len(undated.sentence.definite), 2),
        verb_above(base),
    )


def verb_above(word: Word) -> Word | None:
    """The nearest verb on the way up from a word, itself included."""
    while not word.is_verb:
        if word.head is word:
            return None
        word = word.head
    return word


def stands_to(verb: Word, other: Word) -> str:
    """How another verb's clause stands to a verb's."""
    if verb is other:
        return "the same"
    if any(word is other for word in verb.ancestors):
        return "above"
    return "below" if any(word is verb for word in other.ancestors) else "beside"
