"""Features: what there is to say about a claim that tells how sure its reading is.

Each is a short name, ``what:value``, that holds of a claim or doesn't; for every field those that bear on it. They are
read off the evidence (which rule, on which words, how far away), so they follow the rules as these change: a rule
counts by its group (``cues.verbs``), not by its single entry.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from newstally.extract.grammar import parse_of
from newstally.extract.model import Evidence, Number
from newstally.extract.periods.time_expressions import VAGUE, TimeExpressions
from newstally.extract.sources.lexicon import lexicon
from newstally.extract.words import language_data

NEAR, FAR = 4, 12
"""Tokens between a figure and the words that gave a field: from these on it is "middling", "far"."""
DISTANCES = ("near", "middling", "far")
SHORT = 8
"""Tokens below which it is short: a headline or a caption as often as not."""
BACK = 3
"""Sentences that "soon after" reaches back."""
OPENING = 3
"""Sentences, the headline included, with which an article opens: what they tell is told again with its source."""
CHANCES = (0.5, 0.65, 0.8, 0.9, 0.96)
"""Bounds of how likely the learned choice of a source thinks it is right."""
PERIOD_CHANCES = (0.3, 0.5, 0.65, 0.75, 0.85, 0.92)
"""The same of a period."""
QUOTES = frozenset('"“”«»„‟')


class TellingWords:
    """The words of one language that make one wonder where nothing was found: of saying, and of time."""

    def __init__(self, language: str) -> None:
        self.times = TimeExpressions(language_data(language, "periods"))
        self.saying = frozenset(
            form
            for form, cues in lexicon(language).verbs.items()
            if any({"comment", "clause"} <= cue.takes and cue.particle is None for cue in cues)
        )

    def tells_time(self, doc: Doc, first: int, end: int) -> bool:
        """Return whether a day or period is named between two tokens."""
        return any(expression.entry.means != VAGUE for expression in self.times.find(doc, first, end))

    def says(self, doc: Doc, first: int, end: int) -> bool:
        """Return whether a word of saying stands between two tokens."""
        return not self.saying.isdisjoint(parse_of(doc).lower[first:end])


class Surroundings:
    """The sentences of a Doc, and the numbers in each."""

    def __init__(self, doc: Doc, words: TellingWords) -> None:
        self.doc, self.words = doc, words
        parse = parse_of(doc)
        self.text, self.sentences, self.starts = parse.whole, parse.sentences, parse.starts
        self.firsts = [first for first, _ in self.sentences]
        self.numbers: dict[int, list[Number]] = {}
        for number in doc._.newstally_numbers:
            self.numbers.setdefault(self.sentence(number.first), []).append(number)
        claims = [number for number in doc._.newstally_numbers if number.role == "claim"]
        self.sourced = _share([number.source is not None for number in claims])
        self.sources = len({number.source for number in claims})

    def token(self, offset: int) -> int:
        """Return the index of the token at an offset."""
        return bisect_right(self.starts, offset) - 1

    def sentence(self, token: int) -> int:
        """Return the index of the sentence in which a token stands."""
        return bisect_right(self.firsts, token) - 1

    def earlier(self, sentence: int) -> list[Number]:
        """Return the numbers of the few sentences before one."""
        return [n for place in range(sentence - BACK, sentence) for n in self.numbers.get(place, ())]

    def quotes(self, sentence: int) -> bool:
        """Return whether a quotation mark stands in a sentence."""
        first, end = self.sentences[sentence]
        past = self.starts[end] if end < len(self.starts) else len(self.text)
        return not QUOTES.isdisjoint(self.text[self.starts[first] : past])


def _share(held: list[bool]) -> str:
    """Of how many of an article's claims something holds: none, few, many, all."""
    count = sum(held)
    if count in (0, len(held)):
        return "none" if count == 0 else "all"
    return "few" if 2 * count < len(held) else "many"


def features_of(number: Number, around: Surroundings) -> dict[str, list[str]]:
    """Return the names of the features that hold of a claim, for each field of it."""
    sentence = around.sentence(number.first)
    figure = list(_of_figure(number, around))
    subject = _of_evidence("subject", number, around, parts=2)
    unit = _of_evidence("unit", number, around, parts=2)
    source = [*_of_evidence("source", number, around, parts=2), *_of_source(number, around, sentence)]
    as_of = [*_of_evidence("as_of", number, around, parts=2, near=False), *_of_time(number, around, sentence)]
    modality = [*_of_evidence("modality", number, around, parts=2), f"modality:{number.modality}"]
    comparator = _of_evidence("comparator", number, around, parts=3)
    return {
        "claim": [*figure, *unit, f"modality:{number.modality}"],
        "value": figure,
        "comparator": [*figure, *comparator],
        "unit": [*figure, *unit, *subject],
        "subject": [*figure, *subject],
        "source": source,
        "as_of": as_of,
        "modality": modality,
    }


