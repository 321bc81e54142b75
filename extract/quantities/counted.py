"""Counted: the noun that a number counts, found through the parse and, where that fails, by reading on to it."""

from functools import cache

from spacy.tokens import Doc, Token

from newstally.extract.numbers.lexemes import DASHES
from newstally.extract.words import language_data

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
MODIFIERS = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "CD", "HYPH", "AFX"})
ADVERBS = frozenset({"RB", "RBS"})
FARTHEST = 10
"""Tokens after the number within which its noun is looked for."""


class CountedNouns:
    """Finds counted nouns and their singulars, with the words of one language."""

    def __init__(self, language: str) -> None:
        data = language_data(language, "counted")
        self.people = frozenset(data["people"]["words"])
        self.places: list[list[str]] = [phrase.split() for phrase in data["people"]["places"]]
        self.person: str = data["people"]["unit"]
        self.irregular: dict[str, str] = data["singular"]
        self.endings: list[list[str]] = data["endings"]["rules"]
        self.vague = frozenset(language_data(language, "numerals")["vague"])
        self.time = frozenset(data["time"]["words"])
        self.either = frozenset(data["alternative"]["words"])
        self.one = frozenset(data["alternative"]["one"])
        self.of = frozenset(data["of"]["words"])
        self.determiners = frozenset(data["of"]["determiners"])
        self.pronouns = frozenset(data["of"]["pronouns"])

    def after(self, doc: Doc, first: int, last: int) -> Token | None:
        """Return the noun that the number in tokens ``first`` to ``last`` counts, or None where there is none."""
        i = last + 1
        if i >= len(doc):
            return None
        if doc[i].lower_ in self.of:
            return self._after_of(doc, i + 1)
        if not doc[i].tag_ or doc[i].lower_ in self.time:
            return None
        hyphen = doc[i].text in DASHES and not doc[i].whitespace_ and not doc[i - 1].whitespace_
        if hyphen and i + 1 < len(doc) and doc[i + 1].tag_ in NOUNS:
            return doc[i + 1]
        found = self._phrase(doc, i)
        if found is None:
            return None
        head = doc[last].head
        if last < head.i <= found.i + 4 and head.tag_ in NOUNS and doc[last].dep_ in {"nummod", "compound"}:
            described = head.i + 1 < len(doc) and doc[head.i + 1].tag_ == "CD"  # "people ages 30 or younger"
            return head if self._reaches(doc, i, head.i) and not described else found
        return found

    def _after_of(self, doc: Doc, i: int) -> Token | None:
        """ "191 of the approximately 250 files": the noun after "of" and a determiner."""
        if i >= len(doc) or (
            doc[i].lower_ in self.pronouns and not (i + 1 < len(doc) and doc[i + 1].tag_ in NOUNS | MODIFIERS)
        ):
            return None
        while i < len(doc) and (doc[i].lower_ in self.determiners or doc[i].tag_ in ADVERBS):
            i += 1
        return self._phrase(doc, i) if i < len(doc) else None

    def _reaches(self, doc: Doc, i: int, end: int) -> bool:
        """Whether nothing but a noun phrase stands between ``i`` and ``end``."""
        return all(doc[k].tag_ in NOUNS | MODIFIERS | ADVERBS | {"CC", ",", "POS"} for k in range(i, end))

    def _phrase(self, doc: Doc, i: int) -> Token | None:
        """Return the last noun of the noun phrase that goes on at ``i``."""
        found: Token | None = None
        end = min(len(doc), i + FARTHEST)
        while i < end:
            token = doc[i]
            if token.tag_ in NOUNS:
                if token.lower_ in self.vague:
                    break  # "killed six and injured dozens"
                if found is not None and not self._compound(found, token):
                    break
                if found is not None and i + 1 < len(doc) and doc[i + 1].tag_ == "CD":
                    break  # "people ages 30 or younger"
                found = token
            elif found is not None:
                if not (token.tag_ == "HYPH" or (token.text == "-" and not doc[i - 1].whitespace_)):
                    break
            elif token.tag_ == "CC" or token.text == ",":
                if (
                    i + 1 >= end
                    or doc[i + 1].tag_ not in {"JJ", "VBN", "NN"}
                    or doc[i - 1].tag_ not in MODIFIERS
                ):
                    break
            elif token.tag_ not in MODIFIERS and token.tag_ not in ADVERBS:
                break
            i += 1
        return found

    def _compound(self, left: Token, right: Token) -> bool:
        """Whether two nouns side by side are one phrase ("tank rounds"), and not "people Tuesday"."""
        if left.tag_ in {"NNS", "NNPS"}:
            return right.tag_ == "NNS" or (right.tag_ == "NN" and left.head == right)
        return not (left.tag_ == "NN" and right.tag_ in {"NNP"} and not left.is_title)

    def understood_people(self, doc: Doc, last: int) -> Token | None:
        """Return the word for people without a noun right after the number: "12 dead", "30 others", "239 on board"."""
        for place in self.places:
            where = doc[last + 1 : last + 1 + len(place)]
            if [token.lower_ for token in where] == place:
                return where[-1]
        if last + 1 < len(doc) and doc[last + 1].lower_ in self.people:
            follower = doc[last + 2] if last + 2 < len(doc) else None
            if follower is None or follower.tag_ not in NOUNS:
                return doc[last + 1]
        return None

    def alternative(self, doc: Doc, first: int, last: int) -> Token | None:
        """Return the noun of "a strong gust or two", None where the number isn't such an afterthought."""
        if first < 3 or doc[first - 1].lower_ not in self.either or doc[first - 2].tag_ not in {"NN", "NNP"}:
            return None
        if last + 1 < len(doc) and doc[last + 1].tag_ in NOUNS | MODIFIERS:
            return None
        if any(doc[i].lower_ in self.one for i in range(max(0, first - 5), first - 2)):
            return doc[first - 2]
        return None

    def unit(self, noun: Token) -> str:
        """Return the noun in the singular and in lower case, ``person`` for people."""
        word = noun.lower_
        return self.singular(word) if noun.tag_ in {"NNS", "NNPS"} else self.irregular.get(word, word)

    @cache  # noqa: B019 (one object per language, kept for the life of the process)
    def singular(self, word: str) -> str:
        """Return the singular of a lower-case noun."""
        if word in self.irregular:
            return self.irregular[word]
        for ending, singular in self.endings:
            if word.endswith(ending) and len(word) > len(ending) + 1:
                return word[: len(word) - len(ending)] + singular
        return word


@cache
def counted_nouns(language: str) -> CountedNouns:
    """Return the language's counted nouns, read once."""
    return CountedNouns(language)
