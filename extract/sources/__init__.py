"""The sources component: who says each figure of the article.

Attributions are found first (who, cue word, what is attributed), whatever numbers there are; the rules then give every
number the heaviest and narrowest attribution whose content holds it. Where the language has learned weights, all who
might give the number are ranked (``ranking.py``), and what the rules say is one of the features.
"""

from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from newstally.extract.grammar import Parse, parse_of
from newstally.extract.model import Evidence, Number, Preference
from newstally.extract.sources.affiliations import Affiliations
from newstally.extract.sources.attribution import Attribution, Mention
from newstally.extract.sources.candidate_features import CandidateFeatures
from newstally.extract.sources.candidates import Candidate, Candidates
from newstally.extract.sources.choice import PHRASES, Choice
from newstally.extract.sources.confirmations import confirmations
from newstally.extract.sources.continuing import Continuing, continuing_of
from newstally.extract.sources.dialogue import answers, dialogue_attributions
from newstally.extract.sources.going_on import GoingOn
from newstally.extract.sources.introductions import introductions
from newstally.extract.sources.left_out import fill_in
from newstally.extract.sources.lexicon import lexicon
from newstally.extract.sources.passages import Passages
from newstally.extract.sources.phrases import RELAYED
from newstally.extract.sources.quotations import Quotation, find_quotations, quotation_at
from newstally.extract.sources.ranking import Ranking, attribution_of, ranking_of, tell_trace
from newstally.extract.sources.resolution import Names
from newstally.extract.sources.sentence import sentence_attributions
from newstally.extract.sources.speaker_facts import speaker_of
from newstally.extract.sources.speakers import attribute_quotations
from newstally.extract.sources.studies import Studies
from newstally.extract.sources.surveys import Surveys
from newstally.extract.words import language_data

INVESTIGATING = "cues.verbs.investigating"
"""Where the verbs of finding things out stand."""


@dataclass(slots=True)
class _Article:
    """What the rules found in one article."""

    parse: Parse
    quotations: list[Quotation]
    attributions: list[Attribution]
    by_sentence: dict[int, list[Attribution]]
    names: Names
    settled: set[int]
    """First tokens of numbers of which the rules are sure that nobody gives them."""


