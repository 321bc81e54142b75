"""The subjects component: of what each quantity of the text is the quantity."""

from spacy.tokens import Doc

from newstally.extract.model import Evidence, Number
from newstally.extract.subjects.changes import Changes
from newstally.extract.subjects.counted import Counting
from newstally.extract.subjects.gaps import SHARES, Gaps, Previous
from newstally.extract.subjects.grammar import governing_verb, hyphenated, span_root
from newstally.extract.subjects.lexicon import Finding, Lexicon, Place
from newstally.extract.subjects.measured import Measured
from newstally.extract.subjects.people import Counted
from newstally.extract.subjects.phrase import Phrase
from newstally.extract.words import language_data

NAMES = frozenset({"name", "identifier", "pronoun", "ordinal"})
"""Roles whose numbers stay in a subject ("FTSE 100", "the second quarter")."""


NOUN_SHAPES = frozenset(
    {"counted", "counted_of", "tied", "counting_noun", "understood_others", "understood_part"}
)
"""Constructions in which the counted noun stands with its number, whatever was taken for it before."""
HELD_SHAPES = frozenset({"counted_before", "counting_noun"})
"""Constructions in which a noun before the number has it for its value ("a retirement age of 62")."""
UNSURE = frozenset({"nearest", "none"})
"""Shapes of findings that a construction with the amount before outweighs."""


