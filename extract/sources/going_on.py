"""Going on: figures that nobody is told to say, in a passage on what an organisation or a document has told.

Papers of some languages name the source of a report's figures once, and go on with them over sentences and paragraphs
until somebody else speaks. How far that reaches is told by the language's data (``going_on`` in ``passages.toml``).
They do so in reports of figures, a good part of which someone is told to give; a story that names a source for few of
its numbers tells the others itself.
"""

from collections.abc import Callable

from newstally.extract.grammar import Parse
from newstally.extract.model import Number
from newstally.extract.rules import counterexample, example, rule
from newstally.extract.rules.decisions import rule_of
from newstally.extract.sources.attribution import Attribution, Mention
from newstally.extract.sources.lexicon import Lexicon
from newstally.extract.sources.names import Name
from newstally.extract.sources.saying import HEAVY
from newstally.extract.words import language_data

Resolve = Callable[[Mention], tuple[str, Name | None]]


class GoingOn:
    """Lets figures go on with who told those before, in one language."""

    def __init__(self, language: str, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        data = language_data(language, "passages")["going_on"]
        self.reach: int = data["reach"]
        self.given: float = data["given"]
        self.breaks = frozenset(data["breaks"])
        self.demanding = frozenset(data["demanding"])

    @rule(
        "sources.passage.going_on",
        example(
            "El Instituto del Mar informó que el nivel subió 12 centímetros en mayo.\n\n"
            "En la costa sur la crecida fue de 9 centímetros.",
            "9",
            language="es",
            source="Instituto del Mar",
        ),
        counterexample(
            "El Instituto del Mar informó que el nivel subió 12 centímetros en mayo.\n\n"
            "Tres heridos en un choque\n\nUn camión volcó y perdió 9 cajas.",
            "9",
            language="es",
            source=None,
        ),
        counterexample(
            "El puerto tiene 40 grúas, 12 muelles y 3 faros. El Instituto del Mar informó que el nivel subió"
            " 7 centímetros.\n\nEn la costa sur viven 900 familias.",
            "900",
            language="es",
            source=None,
        ),
        counterexample(
            "La alcaldesa Ana Ruiz dijo que hay 12 barcos.\n\nEl puerto tiene 40 grúas.",
            "40",
            language="es",
            source=None,
        ),
    )
    def sources(
        self,
        parse: Parse,
        numbers: list[Number],
        chosen: list[Attribution | None],
        by_sentence: dict[int, list[Attribution]],
        resolve: Resolve,
    ) -> list[Attribution | None]:
        """Give figures without a source that of the organisation or document whose figures they go on with."""
        given = sum(attribution is not None for attribution in chosen)
        if not self.reach or given < self.given * len(numbers):
            return chosen
        found: list[Attribution | None] = []
        current: Attribution | None = None
        last, lasting = -1, False
        for number, attribution in zip(numbers, chosen, strict=True):
            sentence = parse.sentence_of[number.first]
            if attribution is not None:
                current, last = attribution, sentence
                lasting = self._gives_figures(parse, attribution, resolve)
                found.append(attribution)
                continue
            if current is not None and not lasting and not self._is_near(parse, last, sentence):
                current = None
            if current is not None and self._is_broken(parse, current, last, sentence, by_sentence, resolve):
                current = None
            if current is None or not number.is_quantity:
                found.append(None)
                continue
            last = sentence
            id = rule_of(self.sources).id
            content = [parse.sentences[sentence]]
            found.append(Attribution(current.source, current.cue, content, 1, id, "passages.going_on.reach"))
        return found

    @staticmethod
    def _is_near(parse: Parse, last: int, sentence: int) -> bool:
        """Whether a sentence is the same as another, or the next one in its paragraph."""
        here, before = (parse.paragraph_of[parse.sentences[one][0]] for one in (sentence, last))
        return here == before and sentence - last <= 1

    def _gives_figures(self, parse: Parse, attribution: Attribution, resolve: Resolve) -> bool:
        """Whether the source is an organisation or a document, and no person who is quoted."""
        if (attribution.entry or "").rpartition(".")[2] in self.demanding:
            return False
        source = attribution.source.antecedent or attribution.source
        word = parse.lower[source.head]
        if word in self.lexicon.documents:
            return True
        if word in self.lexicon.roles or word in self.lexicon.pronouns or word in self.lexicon.groups:
            return False
        name = resolve(source)[1]
        organised = word in self.lexicon.organisations or (name is not None and not name.person)
        return organised and attribution.weight >= HEAVY - 1

    def _is_broken(
        self,
        parse: Parse,
        current: Attribution,
        last: int,
        sentence: int,
        by_sentence: dict[int, list[Attribution]],
        resolve: Resolve,
    ) -> bool:
        """Whether the passage ends before a sentence: too far on, or somebody else has spoken in between."""
        if sentence - last > self.reach:
            return True
        who = resolve(current.source.antecedent or current.source)[0]
        for between in range(last + 1, sentence + 1):
            first, end = parse.sentences[between]
            if not self.breaks.isdisjoint(parse.lower[first:end]) or _is_subhead(parse, between):
                return True
            for told in by_sentence.get(between, ()):
                heavy = told.weight >= HEAVY and told.rule != current.rule
                if heavy and resolve(told.source.antecedent or told.source)[0] != who:
                    return True
        return False


def _is_subhead(parse: Parse, sentence: int) -> bool:
    """Whether a sentence is a paragraph by itself that no mark ends: what follows it is told of something else."""
    first, _ = parse.sentences[sentence]
    end = parse.content_end(sentence)
    if end <= first or not parse.texts[end - 1][-1].isalnum():
        return False
    opens = sentence == 0 or parse.paragraph_of[parse.sentences[sentence - 1][0]] < parse.paragraph_of[first]
    closes = sentence + 1 >= len(parse.sentences) or (
        parse.paragraph_of[parse.sentences[sentence + 1][0]] > parse.paragraph_of[first]
    )
    return opens and closes
