"""Questions: which question each figure answers: what it measures, of whom, where, and as what part of the whole.

Works on the finished reading: the subject, unit and head of a figure and the words of its sentence. Where the subject
tells no measure, the words nearest to the figure do; then those of its sentence; then the figure before. A figure whose
noun the text leaves out ("the union saw 46,000") goes on with the question of the one before, as far as its own clause
doesn't tell another.
"""

from collections.abc import Iterable

import regex

from newstally.extract.lemmas import fold
from newstally.extract.model import Evidence, Number, Reading
from newstally.extract.questions import rules
from newstally.extract.questions.lexicon import Hit, Lexicon, lexicon, measures, parts, words_of
from newstally.extract.questions.places import Place, Scene, places_in, scene_of
from newstally.extract.rules import Rule

CLAUSE_END = regex.compile(r"[;:–—()\"“”]|,(?!\p{N})")

ASIDE = 4
"""Words before a figure in which it is told to be a part."""

NEXT_TO = 2
"""Words before or after a figure in which it is told to come on top of others."""

NEAR = 8
"""Words from a figure up to which the measure of its clause is looked for."""

OPENING = 3
"""Words of a sentence in which a place begins that holds for all of it."""

CARRIED = 2
"""Sentences over which a figure of no telling words takes the measure of the one before."""

SHARES = frozenset({"percent", "ratio"})


def read_questions(reading: Reading) -> None:
    """Set ``measure``, ``population``, ``place``, ``country`` and ``aspect`` of every claim of a reading."""
    article = reading.article
    words = lexicon(article.language or "en")
    scene = scene_of(article.title, article.text, words.language)
    previous: tuple[int, Number] | None = None
    for number in reading.claims:
        start, end = reading.sentence_of(number)
        around = Sentence(reading, number, start, end, words, scene)
        index = _index(reading, start)
        before = previous[1] if previous is not None and index - previous[0] <= CARRIED else None
        beside = previous is not None and index == previous[0]
        around.read_place_and_population()
        told = around.read_own_measure() or (beside and _carry(before, number, around))
        if not told and not around.read_measure_of_sentence():
            _carry(before, number, around)
        around.read_aspect()
        if number.measure is not None:
            previous = index, number


def _index(reading: Reading, start: int) -> int:
    return next((i for i, (first, _) in enumerate(reading.sentences) if first == start), 0)


def _carry(before: Number | None, number: Number, around: "Sentence") -> bool:
    """Let a figure take measure and place of the one before, if it counts the same or stands without a noun."""
    if before is None or before.kind != number.kind:
        return False
    if not around.bare and (
        around.counts != counts_of(before, around.words) or around.tells_of_its_own(before)
    ):
        return False
    number.measure = before.measure
    number.evidence["measure"] = Evidence(rules.BEFORE.id, before.start, before.end)
    if number.place is None and before.place is not None:
        number.place, number.country = before.place, before.country
        number.evidence["place"] = Evidence(rules.BEFORE.id, before.start, before.end)
    if around.bare and number.population is None and before.population is not None:
        number.population = before.population
        number.evidence["population"] = Evidence(rules.BEFORE.id, before.start, before.end)
    return True


def counts_of(number: Number, words: Lexicon) -> str:
    """Return which class of things a figure counts: person, thing, money, share or measure."""
    if number.kind == "money":
        return "money"
    if number.kind in SHARES:
        return "share"
    if number.kind in {"measure", "duration"}:
        return "measure"
    unit = number.unit or ""
    national = unit[:1].upper() + unit[1:] in (number.subject or "")
    persons = number.population is not None or unit == words.person or national or words.is_person(unit)
    return "person" if persons else "thing"


