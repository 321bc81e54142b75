"""Questions: which question each figure answers: what it measures, of whom, where, and as what part of the whole.

Works on the finished reading: the subject, unit and head of a figure and the words of its sentence. Where the subject
tells no measure, the words nearest to the figure do; then those of its sentence; then the figure before.
"""

from collections.abc import Iterable, Sequence

import regex

from newstally.extract.common import common_word
from newstally.extract.lemmas import fold, lemma
from newstally.extract.model import Evidence, Number, Reading
from newstally.extract.questions import rules
from newstally.extract.questions.lexicon import Hit, Lexicon, Word, lexicon, measures, parts, words_of
from newstally.extract.questions.places import Place, places_in

CLAUSE_END = regex.compile(r"[;:–—()\"“”]|,(?!\p{N})")

BESIDE = 4
"""Words before a figure in which its aspect is looked for."""

NEAR = 8
"""Words from a figure up to which the measure of its clause is looked for."""

CARRIED = 2
"""Sentences over which a figure of no telling words takes the measure of the one before."""

SHARES = frozenset({"percent", "ratio"})


def read_questions(reading: Reading) -> None:
    """Set ``measure``, ``population``, ``place``, ``country`` and ``aspect`` of every claim of a reading."""
    words = lexicon(reading.article.language or "en")
    previous: tuple[int, Number] | None = None
    for number in reading.claims:
        start, end = reading.sentence_of(number)
        around = Sentence(reading, number, start, end, words)
        around.read()
        index = _index(reading, start)
        if number.measure is None and previous is not None and index - previous[0] <= CARRIED:
            _carry(previous[1], number, around)
        if number.measure is not None:
            previous = index, number


def _index(reading: Reading, start: int) -> int:
    return next((i for i, (first, _) in enumerate(reading.sentences) if first == start), 0)


def _carry(before: Number, number: Number, around: "Sentence") -> None:
    """Let a figure take measure and place of the one before, if it counts the same or stands without a noun."""
    person = around.words.person
    if before.kind != number.kind or (not around.bare and _counts(before, person) != _counts(number, person)):
        return
    number.measure = before.measure
    number.evidence["measure"] = Evidence(rules.BEFORE.id, before.start, before.end)
    if number.place is None and before.place is not None:
        number.place, number.country = before.place, before.country
        number.evidence["place"] = Evidence(rules.BEFORE.id, before.start, before.end)


def _counts(number: Number, person: str) -> str:
    """Return which class of things a figure counts: person, thing, money, share or measure."""
    if number.kind == "money":
        return "money"
    if number.kind in SHARES:
        return "share"
    if number.kind in {"measure", "duration"}:
        return "measure"
    unit = number.unit or ""
    national = unit[:1].upper() + unit[1:] in (number.subject or "")
    return "person" if number.population is not None or unit == person or national else "thing"


