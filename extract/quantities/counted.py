"""Counted: the noun that a number counts, found through the parse and, where that fails, by reading on to it."""

from newstally.extract.grammar import Parse, Word
from newstally.extract.grammar.forms import ADJECTIVE_FORMS, NOUN_FORMS, PARTICIPLES, PLURALS, Form
from newstally.extract.grammar.relations import NOUN_CLAUSES, Relation
from newstally.extract.numbers.context import thing_named
from newstally.extract.numbers.lexemes import DASHES
from newstally.extract.rules import counterexample, example, family
from newstally.extract.words import language_data, remembered
from newstally.extract.words.inflection import inflection

MODIFIERS = ADJECTIVE_FORMS | PARTICIPLES | {Form.CARDINAL, Form.HYPHEN, Form.AFFIX}
ADVERBS = frozenset({Form.ADVERB, Form.SUPERLATIVE_ADVERB})
IN_PHRASE = NOUN_FORMS | MODIFIERS | ADVERBS | {Form.COORDINATOR, Form.COMMA, Form.POSSESSIVE_MARK}
"""What stands between a number and the noun it counts, and in front of that."""
family(
    "counted.noun",
    "The noun that follows a number is what it counts.",
    example("Police found 12 old ships.", "12", kind="count", unit="ship"),
    example("The gale left 12 dead.", "12", kind="count", unit="person"),
)
SIZE = family(
    "counted.size",
    "A singular noun between a number and a noun is what the number counts.",
    example("They named a 15 member panel.", "15", kind="count", unit="member"),
    counterexample("They fired 15 tank rounds.", "15", unit="round"),
)
CHANGE = family(
    "counted.change",
    "The first figure of a change counts what the second does.",
    example("It grew from 200 to 300 ships.", "200", kind="count", unit="ship"),
)
family(
    "counted.alternative",
    'A number after a noun and "or" counts that noun.',
    example("A strong gust or two is likely.", "two", low=1.0, high=2.0, unit="gust"),
)
family(
    "counted.times",
    '"Times" after a number is a count of times, or a ratio.',
    example("She won three times.", "three", kind="count", unit="time"),
)
CLAUSES = frozenset({Relation.ADVERBIAL_CLAUSE})
"""What a participle that describes no noun is to the word above."""
MORE = 2
"""From how many on a noun is plural unless it describes another."""
FARTHEST_BEHIND = 3
"""Tokens after the number within which a noun with an article stands that is what is counted."""
FARTHEST = 10
"""Tokens after the number within which its noun is looked for."""


