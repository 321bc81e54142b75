"""Names, identifiers, ranks and list numbers: numbers that only tell one thing from the next."""

from newstally.extract.grammar.forms import COMMON_NOUN_FORMS, NAME_FORMS, NOUNS, Form, PartOfSpeech
from newstally.extract.grammar.relations import Relation
from newstally.extract.numbers.context import IN_NOUN_PHRASE, Context
from newstally.extract.numbers.lexemes import Phrases
from newstally.extract.numbers.owners import is_owner
from newstally.extract.numbers.units import unit_lexicon
from newstally.extract.words import language_data

MOST_DOORS = 3
"""House numbers that may stand before the name of their street."""
LONG = 4
"""Letters of a word that tells by its case whether the words around are a title."""


class NameRules:
    """Tells numbers in names, addresses, codes, ranks and lists from other numbers, with the words of one language."""

    def __init__(self, language: str) -> None:
        data = language_data(language, "roles")
        name = data["name"]
        self.before = Phrases({"before": name["before"]})
        self.models = Phrases({"models": name["models"]})
        self.streets = frozenset(name["streets"])
        self.door_joiners = frozenset(name["door_joiners"])
        self.measured = unit_lexicon(language).starts
        self.races = frozenset(name["races"])
        self.emergency = frozenset(name["emergency"])
        self.calling, self.answering = frozenset(name["calling"]), frozenset(name["answering"])
        self.closed = Phrases({"closed": name["closed"]})
        self.opened = Phrases({"opened": name["opened"]})
        self.crossed = frozenset(name["crossed"])
        self.prefixes = frozenset(name["prefixes"])
        self.suffixes = frozenset(name["suffixes"])
        self.rank_before = Phrases({"before": data["rank"]["before"]})
        self.rank_bare = frozenset(data["rank"]["before_digits"])
        self.rank_top = frozenset(data["rank"]["top"])
        self.list_after = frozenset(data["list"]["after"])

    def identifier(self, context: Context) -> str | None:
        """Return the rule by which the number is an identifier: a code, an address, part of a link."""
        numeral, lexemes = context.numeral, context.lexemes
        token = context.parse.doc[context.first_token]
        if token.like_url or token.like_email:
            return "roles.identifier.link"
        if numeral.form == "code":
            return "roles.identifier.code"
        counts = context.before() == "+" and lexemes.is_word(numeral.last + 1)  # "a +12 point jump"
        if (
            context.before() in {"+", "@", "#"}
            and not counts
            and lexemes.glued(numeral.first)
            and not context.money
            and not context.unit
        ):
            return "roles.identifier.sign" if context.digits else None
        if context.digits and len(context.digits) > 2 and context.digits[0] == "0":
            return "roles.identifier.zero"
        if numeral.form == "digits" and numeral.scale == 1.0 and self._address(context):
            return "roles.name.streets"
        return "roles.name.emergency" if self._emergency(context) else None

    def _emergency(self, context: Context) -> bool:
        """ "phoned 911", "a 911 operator", but not "called 112 witnesses"."""
        if context.digits not in self.emergency or context.unit or context.money:
            return False
        answers = context.after() in self.answering
        return answers or (context.before() in self.calling and not context.counts_plural())

    def _address(self, context: Context) -> bool:
        """ "300 Slater Street": capitalised words up to a word for a street."""
        lexemes, i = context.lexemes, context.numeral.last + 1
        for _ in range(MOST_DOORS):  # "300 and 180 Slater Street"
            if lexemes.word(i) in self.door_joiners and lexemes.is_digits(i + 1):
                i += 2
        for k in range(i, i + 5):
            ordinal = lexemes.is_digits(k) or (lexemes.is_digits(k - 1) and lexemes.glued(k) and k > i)
            if not (lexemes.capital(k) or (ordinal and k > i)):
                return False
            if k > i and lexemes.word(k) in self.streets and lexemes.capital(k):
                return True
        return False

    def rank(self, context: Context) -> str | None:
        """Return the rule by which the number is a rank: "No. 1", "ranked 12", "top 10"."""
        if context.money or context.unit:
            return None
        if context.before() in self.rank_top and not context.counts_plural():
            return "roles.rank.top"
        found = self.rank_before.before(context.lexemes, context.numeral.first)
        bare = context.before() in self.rank_bare
        if found and not (bare and (context.counts_plural() or context.numeral.form == "words")):
            return "roles.rank.before"
        return None

    def name(self, context: Context) -> str | None:
        """Return the rule by which the number is part of a name."""
        numeral, lexemes = context.numeral, context.lexemes
        if numeral.form not in {"digits", "words", "decade", "slash"} or context.money:
            return None
        if self._attached(context):
            return "roles.name.attached"
        if (
            context.unit
            and context.unit.kind == "measure"
            and lexemes.word(context.unit.last + 1) in self.races
        ):
            return "roles.name.races"
        if self._title(context) or self._model_counted(context):
            return "roles.name.model"
        if (context.unit and context.unit.kind == "percent") or numeral.scale >= 100:
            return None
        if self.models.before(lexemes, numeral.first) and context.unit is None:
            return "roles.name.models"
        found = self.before.before(lexemes, numeral.first)
        if found and not self._counted(context, found[1]):
            return "roles.name.before"
        if numeral.form == "words" or context.digits:
            capital = lexemes.capital(numeral.first) or context.digits
            closed = self.closed.before(lexemes, numeral.first)
            if capital and closed and lexemes.capital(closed[1]):
                return "roles.name.closed"
            if capital and self.opened.after(lexemes, numeral.last + 1) and lexemes.capital(numeral.last + 1):
                return "roles.name.opened"
        if context.unit is None and self._after_name(context):
            return "roles.name.capital"
        if context.unit is None and self._before_name(context):
            return "roles.name.model"
        return None

    @staticmethod
    def _title(context: Context) -> bool:
        """ "13 Hours earned $69 million": a unit of time with a capital letter among words without."""
        unit, lexemes = context.unit, context.lexemes
        if unit is None or unit.kind != "duration" or not context.digits or not lexemes.capital(unit.last):
            return False
        first = context.numeral.first
        around = [*range(first - 4, first), *range(unit.last + 1, unit.last + 5)]
        long = [k for k in around if lexemes.is_word(k) and len(lexemes.word(k)) >= LONG]
        return any(not lexemes.capital(k) for k in long)

    @staticmethod
    def _model_counted(context: Context) -> bool:
        """ "two new 737 Max jets": the number after a number that counts the same noun tells the model."""
        follower, previous = context.next_token, context.previous_token
        if (
            context.unit
            or not context.digits
            or previous is None
            or follower is None
            or len(context.digits) < 3
        ):
            return False
        if previous.pos is PartOfSpeech.ADJECTIVE and previous.i > 0:
            previous = context.parse[previous.i - 1]
        return previous.is_number_like and follower.i == context.last_token + 1 and follower.pos in NOUNS

    def _before_name(self, context: Context) -> bool:
        """ "787 Dreamliner", "9 Elm Close": before a singular proper name, without a comma or a hyphen."""
        follower = context.next_token
        if (
            not context.digits
            or follower is None
            or follower.form is not Form.SINGULAR_NAME
            or context.counts_plural()
        ):
            return False
        if not follower.text.istitle() and not follower.text.isupper():
            return False
        return follower.i == context.last_token + 1 and not context.starts_line() and context.digits != "1"

    def _counted(self, context: Context, first: int) -> bool:
        """Whether the number counts the plural noun after it rather than belonging to the word before it."""
        if context.unit:
            return True
        if not context.counts_plural():
            return False
        return not context.lexemes.capital(first)

    def _attached(self, context: Context) -> bool:
        """ "G7", "F-16", "5G", "COVID-19", "737s", "level-four": letters joined to the digits or the word."""
        numeral, lexemes = context.numeral, context.lexemes
        i = numeral.first - 1
        if numeral.form == "words":
            return lexemes.hyphen(i) and self.before.before(lexemes, i) is not None
        i -= lexemes.hyphen(i)
        glued = lexemes.glued(numeral.first) and lexemes.is_word(i) and lexemes.glued(i + 1)
        if glued and not (lexemes.hyphen(numeral.first - 1) and lexemes.word(i) in self.prefixes):
            return True
        if numeral.form == "decade":
            return True
        if context.unit:
            return False
        k = numeral.last + 1
        if (
            lexemes.word(k) in self.crossed
            and lexemes.glued(k)
            and lexemes.glued(k + 1)
            and lexemes.is_digits(k + 1)
        ):
            return True
        return bool(
            context.digits
            and lexemes.glued(k)
            and lexemes.is_word(k)
            and lexemes.word(k) not in self.suffixes
        )

    def _after_name(self, context: Context) -> bool:
        """ "Apollo 11", "Zone 1", "The Big Two": right after a proper name, where it counts nothing."""
        previous, lexemes = context.previous_token, context.lexemes
        if (
            previous is None
            or previous.form not in NAME_FORMS
            or not lexemes.is_word(context.numeral.first - 1)
        ):
            return False
        if lexemes.glued(context.numeral.first) or not lexemes.capital(context.numeral.first - 1):
            return False
        end = context.numeral.last
        if lexemes.word(end + 1) in self.door_joiners and self.measured(lexemes, end + 3):
            return False  # "leads Lee 45 to 40 percent"
        if context.numeral.form == "words" and not lexemes.capital(context.numeral.first):
            return False
        if is_owner(context.parse, context.first_token, context.last_token):
            return False
        head = context.parse[context.last_token].head
        follower = context.next_token
        if (
            head.i > context.last_token
            and head.form in COMMON_NOUN_FORMS
            and head.relation is not Relation.ROOT
        ):
            return False
        return follower is None or follower.pos not in {PartOfSpeech.NOUN, PartOfSpeech.ADJECTIVE}

    def code_continued(self, context: Context) -> str | None:
        """ "0800 123 456": one more group of digits of an identifier."""
        if context.previous_role != "identifier" or context.unit or not context.digits:
            return None
        return "roles.identifier.continued" if context.lexemes.is_digits(context.numeral.first - 1) else None

    def rank_continued(self, context: Context) -> str | None:
        """ "Nos. 5 and 6": one more of the ranks before it."""
        ranked = context.previous_role == "rank" and context.digits and not context.unit
        return "roles.rank.continued" if ranked and not context.counts_plural() else None

    def continued(self, context: Context) -> str | None:
        """ "Goals 7, 11 and 13": one more of the names before it."""
        if context.previous_role == "name" and context.digits and not context.unit and not context.money:
            follower = context.next_token
            if follower is None or follower.pos not in IN_NOUN_PHRASE:
                return "roles.name.continued"
        return None

    def listed(self, context: Context) -> str | None:
        """Return the rule by which the number only counts the lines: "1. Wash your hands"."""
        if (
            context.digits
            and context.starts_line()
            and context.after() in self.list_after
            and len(context.digits) < 4
        ):
            return "roles.list.after"
        if context.digits and context.starts_line() and context.after() in {"", "\n"}:
            return "roles.list.alone"
        if context.digits and context.starts_line() and self._in_sequence(context):
            return "roles.list.sequence"
        return None

    @staticmethod
    def _in_sequence(context: Context) -> bool:
        """Whether the lines before and after count on: "1 Ana Ruiz", "2 Tom Hale"."""
        numeral, lexemes = context.numeral, context.lexemes
        if len(context.digits) > 2 or not lexemes.capital(numeral.last + 1):
            return False
        value = int(context.digits)
        before = lexemes.first_of_line(numeral.first, -1)
        after = lexemes.first_of_line(numeral.first, 1)
        return (before == str(value - 1) or value == 1) and (
            after == str(value + 1) or before == str(value - 1)
        )
