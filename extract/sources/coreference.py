"""Coreference: who "she", "it", "the deputy" or "the agency" is, of those whom it may mean."""

from functools import cached_property

from newstally.extract.rules import counterexample, example, rule
from newstally.extract.sources.antecedents import MOST, Answer, Antecedents, Candidate, places_before
from newstally.extract.sources.attribution import Mention
from newstally.extract.sources.mentions import is_speaking_noun
from newstally.extract.sources.names import Name

KEPT = 1
"""Paragraphs back in which the organisation is sought whose figures "the data" are."""
UNSURE, DOUBTFUL = 2, 4
"""What counts against a candidate, in sentences of distance: sex unknown; not known for a person."""
MERE = 4
"""What counts against a single word that has neither spoken nor acted, as places don't ("Florida")."""
LONGEST_TITLE = 3
"""Tokens within which the name begins that is joined to another ("and Mayor Paul Hale")."""


class Coreference:
    """Chooses among the antecedents that a mention may have."""

    def __init__(self, antecedents: Antecedents) -> None:
        self.antecedents = antecedents
        self.parse = antecedents.parse
        self.lexicon = antecedents.lexicon
        self.names = antecedents.names
        self.full_of = antecedents.full_of

    def pronoun(self, mention: Mention, gender: str) -> Answer | None:
        """Return who a pronoun of the gender ("m", "f", "n"; "a" for several) means, or None."""
        fits = {
            "m": self._fits_person,
            "f": self._fits_person,
            "n": self._fits_thing,
            "a": self._fits_several,
        }[gender]
        best: tuple[int, Candidate] | None = None
        told_of = self._told_of(mention)
        for candidate in self.antecedents.of(mention):
            against = fits(candidate, gender)
            if against is None or candidate.text in told_of:
                continue
            cost = candidate.cost + against
            if best is None or cost < best[0]:
                best = cost, candidate
        if best is None:
            return None
        self.antecedents.meant[mention.first] = best[1].head
        return best[1].text, best[1].name

    def latest(self, mention: Mention, person: bool) -> Answer | None:
        """Return the person, or the organisation, that was heard or named last before the mention."""
        best: tuple[int, Name] | None = None
        told_of = self._told_of(mention)
        word = self.parse.lower[mention.head]
        place = word in self.lexicon.places
        for candidate in self.antecedents.of(mention):
            name = candidate.name
            if name is None or name.person is (not person) or candidate.text in told_of:
                continue
            if not place and self._is_place(name):
                continue  # "the company" is not the city named before
            if self._is_of_another_kind(name, word):
                continue
            if not (person or word in self.lexicon.traded or candidate.spoke or name.person is False):
                continue  # "the union" is nothing of a kind that isn't known, as "the company" may be
            doubt = UNSURE if person and candidate.spoke and len(name.words) > 1 else DOUBTFUL
            cost = candidate.cost + (0 if name.person is person else doubt)
            if best is None or cost < best[0]:
                best = cost, name
        return (best[1].text, best[1]) if best else None

    def _is_place(self, name: Name) -> bool:
        return name.text in self.places or not name.roles.isdisjoint(self.lexicon.places)

    @cached_property
    def places(self) -> frozenset[str]:
        """The names of countries, and those that stand somewhere as names of places: "in Oren"."""
        located = {
            self.full_of(name).text
            for name in self.names
            if name.first and self.parse.lower[name.first - 1] in self.lexicon.locatives
        }
        return self.lexicon.countries | located

    def _is_of_another_kind(self, name: Name, word: str) -> bool:
        """Whether a name tells that its bearer is something else: "la empresa" is no union named before."""
        kinds = self.lexicon.kinds
        meant = [kind for kind in kinds if word in kind]
        told = name.roles | {part.lower() for part in name.words}
        if not meant:
            return not self.lexicon.governing.isdisjoint(told)
        known = [kind for kind in kinds if not kind.isdisjoint(told)]
        return bool(known) and not any(kind in meant for kind in known)

    def _told_of(self, mention: Mention) -> set[str]:
        """Who is named after the mention in its sentence: in "he said Ruiz had left", he isn't Ruiz."""
        _, end = self.parse.sentences[self.parse.sentence_of[mention.last]]
        found = set()
        before = places_before(self.names, mention)
        for k in range(before, min(before + MOST, len(self.names))):
            if self.names[k].first >= end:
                break
            if self.names[k].first > mention.last:
                found.add(self.full_of(self.names[k]).text)
        return found

    def keeper(self, mention: Mention) -> Answer | None:
        """Return the organisation that spoke last in the paragraphs before figures that it may have kept."""
        for candidate in self.antecedents.heard(mention):
            if self.parse.paragraph_of[mention.first] - self.parse.paragraph_of[candidate.head] > KEPT:
                return None
            if candidate.name is None and self.parse.lower[candidate.head] in self.lexicon.documents:
                continue
            kept = candidate.name is not None and candidate.name.person is False
            return (candidate.text, candidate.name) if kept else None
        return None

    def described(self, mention: Mention, word: str) -> str | None:
        """Return the longest description with the noun of those who spoke shortly before, if it has more words."""
        found = [
            candidate.text
            for candidate in self.antecedents.heard(mention)
            if candidate.name is None and self.parse.lower[candidate.head] == word and " " in candidate.text
        ]
        return max(found, key=len) if found else None

    def _fits_person(self, candidate: Candidate, gender: str) -> int | None:
        name = candidate.name
        if name is None:
            role = self.lexicon.roles.get(self.parse.lower[candidate.head])
            return None if role not in (gender, "a") else (0 if role == gender else UNSURE)
        if name.person is False or name.gender not in (gender, None):
            return None
        if self.lexicon.object_marks and not name.person and len(name.words) == 1:
            return None  # a place, where persons are known by a role, a title or a given name
        mere = len(name.words) == 1 and not (candidate.spoke or candidate.acts)
        known = name.person or (candidate.spoke and len(name.words) > 1)
        doubt = 0 if known else DOUBTFUL + MERE if mere else DOUBTFUL
        return (0 if name.gender else UNSURE) + doubt

    def _fits_thing(self, candidate: Candidate, gender: str) -> int | None:
        name = candidate.name
        if name is None:
            word = self.parse.lower[candidate.head]
            return 0 if word in self.lexicon.organisations or word in self.lexicon.documents else None
        if name.person or self._is_mere_place(candidate, name):
            return None
        return 0 if name.person is False or candidate.cost < 0 else UNSURE

    def _fits_several(self, candidate: Candidate, gender: str) -> int | None:
        word = self.parse.lower[candidate.head]
        if candidate.name is None:
            tells = is_speaking_noun(self.lexicon, word) or word in self.lexicon.documents
            plural = word.endswith(self.lexicon.plural_endings) and tells
            return 0 if plural or word in self.lexicon.groups else None
        if self._is_joined(candidate):
            return 0
        if candidate.name.person or self._is_mere_place(candidate, candidate.name):
            return None
        return DOUBTFUL if candidate.spoke or candidate.name.person is False else None

    def _is_mere_place(self, candidate: Candidate, name: Name) -> bool:
        """Whether a name is that of a place which has neither spoken nor acted."""
        return not (candidate.spoke or candidate.acts) and self._is_place(name)

    @rule(
        "sources.coreference.joined",
        example("Ana Ruiz and Paul Hale opened the fair. They said 40 boats sank.", "40", source="Ana Ruiz"),
        example(
            "Some 12 roofs are gone, according to Ana Ruiz and Paul Hale. They said 40 boats sank.",
            "40",
            source="Ana Ruiz",
        ),
        counterexample(
            "Ana Ruiz opened the fair with Paul Hale. They said 40 boats sank.", "40", source="They"
        ),
        leaves_evidence=False,
    )
    def _is_joined(self, candidate: Candidate) -> bool:
        """Whether the name is the first of several that act or speak: "Ruiz and Hale opened it. They said"."""
        if not (candidate.acts or candidate.spoke):
            return False
        after = candidate.head + 1
        if self.parse.is_parsed(candidate.head):
            other = self.parse[candidate.head].conjunct
            return other is not None and other.is_name
        joined = self.parse.lower[after] in self.lexicon.conjunctions
        return joined and not self.antecedents.beginnings.isdisjoint(
            range(after + 1, after + 1 + LONGEST_TITLE)
        )
