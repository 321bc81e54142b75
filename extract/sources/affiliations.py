"""Affiliations: the organisation for which a person speaks ("Teo Valdric of the coast guard")."""

from collections.abc import Iterator

from newstally.extract.grammar import Parse
from newstally.extract.sources.attribution import Mention
from newstally.extract.sources.lexicon import Lexicon
from newstally.extract.sources.mentions import is_speaking_noun
from newstally.extract.sources.names import Name
from newstally.extract.sources.resolution import Names

LONGEST_ROLE = 8
"""Tokens of a role beside a name within which the preposition to its organisation stands."""
LONGEST_ORGANISATION = 6
"""Tokens of an organisation without a name ("the regional water authority")."""

LONGEST_OPENING = 2
"""Words with which an unparsed sentence may open before the noun of an organisation."""


class Affiliations:
    """Finds the organisations of those who speak in an article."""

    def __init__(self, parse: Parse, lexicon: Lexicon, names: Names) -> None:
        self.parse = parse
        self.lexicon = lexicon
        self.names = names
        self.appearances: dict[tuple[str, ...], list[Name]] = {}
        for name in names.names.names:
            self.appearances.setdefault(names.full_of(name).words, []).append(name)

    def of(self, source: Mention) -> str | None:
        """Return the organisation of the person whom a mention names or describes, in full, or None.

        It is read beside the mention, else beside the person's name elsewhere, in the order of the text. An
        organisation that speaks for itself has none.
        """
        mention = source.antecedent or source
        text, name = self.names.resolve(mention)
        if name is None:
            if self.parse.lower[mention.head] not in self.lexicon.roles:
                return None
            return self._first_other_than(text, [self._beside(mention.first, mention.head)])
        if name.person is False:
            return None
        places = [name for name in self.appearances.get(name.words, ()) if name.person is not False]
        places.sort(key=lambda place: not mention.first <= place.first <= mention.last)
        beside = (self._beside(place.first, place.last) for place in places)
        return self._first_other_than(text, beside)

    def _first_other_than(self, text: str, found: "Iterator[str | None] | list[str | None]") -> str | None:
        return next((organisation for organisation in found if organisation and organisation != text), None)

    def _beside(self, first: int, last: int) -> str | None:
        """The organisation told right after a person, in an apposition, or by the role right before."""
        return self._after(last) or self._in_apposition(last) or self._before(first, last)

    def _after(self, last: int) -> str | None:
        """The one in "Teo Valdric of the coast guard"."""
        lower = self.parse.lower
        if last + 2 >= len(lower) or lower[last + 1] not in self.lexicon.affiliating:
            return None
        known = lower[last] in self.lexicon.roles or lower[last + 1] not in self.lexicon.from_place
        return self._organisation(last + 2, known)

    def _in_apposition(self, last: int) -> str | None:
        """The one in "Ana Ruiz, a spokeswoman for the port authority,"."""
        parse, lexicon = self.parse, self.lexicon
        if parse.texts[last + 1 : last + 2] != [","]:
            return None
        role = False
        for i in range(last + 2, min(last + 2 + LONGEST_ROLE, len(parse) - 1)):
            if not parse.texts[i][0].isalpha():
                return None
            role = role or parse.lower[i] in lexicon.roles
            if role and parse.lower[i] in lexicon.affiliating:
                return self._organisation(i + 1, True)
        return None

    def _before(self, first: int, last: int) -> str | None:
        """The one in "coast guard spokesman Teo Valdric" and in "the head of the union, Ana Ruiz"."""
        parse, lexicon = self.parse, self.lexicon
        role = last if parse.lower[last] in lexicon.roles else first - 1
        while role > 0 and parse.texts[role] in lexicon.titles and parse.lower[role] not in lexicon.roles:
            role -= 1
        if role < 1 or parse.lower[role] not in lexicon.roles:
            return None
        before = self.names.at.get(role - 1)
        if before is not None:
            return self.names.full_of(before).text if self._is_organised(before) else None
        if parse.lower[role - 1] not in lexicon.organisations or parse.lower[role - 1] in lexicon.places:
            return None
        start = role - 1
        while role - start < LONGEST_ORGANISATION and self._describes(start - 1):
            start -= 1
        return self.names.resolve(Mention(start, role - 1, role - 1))[0]

    def _describes(self, i: int) -> bool:
        """Whether a word before an organisation's noun belongs to its description: "coast" in "coast guard"."""
        if i < 0 or self.parse.lower[i] in self.lexicon.articles or not self.parse.texts[i].isalpha():
            return False
        first = self.parse.sentences[self.parse.sentence_of[i]][0]
        if i > first and not self.parse.texts[i].islower():
            return False
        if self.parse.is_parsed(i):
            return self.parse[i].head.i > i
        return i - first < LONGEST_OPENING  # without grammar: all from the sentence's first word on

    def _organisation(self, i: int, known: bool) -> str | None:
        """The organisation that begins at a token; a mere name is one where ``known`` or where its words show it."""
        parse, lexicon = self.parse, self.lexicon
        first = i + 1 if parse.lower[i] in lexicon.articles else i
        name = self.names.at.get(first)
        if name is not None and name.first <= first:
            unsure = name.text in lexicon.countries or set(name.words) <= lexicon.nationalities
            if name.person or unsure or not (known or self._is_organised(name)):
                return None
            return self.names.full_of(name).text
        for last in range(first, min(first + LONGEST_ORGANISATION, len(parse))):
            word = parse.lower[last]
            if word in lexicon.possessives:
                continue
            if not word[0].isalpha() or word in lexicon.verbs:
                return None
            following = "".join(parse.lower[last + 1 : last + 2])
            if word in lexicon.organisations and not is_speaking_noun(lexicon, following):
                if word in lexicon.places:
                    return None
                return self.names.resolve(Mention(i, last, last))[0]
        return None

    def _is_organised(self, name: Name) -> bool:
        """Whether a name's own words, or those beside it, show that it is an organisation's."""
        full = self.names.full_of(name)
        if full.person or full.text in self.lexicon.countries:
            return False
        words = {word.lower() for word in full.words} | full.roles
        acronym = full.text.isupper() and len(full.text) > 1
        return acronym or not words.isdisjoint(self.lexicon.organisations - self.lexicon.places)