class Sources:
    """Finds the source of every number in a Doc."""

    def __init__(self, language: str) -> None:
        self.lexicon = lexicon(language)
        self.passages = Passages(language)
        self.surveys = Surveys(language, self.lexicon)
        self.studies = Studies(language)
        self.going_on = GoingOn(language, self.lexicon)
        self.ranking = ranking_of(language)
        self.continuing = continuing_of(language)
        self.owning = frozenset(language_data(language, "subjects")["owning"])

    def __call__(self, doc: Doc) -> Doc:
        """Set source, its place, source_organisation and cue of the numbers that someone in the article gives."""
        numbers: list[Number] = doc._.newstally_numbers
        if not numbers:
            return doc
        parse = parse_of(doc)
        quotations = find_quotations(parse)
        attributions = self._attributions(parse, quotations)
        names = Names(parse, self.lexicon, attributions, quotations)
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
        if self.ranking is not None:
            article = _Article(parse, quotations, attributions, by_sentence, names, choice.settled)
            chosen = self._ranked(self.ranking, article, numbers, chosen)
        if self.continuing is not None:
            surveyed = bool(self.surveys.mentions.of(parse, names.at))
            continuing = Continuing(
                self.continuing, self.lexicon, parse, attributions, quotations, names.resolve, surveyed
            )
            chosen = self._continue(continuing, numbers, chosen, choice.settled)
        if self.lexicon.speakers_own_facts:
            chosen = [
                speaker_of(parse, self.owning, number, attributions, names.resolve)
                if found is None and number.is_quantity and number.first not in choice.settled
                else found
                for number, found in zip(numbers, chosen, strict=True)
            ]
        affiliations = Affiliations(parse, self.lexicon, names)
        for number, attribution in zip(numbers, chosen, strict=True):
            if attribution is not None:
                tell_source(parse, names, number, attribution)
                number.source_organisation = affiliations.of(attribution.source)
        return doc

    def _ranked(
        self,
        ranking: Ranking,
        article: "_Article",
        numbers: list[Number],
        by_rules: list[Attribution | None],
    ) -> list[Attribution | None]:
        """Return the attributions that the learned ranking chooses for quantities, given those of the rules."""
        parse = article.parse
        given: dict[int, list[Attribution]] = {}
        for number, attribution in zip(numbers, by_rules, strict=True):
            if attribution is not None:
                given.setdefault(parse.sentence_of[number.first], []).append(attribution)
        surveys = self.surveys.mentions.of(parse, article.names.at)
        candidates = Candidates(
            parse, self.lexicon, article.attributions, article.by_sentence, surveys, given
        )
        features = CandidateFeatures(candidates, article.quotations, numbers, by_rules, ranking.usage)
        found = []
        for number, attribution in zip(numbers, by_rules, strict=True):
            relayed = attribution is not None and is_relayed(attribution)
            ours = attribution is None and self._is_our_own(article, number)
            if not number.is_quantity or number.first in article.settled or relayed or ours:
                found.append(attribution)
                continue
            here = candidates.of(number, attribution)
            chosen, number.source_preference = self._prefer(
                ranking, article, number, here, features.of(number, here)
            )
            tell_trace(number, chosen, number.source_preference)
            found.append(attribution_of(parse, number, chosen))
        return found

    def _is_our_own(self, article: "_Article", number: Number) -> bool:
        """Whether the outlet tells a number of its own: "We counted 131" outside of what anybody is quoted with."""
        parse = article.parse
        first, _ = parse.sentences[parse.sentence_of[number.first]]
        quoted = quotation_at(article.quotations, number.first) is not None
        return parse.lower[first] in self.lexicon.self_pronouns and not quoted

    def _prefer(
        self,
        ranking: Ranking,
        article: "_Article",
        number: Number,
        candidates: list[Candidate],
        features: list[list[str]],
    ) -> tuple[Candidate, Preference]:
        """Choose one candidate of a number (for the learner to look on)."""
        return ranking.preference(article.parse, candidates, features)

    def _continue(
        self,
        continuing: Continuing,
        numbers: list[Number],
        chosen: list[Attribution | None],
        settled: set[int],
    ) -> list[Attribution | None]:
        """Let figures go on with the one before (for the learner to look on)."""
        return continuing.sources(numbers, chosen, settled)

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
        found += confirmations(parse, self.lexicon)
        if self.lexicon.leaves_out_subjects:
            found = fill_in(parse, self.lexicon, found)
        found = attribute_quotations(parse, self.lexicon, quotations, found)
        return [*found, *dialogue_attributions(parse), *answers(parse, self.lexicon, found)]

    def _is_someone(self, parse: Parse, source: Mention) -> bool:
        """Whether the source is more than a mark, a piece of a contraction ("n't") or a pronoun of nobody told of."""
        word = parse.lower[source.head]
        if not word[0].isalpha() or word in self.lexicon.nobody:
            return False
        if source.head > source.first and parse.lower[source.first] in self.lexicon.negating:
            return False  # "no one knows"
        if word in self.lexicon.relative_pronouns and not parse.texts[source.head].isupper():
            meant = source.antecedent
            return meant is not None and parse.lower[meant.head] not in self.lexicon.nobody
        return not any(
            mark in word[:3] for mark in self.lexicon.possessives if len(mark) == 1 and len(word) <= 3
        )


def is_found_by_person(names: Names, attribution: Attribution) -> bool:
    """Whether a person found what the verb would have an organisation tell: "Ana Ruiz found two coins"."""
    if not attribution.goes_by(INVESTIGATING):
        return False
    name = names.resolve(attribution.source)[1]
    return name is not None and name.person is True


def is_relayed(attribution: Attribution) -> bool:
    """Whether an outlet passes on what others said ("the paper, citing two officers, ..."): that leaves no choice."""
    return attribution.goes_by(PHRASES) and attribution.weight >= RELAYED


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
