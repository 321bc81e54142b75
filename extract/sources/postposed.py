"""Postposed names: who is meant where adjectives, fields and names follow the noun ("el titular de Salud, Juan Vega").

Only in languages without possessives, in which all that tells more of a noun stands behind it.
"""

from newstally.extract.grammar import Parse
from newstally.extract.grammar.forms import FINITE_FORMS
from newstally.extract.sources.attribution import Mention
from newstally.extract.sources.lexicon import Lexicon
from newstally.extract.sources.name_index import NameIndex
from newstally.extract.sources.names import Name

LONGEST = 24
"""Tokens of a description before the name in apposition to it."""
CLOSING = frozenset({",", ".", ";", ":"})


class PostposedNames:
    """Finds the names that stand behind the descriptions of one article."""

    def __init__(self, parse: Parse, lexicon: Lexicon, names: NameIndex) -> None:
        self.parse = parse
        self.lexicon = lexicon
        self.names = names
        self.applies = not lexicon.possessives

    def name(self, mention: Mention) -> Name | None:
        """Return the name behind a role or kind: at once, after adjectives, or in apposition to all of it."""
        parse, lexicon = self.parse, self.lexicon
        word = parse.lower[mention.head]
        role = word in lexicon.roles
        if not self.applies or not (role or word in lexicon.organisations):
            return None
        end = min(parse.content_end(parse.sentence_of[mention.head]), mention.head + LONGEST)
        i = mention.head + 1
        while i < end:
            if parse.texts[i] == ",":
                return self._in_apposition(i, role)
            if parse.texts[i] == "(":
                i = next((k + 1 for k in range(i, end) if parse.texts[k] == ")"), end)
                continue
            if not parse.texts[i][0].isalnum() or (parse.is_parsed(i) and parse[i].form in FINITE_FORMS):
                return None
            name = self.names.at.get(i)
            if name is not None and name.first == i:
                if self._follows_at_once(i) and self._may_be(name, role):
                    return name
                i = name.last
            i += 1
        return None

    def _follows_at_once(self, i: int) -> bool:
        """Whether a name is no part of a phrase of the description: "el economista Juan Vega"."""
        before = self.parse.lower[i - 1]
        led = self.lexicon.particles | self.lexicon.naming_prepositions | self.lexicon.articles
        return self.parse.texts[i - 1].islower() and before not in led

    def _may_be(self, name: Name, role: bool) -> bool:
        """Whether a name may be that of a person in a role, or that of a body."""
        if not role:
            return name.person is not True
        return name.person is True or (name.person is None and len(name.words) > 1)

    def _in_apposition(self, comma: int, role: bool) -> Name | None:
        at = self.names.at
        name = at.get(comma + 1) or at.get(comma + 2)
        if name is None or name.first > comma + 2 or not self._may_be(name, role):
            return None
        closed = self.parse.texts[name.last + 1 : name.last + 2]
        return name if not closed or closed[0] in CLOSING else None
