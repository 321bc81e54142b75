"""Names: numbers that are part of the name of a thing, or tell one thing of a kind from the next."""

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import (
    COMMON_NOUN_FORMS,
    NAME_FORMS,
    NOUNS,
    PRESENT_FORMS,
    Form,
    PartOfSpeech,
)
from newstally.extract.grammar.relations import Relation
from newstally.extract.numbers.attached import AttachedRules
from newstally.extract.numbers.comparators import comparator_lexicon
from newstally.extract.numbers.context import IN_NOUN_PHRASE, Context, Rule, of_name
from newstally.extract.numbers.lexemes import Phrases
from newstally.extract.numbers.owners import is_owner
from newstally.extract.numbers.units import unit_lexicon
from newstally.extract.rules import counterexample, example, rule
from newstally.extract.words import language_data

THOUSAND = 1000.0
LONGEST_CAPITALS = 4
"""Words with a capital that a name may have behind its number."""
LONG = 4
"""Letters of a word that tells by its case whether the words around are a title."""


class NameRules:
    """Tells numbers in names from other numbers, with the words of one language."""

    def __init__(self, language: str) -> None:
        name = language_data(language, "roles")["name"]
        self.before = Phrases({"before": name["before"]})
        self.models = Phrases({"models": name["models"]})
        self.door_joiners = frozenset(name["door_joiners"])
        self.unit_before = unit_lexicon(language).before
        self.measured = unit_lexicon(language).starts
        self.compared = comparator_lexicon(language).stands_before
        self.races = frozenset(name["races"])
        self.closed = Phrases({"closed": name["closed"]})
        self.opened = Phrases({"opened": name["opened"]})
        self.definite = frozenset(name["definite"])
        self.determined = frozenset(name["determined"])
        self.measured_before = frozenset(name["measured_before"])
        self.crossed = frozenset(name["crossed"])
        self.collective = frozenset(language_data(language, "roles")["year"]["counted_nouns"])
        self.weekdays = frozenset(language_data(language, "roles")["day"]["weekdays"])
        self.shown = frozenset(name["shown"])
        self.formations = frozenset(name["formations"])
        attached = AttachedRules(language)
        self.attached, self.designation = attached.attached, attached.designation

    def rules(self) -> tuple[Rule, ...]:
        """Return the rules, in the order in which they are asked."""
        return (
            self.attached,
            self.designation,
            self._race,
            self._title,
            self._resolution,
            self._version,
            self._model_counted,
            self._model,
            self._after_word,
            self._in_capitals,
            self._among_capitals,
            self._formation,
            self._after_name,
            self._label,
            self._before_name,
            self._continued,
        )

    def _is_plain(self, context: Context) -> bool:
        """Whether it can be, and has neither a per cent sign nor a multiplier."""
        percent = context.unit and context.unit.kind == "percent"
        measured = self.unit_before(context.lexemes, context.numeral.first)  # "magnitude 7 Velm quake"
        return context.could_be_name and not percent and not measured and context.numeral.scale < 100

    @rule("roles.name.race", example("She won the 80 metre hurdles.", "80", role="name"))
    def _race(self, context: Context) -> str | None:
        """A distance that names a race ("the 80 metre hurdles")."""
        if not context.could_be_name or context.unit is None or context.unit.kind != "measure":
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
        counterexample("By the end of last week 61 of the 90 wells were dry.", "61", role="claim"),
        counterexample("By this stage 61 had drowned.", "61", role="claim"),
    )
    def _after_word(self, context: Context) -> str | None:
        """A number after a word that numbers what it names ("gate 12", "Section 230")."""
        if not self._is_plain(context) or self._is_told_apart(context):
            return None
        found = self.before.before(context.lexemes, context.numeral.first)
        verb = context.previous_token
        if verb is not None and verb.form in PRESENT_FORMS | {Form.BASE} and verb.subject is not None:
            return None  # "they order 12", "I count 12"
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

    @rule(
        "roles.name.among_capitals",
        example("The shop beside our Seven Eleven was shut.", "Seven", role="name"),
        counterexample("Police Hold Four Men After Raid", "Four", role="claim"),
    )
    def _among_capitals(self, context: Context) -> str | None:
        """A number word with a capital before another one, among words without ("at your Seven Eleven")."""
        numeral, lexemes = context.numeral, context.lexemes
        i, k = numeral.first - 1, numeral.last + 1
        if numeral.form != "words" or numeral.first != numeral.last or not lexemes.capital(numeral.first):
            return None
        if context.money or context.unit or not lexemes.capital(k) or not lexemes.is_word(i):
            return None
        opens = lexemes.capital(i) and lexemes.word(i) not in self.definite
        while lexemes.capital(k):
            k += 1
        ends = lexemes.is_word(k) and k - numeral.last <= LONGEST_CAPITALS
        return "roles.name.capital" if ends and not opens else None

    @rule(
        "roles.name.formation",
        example("Units under 26 Task Force Brigade came.", "26", role="name"),
        counterexample("About 26 army brigades came.", "26", role="claim"),
    )
    def _formation(self, context: Context) -> str | None:
        """The number of a body of soldiers, with capitals ("26 Task Force Brigade")."""
        lexemes, k = context.lexemes, context.numeral.last + 1
        if not context.digits or context.unit or context.money:
            return None
        if lexemes.word(k) in self.door_joiners and lexemes.is_digits(k + 1):
            k += 2  # "troops of 231 and 331 Battalion"
        first = k
        while lexemes.capital(k) and k - first <= LONGEST_CAPITALS:
            if lexemes.word(k) in self.formations:
                return "roles.name.formations"
            k += 1
        return None

    @rule("roles.name.title", example("The film 13 Hours earned praise from critics.", "13", role="name"))
    def _title(self, context: Context) -> str | None:
        """A unit of time with a capital letter among words without ("13 Hours earned $69 million")."""
        if not context.could_be_name:
            return None
        unit, lexemes = context.unit, context.lexemes
        if unit is None or unit.kind != "duration" or not context.digits or not lexemes.capital(unit.last):
            return None
        first = context.numeral.first
        around = [*range(first - 4, first), *range(unit.last + 1, unit.last + 5)]
        long = [k for k in around if lexemes.is_word(k) and len(lexemes.word(k)) >= LONG]
        return "roles.name.model" if any(not lexemes.capital(k) for k in long) else None

    @rule("roles.name.resolution", example("It has a roughly 4K display.", "4K", role="name"))
    def _resolution(self, context: Context) -> str | None:
        """How fine a picture is ("a 4K display", "1800 x 1920")."""
        numeral, lexemes = context.numeral, context.lexemes
        if numeral.form != "digits" or context.money or context.unit:
            return None
        if numeral.scale == THOUSAND and lexemes.word(numeral.last) == "k":
            return "roles.name.shown" if context.after() in self.shown else None
        beside = [
            lexemes.word(k) in self.crossed
            and lexemes.is_digits(k + step)
            and len(lexemes.word(k + step)) > 2
            for k, step in ((numeral.last + 1, 1), (numeral.first - 1, -1))
        ]
        return "roles.name.crossed" if len(context.digits) > 2 and any(beside) else None

    @rule(
        "roles.name.version",
        example("The hardware 2.0 was late.", "2.0", role="name"),
        counterexample("A magnitude 6.0 quake hit Velm.", "6.0", role="claim"),
    )
    def _version(self, context: Context) -> str | None:
        """The edition of a thing, right behind its noun ("Web 2.0", "hardware 2.0")."""
        numeral, lexemes, previous = context.numeral, context.lexemes, context.previous_token
        text = lexemes.raw(numeral.first) if numeral.first == numeral.last else ""
        if not text.endswith(".0") or context.unit or context.money or previous is None:
            return None
        named = previous.is_noun and previous.lower not in self.measured_before
        return "roles.name.version" if named and not self.unit_before(lexemes, numeral.first) else None

    @rule("roles.name.model_counted", example("It ordered two new 737 Max jets.", "737", role="name"))
    def _model_counted(self, context: Context) -> str | None:
        """A number after a number that counts the same noun ("two new 737 Max jets")."""
        if not context.could_be_name:
            return None
        follower, previous = context.next_token, context.previous_token
        if context.unit or not context.digits or previous is None or follower is None:
            return None
        if context.previous_role in {"date", "year"}:
            return None  # "in 2010 300 people died"
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
        if context.lexemes.hyphen(context.numeral.first - 1) and self.measured(
            context.lexemes, context.numeral.first - 2
        ):
            return None  # "the 7-foot-3 Ana Ruiz"
        if follower.i != context.last_token + 1 or context.starts_line() or context.digits == "1":
            return None
        if self.compared(context.lexemes, context.numeral.first):
            return None  # "at least 100 Velm Air (VLA) pilots"
        return "roles.name.model"

    def _is_told_apart(self, context: Context) -> bool:
        """Whether the word before is told from others of its kind by a word, and needs no number: "last week 61"."""
        lexemes, word = context.lexemes, context.numeral.first - 1
        return lexemes.word(word - 1) in self.determined and not lexemes.capital(word)

    def _counted(self, context: Context, first: int) -> bool:
        """Whether the number counts the plural noun after it rather than belonging to the word before it."""
        if context.unit:
            return True
        if not context.counts_plural():
            return False
        return not context.lexemes.capital(first)

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
        if (
            not tells
            or self._is_told_apart(context)
            or (follower is not None and follower.pos in IN_NOUN_PHRASE | {PartOfSpeech.NUMERAL})
        ):
            return None
        return None if previous.before is not None and previous.before.is_number_like else "roles.name.label"

    @rule(
        "roles.name.after_name",
        example("They flew past Hyperion 11 at night.", "11", role="name"),
        example("The Hyperion 2 space probe was lost.", "2", role="name"),
        example("The new Hyperion 9 boosters cost less. A Hyperion 9 flew in May.", "9", role="name"),
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
        if previous.lower in self.weekdays:
            return None  # "300 came on Friday, and on Saturday 40"
        end = context.numeral.last
        if lexemes.word(end + 1) in self.door_joiners and self.measured(lexemes, end + 3):
            return None  # "leads Lee 45 to 40 percent"
        if context.numeral.form == "words" and not lexemes.capital(context.numeral.first):
            return None
        if is_owner(context.parse, context.first_token, context.last_token):
            return None
        if context.digits and lexemes.is_named_again(context.numeral.first):
            return "roles.name.capital"
        head = context.parse[context.last_token].head
        follower = context.next_token
        beside = follower is not None and follower.i == context.last_token + 1
        if context.digits and beside and follower is not None and self._is_single(follower):
            return "roles.name.capital"  # "the Hyperion 2 space probe"
        if (
            head.i > context.last_token
            and head.form in COMMON_NOUN_FORMS
            and head.relation is not Relation.ROOT
        ):
            return None
        counts = follower is not None and follower.pos in {PartOfSpeech.NOUN, PartOfSpeech.ADJECTIVE}
        return None if counts else "roles.name.capital"

    def _is_single(self, word: Word) -> bool:
        """Whether the noun phrase that begins with the word is of one thing, and so counted by no number."""
        noun = word
        while noun.after is not None and noun.form is Form.SINGULAR_NOUN and noun.after.is_noun:
            noun = noun.after
        return noun.form is Form.SINGULAR_NOUN and noun.lower not in self.collective

    def _in_brackets(self, context: Context) -> bool:
        """Whether it is a part of a section in brackets ("section 88(1) and (2)")."""
        lexemes, i = context.lexemes, context.numeral.first - 1
        if not context.digits or (lexemes.word(i), context.after()) != ("(", ")"):
            return False
        if lexemes.is_digits(i - 1) and lexemes.glued(i):
            return self.before.before(lexemes, i - 1) is not None
        joined = lexemes.word(i - 1) in self.door_joiners and lexemes.word(i - 2) == ")"
        return joined and lexemes.is_digits(i - 3) and lexemes.word(i - 4) == "(" and lexemes.is_digits(i - 5)

    @rule(
        "roles.name.continued",
        example("Sections 12 and 14 were cut.", "14", role="name"),
        example("Section 88(1) and (2) were cut.", "2", role="name"),
        counterexample("In Section 3, 12 people died.", "12", role="claim"),
    )
    def _continued(self, context: Context) -> str | None:
        """One more of the names before it ("Sections 12 and 14")."""
        if self._in_brackets(context):
            return "roles.name.continued"
        plain = context.numeral.form == "digits" and context.numeral.scale == 1.0
        if context.previous_role == "name" and plain and not context.unit and not context.money:
            follower = context.next_token
            if follower is None or follower.pos not in IN_NOUN_PHRASE:
                return "roles.name.continued"
        return None
