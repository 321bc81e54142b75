"""The periods component: gives every quantity the period that the text states for it."""

from dataclasses import replace

from spacy.tokens import Doc

from newstally.extract.conditional_logit import ConditionalLogit
from newstally.extract.countries import locale_country
from newstally.extract.grammar import Parse, parse_of
from newstally.extract.modality.scope import scope_of
from newstally.extract.model import Evidence, Number, Preference
from newstally.extract.periods.anchor import Anchor, reference_day
from newstally.extract.periods.attachment import Attached, Attachment
from newstally.extract.periods.candidate_features import CandidateFeatures
from newstally.extract.periods.candidates import BEFORE, OPENING, Candidate, Candidates
from newstally.extract.periods.carry_over import equal_figure, same_measure, same_subject, source_year
from newstally.extract.periods.dating import Dating
from newstally.extract.periods.figure_contexts import FigureContext, SentenceFigures, TimeMention
from newstally.extract.periods.going_on import GoingOn
from newstally.extract.periods.headings import Heading, Headings, governing_heading
from newstally.extract.periods.market import Market
from newstally.extract.periods.narrative import REACH, Narrative
from newstally.extract.periods.ranking import choose, prefer, ranking_of
from newstally.extract.periods.recent_time import RecentTime
from newstally.extract.periods.results import Results
from newstally.extract.periods.settled import Settled, open_candidates
from newstally.extract.periods.sharing import (
    ComparedFigures,
    Shares,
    conjoined_clause,
    of_whole,
    part,
    same_verb,
)
from newstally.extract.periods.spoken_times import SpokenTimes
from newstally.extract.periods.statements import RecentStatements, Statements
from newstally.extract.periods.story import Story
from newstally.extract.periods.story_events import StoryEvents
from newstally.extract.periods.time_expressions import VAGUE, TimeExpressions
from newstally.extract.periods.times_of_sentence import DefiniteTimes, TimesOfSentence
from newstally.extract.periods.undated import FoundPeriod, SentenceContext, Undated
from newstally.extract.rules import DecisionList, asking, considered
from newstally.extract.rules.decisions import rule_of
from newstally.extract.words import language_data

COUNTED_REACH = 4
"""Tokens behind a figure within which what it counts still belongs to it."""
COMPARED = frozenset({"earlier", "same_day_before", "same_in_year"})
"""Meanings of times that are there to compare with what the sentence tells: "a year earlier"."""
UNSAID_BEGINNING = "within"
"""Meaning of spans that may be counted from another time: "in 2024 it pledged to halve it over a decade"."""


