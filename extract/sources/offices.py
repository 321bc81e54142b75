"""Offices: who holds an office that is told in capitals, with its abbreviation or its body, before the name.

"The Chief Executive Officer (CEO), Ana Ruiz, said", "The Commissioner of Police, Lessen State, Mr Edgar Imo, on Friday
said"; from then on "the CEO" is Ana Ruiz.
"""

from newstally.extract.grammar import Parse
from newstally.extract.grammar.datelines import dateline_end
from newstally.extract.grammar.forms import FINITE_FORMS
from newstally.extract.sources.lexicon import Lexicon
from newstally.extract.sources.name_index import NameIndex
from newstally.extract.sources.names import Name

FARTHEST = 24
"""Tokens after an office within which its holder is named."""
LONGEST_OFFICE = 8
"""Tokens of an office before its abbreviation."""
LONGEST_ABBREVIATION = 6
LONGEST_TITLE = 10
"""Tokens of a holder's name with its titles."""


class Offices:
    """Finds the holders of an article's offices."""

    def __init__(self, parse: Parse, lexicon: Lexicon, names: NameIndex) -> None:
        self.parse = parse
        self.lexicon = lexicon
        self.names = names
        self.by_abbreviation: dict[str, Name] = {}
        for i in range(2, len(parse) - 1):
            if parse.texts[i - 1] == "(" and parse.texts[i + 1] == ")" and self._is_abbreviation(i):
                holder = self._holder_around(i)
                if holder is not None:
                    self.by_abbreviation.setdefault(parse.texts[i], holder)

    def holder(self, first: int, head: int) -> Name | None:
        """Return who holds the office of a mention, if the name stands beside it between commas, or None."""
        known = self.names.at.get(head)
        if known is not None and known.person:
            return None
        first = self._beginning(first)
        if not self._is_office(first, head + 1):
            return None
        return self._named_after(head) or self._named_before(first, head)

    def of(self, abbreviation: str) -> Name | None:
        """Return who holds the office that is abbreviated so, or None."""
        return self.by_abbreviation.get(abbreviation)

    def _is_abbreviation(self, i: int) -> bool:
        word = self.parse.texts[i]
        return word.isalpha() and word.isupper() and 2 <= len(word) <= LONGEST_ABBREVIATION

    def _is_office(self, first: int, end: int) -> bool:
        """Whether words in capitals after an article name an office."""
        parse = self.parse
        start = first + (parse.lower[first] in self.lexicon.articles)
        while start < end and parse.lower[start] in self.lexicon.before_office:
            start += 1
        if first + 1 >= end or start >= end or not parse.texts[start][0].isupper():
            return False
        return any(parse.lower[i] in self.lexicon.roles for i in range(start, end))

    def _beginning(self, first: int) -> int:
        """Return where the words in capitals begin that lead up to a mention: "The Director, Harbour Health, ..."."""
        parse, lexicon = self.parse, self.lexicon
        sentence = parse.sentence_of[first]
        start = max(dateline_end(parse, sentence), first - LONGEST_TITLE)
        joining = lexicon.joined_after | lexicon.joining
        i = first
        while i > start:
            before = parse.texts[i - 1]
            if parse.lower[i - 1] in lexicon.articles and parse.lower[max(i - 2, start)] not in joining:
                return i - 1
            small = before[0].islower() and parse.lower[i - 1] not in (
                joining | lexicon.articles | lexicon.before_office
            )
            if small or not (before[0].isalnum() or before in (",", "-")):
                break
            i -= 1
        while i < first and not parse.texts[i][0].isupper():
            i += 1
        return i

    def _named_before(self, first: int, head: int) -> Name | None:
        """Return the person with whom the words begin, if a comma parts the name from the office and the body."""
        name = next((self.names.at[i] for i in range(first, head) if i in self.names.at), None)
        if name is None or not name.person or not self._is_person(name):
            return None
        if self.parse.texts[name.last + 1] != "," or name.last > head:
            return None
        return self.names.full_of(name)

    def _holder_around(self, abbreviation: int) -> Name | None:
        """Return who is named after, or with a comma before, the office that the brackets close."""
        parse = self.parse
        for first in range(abbreviation - 3, max(abbreviation - LONGEST_OFFICE, -1), -1):
            if parse.lower[first] in self.lexicon.articles:
                if not self._is_office(first, abbreviation - 1):
                    return None
                before = self.names.at.get(first - 2) if parse.texts[first - 1] == "," else None
                if before is not None and self._is_person(before):
                    return self.names.full_of(before)
                return self._named_after(abbreviation)
        return None

    def _named_after(self, office: int) -> Name | None:
        """Return the last person named between commas before the words go on in small letters."""
        parse, found, i, within = self.parse, None, office + 1, False
        _, end = parse.sentences[parse.sentence_of[office]]
        end = min(end, office + FARTHEST)
        while i < end:
            if parse.texts[i] == ",":
                within = True
                name = self._named_at(i + 1)
                if name is not None:
                    found = name if self._is_person(name) else found
                    i = name.last
            elif (within and self._is_small(i)) or (parse.is_parsed(i) and parse[i].form in FINITE_FORMS):
                break
            i += 1
        return self.names.full_of(found) if found is not None else None

    def _named_at(self, i: int) -> Name | None:
        """Return the name with which the words in capitals from a token to the next comma end, or None."""
        for k in range(i, min(i + LONGEST_TITLE, len(self.parse))):
            if self.parse.texts[k] in (",", "("):
                return self.names.at.get(k - 1)
            if self._is_small(k):
                name = self.names.at.get(k - 1)
                return name if name is not None and name.person and name.last == k - 1 else None
        return None

    def _is_small(self, i: int) -> bool:
        """Whether a word has no capital letter and doesn't join those of an office."""
        return self.parse.texts[i][0].islower() and self.parse.lower[i] not in self.lexicon.office_words

    def _is_person(self, name: Name) -> bool:
        """Whether a name may be a person's: of two words or more, none of them that of a place or a body."""
        words = {word.lower() for word in name.words}
        bodies = self.lexicon.places | self.lexicon.organisations | self.lexicon.roles.keys()
        return name.person is not False and len(name.words) > 1 and words.isdisjoint(bodies)
