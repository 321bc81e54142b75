"""Continuing: figures that nobody is told to give, and that go on with whoever gave the last figure before them.

"The bureau said 40 million pesos were spent. The debt is pegged at 70 million": whether the second figure is the
bureau's too no word tells, but much speaks for or against it: how far on it stands, who told the last one and how,
whether that one gives most of the article's figures, who speaks in between. What each of that says is learned from
annotated news: the weights are data of the language (``continuing.toml``), written by ``benchmarks/learn.py
--continuing``.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from newstally.extract.conditional_logit import ConditionalLogit, chances
from newstally.extract.grammar import Parse, Word
from newstally.extract.grammar.forms import PartOfSpeech
from newstally.extract.model import Number, Preference
from newstally.extract.rules import counterexample, example, rule, trace
from newstally.extract.sources.attribution import Attribution, Mention
from newstally.extract.sources.binning import bin_of
from newstally.extract.sources.candidates import kind_of
from newstally.extract.sources.lexicon import Lexicon
from newstally.extract.sources.names import Name
from newstally.extract.sources.quotations import Quotation, quotation_at
from newstally.extract.sources.saying import HEAVY
from newstally.extract.sources.survey_figures import RESULTS
from newstally.extract.words import files_of, language_data, remembered

FARTHEST = 12
"""Sentences after the last figure with a source within which another may go on with it."""
AHEAD = 7
"""Sentences after a figure in which it is looked for who speaks next."""
AROUND = 3
"""Sentences before and after a figure whose numbers are counted."""
SHORTEST = 4
"""Letters of words that tell what a sentence is about."""

ALWAYS = "always"
"""The feature that always holds."""

Resolve = Callable[[Mention], tuple[str, Name | None]]

PAIRS = (
    ("sentences", "paragraphs"),
    ("paragraphs", "told by"),
    ("paragraphs", "teller"),
    ("paragraphs", "its share of figures"),
    ("paragraphs", "its share of speech"),
    ("paragraphs", "figures given"),
    ("paragraphs", "speakers between"),
    ("paragraphs", "main verb"),
    ("paragraphs", "words again"),
    ("paragraphs", "next speaker"),
    ("paragraphs", "sources"),
    ("paragraphs", "sentence"),
    ("paragraphs", "numbers around"),
    ("paragraphs", "paragraph of"),
    ("paragraphs", "a person"),
    ("paragraphs", "a survey"),
    ("sentences", "told by"),
    ("sentences", "teller"),
    ("sentences", "same kind"),
    ("teller", "told by"),
    ("teller", "in"),
    ("teller", "its share of speech"),
    ("teller", "numbers around"),
    ("its share of figures", "figures given"),
    ("its share of speech", "figures given"),
    ("told by", "quoted"),
    ("a survey", "in"),
)
"""What tells more together than each by itself."""


THRESHOLD = 0.5
"""Chance from which on a figure goes on with who gave the last one.