class Subjects:
    """Sets ``head_token``, ``head`` and ``subject`` of every quantity, and the unit of counts that lack one."""

    def __init__(self, language: str) -> None:
        self.lexicon = Lexicon(language)
        self.measured = Measured(self.lexicon)
        self.counting = Counting(self.lexicon, self.measured)
        self.phrase = Phrase(self.lexicon)
        self.gaps = Gaps(self.lexicon)
        self.changes = Changes(self.lexicon)
        self.times = frozenset(language_data(language, "counted")["times"]["words"])

    def __call__(self, doc: Doc) -> Doc:
        """Fill in the subjects of ``doc._.numbers``."""
        numbers: list[Number] = doc._.numbers
        quantities = [number for number in numbers if number.is_quantity and number.low is not None]
        if not quantities:
            return doc
        spans = [quantity_tokens(doc, number) for number in quantities]
        taken = frozenset(i for first, last in spans for i in range(first, last + 1)) | frozenset(
            i
            for number in numbers
            if not number.is_quantity and number.role not in NAMES
            for i in range(number.first, number.last + 1)
        )
        ends = [end for _, end in doc._.sentences]
        sentence = 0
        before: list[Counted] = []
        previous: Previous | None = None
        share: Previous | None = None
        contest: Finding | None = None
        owners: dict[int, Finding] = {}  # token of an earlier quantity: what that quantity is of
        for number, (first, last) in sorted(zip(quantities, spans, strict=True), key=lambda pair: pair[1]):
            while sentence + 1 < len(ends) and ends[sentence] <= number.first:
                sentence += 1
            place = Place(first, last, span_root(doc, first, last, last), taken, number.low)
            finding = self.gaps.find(doc, number, place, previous, sentence) or self.gaps.same_whole(
                number, place, share, sentence
            )
            if finding is None:
                finding = self._find(doc, number, place, sentence, before, contest)
            if finding.shape in UNSURE and number.kind != "count":
                finding = self.gaps.coordinated(doc, number, place, previous) or finding
            if finding.shape == "none" and number.head_token is not None:
                head = doc[number.head_token]  # "a storm or two": the noun stands inside the quantity
                finding = Finding("counted", head, unit=number.unit)
            if finding.head is not None and finding.head.i in owners:
                finding = owners[finding.head.i].again("restated")
            if number.kind in SHARES:
                finding = self.measured.shares.set_beside(finding, place, previous)
            finding = self.changes.changed(finding, place, previous, sentence)
            owners.update(dict.fromkeys(range(first, last + 1), finding))
            self._record(doc, number, finding, place, doc._.sentences[sentence][0])
            previous = Previous(number, last, finding, sentence)
            if finding.rival is not None:
                contest = finding
            counted = number.kind == "ratio" and finding.head is not None and finding.head.tag_ == "NNS"
            counted = counted and finding.head is not None and finding.head.i > last  # "four in five firms"
            if number.kind in SHARES and (finding.shape in ("of", "understood", "people") or counted):
                share = previous
            if (
                finding.unit
                and finding.shape not in ("tied", "times", "indexed")
                and (number.kind == "count" or finding.shape == "of")
            ):
                person = finding.unit == self.lexicon.person_unit or (
                    finding.head is not None and self.lexicon.is_person(finding.head)
                )
                noun = None if finding.shape == "counting_noun" else finding.head
                if finding.shape == "understood_others":
                    noun = finding.like
                before.append(Counted(noun, finding.unit, sentence, person, number.low))
        return doc

    def _find(
        self,
        doc: Doc,
        number: Number,
        place: Place,
        sentence: int,
        before: list[Counted],
        contest: Finding | None,
    ) -> Finding:
        if number.kind == "count" and doc[place.last].lower_ in self.times:
            return Finding("times", doc[place.last], governing_verb(place.root), unit=number.unit)
        if number.kind in (None, "count"):
            return self.counting.find(doc, place, sentence, before)
        if number.kind == "ratio":
            found = self.counting.understood.compared(doc, place, sentence, before)
            if found is not None:
                return found
        if number.kind in SHARES:
            found = self.counting.understood.part(doc, place, sentence, before)
            if found is not None:
                return found
        return self.measured.find(doc, place, number.kind or "", contest)

    def _record(
        self, doc: Doc, number: Number, finding: Finding, place: Place, start_of_sentence: int
    ) -> None:
        head = finding.head
        if head is not None:
            stands_here = finding.shape == "understood_others" or not finding.shape.startswith("understood")
            if stands_here and head.i >= start_of_sentence:
                number.head_token = head.i
            first, last = hyphenated(head)
            alone = finding.shape == "tied" or first <= place.last < last
            number.head = head.text if alone else doc[first : last + 1].text
        elif finding.noun is not None:
            number.head = finding.noun
        number.subject = self.phrase(doc, finding, place, number.kind or "count")
        start, end = (head.idx, head.idx + len(head)) if head is not None else (None, None)
        why = Evidence(f"subjects.{finding.shape}", start, end)
        known = number.unit and number.unit not in self.lexicon.times  # "250 next year" counts no years
        if number.kind == "count" and finding.unit and (not known or finding.shape in NOUN_SHAPES):
            if number.unit != finding.unit:
                number.evidence["unit"] = why
            number.unit = finding.unit
        lasting = self.lexicon.lasting_nouns.get(head.lemma_.lower()) if head is not None else None
        if lasting and number.kind == "count" and finding.shape in HELD_SHAPES and not known:
            number.kind, number.unit, number.evidence["unit"] = "duration", lasting, why
        measure = self.lexicon.measured_nouns.get(head.lemma_.lower()) if head is not None else None
        if measure and number.kind == "count" and finding.shape in HELD_SHAPES and not known:
            number.kind, number.unit, number.evidence["unit"] = "measure", measure, why
        if finding.shape == "indexed" and number.kind in (None, "count"):
            number.kind, number.unit, number.evidence["unit"] = "measure", finding.unit, why
        if number.kind == "ratio" and head is not None and (not number.unit or finding.shape == "of"):
            persons = head.lower_ in self.lexicon.person_states  # "half of the 40 wounded"
            number.unit = self.lexicon.person_unit if persons else self.lexicon.unit(head)
            number.evidence["unit"] = why
        number.evidence["subject"] = why


def quantity_tokens(doc: Doc, number: Number) -> tuple[int, int]:
    """Return the first and last token of the quantity, both inclusive, with its comparator and unit."""
    first, last = number.first, number.last
    if number.quantity_start >= 0:
        while first > 0 and doc[first - 1].idx + len(doc[first - 1]) > number.quantity_start:
            first -= 1
        while last + 1 < len(doc) and doc[last + 1].idx < number.quantity_end:
            last += 1
    return first, last
