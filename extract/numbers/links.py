"""Links: words between a multiplier or a part and what it is of ("3 millones de euros", "un tercio de hectárea")."""

from newstally.extract.numbers.lexemes import Lexemes
from newstally.extract.words import language_data, remembered

APOSTROPHES = frozenset("'’")


class Links:
    """Passes over such words, with the words of one language."""

    def __init__(self, language: str) -> None:
        data = language_data(language, "numerals")
        words = data["words"]
        self.linking = frozenset(words["linking"])
        tables = ("scales", "scale_plurals", "parts", "parts_plural")
        self.linked = frozenset(word for table in tables for word in data[table]) | frozenset(
            words["part_nouns"]
        )

    def past(self, lexemes: Lexemes, i: int) -> int:
        """Return the lexeme after the linking word at ``i`` if a multiplier or part stands before it, else ``i``."""
        linked = lexemes.word(i) in self.linking and lexemes.word(i - 1) in self.linked
        if not linked:
            return i
        return i + 1 + (lexemes.word(i + 1) in APOSTROPHES and lexemes.glued(i + 1))  # "d'euros"


@remembered
def links_of(language: str) -> Links:
    """Return the language's links, read once."""
    return Links(language)