Lower, more figures go on that nobody gives than such as go on rightly; higher, passages are cut short."""
BETWEEN = 0.4
"""The same where the sentences right before and right behind are of one speaker."""
RULE, ENTRY = "sources.passage.continuing", "continuing.weights"


@dataclass(slots=True)
class _Last:
    """The last figure that someone gave: by whom, called how, and in which sentence."""

    number: Number
    attribution: Attribution
    name: str
    sentence: int


class Continuing:
    """Lets figures of one article go on with who gave the last one, by learned ``weights``."""

    def __init__(
        self,
        weights: ConditionalLogit,
        lexicon: Lexicon,
        parse: Parse,
        attributions: Sequence[Attribution],
        quotations: Sequence[Quotation],
        resolve: Resolve,
        surveyed: bool,
    ) -> None:
        self.surveyed = surveyed
        """Whether the article tells of a survey, whose shares other rules find."""
        self.weights = weights
        self.lexicon = lexicon
        self.parse = parse
        self.quotations = quotations
        self.resolve = resolve
        self.spoken: dict[int, list[Attribution]] = {}
        """Attributions by the sentence of their cue."""
        for attribution in attributions:
            self.spoken.setdefault(parse.sentence_of[attribution.cue[0]], []).append(attribution)
        self.speakers = Counter(self._name(attribution) for attribution in attributions)
        self.lengths = Counter(parse.paragraph_of[first] for first, _ in parse.sentences)
        """How many sentences each paragraph has."""

    @rule(
        RULE,
        example(
            "The bureau said the debt fell by 40 million pesos in Dorn, 60 million pesos in Selva, 20 million pesos in"
            " Marden and 10 million pesos in Orla. It is pegged at 70 million pesos.",
            "70 million",
            source="bureau",
        ),
        counterexample(
            "Ana Ruiz said 900 homes in Dorn were empty. Some 40 homes in Selva had no roof.",
            "40",
            source=None,
        ),
        counterexample(
            "The Brook Bank expects wages to rise by 6%. They rose by 2% in May.", "2%", source=None
        ),
        counterexample("Ana Ruiz said 40 boats were lost.\n\nThe town has 12 piers.", "12", source=None),
    )
    def sources(
        self, numbers: Sequence[Number], chosen: list[Attribution | None], settled: set[int]
    ) -> list[Attribution | None]:
        """Give figures without a source the one of the last figure that has one, where they go on with it."""
        found = list(chosen)
        for place, features, last in self.asked(numbers, chosen, settled):
            number = numbers[place]
            going_on, ending = chances(self.weights.scores([features, []]))
            reasons = self.weights.reasons(features, [])
            applied = going_on >= (BETWEEN if self._is_between(number, last) else THRESHOLD)
            if trace.current is not None:
                trace.considered(RULE, number, applied, f"goes on with “{last.name}”: {going_on:.2f}")
            if applied:
                source, cue = last.attribution.source, last.attribution.cue
                content = [self.parse.sentences[self.parse.sentence_of[number.first]]]
                found[place] = Attribution(source, cue, content, 1, RULE, ENTRY)
                number.source_preference = Preference(going_on, None, ending, reasons)
        return found

    def _is_between(self, number: Number, last: _Last) -> bool:
        """Whether a figure stands between two sentences in a row of the one who gave the last figure."""
        sentence = self.parse.sentence_of[number.first]
        behind = next(iter(self.spoken.get(sentence + 1, ())), None)
        return last.sentence == sentence - 1 and behind is not None and self._name(behind) == last.name

    def asked(
        self, numbers: Sequence[Number], chosen: Sequence[Attribution | None], settled: set[int]
    ) -> Iterator[tuple[int, list[str], _Last]]:
        """Yield the place of each figure that may go on, what speaks for and against it, and the last one given."""
        counts = Counter(self._name(attribution) for attribution in chosen if attribution is not None)
        by_sentence = Counter(self.parse.sentence_of[number.first] for number in numbers)
        article = _Article(counts, by_sentence, bin_of(counts.total() / max(1, len(numbers)), SHARES))
        last: _Last | None = None
        for place, (number, attribution) in enumerate(zip(numbers, chosen, strict=True)):
            sentence = self.parse.sentence_of[number.first]
            if attribution is not None:
                last = _Last(number, attribution, self._name(attribution), sentence)
            elif (
                last is not None
                and number.is_quantity
                and number.first not in settled
                and not (self.surveyed and number.kind in RESULTS)
                and sentence - last.sentence <= FARTHEST
                and not last.attribution.source.first <= number.first <= last.attribution.source.last
            ):
                facts = self._facts(article, number, sentence, last)
                yield place, _features(facts), last

    def _name(self, attribution: Attribution) -> str:
        source = attribution.source
        return self.resolve(source.antecedent or source)[0]

    def _facts(self, article: "_Article", number: Number, sentence: int, last: _Last) -> dict[str, str]:
        """What there is to say of a figure and the last one that someone gave."""
        parse, attribution, name = self.parse, last.attribution, last.name
        source = attribution.source.antecedent or attribution.source
        paragraph = parse.paragraph_of[number.first]
        told = [found for i in range(last.sentence + 1, sentence + 1) for found in self.spoken.get(i, ())]
        others = sum(found.weight >= HEAVY and self._name(found) != name for found in told)
        ahead = [found for i in range(1, AHEAD + 1) for found in self.spoken.get(sentence + i, ())]
        near = range(sentence - AROUND, sentence + AROUND + 1)
        first, end = parse.sentences[sentence]
        root = parse[first].root if sentence in parse.parsed else None
        person = self.resolve(source)[1]
        words, before = self._words(sentence), self._words(last.sentence)
        return {
            "sentences": bin_of(sentence - last.sentence, (1, 2, 3, 4, 6, 9)),
            "paragraphs": bin_of(paragraph - parse.paragraph_of[last.number.first], (1, 2, 3, 5)),
            "told by": attribution.group,
            "teller": kind_of(self.lexicon, parse.lower[source.head], parse.texts[source.head]),
            "a person": "unknown" if person is None else str(person.person),
            "a survey": str(not self.lexicon.surveys.isdisjoint(name.lower().split())),
            "its share of figures": bin_of(
                article.given[name] / max(1, article.given.total()), (0.2, 0.5, 0.8, 0.99)
            ),
            "its figures": bin_of(article.given[name], (2, 4, 8)),
            "its share of speech": bin_of(
                self.speakers[name] / max(1, self.speakers.total()), (0.2, 0.4, 0.7, 0.99)
            ),
            "figures given": article.share,
            "sources": bin_of(len(self.speakers), (2, 3, 5, 8)),
            "speakers between": bin_of(others, (1, 2)),
            "speakers here": bin_of(len(self.spoken.get(sentence, ())), (1,)),
            "next speaker": "the same"
            if ahead and self._name(ahead[0]) == name
            else "another"
            if ahead
            else "no",
            "main verb": _told_as(root),
            "words again": bin_of(len(words & before) / max(1, len(words)), (0.1, 0.2, 0.35)),
            "opens with": parse.lower[first],
            "numbers around": bin_of(sum(article.numbers[i] for i in near), (3, 6, 10)),
            "numbers here": bin_of(article.numbers[sentence], (2, 3, 5)),
            "paragraph of": bin_of(self.lengths[paragraph], (2, 3, 5)),
            "sentence": bin_of(sentence, (4, 10, 20, 35)),
            "sentence of": bin_of(end - first, (12, 20, 30)),
            "in": str(number.kind),
            "same kind": str(number.kind == last.number.kind),
            "same unit": str(number.unit is not None and number.unit == last.number.unit),
            "quoted": f"{self._is_quoted(last.number)}, then {self._is_quoted(number)}",
        }

    def _words(self, sentence: int) -> set[str]:
        """The words that tell what a sentence is about."""
        words = self.parse.lower[slice(*self.parse.sentences[sentence])]
        return {word for word in words if len(word) >= SHORTEST}

    def _is_quoted(self, number: Number) -> bool:
        return quotation_at(self.quotations, number.first) is not None


def _told_as(root: Word | None) -> str:
    """How the main verb of a sentence stands, "be" for one that says what something is."""
    if root is None:
        return "unknown"
    return "be" if root.pos is PartOfSpeech.AUXILIARY else str(root.form)


SHARES = (0.15, 0.3, 0.5, 0.7)
"""Shares of an article's numbers that have a source, from which on these are more."""


@dataclass(frozen=True, slots=True)
class _Article:
    """How many figures each source gives, how many numbers each sentence has, how many of them have a source."""

    given: Counter[str]
    numbers: Counter[int]
    share: str


def _features(facts: Mapping[str, str]) -> list[str]:
    """Return the facts as features, each by itself and some in pairs."""
    single = [f"{name} {value}" for name, value in facts.items()]
    return [ALWAYS, *single, *(f"{one} {facts[one]} + {two} {facts[two]}" for one, two in PAIRS)]


@remembered
def continuing_of(language: str) -> ConditionalLogit | None:
    """Return the weights by which figures go on, None if the language has none."""
    if not files_of(language, "continuing"):
        return None
    return ConditionalLogit(language_data(language, "continuing")["weights"])
