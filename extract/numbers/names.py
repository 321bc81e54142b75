"""Names, identifiers, ranks and list numbers: numbers that only tell one thing from the next."""

from newstally.extract.grammar.forms import COMMON_NOUN_FORMS, NAME_FORMS, NOUNS, Form, PartOfSpeech
from newstally.extract.grammar.relations import Relation
from newstally.extract.numbers.comparators import comparator_lexicon
from newstally.extract.numbers.context import IN_NOUN_PHRASE, Context, Rule, of_name
from newstally.extract.numbers.currencies import currency_lexicon
from newstally.extract.numbers.lexemes import Lexemes, Phrases
from newstally.extract.numbers.owners import is_owner
from newstally.extract.numbers.units import unit_lexicon
from newstally.extract.rules import counterexample, example, rule
from newstally.extract.words import language_data

MOST_DOORS = 3
"""House numbers that may stand before the name of their street."""
SQUAD_WINDOW = 20
"""Lexemes to either side among which words for a match make a squad number of digits in brackets."""
YOUNGEST_PLAYER = 16
"""Below this a number in brackets behind a player is no age."""
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
        self.unit_before = unit_lexicon(language).before
        self.measured = unit_lexicon(language).starts
        self.scales = currency_lexicon(language).scale_words
        self.compared = comparator_lexicon(language).stands_before
        self.races = frozenset(name["races"])
        self.emergency = frozenset(name["emergency"])
        self.calling, self.answering = frozenset(name["calling"]), frozenset(name["answering"])
        self.closed = Phrases({"closed": name["closed"]})
        self.opened = Phrases({"opened": name["opened"]})
        self.definite = frozenset(name["definite"])
        self.measured_before = frozenset(name["measured_before"])
        self.squad, self.line_up = frozenset(name["squad"]), frozenset(name["line_up"])
        self.crossed = frozenset(name["crossed"])
        self.prefixes = frozenset(name["prefixes"])
        self.suffixes = frozenset(name["suffixes"])
        self.rank_before = Phrases({"before": data["rank"]["before"]})
        self.rank_bare = frozenset(data["rank"]["before_digits"])
        self.rank_in_words = frozenset(data["rank"]["before_words"])
        self.rank_top = frozenset(data["rank"]["top"])
        self.list_after = frozenset(data["list"]["after"])

    def identifier_rules(self) -> tuple[Rule, ...]:
        """Return the rules for codes and addresses, in the order in which they are asked."""
        return (
            self._link,
            self._code,
            self._signed,
            self._leading_zero,
            self._squad_number,
            self._address,
            self._emergency,
        )

    def name_rules(self) -> tuple[Rule, ...]:
        """Return the rules for names, in the order in which they are asked."""
        return (
            self._attached,
            self._race,
            self._title,
            self._model_counted,
            self._model,
            self._after_word,
            self._in_capitals,
            self._after_name,
            self._label,
            self._before_name,
            self._continued,
        )

    def list_rules(self) -> tuple[Rule, ...]:
        """Return the rules for numbers of list items, in the order in which they are asked."""
        return (self._numbered, self._alone, self._in_sequence)

    @rule("roles.identifier.link", example("It is at example.org/a/12 today.", "12", role="identifier"))
    def _link(self, context: Context) -> str | None:
        """Part of an address of a page or a mailbox."""
        token = context.parse.doc[context.first_token]
        return "roles.identifier.link" if token.like_url or token.like_email else None

    @rule("roles.identifier.code", example("Call 555-01-9943 for help.", "555-01-9943", role="identifier"))
    def _code(self, context: Context) -> str | None:
        """Digits joined by signs that are no date, time or number."""
        return "roles.identifier.code" if context.numeral.form == "code" else None

    @rule("roles.identifier.signed", example("The hashtag #2030 was everywhere.", "2030", role="identifier"))
    def _signed(self, context: Context) -> str | None:
        """Digits right after a sign that makes a code of them ("+44", "#2030")."""
        numeral, lexemes = context.numeral, context.lexemes
        counts = context.before() == "+" and lexemes.is_word(numeral.last + 1)  # "a +12 point jump"
        if context.before() not in {"+", "@", "#"} or counts or not lexemes.glued(numeral.first):
            return None
        return "roles.identifier.sign" if context.digits and not context.money and not context.unit else None

    @rule("roles.identifier.leading_zero", example("Dial 0207 and wait.", "0207", role="identifier"))
    def _leading_zero(self, context: Context) -> str | None:
        """Digits that begin with a nought."""
        return "roles.identifier.zero" if len(context.digits) > 2 and context.digits[0] == "0" else None

    @rule(
        "roles.identifier.emergency",
        example("Neighbours phoned 911 at once.", "911", role="identifier"),
        counterexample("The court called 112 witnesses.", "112", role="claim"),
    )
    def _emergency(self, context: Context) -> str | None:
        """A number of emergency services ("phoned 911", "a 911 operator")."""
        if context.digits not in self.emergency or context.unit or context.money:
            return None
        answers = context.after() in self.answering
        called = context.before() in self.calling and not context.counts_plural()
        return "roles.name.emergency" if answers or called else None

    @rule(
        "roles.identifier.squad",
        example("Forward Ana Ruiz (9) scored twice.", "9", role="identifier"),
        counterexample("Ana Ruiz (24) lives in Velm.", "24", role="age"),
    )
    def _squad_number(self, context: Context) -> str | None:
        """A player's number in brackets behind the name, where a match is spoken of ("Ruiz (9) scored twice")."""
        first, last, lexemes = context.numeral.first, context.numeral.last, context.lexemes
        if (
            not context.digits
            or (context.before(), context.after()) != ("(", ")")
            or not lexemes.capital(first - 2)
        ):
            return None
        around = set(lexemes.words[max(0, first - SQUAD_WINDOW) : last + SQUAD_WINDOW])
        child = int(context.digits) < YOUNGEST_PLAYER and around & self.squad
        return "roles.name.squad" if child or around & self.line_up else None

    @rule(
        "roles.identifier.address", example("The shop at 300 Slater Street burned.", "300", role="identifier")
    )
    def _address(self, context: Context) -> str | None:
        """A house number: capitalised words up to a word for a street ("300 Slater Street")."""
        if context.numeral.form != "digits" or context.numeral.scale != 1.0:
            return None
        lexemes, i = context.lexemes, context.numeral.last + 1
        for _ in range(MOST_DOORS):  # "300 and 180 Slater Street"
            if lexemes.word(i) in self.door_joiners and lexemes.is_digits(i + 1):
                i += 2
        for k in range(i, i + 5):
            ordinal = lexemes.is_digits(k) or (lexemes.is_digits(k - 1) and lexemes.glued(k) and k > i)
            if not (lexemes.capital(k) or (ordinal and k > i)):
                return None
            if k > i and lexemes.word(k) in self.streets and lexemes.capital(k):
                return "roles.name.streets"
        return None

    @rule(
        "roles.ordinal.rank",
        example("The song is No. 1 again.", "1", role="ordinal"),
        example("She beat world number five Ana Ruiz.", "five", role="ordinal"),
        counterexample("No 12 men were found.", "12", role="claim"),
    )
    def rank(self, context: Context) -> str | None:
        """A rank by the words before it ("No. 1", "ranked 12", "top 10")."""
        if context.money or context.unit:
            return None
        if context.before() in self.rank_top and not context.counts_plural():
            return "roles.rank.top"
        found = self.rank_before.before(context.lexemes, context.numeral.first)
        bare = context.before() in self.rank_bare
        worded = context.numeral.form == "words" and context.before() not in self.rank_in_words
        if found and not (bare and (context.counts_plural() or worded)):
            return "roles.rank.before"
        return None

    @staticmethod
    def _could_be(context: Context) -> bool:
        """Whether the numeral is written so that it can be part of a name."""
        return context.numeral.form in {"digits", "words", "decade", "slash"} and not context.money

    def _is_plain(self, context: Context) -> bool:
        """Whether it can be, and has neither a per cent sign nor a multiplier."""
        percent = context.unit and context.unit.kind == "percent"
        measured = self.unit_before(context.lexemes, context.numeral.first)  # "magnitude 7 Velm quake"
        return self._could_be(context) and not percent and not measured and context.numeral.scale < 100

    @rule("roles.name.race", example("She won the 80 metre hurdles.", "80", role="name"))
    def _race(self, context: Context) -> str | None:
        """A distance that names a race ("the 80 metre hurdles")."""
        if not self._could_be(context) or context.unit is None or context.unit.kind != "measure":
            return None
        return "roles.name.races" if context.lexemes.word(context.unit.last + 1) in self.races else None

    @rule(
        "roles.name.model",
        example("The Galaxy 12 phones are late.", "12", role="name"),
        counterexample("The galaxies hold 12 stars.", "12", role="claim"),
    )
    def _model(self, context: Context) -> str | None:
        """A number after a product, index or the like, whatever follows ("the Galaxy 12 phones")."""
        if not self._is_plain(context) or context.unit is not None:
            return None
        return "roles.name.models" if self.models.before(context.lexemes, context.numeral.first) else None

    @rule(
        "roles.name.after_word",
        example("The train to gate 12 left.", "12", role="name"),
        counterexample("In each class 12 pupils fell ill.", "12", role="claim"),
    )
    def _after_word(self, context: Context) -> str | None:
        """A number after a word that numbers what it names ("gate 12", "Section 230")."""
        if not self._is_plain(context):
            return None
        found = self.before.before(context.lexemes, context.numeral.first)
        return "roles.name.before" if found and not self._counted(context, found[1]) else None

    @rule("roles.name.in_capitals", example("The Five Eyes partners met.", "Five", role="name"))
    def _in_capitals(self, context: Context) -> str | None:
        """A number in a name that ends or begins with it ("the Final Four", "the Five Eyes")."""
        numeral, lexemes = context.numeral, context.lexemes
        if not self._is_plain(context) or not (numeral.form == "words" or context.digits):
            return None
        if not (lexemes.capital(numeral.first) or context.digits):
            return None
        closed = self.closed.before(lexemes, numeral.first)
        if closed and lexemes.capital(closed[1]):
            return "roles.name.closed"
        opened = self.opened.after(lexemes, numeral.last + 1) and lexemes.capital(numeral.last + 1)
        return "roles.name.opened" if opened else None

    @rule("roles.name.title", example("The film 13 Hours earned praise from critics.", "13", role="name"))
    def _title(self, context: Context) -> str | None:
        """A unit of time with a capital letter among words without ("13 Hours earned $69 million")."""
        if not self._could_be(context):
            return None
        unit, lexemes = context.unit, context.lexemes
        if unit is None or unit.kind != "duration" or not context.digits or not lexemes.capital(unit.last):
            return None
        first = context.numeral.first
        around = [*range(first - 4, first), *range(unit.last + 1, unit.last + 5)]
        long = [k for k in around if lexemes.is_word(k) and len(lexemes.word(k)) >= LONG]
        return "roles.name.model" if any(not lexemes.capital(k) for k in long) else None

    @rule("roles.name.model_counted", example("It ordered two new 737 Max jets.", "737", role="name"))
    def _model_counted(self, context: Context) -> str | None:
        """A number after a number that counts the same noun ("two new 737 Max jets")."""
        if not self._could_be(context):
            return None
        follower, previous = context.next_token, context.previous_token
        if context.unit or not context.digits or previous is None or follower is None:
            return None
        named = of_name(previous)
        while of_name(previous) and previous.i > 0:
            previous = context.parse[previous.i - 1]  # "12 Leopard 2 tanks"
        if previous.pos is PartOfSpeech.ADJECTIVE and previous.i > 0:
            previous = context.parse[previous.i - 1]
        if not named and len(context.digits) < 3:
            return None
        counted = previous.is_number_like and follower.i == context.last_token + 1 and follower.pos in NOUNS
        return "roles.name.model" if counted else None

    @rule("roles.name.before_name", example("The 787 Dreamliner was late.", "787", role="name"))
    def _before_name(self, context: Context) -> str | None:
        """A number before a singular proper name ("787 Dreamliner"), without a comma or a hyphen."""
        if not self._is_plain(context) or context.unit is not None:
            return None
        follower = context.next_token
        if (
            not context.digits
            or follower is None
            or follower.form is not Form.SINGULAR_NAME
            or context.counts_plural()
        ):
            return None
        if not follower.text.istitle() and not follower.text.isupper():
            return None
        if context.thing_named() and context.before() not in self.definite:
            return None  # "300 Ford and Nissan cars"
        if follower.i != context.last_token + 1 or context.starts_line() or context.digits == "1":
            return None
        if self.compared(context.lexemes, context.numeral.first):
            return None  # "at least 100 Velm Air (VLA) pilots"
        return "roles.name.model"

    def _counted(self, context: Context, first: int) -> bool:
        """Whether the number counts the plural noun after it rather than belonging to the word before it."""
        if context.unit:
            return True
        if not context.counts_plural():
            return False
        return not context.lexemes.capital(first)

    @rule(
        "roles.name.attached",
        example("The F-16 jets came low.", "16", role="name"),
        example("The 5G mast was burned.", "5", role="name"),
    )
    def _attached(self, context: Context) -> str | None:
        """Letters joined to the digits or the word ("G7", "5G", "COVID-19", "737s", "level-four")."""
        return "roles.name.attached" if self._could_be(context) and self._joined(context) else None

    def _joined(self, context: Context) -> bool:
        """Whether letters are joined to the numeral that make a name of it."""
        numeral, lexemes = context.numeral, context.lexemes
        i = numeral.first - 1
        if numeral.form == "words":
            return lexemes.hyphen(i) and self.before.before(lexemes, i) is not None
        i -= lexemes.hyphen(i)
        if lexemes.word(i) == "." and lexemes.glued(i) and lexemes.glued(i + 1) and lexemes.is_word(i - 1):
            return lexemes.capital(i - 1) and bool(context.digits)  # "ID.3"
        glued = lexemes.glued(numeral.first) and lexemes.is_word(i) and lexemes.glued(i + 1)
        if lexemes.hyphen(numeral.first - 1) and self._ends_amount(lexemes, i):
            glued = False  # "5km-10km", "$5 million-10 million"
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

    @rule(
        "roles.name.label",
        example("Reactor 4 was shut down.", "4", role="name"),
        counterexample("At the factory 12 died.", "12", role="claim"),
    )
    def _label(self, context: Context) -> str | None:
        """A number that tells one of several things of a kind, right after their singular ("tunnel 2", "Reactor 4")."""
        numeral, previous, follower = context.numeral, context.previous_token, context.next_token
        if not context.digits or previous is None or context.unit is not None or numeral.scale != 1.0:
            return None
        titled = previous.form is Form.GERUND and previous.text.istitle()  # "Building 5"
        if not (previous.form is Form.SINGULAR_NOUN or titled) or previous.lower in self.measured_before:
            return None
        token = context.parse[context.last_token]
        tells = token.relation is Relation.NUMERIC_MODIFIER and token.head is previous
        if not tells or (follower is not None and follower.pos in IN_NOUN_PHRASE | {PartOfSpeech.NUMERAL}):
            return None
        return None if previous.before is not None and previous.before.is_number_like else "roles.name.label"

    def _ends_amount(self, lexemes: Lexemes, i: int) -> bool:
        """Whether the unit or multiplier of a number ends at lexeme ``i``."""
        for k in (i, i - 1):
            letter = len(lexemes.word(k)) == 1 and not lexemes.glued(k)  # "40 T-72 tanks"
            if (
                lexemes.is_digits(k - 1)
                and not letter
                and (self.measured(lexemes, k) or lexemes.word(k) in self.scales)
            ):
                return True
        return False

    @rule(
        "roles.name.after_name",
        example("They flew past Hyperion 11 at night.", "11", role="name"),
        counterexample("The Reds took 43 seats, the Greens 12.", "12", role="claim"),
    )
    def _after_name(self, context: Context) -> str | None:
        """A number right after a proper name, where it counts nothing ("Apollo 11", "The Big Two")."""
        if not self._is_plain(context) or context.unit is not None:
            return None
        previous, lexemes = context.previous_token, context.lexemes
        if (
            previous is None
            or previous.form not in NAME_FORMS
            or not lexemes.is_word(context.numeral.first - 1)
        ):
            return None
        if lexemes.glued(context.numeral.first) or not lexemes.capital(context.numeral.first - 1):
            return None
        end = context.numeral.last
        if lexemes.word(end + 1) in self.door_joiners and self.measured(lexemes, end + 3):
            return None  # "leads Lee 45 to 40 percent"
        if context.numeral.form == "words" and not lexemes.capital(context.numeral.first):
            return None
        if is_owner(context.parse, context.first_token, context.last_token):
            return None
        head = context.parse[context.last_token].head
        follower = context.next_token
        if (
            head.i > context.last_token
            and head.form in COMMON_NOUN_FORMS
            and head.relation is not Relation.ROOT
        ):
            return None
        counts = follower is not None and follower.pos in {PartOfSpeech.NOUN, PartOfSpeech.ADJECTIVE}
        return None if counts else "roles.name.capital"

    @rule("roles.identifier.continued", example("Call 0800 123 456 today.", "123", role="identifier"))
    def code_continued(self, context: Context) -> str | None:
        """One more group of digits of an identifier ("0800 123 456")."""
        if context.previous_role != "identifier" or context.unit or not context.digits:
            return None
        return "roles.identifier.continued" if context.lexemes.is_digits(context.numeral.first - 1) else None

    @rule("roles.ordinal.rank_continued", example("The Nos. 5 and 6 were out early.", "6", role="ordinal"))
    def rank_continued(self, context: Context) -> str | None:
        """One more of the ranks before it ("Nos. 5 and 6")."""
        ranked = context.previous_role == "rank" and context.digits and not context.unit
        return "roles.rank.continued" if ranked and not context.counts_plural() else None

    @rule("roles.name.continued", example("Sections 12 and 14 were cut.", "14", role="name"))
    def _continued(self, context: Context) -> str | None:
        """One more of the names before it ("Sections 12 and 14")."""
        if context.previous_role == "name" and context.digits and not context.unit and not context.money:
            follower = context.next_token
            if follower is None or follower.pos not in IN_NOUN_PHRASE:
                return "roles.name.continued"
        return None

    @rule("roles.list.numbered", example("What to do:\n1. Wash your hands.", "1", role="list"))
    def _numbered(self, context: Context) -> str | None:
        """The number of a list item, by the sign after it ("1. Wash your hands")."""
        if not context.starts_line() or not 0 < len(context.digits) < 4:
            return None
        if context.lexemes.hyphen(context.numeral.last + 1):
            return None  # "24-hour news"
        return "roles.list.after" if context.after() in self.list_after else None

    @rule("roles.list.alone", example("Read on.\n12\nThe end.", "12", role="list"))
    def _alone(self, context: Context) -> str | None:
        """Digits that are a line of their own."""
        alone = context.digits and context.starts_line() and context.after() in {"", "\n"}
        return "roles.list.alone" if alone else None

    @rule("roles.list.in_sequence", example("1 Ana Ruiz\n2 Tom Hale\n3 Kim Osei", "2", role="list"))
    def _in_sequence(self, context: Context) -> str | None:
        """A number by which the lines before and after count on ("1 Ana Ruiz", "2 Tom Hale")."""
        numeral, lexemes = context.numeral, context.lexemes
        if not context.digits or not context.starts_line():
            return None
        if len(context.digits) > 2 or not lexemes.capital(numeral.last + 1):
            return None
        value = int(context.digits)
        before = lexemes.first_of_line(numeral.first, -1)
        after = lexemes.first_of_line(numeral.first, 1)
        goes_on = after == str(value + 1) or before == str(value - 1)
        return "roles.list.sequence" if goes_on and (before == str(value - 1) or value == 1) else None