def _of_figure(number: Number, around: Surroundings) -> Iterator[str]:
    text = around.text[number.start : number.end]
    yield f"kind:{number.kind}"
    yield "written:digits" if any(letter.isdecimal() for letter in text) else "written:words"
    if number.is_range:
        yield "range"
    if number.low is not None and number.low == number.high and number.low in (1.0, 2.0):
        yield "value:one or two"
    if text.isdecimal() and len(text) == 4 and text[:2] in ("18", "19", "20"):
        yield "value:like a year"


def _of_evidence(name: str, number: Number, around: Surroundings, parts: int, near: bool = True) -> list[str]:
    """The rule's group, and where the words stand that it read; how far in the same sentence only if ``near``."""
    evidence = number.evidence.get(name)
    if evidence is None:
        return [f"{name}:none"]
    group = ".".join(evidence.data_entry.split(".")[:parts])
    found = [f"{name}:{group}"]
    if evidence.start is not None:
        place = _place(evidence, number, around)
        if near or place not in DISTANCES:
            found.append(f"{name}:{place}")
    return found


def _place(evidence: Evidence, number: Number, around: Surroundings) -> str:
    """Where the words stand: in the figure's sentence near, middling or far; in another before or after."""
    assert evidence.start is not None
    token = around.token(evidence.start)
    here, there = around.sentence(number.first), around.sentence(token)
    if there != here:
        return "in an earlier sentence" if there < here else "in a later sentence"
    distance = number.first - token if token < number.first else token - number.last
    return DISTANCES[(distance >= NEAR) + (distance >= FAR)]


def _of_source(number: Number, around: Surroundings, sentence: int) -> Iterator[str]:
    if number.source_preference is not None:
        for bound in CHANCES[: bisect_right(CHANCES, number.source_preference.chance)]:
            yield f"source:preferred by {bound} or more"
    if number.source is not None and number.source_start is not None:
        said = around.text[number.source_start : number.source_end]
        if number.source not in said:
            yield "source:resolved"
        yield "source:named" if number.source[:1].isupper() else "source:described"
    if around.quotes(sentence):
        yield "source:quotation here" if number.source else "source:none beside a quotation"
    others = _others(number, around.numbers[sentence])
    if any((other.source is None) != (number.source is None) for other in others):
        yield "source:another for others here"
    yield f"source:{around.sourced} of the article's claims have one"
    yield "source:several in the article" if around.sources > 2 else "source:at most one other in the article"
    if number.source is None:
        if any(other.source is not None for other in around.earlier(sentence)):
            yield "source:none soon after one"
        if around.words.says(around.doc, *around.sentences[sentence]):
            yield "source:none beside a word of saying"
        for name, place in (("before", sentence - 1), ("after", sentence + 1)):
            if 0 <= place < len(around.sentences) and around.words.says(around.doc, *around.sentences[place]):
                yield f"source:none, a word of saying in the sentence {name}"
        if sentence < OPENING:
            yield "source:none in the opening"


def _of_time(number: Number, around: Surroundings, sentence: int) -> Iterator[str]:
    if number.period_preference is not None:
        for bound in PERIOD_CHANCES[: bisect_right(PERIOD_CHANCES, number.period_preference.chance)]:
            yield f"as_of:preferred by {bound} or more"
    first, end = around.sentences[sentence]
    if end - first < SHORT:
        yield "sentence:short"
    others = _others(number, around.numbers[sentence])
    if number.as_of is None:
        if number.note is not None:
            yield "as_of:no publication date"
        if any(other.as_of is not None for other in others):
            yield "as_of:none where others have one"
        if around.words.tells_time(around.doc, *around.sentences[sentence]):
            yield "as_of:none beside a time"
    elif any(other.as_of not in (None, number.as_of) for other in others):
        yield "as_of:others differ"


def _others(number: Number, numbers: Iterable[Number]) -> list[Number]:
    return [other for other in numbers if other is not number]