class CountedNouns:
    """Finds counted nouns and their singulars, with the words of one language."""

    def __init__(self, language: str) -> None:
        data = language_data(language, "counted")
        self.people = frozenset(data["people"]["words"])
        self.places: list[list[str]] = [phrase.split() for phrase in data["people"]["places"]]
        self.person: str = data["people"]["unit"]
        self.inflection = inflection(language)
        self.vague = frozenset(language_data(language, "numerals")["vague"])
        self.time = frozenset(data["time"]["words"])
        self.either = frozenset(data["alternative"]["words"])
        self.one = frozenset(data["alternative"]["one"])
        self.of = frozenset(data["of"]["words"])
        self.determiners = frozenset(data["of"]["determiners"])
        self.pronouns = frozenset(data["of"]["pronouns"])
        self.articles_after = frozenset(data["behind"]["articles"])
        self.numbers_of = frozenset(data["behind"]["nouns"])

    def after(self, parse: Parse, first: int, last: int, value: float | None = None) -> Word | None:
        """Return the noun that the number in tokens ``first`` to ``last`` counts, or None where there is none.

        ``value`` is the number's: only more than one of a thing described make "15 member" of "15 member panel".
        """
        i = last + 1
        if i >= len(parse):
            return None
        if parse[i].lower in self.of:
            return self._after_of(parse, i + 1)
        if parse[i].form is Form.NONE or parse[i].lower in self.time:
            return None
        hyphen = parse[i].text in DASHES and not parse[i].spaced and not parse[i - 1].spaced
        if hyphen and i + 1 < len(parse) and parse[i + 1].form in NOUN_FORMS:
            return parse[i + 1]
        named = thing_named(parse, i)
        if named is not None:
            return named
        found = self._phrase(parse, i) or self._behind_article(parse, i)
        if found is None:
            return None
        owned = self._owned_by_one(parse, found, value)
        if owned is not None:
            return owned
        if self.is_size(parse, last, value):
            return parse[i]
        head = parse[last].head
        if (
            last < head.i <= found.i + 4
            and head.form in NOUN_FORMS
            and parse[last].relation in {Relation.NUMERIC_MODIFIER, Relation.COMPOUND}
        ):
            described = (
                head.i + 1 < len(parse) and parse[head.i + 1].form is Form.CARDINAL
            )  # "people ages 30 or younger"
            return head if self._reaches(parse, i, head.i) and not described else found
        return found

    def is_size(self, parse: Parse, last: int, value: float | None) -> bool:
        """Whether the noun after token ``last`` says of what so many make one thing ("15 member panel")."""
        noun = self._phrase(parse, last + 1)
        if noun is None or value is None or value < MORE or value != int(value):
            return False
        described = parse[last + 1]
        singular = noun.form is described.form is Form.SINGULAR_NOUN
        return singular and noun.i == last + 2 and described.spaced

    def _owned_by_one(self, parse: Parse, owner: Word, value: float | None) -> Word | None:
        """Return the plural after an owner in the singular, who is not counted ("two captain's picks")."""
        mark = owner.after
        if value is None or value < MORE or owner.form is not Form.SINGULAR_NOUN or mark is None:
            return None
        found = self._phrase(parse, mark.i + 1) if mark.form is Form.POSSESSIVE_MARK else None
        return found if found is not None and found.form is Form.PLURAL_NOUN else None

    def _after_of(self, parse: Parse, i: int) -> Word | None:
        """ "191 of the approximately 250 files": the noun after "of" and a determiner."""
        if i >= len(parse) or (
            parse[i].lower in self.pronouns
            and not (i + 1 < len(parse) and parse[i + 1].form in NOUN_FORMS | MODIFIERS)
        ):
            return None
        while i < len(parse) and (parse[i].lower in self.determiners or parse[i].form in ADVERBS):
            i += 1
        return self._phrase(parse, i) if i < len(parse) else None

    def _behind_article(self, parse: Parse, i: int) -> Word | None:
        """The noun behind an article after the number: "suben a 19 los muertos", "subió a 20 el número de muertos"."""
        if parse[i].lower not in self.articles_after or i + 1 >= len(parse):
            return None
        found = self._phrase(parse, i + 1)
        if found is None or found.i > i + FARTHEST_BEHIND:
            return None
        if (
            found.lower in self.numbers_of
            and found.i + 2 < len(parse)
            and parse[found.i + 1].lower in self.of
        ):
            return self._after_of(parse, found.i + 2)
        return found if found.form in PLURALS else None

    def _reaches(self, parse: Parse, i: int, end: int) -> bool:
        """Whether nothing but a noun phrase stands between ``i`` and ``end``."""
        return all(parse[k].form in IN_PHRASE for k in range(i, end))

    def _phrase(self, parse: Parse, i: int) -> Word | None:
        """Return the last noun of the noun phrase that goes on at ``i``."""
        found: Word | None = None
        end = min(len(parse), i + FARTHEST)
        while i < end:
            token = parse[i]
            if token.form in NOUN_FORMS and (token.text[0].isalnum() or len(token.text) > 1):
                if token.lower in self.vague:
                    break  # "killed six and injured dozens"
                if found is not None and not self._compound(found, token):
                    break
                if found is not None and i + 1 < len(parse) and parse[i + 1].form is Form.CARDINAL:
                    break  # "people ages 30 or younger"
                found = token
            elif found is not None:
                if not (token.form is Form.HYPHEN or (token.text == "-" and not parse[i - 1].spaced)):
                    break
            elif token.form is Form.COORDINATOR or token.text == ",":
                if (
                    i + 1 >= end
                    or parse[i + 1].form not in {Form.ADJECTIVE, Form.PAST_PARTICIPLE, Form.SINGULAR_NOUN}
                    or parse[i - 1].form not in MODIFIERS
                ):
                    break
            elif token.form not in MODIFIERS | ADVERBS or token.relation in NOUN_CLAUSES | CLAUSES:
                break  # "stood at 263 entering Tuesday's primary"
            i += 1
        return found

    def _compound(self, left: Word, right: Word) -> bool:
        """Whether two nouns side by side are one phrase ("tank rounds"), and not "people Tuesday"."""
        if left.form in PLURALS:
            return right.form is Form.PLURAL_NOUN or (right.form is Form.SINGULAR_NOUN and left.head == right)
        return not (
            left.form is Form.SINGULAR_NOUN and right.form is Form.SINGULAR_NAME and not left.text.istitle()
        )

    def understood_people(self, parse: Parse, last: int) -> Word | None:
        """Return the word for people without a noun right after the number: "12 dead", "30 others", "239 on board"."""
        for place in self.places:
            where = parse[last + 1 : last + 1 + len(place)]
            if [token.lower for token in where] == place:
                return where[-1]
        if last + 1 < len(parse) and parse[last + 1].lower in self.people:
            follower = parse[last + 2] if last + 2 < len(parse) else None
            if follower is None or follower.form not in NOUN_FORMS:
                return parse[last + 1]
        return None

    def alternative(self, parse: Parse, first: int, last: int) -> Word | None:
        """Return the noun of "a strong gust or two", None where the number isn't such an afterthought."""
        if (
            first < 3
            or parse[first - 1].lower not in self.either
            or parse[first - 2].form not in {Form.SINGULAR_NOUN, Form.SINGULAR_NAME}
        ):
            return None
        if last + 1 < len(parse) and parse[last + 1].form in NOUN_FORMS | MODIFIERS:
            return None
        if any(parse[i].lower in self.one for i in range(max(0, first - 5), first - 2)):
            return parse[first - 2]
        return None

    def unit(self, noun: Word) -> str:
        """Return the noun in the singular and in lower case, ``person`` for people."""
        word = noun.lower if not noun.text[:1].isdecimal() else noun.lower.rpartition("-")[2]
        if noun.form in PLURALS or noun.form in (Form.THIRD_PERSON_PRESENT, Form.NONE):  # "films" as a verb
            return self.inflection.singular(word)
        return self.inflection.irregular_singular(word) or word


@remembered
def counted_nouns(language: str) -> CountedNouns:
    """Return the language's counted nouns, read once."""
    return CountedNouns(language)
