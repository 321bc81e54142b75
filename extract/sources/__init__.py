"""The sources component: who says each figure of the article.

Attributions are found first (who, cue word, what is attributed), whatever numbers there are; then every number
gets the heaviest and narrowest attribution whose content holds it.
"""

from spacy.language import Language
from spacy.tokens import Doc

from newstally.extract.grammar import Parse, parse_of
from newstally.extract.model import Evidence, Number
from newstally.extract.sources.affiliations import Affiliations
from newstally.extract.sources.attribution import Attribution, Mention
from newstally.extract.sources.choice import Choice
from newstally.extract.sources.dialogue import dialogue_attributions
from newstally.extract.sources.going_on import GoingOn
from newstally.extract.sources.introductions import introductions
from newstally.extract.sources.left_out import fill_in
from newstally.extract.sources.lexicon import lexicon
from newstally.extract.sources.passages import Passages
from newstally.extract.sources.quotations import Quotation, find_quotations
from newstally.extract.sources.resolution import Names
from newstally.extract.sources.sentence import sentence_attributions
from newstally.extract.sources.speakers import attribute_quotations
from newstally.extract.sources.studies import Studies
from newstally.extract.sources.surveys import Surveys

INVESTIGATING = "cues.verbs.investigating"
"""Where the verbs of finding things out stand."""


class Sources:
    """Finds the source of every number in a Doc."""

    def __init__(self, language: str) -> None:
        self.lexicon = lexicon(language)
        self.passages = Passages(language)
        self.surveys = Surveys(language, self.lexicon)
        self.studies = Studies(language)
        self.going_on = GoingOn(language, self.lexicon)

    def __call__(self, doc: Doc) -> Doc:
        """Set source, its place, source_organisation and cue of the numbers that someone in the article gives."""
        numbers: list[Number] = doc._.newstally_numbers
        if not numbers:
            return doc
        parse = parse_of(doc)
        quotations = find_quotations(parse)
        attributions = self._attributions(parse, quotations)
        names = Names(parse, self.lexicon, attributions)
        attributions = [found for found in attributions if not is_found_by_person(names, found)]
        by_sentence = in_sentences(parse, attributions)
        numbered = sorted({parse.sentence_of[number.first] for number in numbers})
        for sentence, carried in self.passages.carried_over(parse, by_sentence, numbered):
            by_sentence.setdefault(sentence, []).append(carried)
        choice = Choice(parse, self.lexicon, attributions, by_sentence)
        chosen = [choice.of(number) for number in numbers]
        chosen = self.surveys.results(parse, numbers, chosen, by_sentence, names.at, quotations)
        chosen = self.studies.findings(parse, numbers, chosen, quotations)
        chosen = self.going_on.sources(parse, numbers, chosen, by_sentence, names.resolve)
        affiliations = Affiliations(parse, self.lexicon, names)
        for number, attribution in zip(numbers, chosen, strict=True):
            if attribution is not None:
                tell_source(parse, names, number, attribution)
                number.source_organisation = affiliations.of(attribution.source)
        return doc

    def _attributions(self, parse: Parse, quotations: list[Quotation]) -> list[Attribution]:
        """All attributions that the article makes, whatever numbers there are."""
        found = []
        for sentence in sorted(parse.parsed):
            found += sentence_attributions(parse, self.lexicon, sentence)
        for attribution in found:
            spans = [(first, min(end, len(parse))) for first, end in attribution.content]
            attribution.content = [(first, end) for first, end in spans if first < end]
        found = [attribution for attribution in found if self._is_someone(parse, attribution.source)]
        found += introductions(parse, self.lexicon)
        if self.lexicon.leaves_out_subjects:
            found = fill_in(parse, self.lexicon, found)
        found = attribute_quotations(parse, self.lexicon, quotations, found)
        return [*found, *dialogue_attributions(parse)]

    def _is_someone(self, parse: Parse, source: Mention) -> bool:
        """Whether the source is more than a mark, a piece of a contraction ("n't") or a pronoun of nobody told of."""
        word = parse.lower[source.head]
        if not word[0].isalpha() or word in self.lexicon.nobody:
            return False
        if source.head > source.first and parse.lower[source.first] in self.lexicon.negating:
            return False  # "no one knows"
        if word in self.lexicon.relative_pronouns and not parse.texts[source.head].isupper():
            return source.antecedent is not None
        return not any(
            mark in word[:3] for mark in self.lexicon.possessives if len(mark) == 1 and len(word) <= 3
        )


def is_found_by_person(names: Names, attribution: Attribution) -> bool:
    """Whether a person found what the verb would have an organisation tell: "Ana Ruiz found two coins"."""
    if not attribution.goes_by(INVESTIGATING):
        return False
    name = names.resolve(attribution.source)[1]
    return name is not None and name.person is True


def in_sentences(parse: Parse, attributions: list[Attribution]) -> dict[int, list[Attribution]]:
    """Return the attributions by the sentences in which their content stands."""
    found: dict[int, list[Attribution]] = {}
    for attribution in attributions:
        sentences = {
            sentence
            for first, end in attribution.content
            for sentence in range(parse.sentence_of[first], parse.sentence_of[end - 1] + 1)
        }
        for sentence in sentences:
            found.setdefault(sentence, []).append(attribution)
    return found


def tell_source(parse: Parse, names: Names, number: Number, attribution: Attribution) -> None:
    """Write down who gives a number, by which words, and why."""
    source = attribution.source
    number.source_start, number.source_end = parse.starts[source.first], parse.end_of(source.last)
    number.source = names.fullest(source, attribution)
    number.cue = parse.whole[parse.starts[attribution.cue[0]] : parse.end_of(attribution.cue[1])]
    told = attribution.span_with(number.first)
    number.evidence["source"] = Evidence(
        attribution.rule,
        number.source_start,
        number.source_end,
        attribution.entry,
        content=(parse.starts[told[0]], parse.end_of(told[1] - 1)) if told is not None else None,
    )


@Language.factory("newstally_sources")
def create_sources(nlp: Language, name: str) -> Sources:
    """Make the component for the pipeline's language."""
    return Sources(nlp.lang or "en")
