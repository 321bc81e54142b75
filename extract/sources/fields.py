"""Fields: bodies that are meant by what they deal with: "the weather office" is the Meteorological Institute."""

from newstally.extract.grammar import Parse
from newstally.extract.sources.attribution import Mention
from newstally.extract.sources.lexicon import Lexicon
from newstally.extract.sources.name_index import NameIndex
from newstally.extract.sources.names import Name


class Fields:
    """Finds the bodies of one article by their fields."""

    def __init__(self, parse: Parse, lexicon: Lexicon, index: NameIndex) -> None:
        self.parse = parse
        self.lexicon = lexicon
        self.index = index

    def body(self, mention: Mention, word: str) -> Name | None:
        """Return the body named for the field that stands before a description's noun, ``word``, or None.

        It is the one named last before the description, else the first that comes after it.
        """
        words = self.lexicon.fields.get(self.parse.lower[mention.head - 1], frozenset())
        if mention.head == mention.first or word not in self.lexicon.organisations or not words:
            return None
        found = [
            name
            for name in self.index.names
            if name.person is not True and not name.in_headline and self._is_of_field(name, words)
        ]
        before = [name for name in found if name.last < mention.first]
        return before[-1] if before else found[0] if found else None

    def body_of_kind(self, mention: Mention, word: str) -> Name | None:
        """Return the body of the same kind whose field ends a description, where fields follow nouns, or None.

        "La cartera de Educación" is the Ministerio de Educación.
        """
        kinds = [kind for kind in self.lexicon.kinds if word in kind]
        field = self.parse.lower[mention.last]
        if self.lexicon.possessives or not kinds:
            return None
        for name in reversed(self.index.names):
            words = lower_words(name)
            alike = any(not kind.isdisjoint(words) for kind in kinds)
            if name.first < mention.first and field in words and alike:
                return name
        return None

    def _is_of_field(self, name: Name, words: frozenset[str]) -> bool:
        """Whether a name tells a body's field, and isn't merely that of its thing ("the Weather Report")."""
        told = lower_words(self.index.full_of(name)) | lower_words(name)
        if words.isdisjoint(told):
            return False
        return not self.lexicon.organisations.isdisjoint(told) or name.person is False


def lower_words(name: Name) -> set[str]:
    """Return the words of a name in small letters."""
    return {word.lower() for word in name.words}
