"""Orders: numbers that give a place in an order: ranks and the numbers of list items."""

from newstally.extract.grammar.forms import PartOfSpeech
from newstally.extract.numbers.context import Context, Rule
from newstally.extract.numbers.lexemes import Phrases
from newstally.extract.rules import counterexample, example, rule
from newstally.extract.words import language_data

ITEM_REACH = 120
"""Lexemes from the number of an item to that of the one before or after it."""
LONGEST_BRACKET = 30
"""Lexemes before a closing bracket among which it is opened."""
NEVER_COUNTED = frozenset(
    {PartOfSpeech.PRONOUN, PartOfSpeech.DETERMINER, PartOfSpeech.SUBORDINATOR, PartOfSpeech.COORDINATOR}
)
"""What a paragraph may begin with and no number counts."""


class OrderRules:
    """Tells ranks and the numbers of list items from other numbers, with the words of one language."""

    def __init__(self, language: str) -> None:
        data = language_data(language, "roles")
        self.rank_before = Phrases({"before": data["rank"]["before"]})
        self.rank_bare = frozenset(data["rank"]["before_digits"])
        self.rank_in_words = frozenset(data["rank"]["before_words"])
        self.rank_top = frozenset(data["rank"]["top"])
        self.list_after = frozenset(data["list"]["after"])

    def list_rules(self) -> tuple[Rule, ...]:
        """Return the rules for numbers of list items, in the order in which they are asked."""
        return (
            self._numbered,
            self._inline,
            self._bracketed,
            self._paragraph,
            self._alone,
            self._in_sequence,
        )

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

    @rule("roles.ordinal.rank_continued", example("The Nos. 5 and 6 were out early.", "6", role="ordinal"))
    def rank_continued(self, context: Context) -> str | None:
        """One more of the ranks before it ("Nos. 5 and 6")."""
        ranked = context.previous_role == "rank" and context.digits and not context.unit
        return "roles.rank.continued" if ranked and not context.counts_plural() else None

    @rule("roles.list.numbered", example("What to do:\n1. Wash your hands.", "1", role="list"))
    def _numbered(self, context: Context) -> str | None:
        """The number of a list item, by the sign after it ("1. Wash your hands")."""
        if not context.starts_line() or not 0 < len(context.digits) < 4:
            return None
        if context.lexemes.hyphen(context.numeral.last + 1):
            return None  # "24-hour news"
        return "roles.list.after" if context.after() in self.list_after else None

    @rule(
        "roles.list.paragraph",
        example("32 As days passed on, he grew calmer.", "32", role="list"),
        counterexample("32 ships sank.", "32", role="claim"),
    )
    def _paragraph(self, context: Context) -> str | None:
        """The number of a paragraph, which begins after it with a word that nothing counts ("32 As days passed")."""
        follower = context.next_token
        if not context.starts_line() or not 0 < len(context.digits) < 4 or follower is None:
            return None
        begins = follower.text.istitle() and follower.pos in NEVER_COUNTED
        return "roles.list.paragraph" if begins and follower.i == context.last_token + 1 else None

    @rule(
        "roles.list.inline",
        example("Do this: 1) wash your hands, 2) dry them.", "2", role="list"),
        counterexample("Ana Ruiz (24) left.", "24", role="age"),
    )
    def _inline(self, context: Context) -> str | None:
        """The number of an item within a sentence, a bracket after it that none before opens ("1) wash, 2) dry")."""
        lexemes, first = context.lexemes, context.numeral.first
        if (
            not 0 < len(context.digits) < 3
            or context.after() != ")"
            or not lexemes.glued(context.numeral.last + 1)
        ):
            return None
        before = lexemes.words[max(0, first - LONGEST_BRACKET) : first]
        numbered = sum(1 for k, word in enumerate(before[1:]) if word == ")" and before[k].isdecimal())
        return None if before.count("(") > before.count(")") - numbered else "roles.list.after"

    @rule(
        "roles.list.bracketed",
        example("They want (1) calm, (2) order and (3) rest.", "2", role="list"),
        counterexample("Ana Ruiz (24) and Lea Voss (31) left.", "24", role="age"),
    )
    def _bracketed(self, context: Context) -> str | None:
        """The number of an item in brackets, near one before or after it ("(1) calm, (2) order")."""
        lexemes, first = context.lexemes, context.numeral.first
        bracketed = (context.before(), context.after()) == ("(", ")") and not lexemes.glued(first - 1)
        if not 0 < len(context.digits) < 3 or not bracketed:
            return None
        beside = {str(int(context.digits) - 1), str(int(context.digits) + 1)}
        found = any(
            lexemes.word(i) in beside
            and (lexemes.word(i - 1), lexemes.word(i + 1)) == ("(", ")")
            and not lexemes.glued(i - 1)  # "section 88(1) and (2)"
            for i in range(max(1, first - ITEM_REACH), min(first + ITEM_REACH, len(lexemes.words) - 1))
        )
        return "roles.list.after" if found else None

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