class Sentence:
    """The words around one figure, from which its question is read."""

    def __init__(
        self, reading: Reading, number: Number, start: int, end: int, words: Lexicon, scene: Scene
    ) -> None:
        self.number, self.words, self.scene, self.language = number, words, scene, words.language
        text = reading.article.text
        self.subject = words_of(number.subject or "", self.language)
        self.unit = words_of(number.unit or "", self.language)
        self.noun = words_of(f"{number.unit or ''} . {number.head or ''}", self.language)
        self.text, self.start, self.end = text, start, end
        self.first = number.quantity_start if number.quantity_start >= 0 else number.start
        self.past = number.quantity_end if number.quantity_start >= 0 else number.end
        self.tokens = words_of(text[start:end], self.language, start)
        before = list(CLAUSE_END.finditer(text, start, max(start, number.start)))
        after = CLAUSE_END.search(text, number.end, end)
        self.clause_start = before[-1].end() if before else start
        self.clause_end = after.start() if after else end
        unit = number.evidence.get("unit")
        self.bare = number.kind == "count" and unit is not None and unit.rule.startswith(rules.LEFT_OUT)
        """Whether a count stands without its noun ("the CGT: 1.5 million"), so that the noun is another figure's."""
        if number.kind == "count" and unit is not None and unit.rule.startswith(rules.VALUED):
            self.bare = not any(self.words.measures.hits(self.noun))
        self.counts = counts_of(number, words)

    def tells_of_its_own(self, before: Number) -> bool:
        """Whether the subject has words, names apart, that the figure before hasn't: "people behind bars"."""
        known = {word.form for word in words_of(before.subject or "", self.language)}
        known |= {word.form for word in (*self.unit, *self.noun)}
        own = [word for word in self.subject if word.form not in known]
        subject = self.number.subject or ""
        return any(subject[word.start : word.start + 1].islower() for word in own)

    def read_place_and_population(self) -> None:
        """Set where the figure holds and who is counted."""
        self._read_population()
        self._read_place()
        self.counts = counts_of(self.number, self.words)

    def _read_population(self) -> None:
        if self.bare:
            return
        found = list(self.words.populations.hits(self.noun))
        if not found:
            found = list(self.words.populations.hits(self.subject))
        chosen = next((hit for hit in found if hit.concept in parts()), found[0] if found else None)
        if chosen is not None:
            self.number.population = chosen.concept
            self.number.evidence["population"] = Evidence(rules.SUBJECT.id)

    def read_own_measure(self) -> bool:
        """Set what the figure measures by its noun, its subject or its clause; return whether one of them tells it."""
        exact, near = self._classes()
        noun, subject = ((), ()) if self.bare else (self.noun, self.subject)
        persons = self.words.measures_of_persons if exact == {"person"} else None
        for rule, hits in (
            (rules.NOUN, self._counting(self.words.measures.hits(noun), near)),
            (rules.SUBJECT, self._counting(self.words.measures.hits(subject), exact)),
            (rules.SUBJECT, self._counting(persons.hits(subject), exact) if persons else []),
            (rules.IMPLIED, self._counting(self.words.implied.hits([*noun, *subject]), near)),
            (rules.CLAUSE, self._nearest(self.clause_start, self.clause_end, exact, NEAR)),
        ):
            if hits:
                self._set_measure(rule, hits[0])
                return True
        return False

    def read_measure_of_sentence(self) -> bool:
        """Set what the figure measures by other words of its sentence; return whether any tell it."""
        exact, _ = self._classes()
        hits = self._nearest(self.start, self.end, exact, len(self.tokens))
        if hits:
            self._set_measure(rules.SENTENCE, hits[0])
        return bool(hits)

    def _classes(self) -> tuple[set[str], set[str]]:
        """Return what a measure must count, and what it may if the figure's own noun tells it ("14 deaths")."""
        near = {"person", "thing"} if self.counts in {"person", "thing"} else {self.counts}
        return (near, near) if self.bare else ({self.counts}, near)

    def _set_measure(self, rule: Rule, hit: Hit) -> None:
        concept = hit.concept
        spread = rule in (rules.CLAUSE, rules.SENTENCE)
        if rule is rules.NOUN and concept in {hit.concept for hit in self.words.measures.hits(self.unit)}:
            concept = measures()[concept].counted or concept
        if self._holds_on():
            concept = measures()[concept].lasting or concept
        self.number.measure = concept
        self.number.evidence["measure"] = Evidence(
            rule.id, *((hit.start, hit.end) if spread else (None, None))
        )

    def _holds_on(self) -> bool:
        """Return whether the figure's clause says that what it tells is still so."""
        clause = (word for word in self.tokens if self.clause_start <= word.start < self.clause_end)
        return any(word.form in self.words.lasting or word.printed in self.words.lasting for word in clause)

    @staticmethod
    def _counting(hits: Iterable[Hit], classes: set[str]) -> list[Hit]:
        return [hit for hit in hits if not classes.isdisjoint(measures()[hit.concept].counts)]

    def _nearest(self, start: int, end: int, classes: set[str], most: int) -> list[Hit]:
        """Return the measures that words of a stretch mean, of these classes of things, the nearest first.

        Who says it tells nothing of what is measured: "the migration office went no higher than 2,000".
        """
        tokens = [
            word for word in self.tokens if start <= word.start < end and not self._names_source(word.start)
        ]
        found = self._counting(self.words.measures.hits(tokens), classes)
        near = [(self._distance(hit), hit) for hit in found]
        return [hit for distance, hit in sorted(near, key=lambda pair: pair[0]) if distance <= most]

    def _names_source(self, offset: int) -> bool:
        return (self.number.source_start or 0) <= offset < (self.number.source_end or 0)

    def _distance(self, hit: Hit) -> int:
        """Return how many words stand between a figure and a hit."""
        low, high = (hit.end, self.first) if hit.end <= self.first else (self.past, hit.start)
        return sum(low <= word.start < high for word in self.tokens)

    def _read_place(self) -> None:
        places = [
            place
            for place in places_in(self.text[self.start : self.end], self.language, self.start, self.scene)
            if not self._names_source(place.start)
        ]
        found = [
            place
            for place in self._within_content(places)
            if self._is_named(place)
            or (self.clause_start <= place.start < self.clause_end and not self._in_capitals(place))
        ]
        if found:
            chosen = min(found, key=self._far)
        elif (unnamed := self._unnamed(self.clause_start, self.clause_end)) is not None:
            chosen = unnamed
        elif (opening := self._opening(places)) is not None:
            chosen = opening
        else:
            self._read_setting()
            return
        self._set_place(chosen)

    def _within_content(self, places: list[Place]) -> list[Place]:
        """Return the places of what the source says, if it names any: "told a briefing in Geneva that … in Libya"."""
        source = self.number.evidence.get("source")
        content = source.content if source is not None else None
        if content is None:
            return places
        inside = [place for place in places if content[0] <= place.start < content[1]]
        return inside or places

    def _unnamed(self, start: int, end: int) -> Place | None:
        """Return a place that is told without its name: the capital of the article's country, or all of it."""
        words = [word for word in self.tokens if start <= word.start < end]
        hit = next(self.words.unnamed_places.hits(words), None)
        return self.scene.meant_by(hit.concept, hit.start, hit.end) if hit is not None else None

    def _opening(self, places: list[Place]) -> Place | None:
        """Return the place with which the sentence begins, which holds for all of its clauses."""
        begin = [word.end for word in self.tokens[:OPENING]]
        opening = begin[-1] if begin else self.start
        named = next(
            (
                place
                for place in places
                if place.start < opening and place.known and not self._in_capitals(place)
            ),
            None,
        )
        return named or self._unnamed(self.start, opening)

    def _in_capitals(self, place: Place) -> bool:
        """Return whether a place is printed in capitals, as those are from where an agency reports."""
        return self.text[place.start : place.end].isupper()

    def _read_setting(self) -> None:
        setting = next((word for word in self.subject if word.form in self.words.settings), None)
        if setting is not None:
            self._set_place(self.scene.setting(setting.form))

    def _set_place(self, place: Place) -> None:
        self.number.place, self.number.country = place.name, place.country
        span = (place.start, place.end) if place.end else (None, None)
        self.number.evidence["place"] = Evidence(rules.PLACE.id, *span)

    def _is_named(self, place: Place) -> bool:
        return place.name in fold(self.number.subject or "")

    def _far(self, place: Place) -> tuple[bool, int]:
        """Return how far a place is from the figure; those of its subject come first."""
        distance = self.first - place.end if place.end <= self.first else place.start - self.past
        return not self._is_named(place), abs(distance)

    def read_aspect(self) -> None:
        """Set what the figure is besides the whole of what holds."""
        before = [word for word in self.tokens if self.clause_start <= word.start and word.end <= self.first]
        after = [word for word in self.tokens if word.start >= self.past]
        inside = [word for word in self.tokens if self.first <= word.start < self.past]
        hits = [
            *self.words.aspects.hits([*before[-ASIDE:], *inside]),
            *self.words.added.hits([*before[-NEXT_TO:], *inside]),
            *self.words.added.hits(after[:NEXT_TO]),
            *self.words.aspects_after.hits(after[:1]),
            *(self.words.parts_after.hits(after[:2]) if self.number.kind == "count" else ()),
            *self.words.aspects.hits(self.subject),
        ]
        if hits:
            self.number.aspect = hits[0].concept
            self.number.evidence["aspect"] = Evidence(rules.ASPECT.id)
