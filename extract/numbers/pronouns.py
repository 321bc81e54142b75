"""Pronouns: number words that stand for somebody or something and count nothing ("both", "this one")."""

from newstally.extract.grammar.forms import (
    ADJECTIVE_FORMS,
    NOUN_FORMS,
    PARTICIPLES,
    PAST_FORMS,
    PLURALS,
    Form,
    PartOfSpeech,
)
from newstally.extract.numbers.context import IN_NOUN_PHRASE, Context, Rule
from newstally.extract.numbers.lexemes import Phrases
from newstally.extract.numbers.units import unit_lexicon
from newstally.extract.rules import counterexample, example, rule
from newstally.extract.words import language_data

SHARED = 14
"""Tokens before "one" among which the number stands that it shares out with others."""
SENTENCE_ENDS = frozenset(".!?;\n")
LONGEST_SEVERAL = 10
"""Tokens after "one of" among which the plural stands."""
OF_SEVERAL = (
    ADJECTIVE_FORMS
    | NOUN_FORMS
    | PARTICIPLES
    | {
        Form.ADVERB,
        Form.SUPERLATIVE_ADVERB,
        Form.POSSESSIVE_MARK,
        Form.CARDINAL,
        Form.COORDINATOR,
        Form.COMMA,
        Form.HYPHEN,
    }
)
"""What stands between "one of the" and the plural ("one of the closest and fastest sprints")."""
HELPERS = 4
"""Tokens after "one" among which its verb is looked for, past auxiliaries and adverbs."""


class PronounRules:
    """Tells such words from those that count, with the words of one language."""

    def __init__(self, language: str) -> None:
        data = language_data(language, "roles")
        self.before_one = frozenset(data["pronoun"]["before_one"])
        self.one_phrases = Phrases({"phrases": data["pronoun"]["phrases"]})
        one = language_data(language, "claims")["one"]
        self.one_verbs = frozenset(one["counting_verbs"])
        self.one_joiners, self.one_places = frozenset(one["joiners"]), frozenset(one["place_prepositions"])
        self.pairs = frozenset(data["pronoun"]["pairs"])
        counted = language_data(language, "counted")["of"]
        self.of, self.of_determiners = frozenset(counted["words"]), frozenset(counted["determiners"])
        self.rate = unit_lexicon(language).rate

    def rules(self) -> tuple[Rule, ...]:
        """Return the rules, in the order in which they are asked."""
        return (self.two_known, self.one)

    @rule("roles.pronoun.two_known", example("Both men ran.", "Both", role="pronoun"))
    def two_known(self, context: Context) -> str | None:
        """A word for two that points back ("both")."""
        return "roles.pronoun.pairs" if context.lexemes.word(context.numeral.last) in self.pairs else None

    @rule(
        "roles.pronoun.one",
        example("This one is new.", "one", role="pronoun"),
        counterexample("Exactly one person was killed.", "one", role="claim"),
    )
    def one(self, context: Context) -> str | None:
        """ "One" where it counts nothing ("this one", "one of the best")."""
        numeral, lexemes = context.numeral, context.lexemes
        if numeral.low != 1 or numeral.form != "words" or numeral.first != numeral.last:
            return None
        for first in range(numeral.first, numeral.first - 3, -1):  # "at one point"
            found = self.one_phrases.after(lexemes, first)
            if found and found[1] > numeral.last and not self._is_rate(context, found[1]):
                return "roles.pronoun.phrases"
        if context.before() in self.before_one:
            return "roles.pronoun.before_one"
        if self._befell(context) or self._shares_out(context) or self._is_of_several(context):
            return None
        follower = context.next_token
        return (
            None
            if follower is not None and follower.pos in IN_NOUN_PHRASE | {PartOfSpeech.NUMERAL}
            else "roles.pronoun.alone"
        )

    def _is_rate(self, context: Context, end: int) -> bool:
        """ "One day a week", "one day per month": how often or how long."""
        return bool(context.unit) and self.rate(context.lexemes, end) is not None

    def _is_of_several(self, context: Context) -> bool:
        """ "One of the best speakers": of how many it is one is known, and what they are."""
        parse, first = context.parse, context.last_token + 2
        if context.after() not in self.of:
            return False
        for word in parse[first : first + LONGEST_SEVERAL]:
            if word.form in PLURALS:
                return word.i > first or word.form is Form.PLURAL_NOUN
            opens = word.i == first and (
                word.lower in self.of_determiners or word.is_name or word.pos is PartOfSpeech.NUMERAL
            )
            if not (opens or (word.i > first and word.form in OF_SEVERAL)):
                return False
        return False

    def _befell(self, context: Context) -> bool:
        """ "with one arrested", "one was killed": somebody is counted to whom this happened."""
        after = context.parse[context.last_token + 1 : context.last_token + 1 + HELPERS]
        verb = next(
            (token for token in after if token.pos not in {PartOfSpeech.AUXILIARY, PartOfSpeech.ADVERB}), None
        )
        return verb is not None and verb.form in PAST_FORMS and verb.lemma.lower() in self.one_verbs

    def _shares_out(self, context: Context) -> bool:
        """ "Two died in Velm and one in Osta": after another number of the sentence, before a place."""
        if context.before() not in self.one_joiners or context.after() not in self.one_places:
            return False
        place = context.parse[context.last_token + 2 : context.last_token + 3]
        if not any(token.pos is PartOfSpeech.PROPER_NOUN for token in place):
            return False
        for token in reversed(context.parse[max(context.first_token - SHARED, 0) : context.first_token]):
            if token.text in SENTENCE_ENDS:
                return False
            if token.is_number_like:
                return True
        return False
