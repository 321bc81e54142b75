"""Ages: numbers that say how old someone or something is."""

from newstally.extract.grammar.forms import PartOfSpeech
from newstally.extract.numbers.context import Context, Rule
from newstally.extract.numbers.lexemes import Phrases
from newstally.extract.rules import counterexample, example, rule
from newstally.extract.words import language_data

REACH = 2
"""Lexemes before "de 34 años" among which the person stands whose age it is ("una mujer venezolana de 34 años")."""


class AgeRules:
    """Tells ages from other numbers, with the words of one language."""

    def __init__(self, language: str) -> None:
        age = language_data(language, "roles")["age"]
        self.before = Phrases({"before": age["before"]})
        self.before_alone = Phrases({"before_alone": age["before_alone"]})
        self.after = Phrases({"after": age["after"]})
        self.about = frozenset(age["about"])
        self.before_years = Phrases({"before_years": age["before_years"]})
        self.of_years = Phrases({"of_years": age["of_years"]})
        self.age_units = frozenset(age["units"])
        self.after_alone = frozenset(age["after_alone"])
        self.after_apposition = frozenset(age["after_apposition"])
        self.being, self.after_being = frozenset(age["being"]), frozenset(age["after_being"])
        self.personal = frozenset(age["personal"])
        roles = language_data(language, "roles_of_people")["roles"]
        self.people = frozenset(age["people"]).union(*roles.values())
        self.persons, self.limits = frozenset(age["persons"]), frozenset(age["limits"])
        self.plural_before = frozenset(age["plural_before"])
        self.decade_before = frozenset(age["decade_before"])
        self.joiners = frozenset(age["joiners"])
        self.apposed = frozenset(age["apposed"])
        self.years = range(age["youngest"], age["oldest"] + 1)
        dates = language_data(language, "roles")
        self.not_names = frozenset(dates["months"]["full"]) | frozenset(dates["day"]["weekdays"])

    def rules(self) -> tuple[Rule, ...]:
        """Return the rules in the order in which they are asked."""
        return (
            self._decade,
            self._with_unit,
            self._in_years,
            self._in_list,
            self._after_words,
            self._limit,
            self._continued,
            self._plural,
            self._between_words,
            self._of_person,
            self._apposition,
        )

    def _could_be(self, context: Context) -> bool:
        """Whether the bare number can be years of a life."""
        numeral = context.numeral
        if numeral.form not in {"digits", "words"} or not context.readable or numeral.low is None:
            return False
        whole = int(numeral.low) in self.years and numeral.low == int(numeral.low)
        return whole and not context.money and not context.unit

    @rule(
        "roles.age.with_unit",
        example("A 12-year-old girl was found.", "12-year", role="age"),
        example("The two were 22 and 24 years old.", "22", role="age"),
        counterexample("The strike lasted 12 years.", "12", role="claim"),
    )
    def _with_unit(self, context: Context) -> str | None:
        """An age by the words after it ("years old")."""
        if context.numeral.form not in {"digits", "words"} or not context.readable:
            return None
        lexemes, after = context.lexemes, context.numeral.last + 1
        if self.after.after(lexemes, after + lexemes.hyphen(after)):
            return "roles.age.after"
        joined = lexemes.word(after) in self.joiners and lexemes.is_digits(after + 1) and context.digits
        k = after + 2 + lexemes.hyphen(after + 2)
        return "roles.age.after" if joined and self.after.after(lexemes, k) else None

    @rule(
        "roles.age.in_years",
        example("Ana Ruiz, de 57 años, vende fruta.", "57", language="es", role="age"),
        example("Hallaron a una mujer de 34 años.", "34", language="es", role="age"),
        counterexample("Pidió una pena de 34 años.", "34", language="es", role="claim"),
    )
    def _in_years(self, context: Context) -> str | None:
        """A number of years that is an age by the words before it, or by the person whose it is."""
        unit, lexemes = context.unit, context.lexemes
        if unit is None or unit.name not in self.age_units or context.numeral.form not in {"digits", "words"}:
            return None
        if not context.readable or not 0 <= (context.numeral.low or 0) <= self.years.stop:
            return None
        if self.before_years.before(lexemes, context.numeral.first):
            return "roles.age.before_years"
        found = self.of_years.before(lexemes, context.numeral.first)
        if found is None:
            return None
        i = found[1] - 1
        if lexemes.word(i) == ",":
            apposed = lexemes.capital(i - 1) or lexemes.word(i - 1) in self.people | self.persons
            return "roles.age.of_years" if apposed else None
        near = (lexemes.word(k) for k in range(i, i - REACH, -1))
        return "roles.age.of_years" if any(word in self.people | self.persons for word in near) else None

    @rule(
        "roles.age.in_list",
        example("Cayeron Juan Vega, de 51 años, y Ana Ruiz, de 44.", "44", language="es", role="age"),
        counterexample(
            "Ganó Juan Vega, de 51 años, y donó un bono de 44.", "44", language="es", role="claim"
        ),
    )
    def _in_list(self, context: Context) -> str | None:
        """A bare number that follows a name as the age of the one named before does ("..., y Ana Ruiz, de 44")."""
        lexemes, first = context.lexemes, context.numeral.first
        if context.role_before != "age" or not self._could_be(context):
            return None
        led = lexemes.word(first - 1) in self.apposed and lexemes.word(first - 2) == ","
        closed = context.after() in self.after_apposition
        return "roles.age.of_years" if led and closed and lexemes.capital(first - 3) else None

    @rule(
        "roles.age.after_words",
        example("A man aged 43 was held.", "43", role="age"),
        counterexample("A man of means spent 43 dollars.", "43 dollars", role="claim"),
    )
    def _after_words(self, context: Context) -> str | None:
        """An age by the words before it ("aged", "at the age of")."""
        if not self._could_be(context):
            return None
        return "roles.age.before" if self.before.before(context.lexemes, context.numeral.first) else None

    @rule(
        "roles.age.limit",
        example("Employees under 21 may not serve.", "under 21", role="age"),
        counterexample("People under 21 bridges slept badly.", "21", role="claim"),
    )
    def _limit(self, context: Context) -> str | None:
        """The age below or above which people are ("employees under 21")."""
        if not self._could_be(context) or context.counts_plural():
            return None
        return (
            "roles.age.limits"
            if context.before() in self.limits and context.before(2) in self.persons
            else None
        )

    @rule("roles.age.continued", example("Children aged 6 and 9 were found.", "9", role="age"))
    def _continued(self, context: Context) -> str | None:
        """One more age after an age ("aged 6 and 9")."""
        if not self._could_be(context) or context.counts_plural():
            return None
        return "roles.age.continued" if context.previous_role == "age" else None

    @rule("roles.age.plural", example("The over-65 vote was lost.", "65", role="age"))
    def _plural(self, context: Context) -> str | None:
        """An age limit joined to its word ("over-65")."""
        if not self._could_be(context) or not context.lexemes.hyphen(context.numeral.first - 1):
            return None
        return "roles.age.plural_before" if context.before(2) in self.plural_before else None

    @rule(
        "roles.age.between_words",
        example("He was 19 when he left.", "19", role="age"),
        example("She won when she was about 57.", "57", role="age"),
        example("Dana Ruiz, now 52, sold the farm.", "52", role="age"),
        counterexample("The gap was only 4.", "4", role="claim"),
        counterexample("The gap, now 4, will close.", "4", role="claim"),
        counterexample("She was 19 points ahead.", "19", role="claim"),
    )
    def _between_words(self, context: Context) -> str | None:
        """An age between words that only together make one of it ("she was 19 when")."""
        if not self._could_be(context) or context.after() not in self.after_alone:
            return None
        lexemes, first = context.lexemes, context.numeral.first
        if lexemes.word(first - 1) in self.about and self.before_alone.before(lexemes, first - 1):
            first -= 1
        found = self.before_alone.before(lexemes, first)
        return "roles.age.before_alone" if found and not self._is_of_thing(context, found[1]) else None

    def _is_of_thing(self, context: Context, begin: int) -> bool:
        """Whether the noun before the words of an age, at lexeme ``begin``, is no person: "the toll, now 52,"."""
        begin -= context.lexemes.word(begin - 1) == ","
        back = context.numeral.first - begin + 1
        noun = context.parse[max(context.first_token - back, 0)]
        thing = noun.is_noun and not noun.is_name and noun.lower == context.lexemes.word(begin - 1)
        return thing and noun.lower not in self.people | self.persons

    @rule("roles.age.of_person", example("In truth Dana was 12 in 1976.", "12", role="age"))
    def _of_person(self, context: Context) -> str | None:
        """A bare number that a name is or was, with a year or a clause of time after it ("Dana was 12 in 1976")."""
        if not self._could_be(context):
            return None
        lexemes, first = context.lexemes, context.numeral.first
        if context.before() not in self.being or context.after() not in self.after_being:
            return None
        if context.after(2) in self.personal:
            return "roles.age.being"  # "Hale, from Velm, was 23 when he left"
        if not lexemes.capital(first - 2) or lexemes.word(first - 2) in self.not_names:
            return None
        return "roles.age.being"

    @rule(
        "roles.age.decade",
        example("She is a woman in her 40s.", "40s", role="age"),
        counterexample("The 1990s were kind to the town.", "1990s", role="date"),
    )
    def _decade(self, context: Context) -> str | None:
        """The decade of a life ("in her 40s", "the over-50s")."""
        if context.numeral.form != "decade" or not context.readable:
            return None
        before = context.before(2) if context.lexemes.hyphen(context.numeral.first - 1) else context.before()
        if before in self.plural_before:
            return "roles.age.plural_before"
        if before in self.decade_before and (context.numeral.low or 0) <= 100:
            return "roles.age.decade_before"
        return None

    @rule(
        "roles.age.apposition",
        example("Dana Ruiz, 24, said the road was dark.", "24", role="age"),
        example("Two teenagers, 15 and 17, were held.", "15", role="age"),
        example("His daughter Dana (17) was held.", "17", role="age"),
        counterexample("In Velm, 12 died.", "12", role="claim"),
    )
    def _apposition(self, context: Context) -> str | None:
        """An age set beside a name or a word for a person ("Smith, 24, said", "Maria Smith (24)")."""
        if not self._could_be(context):
            return None
        first = context.numeral.first
        if (
            not context.digits
            or context.after() not in self.after_apposition
            or (context.numeral.low or 0) < 1
        ):
            return None
        lexemes = context.lexemes
        name = (
            lexemes.capital(first - 2)
            and lexemes.is_word(first - 2)
            and lexemes.word(first - 2) not in self.not_names
        )
        several = lexemes.word(first - 2) in self.persons and context.before() == ","
        if several and context.after() in {*self.joiners, ","}:
            return "roles.age.persons"  # "two teenagers, 15 and 17, were held"
        if not name and lexemes.word(first - 2) not in self.people:
            return None
        if context.before() == "," and lexemes.glued(first - 1):
            follows = context.after()
            if follows.isalpha() and _opens_with_phrase(context):
                return None
            earlier = lexemes.is_digits(first - 3)
            return (
                None
                if earlier or (follows in self.joiners and lexemes.is_digits(context.numeral.last + 2))
                else "roles.age.after_apposition"
            )
        named = lexemes.capital(first - 3) or lexemes.word(first - 3) in self.people
        if context.before() == "(" and context.after() == ")" and named:
            return "roles.age.after_apposition"
        return None


def _opens_with_phrase(context: Context) -> bool:
    """Whether the name before a comma belongs to a phrase with which the sentence opens: "In Velm, 12 died"."""
    name = context.parse[context.first_token - 2]
    opener = context.parse[name.sentence[0]]
    return opener.pos is PartOfSpeech.ADPOSITION and name.head is opener