class Periods:
    """Sets ``as_of`` of every quantity, and ``note`` where the lack of a publication date kept it empty.

    A figure takes the time of its own sentence that is attached to it, or that dates its source; without one, what the
    first of the rules ``discourse`` finds; then what the rules ``sharing`` let the figures of one sentence share; for
    want of all these what ``fallback`` finds.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        data = language_data(language, "periods")
        self.scope = scope = scope_of(language)
        self.ranking = ranking_of(language)
        expressions = TimeExpressions(data)
        self.headings = Headings(data, expressions)
        self.attachment = Attachment(data)
        self.times = TimesOfSentence(expressions, self.attachment.mentions)
        self.statements = Statements(data, scope)
        self.dating = Dating(data, scope)
        self.spoken = SpokenTimes(self.dating, self.attachment)
        self.narrative = narrative = Narrative(data)
        market = Market(data)
        self.results = Results(data)
        self.going_on = GoingOn(data)
        self.settled = Settled(self.attachment, narrative, self.going_on)
        self.events = StoryEvents(self.attachment, self.dating, narrative, market)
        self.discourse: DecisionList[FoundPeriod] = DecisionList(
            source_year,
            market.session,
            self.results.reported,
            same_measure,
            governing_heading,
            narrative.document,
            narrative.survey,
            narrative.deed,
            narrative.occasion,
            narrative.since_occasion,
            narrative.event,
            same_subject,
            self.going_on.period,
        )
        recent_time = RecentTime(self.attachment, self.dating)
        self.fallback: DecisionList[FoundPeriod] = DecisionList(recent_time.of_sentence)
        compared = ComparedFigures(data)
        self.sharing = (
            part,
            same_verb,
            conjoined_clause,
            compared.before_revision,
            compared.compared_value,
        )

    def __call__(self, doc: Doc) -> Doc:
        """Find the times of each sentence that holds quantities, and give each quantity its own."""
        quantities = sorted((n for n in doc._.newstally_numbers if n.is_quantity), key=lambda n: n.first)
        if not quantities:
            return doc
        parse, article = parse_of(doc), doc._.newstally_article
        country = locale_country(article.country).lower() if article.country else None
        anchor = Anchor(reference_day(article), self.language, country)
        of_sentence: dict[int, list[Number]] = {}
        for number in quantities:
            of_sentence.setdefault(parse.sentence_of[number.first], []).append(number)
        headings = self.headings.governing(doc, anchor)
        opening, asked, told = anchor, list[Undated](), DefiniteTimes(self.times, parse)
        recent, story, heading = RecentStatements(), Story(), None
        timeless: set[int] = set()
        place = 0
        for index in range(len(parse.sentences)):
            numbers = of_sentence.get(index)
            if numbers is None:
                if any(index + step in of_sentence for step in range(1, REACH + 1)):
                    definite = told.of(index)
                    self.events.follow(definite, index, anchor, story)
                    self.going_on.follow(definite, index, anchor, story, self.dating)
                continue
            if headings.get(index) != heading:
                heading = headings.get(index)
                recent.clear()
                story.clear()
            anchor = replace(anchor, within=heading.period if heading else None)
            sentence = self._sentence(told, index, numbers, anchor, heading, recent, story)
            anchor = self._date(sentence, asked)
            if not sentence.names_time:
                timeless.update(place + i for i, number in enumerate(numbers) if number.as_of is None)
            place += len(numbers)
        for number, equal in equal_figure(quantities, timeless):
            why = Evidence(rule_of(equal_figure).id, equal.start, equal.end)
            number.as_of, number.evidence["as_of"] = equal.as_of, why
        if self.ranking is not None:
            self._rank(told, self.ranking, asked, opening)
        return doc

    def _rank(
        self, told: DefiniteTimes, ranking: ConditionalLogit, asked: list[Undated], opening: Anchor
    ) -> None:
        """Let the learned ranking say how sure each period is, and overrule what is far from likely."""
        parse = told.parse
        times = {undated.sentence.index: undated.sentence.definite for undated in asked}
        near = {place for index in times for place in range(max(index - BEFORE, 0), index)}
        near.update(range(min(OPENING, len(parse.sentences))))
        for place in near.difference(times):
            times[place] = [] if _is_date_line(parse, place, told.of(place)) else told.of(place)
        candidates = Candidates(self.dating, asked, times, opening)
        features = CandidateFeatures(parse, candidates, self.attachment, self.narrative, self.scope)
        decided = []
        for place, undated in enumerate(asked):
            found = open_candidates(undated, candidates.of(place))
            described = features.of(place, found)
            chosen, preference = self._prefer(ranking, undated, found, described)
            if not chosen.by_rules and self.settled.holds(undated, chosen):
                chosen, preference = prefer(ranking, found, described, overruled=chosen)
            decided.append((undated.number, chosen, preference))
        for number, chosen, preference in decided:
            choose(number, chosen, preference)
        for sentence in {undated.sentence.index: undated.sentence for undated in asked}.values():
            self._share(rule_of(of_whole).id, of_whole(sentence))

    def _prefer(
        self,
        ranking: ConditionalLogit,
        undated: Undated,
        candidates: list[Candidate],
        features: list[list[str]],
    ) -> tuple[Candidate, Preference]:
        """Choose one candidate of a figure (for the learner to look on)."""
        return prefer(ranking, candidates, features)

    def _sentence(
        self,
        told: DefiniteTimes,
        index: int,
        numbers: list[Number],
        anchor: Anchor,
        heading: Heading | None,
        recent: RecentStatements,
        story: Story,
    ) -> SentenceContext:
        """Return a sentence with its figures and its times."""
        parse = told.parse
        mentions = self.times.mentions(parse, index, numbers)
        anchor = self.spoken.before(told, index, mentions, anchor)
        return SentenceContext(
            parse,
            index,
            heading,
            story,
            recent,
            anchor,
            numbers,
            SentenceFigures([self._figure(parse, number) for number in numbers]),
            [mention for mention in mentions if mention.means != VAGUE],
            any(
                mention.opens
                or (mention.means not in COMPARED and not self.attachment.words.is_time_of_report(mention))
                for mention in mentions
            ),
        )

    def _figure(self, parse: Parse, number: Number) -> FigureContext:
        path = self.attachment.paths.path(parse, number.first, number.last, number.head_token)
        last = number.last
        if number.quantity_end > number.end:
            while last + 1 < len(parse) and parse[last + 1].start < number.quantity_end:
                last += 1
        head = number.head_token
        end = head if head is not None and last < head <= last + COUNTED_REACH else last
        return FigureContext(number.first, last, path, end)

    def _date(self, sentence: SentenceContext, asked: list[Undated]) -> Anchor:
        """Set the periods of a sentence's quantities; return the anchor with the period that was spoken of last.

        The quantities with what was asked about them are added to ``asked``.
        """
        anchor = sentence.anchor
        counted_from: dict[int, Anchor] = {}
        undated_ones: list[Undated] = []
        for number, figure in zip(sentence.numbers, sentence.figures.items, strict=True):
            asking(number)
            undated = Undated(number, figure, sentence, self.statements)
            asked.append(undated)
            attached = self._attached(undated)
            if attached is not None:
                undated.has_mention = True
                undated.passes_on = not self.attachment.is_of_noun_only(attached)
                mention = attached.mention
                if mention.first not in counted_from:  # one time means one period for all its figures
                    counted_from[mention.first] = self._counted_from(undated, mention, anchor)
                self.dating.date(number, figure, mention, attached.rule, counted_from[mention.first])
            if number.as_of is None:
                self._date_by(self.discourse, undated)
                undated_ones.append(undated)
            self.results.follow(undated, attached and attached.mention)
            if number.as_of is not None:
                if undated.passes_on:
                    sentence.recent.add(undated.statement)
                if not figure.path.is_contrast and (attached is None or not attached.mention.comparison):
                    anchor = anchor.having_spoken_of(number.as_of)
        for share in self.sharing:
            self._share(rule_of(share).id, share(sentence))
        for undated in undated_ones:
            if undated.number.as_of is None:
                asking(undated.number)
                self._date_by(self.fallback, undated)
        self.events.follow(sentence.definite, sentence.index, anchor, sentence.story)
        return replace(anchor, beside=None)

    def _attached(self, undated: Undated) -> Attached | None:
        """Return the time of the sentence that is the figure's, or its source's, with the rule by which it is."""
        sentence, figure = undated.sentence, undated.figure
        if not sentence.definite:
            return None
        attached = None
        if not self.narrative.describes(sentence.parse, undated.number, figure):
            attached = self.attachment.choose(figure, sentence.definite, sentence.figures)
        return attached or self.attachment.of_source(undated)

    def _counted_from(self, undated: Undated, mention: TimeMention, anchor: Anchor) -> Anchor:
        """Return the anchor from which a span of unsaid beginning is counted."""
        if mention.means != UNSAID_BEGINNING or anchor.published is None:
            return anchor
        base = self.attachment.base(undated.figure, mention, undated.sentence.definite)
        period = self.dating.period(base, anchor) if base else None
        return anchor if period is None else replace(anchor, published=period[0])

    def _date_by(self, rules: DecisionList[FoundPeriod], undated: Undated) -> None:
        """Give a figure the period that the first of some rules finds, if one does."""
        if self.narrative.describes(undated.sentence.parse, undated.number, undated.figure):
            return
        decided = rules.decide(undated)
        if decided is None:
            return
        rule, found = decided
        undated.number.as_of = found.period
        undated.passes_on = found.passes_on
        undated.number.evidence["as_of"] = Evidence(rule.id, found.start, found.end, found.entry)
        if found.event is not None and found.event is undated.sentence.story.event:
            undated.sentence.story.go_on(undated.sentence.index)

    @staticmethod
    def _share(rule: str, shares: Shares) -> None:
        """Give figures the period of others, as a rule pairs them."""
        for number, other in shares:
            why = other.evidence["as_of"]
            number.as_of = other.as_of
            number.evidence["as_of"] = Evidence(rule, why.start, why.end, why.data_entry)
            considered(rule, number, True, "")


def _is_date_line(parse: Parse, sentence: int, times: list[TimeMention]) -> bool:
    """Return whether a sentence is no more than a date: when a text was written, not what it tells of."""
    if len(times) != 1:
        return False
    first, end = parse.sentences[sentence]
    words = [i for i in range(first, end) if any(map(str.isalnum, parse.texts[i]))]
    return bool(words) and times[0].first <= words[0] and words[-1] <= times[0].last