class Sentence:
    """The words around one figure, from which its question is read."""

    def __init__(self, reading: Reading, number: Number, start: int, end: int, words: Lexicon) -> None:
        self.number, self.words, self.language = number, words, words.language
        text = reading.article.text
        self.subject = words_of(number.subject or "", self.language)
        self.text, self.start, self.end = text, start, end
        self.first = number.quantity_start if number.quantity_start >= 0 else number.start
        self.past = number.quantity_end if number.quantity_start >= 0 else number.end
        self.tokens = words_of(text[start:end], self.language, start)
        before = list(CLAUSE_END.finditer(text, start, max(start, number.start)))
        after = CLAUSE_END.search(text, number.end, end)
        self.clause_start = before[-1].end() if before else start
        self.clause_end = after.start() if after else end
        unit = lemma((number.unit or "").split(" ")[-1], self.language)
        before_it = [word.form for word in self.tokens if word.end <= self.first][-BESIDE:]
        after_it = [word.form for word in self.tokens if word.end > self.first][:BESIDE]
        beside = unit in before_it or unit in after_it
        self.bare = number.kind == "count" and number.unit != words.person and not beside
        """Whether a count stands without its noun ("the CGT: 1.5 million"), so that the noun was guessed."""

    def read(self) -> None:
        """Set the figure's fields."""
        number = self.number
        noun = words_of(f"{number.unit or ''} . {number.head or ''}", self.language)
        subject = self.subject
        self._read_population(noun, subject)
        self._read_measure(noun, subject)
        self._read_place()
        self._read_aspect()

    def _read_population(self, noun: Sequence[Word], subject: Sequence[Word]) -> None:
        found = [*self.words.populations.hits(noun), *self.words.populations.hits(subject)]
        chosen = next((hit for hit in found if hit.concept in parts()), found[0] if found else None)
        if chosen is not None:
            self.number.population = chosen.concept
            self.number.evidence["population"] = Evidence(rules.SUBJECT.id)

    def _read_measure(self, noun: Sequence[Word], subject: Sequence[Word]) -> None:
        kind = _counts(self.number, self.words.person)
        allowed = {kind}
        near = {"person", "thing"} if kind in {"person", "thing"} else allowed
        if self.bare:
            allowed, noun, subject = near, (), ()
        for rule, hits in (
            (rules.NOUN, self._counting(self.words.measures.hits(noun), near)),
            (rules.SUBJECT, self._counting(self.words.measures.hits(subject), near)),
            (rules.IMPLIED, self._counting(self.words.implied.hits([*noun, *subject]), near)),
            (rules.CLAUSE, self._nearest(self.clause_start, self.clause_end, allowed, NEAR)),
            (rules.SENTENCE, self._nearest(self.start, self.end, allowed, len(self.tokens))),
        ):
            if hits:
                spread = rule in (rules.CLAUSE, rules.SENTENCE)
                place = (hits[0].start, hits[0].end) if spread else (None, None)
                self.number.measure = hits[0].concept
                self.number.evidence["measure"] = Evidence(rule.id, *place)
                return

    @staticmethod
    def _counting(hits: Iterable[Hit], classes: set[str]) -> list[Hit]:
        return [hit for hit in hits if not classes.isdisjoint(measures()[hit.concept].counts)]

    def _nearest(self, start: int, end: int, classes: set[str], most: int) -> list[Hit]:
        """Return the measures that words of a stretch mean, of these classes of things, the nearest first."""
        tokens = [word for word in self.tokens if start <= word.start < end]
        found = self._counting(self.words.measures.hits(tokens), classes)
        near = [(self._distance(hit), hit) for hit in found]
        return [hit for distance, hit in sorted(near, key=lambda pair: pair[0]) if distance <= most]

    def _distance(self, hit: Hit) -> int:
        """Return how many words stand between a figure and a hit."""
        low, high = (hit.end, self.first) if hit.end <= self.first else (self.past, hit.start)
        return sum(low <= word.start < high for word in self.tokens)

    def _read_place(self) -> None:
        number = self.number
        found = [
            place
            for place in places_in(self.text[self.start : self.end], self.language, self.start)
            if not (number.source_start or 0) <= place.start < (number.source_end or 0)
            and (self._is_named(place) or self.clause_start <= place.start < self.clause_end)
        ]
        if not found:
            clause = [word for word in self.tokens if self.clause_start <= word.start < self.clause_end]
            unnamed = next(self.words.unnamed_places.hits(clause), None)
            setting = next((word for word in self.subject if word.form in self.words.settings), None)
            if unnamed is not None:
                number.place = unnamed.concept
                number.evidence["place"] = Evidence(rules.PLACE.id, unnamed.start, unnamed.end)
            elif setting is not None:
                number.place = f"the {common_word(setting.form, self.language)}"
                number.evidence["place"] = Evidence(rules.PLACE.id)
            return
        chosen = min(found, key=self._far)
        number.place, number.country = chosen.name, chosen.country
        number.evidence["place"] = Evidence(rules.PLACE.id, chosen.start, chosen.end)

    def _is_named(self, place: Place) -> bool:
        return place.name in fold(self.number.subject or "")

    def _far(self, place: Place) -> tuple[bool, int]:
        """Return how far a place is from the figure; those of its subject come first."""
        distance = self.first - place.end if place.end <= self.first else place.start - self.past
        return not self._is_named(place), abs(distance)

    def _read_aspect(self) -> None:
        before = [word for word in self.tokens if self.clause_start <= word.start and word.end <= self.first]
        after = [word for word in self.tokens if word.start >= self.past][:1]
        inside = [word for word in self.tokens if self.first <= word.start < self.past]
        hits = [
            *self.words.aspects.hits([*before[-BESIDE:], *inside]),
            *self.words.aspects_after.hits(after),
            *self.words.aspects.hits(self.subject),
        ]
        if hits:
            self.number.aspect = hits[0].concept
            self.number.evidence["aspect"] = Evidence(rules.ASPECT.id)
