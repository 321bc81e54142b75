"""Bearers: who "its health minister" or "the harbour director" is, where another passage names who bears the role.

Papers call whoever speaks by the office where the office matters, and name who holds it once: before or after. Only
where an article names one bearer is it known who is meant.
"""

from newstally.extract.grammar import Parse
from newstally.extract.rules import counterexample, example, rule
from newstally.extract.sources.attribution import Mention
from newstally.extract.sources.lexicon import Lexicon
from newstally.extract.sources.name_index import NameIndex
from newstally.extract.sources.names import Name

BEFORE, AFTER = 6, 8
"""Tokens before and after a name within which stands what its bearer is."""
STEM = 4
"""Letters that the names of a place and of those from it share ("Selva", "Selvan")."""


class Bearers:
    """Finds the one bearer of a role among the names of an article."""

    def __init__(self, parse: Parse, lexicon: Lexicon, index: NameIndex) -> None:
        self.parse = parse
        self.lexicon = lexicon
        self.index = index

    @rule(
        "sources.resolution.bearer",
        example(
            "Some 26 people fell ill in Dorn, its health minister said on Monday.\n\n"
            "Schools stay shut. Swine flu was found in 30 towns, Health Minister Jose Vega said.",
            "26",
            source="Jose Vega",
        ),
        example(
            "The army told the clinic to leave within 24 hours, its director said on Tuesday.\n\n"
            "The clinic has 90 beds. “We will not go,” its director, Hussam Vega, said.",
            "24",
            source="Hussam Vega",
        ),
        example(
            "Selvan President Juan Vega met miners. Selva's president said 12 of them had been ill.",
            "12",
            source="Juan Vega",
        ),
        counterexample(
            "Some 26 people fell ill in Dorn, its president said on Monday.\n\n"
            "President Ana Ruiz of Selva sent 30 doctors.",
            "26",
            source="its president",
        ),
        counterexample(
            "Dorn's governor promised 40 tents. Deputy Governor Juan Vega had seen 90 houses burn.",
            "40",
            source="Dorn's governor",
        ),
        leaves_evidence=False,
    )
    def of(self, mention: Mention) -> Name | None:
        """Return the only one whom the article names as bearer of the role of a mention, or None."""
        lower = self.parse.lower
        word = lower[mention.head]
        if not self.lexicon.possessives or word not in self.lexicon.roles or word in self.lexicon.unnamed:
            return None
        if mention.last > mention.head:
            return None
        mark = next(
            (i for i in range(mention.first, mention.head) if lower[i] in self.lexicon.possessives), None
        )
        owned = lower[mention.first] in self.lexicon.owners or lower[mention.first] in self.lexicon.its
        if mark is None and not owned and lower[mention.first] not in self.lexicon.definite:
            return None
        first = mention.first if mark is None else mark
        own = frozenset(lower[first + 1 : mention.head])
        owner = self.parse.texts[mark - 1][:STEM] if mark is not None and mark > mention.first else None
        found = {
            self.index.full_of(name).text: self.index.full_of(name)
            for name in self.index.by_role.get(word, ([], []))[1]
            if name.person is not False and self._fits(name, word, own, owner, owned)
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def _fits(self, name: Name, word: str, own: frozenset[str], owner: str | None, owned: bool) -> bool:
        """Whether a role stands beside a name as a mention tells it: of the same field, of the same owner."""
        parse = self.parse
        first, end = parse.sentences[parse.sentence_of[name.first]]
        before = range(max(first, name.first - BEFORE), name.first)
        around = [*before, *range(name.last + 1, min(end, name.last + AFTER))]
        place = next((i for i in reversed(around) if parse.lower[i] == word), None)
        if place is None or not own <= {parse.lower[i] for i in around}:
            return False
        if parse.lower[place - 1] in self.lexicon.before_office - own:
            return False  # a deputy governor is not the governor
        if owner is not None:
            return any(parse.texts[i].startswith(owner) for i in around)
        return bool(own) or not owned or parse.texts[place].islower()
