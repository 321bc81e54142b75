"""Market: quotes and moves of what is traded hold for the day of trading, which reports of markets seldom repeat."""

from typing import Any

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import Form, PartOfSpeech
from newstally.extract.grammar.relations import GRAMMATICAL_SUBJECTS, Relation
from newstally.extract.periods.undated import FoundPeriod, SentenceContext, Undated
from newstally.extract.rules import counterexample, example, rule

TENSES = frozenset({"past", "present"})
NAME_PARTS = frozenset(
    {Relation.COMPOUND, Relation.NUMERIC_MODIFIER, Relation.NOMINAL_MODIFIER, Relation.APPOSITION}
)
"""What the words of an instrument's name are to its head."""


class Market:
    """Tells statements on markets, with the words of one language."""

    def __init__(self, data: dict[str, Any]) -> None:
        market = data["market"]
        self.instruments = frozenset(market["instruments"])
        self.quoted = frozenset(market["quoted"])
        self.moves = frozenset(market["moves"])
        self.directions = frozenset(data["narrative"]["moves"])
        self.of = frozenset(data["occasion"]["part"])

    @rule(
        "periods.market.session",
        example("Copper rose 0.9 percent to $5,880 a tonne.", "0.9 percent", as_of="2026-02-26"),
        example("Tin fell on Tuesday. The Oslany index lost 2 percent.", "2 percent", as_of="2026-02-24"),
        example("The stock was down 5 percent in recent trading.", "5 percent", as_of="2026-02-26"),
        example("The Oslany index fell 2 percent, its worst day since May.", "2 percent", as_of="2026-02-26"),
        counterexample("The share of women rose 2 percent.", "2 percent", as_of=None),
        counterexample("Copper output rose 0.9 percent.", "0.9 percent", as_of=None),
        counterexample("The stock has lost 5 percent.", "5 percent", as_of=None),
    )
    def session(self, undated: Undated) -> FoundPeriod | None:
        """A move or a quote of something traded holds for the day of trading told last, else that of publication."""
        sentence, verb = undated.sentence, undated.statement.verb
        if undated.has_mention or undated.figure.path.is_contrast or self._names_other_time(sentence):
            return None
        if verb is None or undated.statement.tense not in TENSES or not self.is_move(verb):
            return None
        published = sentence.anchor.published
        event = sentence.story.session
        if event is not None:
            return FoundPeriod(event.period, event.start, event.end)
        return None if published is None else FoundPeriod((published, published), verb.start, verb.end)

    @staticmethod
    def _names_other_time(sentence: SentenceContext) -> bool:
        """Return whether a time of the sentence isn't only there to compare with.

        Nor is it that of an old value: "the worst fall since May", "from 2.3% late on Monday".
        """
        old = min((figure.first for figure in sentence.figures.contrasted), default=None)
        return any(
            old is None or mention.first < old for mention in sentence.definite if not mention.comparison
        )

    def is_move(self, verb: Word) -> bool:
        """Return whether a verb tells a move or a quote of something traded."""
        if verb.lemma.lower() not in self.moves and not any(
            below.lower in self.directions for below in verb.dependents
        ):
            return False
        subject = verb.dependent(*GRAMMATICAL_SUBJECTS)
        if subject is None and verb.relation is Relation.CONJUNCT:
            subject = verb.head.dependent(*GRAMMATICAL_SUBJECTS)
        return subject is not None and self._is_instrument(subject)

    def _is_part(self, noun: Word) -> bool:
        """Return whether a noun names a part of what isn't traded: "the share of women rose"."""
        whole = (
            inner
            for below in noun.dependents
            if below.relation is Relation.PREPOSITION and below.lower in self.of
            for inner in below.dependents
        )
        return noun.form is Form.SINGULAR_NOUN and any(word.pos is PartOfSpeech.NOUN for word in whole)

    def _is_instrument(self, noun: Word) -> bool:
        """Return whether a noun is something traded, or a name or a price of it: "copper", "the Oslany index"."""
        if noun.lemma.lower() in self.instruments or noun.lower in self.instruments:
            return not self._is_part(noun)
        common = noun.pos is PartOfSpeech.NOUN
        if common and noun.lemma.lower() not in self.quoted:
            return False
        return any(
            below.lower in self.instruments or below.lemma.lower() in self.instruments
            for below in noun.dependents
            if below.relation in NAME_PARTS
        )
