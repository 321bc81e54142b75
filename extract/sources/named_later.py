"""Named later: whom a lead means that calls its source by a description, as the paragraphs after it name them.

"A senior official said 40 boats were lost", an article begins; who that is comes next: "..., Harbour Officer Ana Ruiz
said".
"""

from newstally.extract.grammar import Parse
from newstally.extract.sources.attribution import Mention
from newstally.extract.sources.lexicon import Lexicon
from newstally.extract.sources.name_index import NameIndex
from newstally.extract.sources.names import Name
from newstally.extract.sources.saying import HEAVY

LEAD = 2
"""Paragraphs at the head of an article, the headline among them, that may leave the name for later."""
AFTER = 3
"""Paragraphs after a description within which who is meant must speak by name."""

BEFORE = 4
"""Tokens before a name within which the verb stands by which its bearer speaks ("said harbour chief Ana Ruiz")."""


class NamedLater:
    """Finds who a lead's descriptions mean, among the names of the article."""

    def __init__(self, parse: Parse, lexicon: Lexicon, names: NameIndex) -> None:
        self.parse = parse
        self.lexicon = lexicon
        self.names = names
        self.bodies = lexicon.traded.union(*(kind for kind in lexicon.kinds if kind & lexicon.traded))
        """What a lead may call a body whose name it leaves for later."""

    def of(self, mention: Mention) -> tuple[str, Name] | None:
        """Return the full name of who a description in the lead means: who fits it and speaks first after it."""
        parse = self.parse
        lead = parse.paragraph_of[mention.first]
        word = parse.lower[mention.head]
        if not self.lexicon.named_later or word in self.lexicon.unnamed:
            return None  # in some languages no lead leaves the name for later
        if lead - parse.paragraph_of[0] >= LEAD:
            return None
        owned = (
            parse.lower[mention.first] in self.lexicon.its
            or parse.lower[mention.first] in self.lexicon.owners
        )
        for name in self.names.names:
            here = parse.sentence_of if word in self.bodies else parse.paragraph_of
            if name.first <= mention.last or here[name.first] == here[mention.last]:
                continue
            if parse.paragraph_of[name.first] - lead > AFTER:
                return None
            full = self.names.full_of(name)
            if name.person and word in name.roles and len(full.words) > 1 and not owned:
                return (
                    full.text,
                    full,
                )  # "UBS analyst Ana Ruiz" is the analyst, whatever stands beside her name
            if self._speaks(name):
                return (full.text, full) if self._fits(full, word) else None
        return None

    def _speaks(self, name: Name) -> bool:
        """Whether a verb of saying stands right after a name, or a little before it."""
        lower = self.parse.lower
        after = name.last + 1 + (self.parse.texts[name.last + 1 : name.last + 2] == [","])
        verbs = self.lexicon.verbs
        cues = [cue for word in lower[after : after + 1] for cue in verbs.get(word, ())]
        before = (
            cue for word in lower[max(name.first - BEFORE, 0) : name.first] for cue in verbs.get(word, ())
        )
        cues += [cue for cue in before if not cue.indirect]  # "told the Severn Voice"
        return any("comment" in cue.takes and cue.weight >= HEAVY for cue in cues)

    def _fits(self, name: Name, word: str) -> bool:
        """Whether a name may be that of who is described: a person of the role, an organisation of the kind."""
        if word in self.lexicon.roles:
            return name.person is True and (word in self.lexicon.named_later or word in name.roles)
        if name.person is True or name.text in self.lexicon.countries:
            return False
        parts = {part.lower() for part in name.words}
        return word in parts or (word in self.bodies and not self._is_of_another_kind(parts, word))

    def _is_of_another_kind(self, parts: set[str], word: str) -> bool:
        """Whether a name says by one of its words that it is nothing called so: a ministry is no airline."""
        lexicon = self.lexicon
        own = {word}.union(*(kind for kind in lexicon.kinds if word in kind))
        return any(part in lexicon.organisations and part not in own | lexicon.traded for part in parts)
