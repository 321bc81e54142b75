"""Identifiers: numbers that only tell one thing from the next by a code: addresses, telephone and squad numbers."""

from newstally.extract.numbers.context import Context, Rule
from newstally.extract.numbers.lexemes import Lexemes
from newstally.extract.rules import counterexample, example, rule
from newstally.extract.words import language_data

MOST_DOORS = 3
"""House numbers that may stand before the name of their street."""
SQUAD_WINDOW = 20
"""Lexemes to either side among which words for a match make a squad number of digits in brackets."""
TELEPHONE = [3, 3, 4]
"""Digits in the parts of a North American telephone number."""
YOUNGEST_PLAYER = 16
"""Below this a number in brackets behind a player is no age."""


class IdentifierRules:
    """Tells codes and addresses from other numbers, with the words of one language."""

    def __init__(self, language: str) -> None:
        name = language_data(language, "roles")["name"]
        self.streets = frozenset(name["streets"])
        self.door_joiners = frozenset(name["door_joiners"])
        self.emergency = frozenset(name["emergency"])
        self.calling, self.answering = frozenset(name["calling"]), frozenset(name["answering"])
        self.notes, self.blocks = frozenset(name["notes"]), frozenset(name["blocks"])
        self.of = frozenset(language_data(language, "counted")["of"]["words"])
        self.squad, self.line_up = frozenset(name["squad"]), frozenset(name["line_up"])

    def rules(self) -> tuple[Rule, ...]:
        """Return the rules, in the order in which they are asked; ``continued`` is asked later."""
        return (
            self._link,
            self._code,
            self._signed,
            self._note,
            self._block,
            self._lettered,
            self._telephone,
            self._leading_zero,
            self._squad_number,
            self._address,
            self._emergency,
            self._local_number,
        )

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

    @rule(
        "roles.identifier.note",
        example("The town has 12 parks.[n 3] It is old.", "3", role="identifier"),
        counterexample("The town [with 3 parks] is old.", "3", role="claim"),
    )
    def _note(self, context: Context) -> str | None:
        """The number of a note in brackets ("[n 3]", "[note 4]")."""
        noted = context.before() in self.notes and context.before(2) == "[" and context.after() == "]"
        glued = context.lexemes.raw(context.numeral.first - 1).rpartition("[")[2] in self.notes
        return "roles.name.notes" if noted or (glued and context.after() == "]") else None

    @rule(
        "roles.identifier.block",
        example("Police went to the 10700 block of Slater Drive.", "10700", role="identifier"),
        counterexample("The town built 12 blocks of flats.", "12", role="claim"),
    )
    def _block(self, context: Context) -> str | None:
        """The houses of a street between two others by their numbers ("the 10700 block of Slater Drive")."""
        hundred = context.digits.endswith("00") and context.after() in self.blocks
        led = context.after(2) in self.of and context.lexemes.capital(context.numeral.last + 3)
        return "roles.name.blocks" if hundred and led else None

    @rule(
        "roles.identifier.local_number",
        example(
            "The mill has 40 looms. To buy one, write to it or dial 624-6456.", "624-6456", role="identifier"
        ),
        counterexample("The rooms hold 300-1500 guests.", "300-1500", role="claim"),
    )
    def _local_number(self, context: Context) -> str | None:
        """Three digits and four joined by a hyphen, which count nothing ("624-6456")."""
        numeral, lexemes = context.numeral, context.lexemes
        parts = [lexemes.raw(k) for k in (numeral.first, numeral.last)]
        joined = numeral.last == numeral.first + 2 and lexemes.hyphen(numeral.first + 1)
        glued = lexemes.glued(numeral.first + 1) and lexemes.glued(numeral.last)
        if not (joined and glued) or [len(part) for part in parts] != [3, 4] or context.unit or context.money:
            return None
        counted = (
            not all(map(str.isdecimal, parts)) or context.counts_plural() or lexemes.is_word(numeral.last + 1)
        )
        return None if counted else "roles.identifier.local_number"

    @rule(
        "roles.identifier.lettered",
        example("Savers put it in a 401(k) plan.", "401", role="identifier"),
        counterexample("They lost 401 (mostly old) sheep.", "401", role="quantity"),
    )
    def _lettered(self, context: Context) -> str | None:
        """A section of a law, with its letter in brackets right behind it ("a 401(k) plan")."""
        lexemes, last = context.lexemes, context.numeral.last
        bracketed = context.after() == "(" and context.after(3) == ")" and len(context.after(2)) == 1
        glued = lexemes.glued(last + 1) and lexemes.glued(last + 2)
        return "roles.identifier.code" if context.digits and bracketed and glued else None

    @rule(
        "roles.identifier.telephone",
        example("Call (319) 555-0172 today.", "319", role="identifier"),
        example("Call (319) 555-0172 today.", "555-0172", role="identifier"),
        counterexample("They sold 319 of 555 boats.", "319", role="claim"),
    )
    def _telephone(self, context: Context) -> str | None:
        """An area code in brackets, and the number of a telephone behind it ("(319) 555-0172")."""
        lexemes, first, last = context.lexemes, context.numeral.first, context.numeral.last
        opens = first - 1 if context.before() == "(" else first - 3
        digits = [lexemes.word(opens + k) for k in (1, 3, 5)]
        marks = [lexemes.word(opens), lexemes.word(opens + 2)] == ["(", ")"] and lexemes.hyphen(opens + 4)
        sizes = [len(word) if word.isdecimal() else 0 for word in digits]
        within = opens < first and last <= opens + 5
        return "roles.identifier.code" if marks and within and sizes == TELEPHONE else None

    @rule("roles.identifier.leading_zero", example("Dial 0207 and wait.", "0207", role="identifier"))
    def _leading_zero(self, context: Context) -> str | None:
        """Digits that begin with a nought."""
        return "roles.identifier.zero" if len(context.digits) > 2 and context.digits[0] == "0" else None

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
        near = range(max(0, first - SQUAD_WINDOW), min(last + SQUAD_WINDOW, len(lexemes)))
        around = {lexemes.word(k) for k in near}
        child = around & self.squad and (
            int(context.digits) < YOUNGEST_PLAYER or any(self._is_low(lexemes, k) for k in near)
        )
        return "roles.name.squad" if child or around & self.line_up else None

    @staticmethod
    def _is_low(lexemes: Lexemes, k: int) -> bool:
        """Whether another number in brackets behind a name is too low for an age."""
        alone = lexemes.word(k - 1) == "(" and lexemes.word(k + 1) == ")" and lexemes.capital(k - 2)
        digits = lexemes.word(k)
        return alone and digits.isdecimal() and int(digits) < YOUNGEST_PLAYER

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

    @rule("roles.identifier.continued", example("Call 0800 123 456 today.", "123", role="identifier"))
    def continued(self, context: Context) -> str | None:
        """One more group of digits of an identifier ("0800 123 456")."""
        if context.previous_role != "identifier" or context.unit or not context.digits:
            return None
        return "roles.identifier.continued" if context.lexemes.is_digits(context.numeral.first - 1) else None
