"""Ages: numbers that say how old someone or something is."""

from newstally.extract.grammar.forms import Form
from newstally.extract.numbers.context import Context
from newstally.extract.numbers.lexemes import Phrases
from newstally.extract.words import language_data


class AgeRules:
    """Tells ages from other numbers, with the words of one language."""

    def __init__(self, language: str) -> None:
        age = language_data(language, "roles")["age"]
        self.before = Phrases({"before": age["before"]})
        self.before_alone = Phrases({"before_alone": age["before_alone"]})
        self.after = Phrases({"after": age["after"]})
        self.after_alone = frozenset(age["after_alone"])
        self.after_apposition = frozenset(age["after_apposition"])
        self.being, self.after_being = frozenset(age["being"]), frozenset(age["after_being"])
        self.people = frozenset(age["people"])
        self.persons, self.limits = frozenset(age["persons"]), frozenset(age["limits"])
        self.plural_before = frozenset(age["plural_before"])
        self.decade_before = frozenset(age["decade_before"])
        self.joiners = frozenset(age["joiners"])
        self.years = range(age["youngest"], age["oldest"] + 1)
        dates = language_data(language, "roles")
        self.not_names = frozenset(dates["months"]["full"]) | frozenset(dates["day"]["weekdays"])

    def age(self, context: Context) -> str | None:
        """Return the rule by which the number is an age, if one applies."""
        numeral, lexemes = context.numeral, context.lexemes
        if numeral.low is None:
            return None
        if numeral.form == "decade":
            return self._decade(context)
        if numeral.form not in {"digits", "words"}:
            return None
        after = numeral.last + 1
        if self.after.after(lexemes, after + lexemes.hyphen(after)):
            return "roles.age.after"
        if (
            int(numeral.low) not in self.years
            or numeral.low != int(numeral.low)
            or context.money
            or context.unit
        ):
            return None
        if self.before.before(lexemes, numeral.first):
            return "roles.age.before"
        limited = context.before() in self.limits and context.before(2) in self.persons
        if limited and not context.counts_plural():
            return "roles.age.limits"
        if context.previous_role == "age" and not context.counts_plural():
            return "roles.age.continued"
        if context.before(2) in self.plural_before and lexemes.hyphen(numeral.first - 1):
            return "roles.age.plural_before"
        if context.after() in self.after_alone and self.before_alone.before(lexemes, numeral.first):
            return "roles.age.before_alone"
        if self._of_person(context):
            return "roles.age.being"
        return self._apposition(context)

    def _of_person(self, context: Context) -> bool:
        """ "Kamala was 12 in 1976": a bare number that a name is or was, with a year or a clause of time after it."""
        lexemes, first = context.lexemes, context.numeral.first
        if context.before() not in self.being or context.after() not in self.after_being:
            return False
        if not lexemes.capital(first - 2) or lexemes.word(first - 2) in self.not_names:
            return False
        return (
            context.parse[context.first_token - 2].form is Form.SINGULAR_NAME
            if context.first_token > 1
            else False
        )

    def _decade(self, context: Context) -> str | None:
        before = context.before(2) if context.lexemes.hyphen(context.numeral.first - 1) else context.before()
        if before in self.plural_before:
            return "roles.age.plural_before"
        if before in self.decade_before and (context.numeral.low or 0) <= 100:
            return "roles.age.decade_before"
        return None

    def _apposition(self, context: Context) -> str | None:
        """ "Smith, 24, said", "Maria Smith (24)"."""
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
            earlier = lexemes.is_digits(first - 3)
            return (
                None
                if earlier or (follows in self.joiners and lexemes.is_digits(context.numeral.last + 2))
                else "roles.age.after_apposition"
            )
        if context.before() == "(" and context.after() == ")" and lexemes.capital(first - 3):
            return "roles.age.after_apposition"
        return None
