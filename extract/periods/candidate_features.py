"""Features of candidates: what there is to say for and against a period's being that of a figure.

Each is a short name that holds of a candidate or doesn't; the words before its colon say what it is about: the period
itself, what the rules say, or one of the ways by which the text leads to it (a time "here", "before" in another
sentence, a "figure" before). Where two only tell something together they stand in one, joined by " + ". The weights
that go with them are data of the language (``ranking.py``).
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newstally.extract.grammar import Parse, Word
from newstally.extract.grammar.forms import Form
from newstally.extract.grammar.relations import GRAMMATICAL_SUBJECTS
from newstally.extract.modality.scope import Scope
from newstally.extract.model import Number, Period
from newstally.extract.periods.attachment import Attachment
from newstally.extract.periods.attachment_rules import EXCLUDED
from newstally.extract.periods.candidates import Candidate, Candidates, DatedTime, Lead, Way
from newstally.extract.periods.figure_contexts import FigureContext
from newstally.extract.periods.narrative import Narrative
from newstally.extract.periods.undated import SentenceContext, Undated

GAPS = (2, 4, 8, 15, 30)
"""Tokens between figure and time from which on it is farther away."""
FAR = (2, 4, 7, 12, 20)
"""Sentences from the opening on from which on a figure is farther away."""
LENGTHS = ((0, "day"), (8, "week"), (31, "month"), (99, "quarter"), (369, "year"))
"""Days up to which a period is called so; longer: years."""
AGES = ((1, "a day"), (7, "days"), (44, "weeks"), (399, "months"))
"""Days from its end to the publication up to which a period is so long ago; more: years."""
SHARES = (0.01, 0.3, 0.6, 0.9)
"""Bounds of the share of an article's figures to which the rules give a period."""
SHORT = 3
"""Letters of words that tell nothing of what a sentence is about."""
MOST = 4
"""From here on it is "many": sentences between, candidates, words in common."""


@dataclass(slots=True)
class _Figure:
    """A figure with what its sentence shows."""

    undated: Undated
    number: Number
    place: int
    sentence: int
    told: str
    """How its clause tells it: as an event, or in which tense."""
    foreseen: str
    contrast: str
    rules: str
    """The group of the rule that gave it its period, "none" if none did."""
    times: int
    verb: Word | None
    """The verb nearest above it."""


class CandidateFeatures:
    """Tells the features of the candidates of one article's figures."""

    def __init__(
        self, parse: Parse, candidates: Candidates, attachment: Attachment, narrative: Narrative, scope: Scope
    ) -> None:
        self.parse = parse
        self.candidates = candidates
        self.attachment = attachment
        self.narrative = narrative
        self.scope = scope
        dated = sum(undated.number.as_of is not None for undated in candidates.asked)
        self.share = bisect_right(SHARES, dated / max(1, len(candidates.asked)))
        self._words: dict[int, set[str]] = {}
        self._counts: dict[int, int] = {}

    def of(self, place: int, candidates: Sequence[Candidate]) -> list[list[str]]:
        """Return the features of each candidate of the figure at a place."""
        figure = self._figure(place)
        return [
            list(self._of_none(figure, len(candidates)))
            if candidate.period is None
            else list(dict.fromkeys(self._of_period(figure, candidate, candidate.period)))
            for candidate in candidates
        ]

    def _figure(self, place: int) -> _Figure:
        undated = self.candidates.asked[place]
        number, path, statement = undated.number, undated.figure.path, undated.statement
        base = self.parse[undated.figure.base]
        verb = statement.verb
        event = verb is not None and self.narrative.is_event(verb)
        found = self.scope.climb(base)
        rules = "none"
        if number.as_of is not None:
            rules = ".".join(number.evidence["as_of"].rule.split(".")[1:3])
        return _Figure(
            undated,
            number,
            place,
            undated.sentence.index,
            "as an event" if event else f"in the {statement.tense}" if statement.tense else "without a verb",
            "ahead" if found.is_ahead else "unreal" if found.is_unreal else "real",
            "contrast" if path.is_contrast else "background" if path.background else "plain",
            rules,
            min(len(undated.sentence.definite), 2),
            _verb_above(base),
        )

    # no period

    def _of_none(self, figure: _Figure, candidates: int) -> Iterator[str]:
        number, sentence = figure.number, figure.undated.sentence
        times = f"{figure.times} times here"
        yield "none"
        yield f"none: rules {figure.rules}"
        yield f"none: {number.kind}"
        yield f"none: told {figure.told}"
        yield f"none: {number.kind} told {figure.told}"
        yield f"none: {figure.foreseen}"
        yield f"none: {figure.contrast}"
        yield f"none: {times}"
        yield f"none: {times} + told {figure.told}"
        yield f"none: {times} + {sentence.names_time}"
        yield f"none: {times} + {figure.contrast}"
        yield f"none: {'sourced' if number.source else 'unsourced'} + {figure.told}"
        yield f"none: sentence {min(figure.sentence, MOST)}"
        yield f"none: rules give {self.share} of the article's figures one"
        yield f"none: {min(candidates, 2 * MOST)} candidates"
        verb = figure.verb
        yield f"none: verb {verb.form} {verb.relation}" if verb is not None else "none: no verb"
        statement = figure.undated.statement
        subject = statement.verb.dependent(*GRAMMATICAL_SUBJECTS) if statement.verb is not None else None
        if subject is not None:
            pronoun = subject.form is Form.PERSONAL_PRONOUN
            what = "a pronoun" if pronoun else "a name" if subject.is_name else "a noun"
            yield f"none: subject {what} + {figure.told}"
            yield f"none: subject {'several' if subject.is_plural else 'one'} + {figure.told}"
        yield from self._of_neighbours(figure, times)

    def _of_neighbours(self, figure: _Figure, times: str) -> Iterator[str]:
        """Whether the figures beside it have a period."""
        asked, sentence = self.candidates.asked, figure.undated.sentence
        if len(sentence.numbers) > 1:
            others = self._dated_in(sentence) - (figure.number.as_of is not None)
            yield f"none: others here {'dated' if others else 'undated'} + {times}"
        if figure.place:
            before = asked[figure.place - 1]
            back = min(figure.sentence - before.sentence.index, 2)
            dated = "dated" if before.number.as_of is not None else "undated"
            alike = "alike" if before.number.kind == figure.number.kind else "unlike"
            yield f"none: figure {back} sentences before {dated} + {times}"
            yield f"none: figure {back} sentences before {dated} {alike} + {times}"

    def _dated_in(self, sentence: SentenceContext) -> int:
        """How many figures of a sentence have a period."""
        if sentence.index not in self._counts:
            self._counts[sentence.index] = sum(number.as_of is not None for number in sentence.numbers)
        return self._counts[sentence.index]

    # a period

    def _of_period(self, figure: _Figure, candidate: Candidate, period: Period) -> Iterator[str]:
        length, age = _length(period), self._age(period)
        yield f"period: {length}"
        yield f"period: {age}"
        yield f"period: {length} {age}"
        yield f"period: {length} + told {figure.told}"
        yield f"period: {age} + told {figure.told}"
        yield f"period: {age} + {figure.foreseen}"
        yield f"period: {length} + {figure.number.kind}"
        if candidate.by_rules:
            yield "rules"
            yield f"rules: {figure.rules}"
            yield f"rules: {figure.rules} + {figure.number.kind}"
            yield f"rules: {figure.rules} + told {figure.told}"
            yield f"rules: {figure.rules} + {length}"
            yield f"rules: {figure.rules} + {figure.contrast}"
            yield f"rules: {figure.foreseen}"
        else:
            yield "rules choose none" if figure.rules == "none" else "rules choose another"
        ways = sorted({lead.way for lead in candidate.leads})
        yield f"ways: {' '.join(ways)}"
        yield f"ways: {min(len(candidate.leads), MOST)}"
        for lead in candidate.leads:
            yield from self._of_lead(figure, lead, length)

    def _of_lead(self, figure: _Figure, lead: Lead, length: str) -> Iterator[str]:
        here = "a time here" if figure.times else "no time here"
        if lead.way is Way.HERE and lead.time is not None:
            yield from self._here(figure, lead.time, length)
        elif lead.way is Way.BEFORE and lead.time is not None:
            yield from self._before(figure, lead, lead.time, length, here)
        elif lead.way is Way.FIGURE and lead.other is not None:
            yield from self._of_other(figure, lead, lead.other, length, here)
        elif lead.way is Way.OPENING:
            far = bisect_right(FAR, figure.sentence)
            yield f"opening: {far} + {here}"
            yield f"opening: {figure.told} + {here}"
            yield f"opening: {figure.number.kind} {figure.told}"
        else:
            yield f"{lead.way}: {figure.told} + {here}"
            yield f"{lead.way}: {figure.number.kind} + {here}"

    def _time(self, way: str, figure: _Figure, time: DatedTime) -> Iterator[str]:
        """What holds of a time wherever it stands."""
        mention, dated = time.mention, self._dated(time)
        part = " in part" if time.part else ""
        yield f"{way}: of {dated}{part}"
        yield f"{way}: of {dated} + {figure.number.kind}"
        yield f"{way}: of {dated} + told {figure.told}"
        yield f"{way}: {mention.means}{part}"
        if mention.comparison:
            yield f"{way}: to compare with + {figure.contrast}"

    def _dated(self, time: DatedTime) -> str:
        """What a time dates: a report, an event, what another verb tells, a document, another noun."""
        governor = time.mention.governor
        if self.attachment.words.is_time_of_report(time.mention):
            return "a report"
        if governor.is_verb:
            return "an event" if self.narrative.is_event(governor) else "a verb"
        if governor.is_noun and governor.lemma.lower() in self.attachment.words.documents:
            return "a document"
        return "a noun" if governor.is_noun else "another word"

    def _here(self, figure: _Figure, time: DatedTime, length: str) -> Iterator[str]:
        """A time of the figure's own sentence."""
        mention, context = time.mention, figure.undated.figure
        if mention.first <= context.last and context.first <= mention.last:
            yield "here: the figure itself"
            return
        yield from self._time(Way.HERE, figure, time)
        decided = self.attachment.rules.order.decide(context, mention)
        if decided is None:
            rule = attached = "apart"
        else:
            attached = "not its own" if decided[1] == EXCLUDED else "its own"
            rule = decided[0].id.rsplit(".", 1)[1]
        order, gap, between = _between(figure, context, time)
        dated = self._dated(time)
        yield f"here: {rule} {attached}"
        yield f"here: {rule} {attached} + {dated}"
        yield f"here: {attached} + told {figure.told}"
        yield f"here: {order} {gap}"
        yield f"here: {attached} {order} {gap}"
        yield f"here: {attached} + {between} figures between"
        yield f"here: {attached} + {figure.contrast}"
        yield f"here: {attached} + {figure.number.kind}"
        yield f"here: {attached} + {length} of {dated}"
        yield f"here: {attached} + {figure.times} times here"
        yield f"here: {attached} + {mention.governor.relation}"
        yield f"here: {attached} + {figure.foreseen}"
        yield f"here: {attached} + {'opens' if mention.opens else order}"
        other = _verb_above(mention.governor)
        if decided is None and figure.verb is not None and other is not None:
            stands = _stands(figure.verb, other)
            yield f"here: clause {stands}"
            yield f"here: clause {stands} + {other.relation}"
            yield f"here: clause {stands} + {dated}"

    def _before(self, figure: _Figure, lead: Lead, time: DatedTime, length: str, here: str) -> Iterator[str]:
        """A time of a sentence before."""
        yield from self._time(Way.BEFORE, figure, time)
        starts, paragraphs = self.parse.sentences, self.parse.paragraph_of
        back = min(figure.sentence - time.sentence, MOST)
        apart = min(paragraphs[starts[figure.sentence][0]] - paragraphs[starts[time.sentence][0]], 3)
        place = "last" if lead.nearest else "earlier"
        common = min(len(self._content(figure.sentence) & self._content(time.sentence)), MOST)
        dated = self._dated(time)
        yield f"before: {back} sentences, {apart} paragraphs"
        yield f"before: {back} sentences, {place}"
        yield f"before: {back} sentences + {here}"
        yield f"before: {back} sentences + {dated} + {here}"
        yield f"before: {back} sentences + told {figure.told}"
        yield f"before: {back} sentences + {figure.number.kind} + {here}"
        yield f"before: {back} sentences + {common} words in common + {here}"
        yield f"before: {back} sentences + {length} + {here}"
        yield f"before: {place} + told {figure.told} + {here}"
        yield f"before: {place} {dated} + told {figure.told}"
        yield f"before: {place} + {figure.foreseen}"
        yield f"before: {figure.contrast} + {here}"
        yield f"before: {length} + told {figure.told} + {here}"

    def _of_other(self, figure: _Figure, lead: Lead, other: Undated, length: str, here: str) -> Iterator[str]:
        """The period of a figure before."""
        number, theirs = figure.number, other.number
        back = min(figure.sentence - other.sentence.index, MOST)
        place = "last" if lead.nearest else "earlier"
        alike = "of its kind" if theirs.kind == number.kind else "of another kind"
        counted = bool(number.head) and (theirs.head or "").lower() == (number.head or "").lower()
        if number.source == theirs.source:
            source = "one source" if number.source else "no source"
        else:
            source = "other sources"
        rule = theirs.evidence["as_of"].rule.split(".")[1] if "as_of" in theirs.evidence else "none"
        tense = "one tense" if other.statement.tense == figure.undated.statement.tense else "other tenses"
        yield f"figure: {back} sentences, {place}"
        yield f"figure: {back} sentences, {alike} + {here}"
        yield f"figure: {alike}, {'one' if theirs.unit == number.unit else 'another'} unit, {place}"
        yield f"figure: {back} sentences, {'one head' if counted else 'other heads'}"
        yield f"figure: {back} sentences, {source}"
        yield f"figure: {back} sentences, {tense}"
        yield f"figure: {back} sentences, by {rule}"
        yield f"figure: {back} sentences, {figure.contrast}"
        yield f"figure: {back} sentences, {length} + {here}"
        yield f"figure: {source}, {place}"
        yield f"figure: {place} + told {figure.told} + {here}"
        yield f"figure: {length} + told {figure.told}"
        yield f"figure: {alike}, {number.kind} + {here}"
        verb = _verb_above(self.parse[other.figure.base])
        if back == 0 and verb is not None and figure.verb is not None:
            stands = _stands(figure.verb, verb)
            yield f"figure: clause {stands} + {here}"
            yield f"figure: clause {stands}, {alike}"
            yield f"figure: clause {stands}, {figure.contrast}"

    def _age(self, period: Period) -> str:
        """How long ago a period is on the day of publication."""
        today = self.candidates.published
        if today is None:
            return "of unknown age"
        if period[0] > today:
            return "ahead"
        if period == (today, today):
            return "today"
        if period[1] >= today:
            return "going on"
        days = (today - period[1]).days
        return next((name for most, name in AGES if days <= most), "years") + " ago"

    def _content(self, sentence: int) -> set[str]:
        """The words that tell what a sentence is about."""
        if sentence not in self._words:
            first, end = self.parse.sentences[sentence]
            words = self.parse.lower[first:end]
            self._words[sentence] = {word for word in words if len(word) > SHORT and word.isalpha()}
        return self._words[sentence]


def _length(period: Period) -> str:
    days = (period[1] - period[0]).days
    return next((name for most, name in LENGTHS if days <= most), "years")


def _between(figure: _Figure, context: FigureContext, time: DatedTime) -> tuple[str, int, int]:
    """Whether a time stands before or after a figure, how far away, and how many figures stand between."""
    figures, mention = figure.undated.sentence.figures, time.mention
    if mention.first < context.first:
        gap, between = context.first - mention.last, figures.between(mention.last, context.first)
        return "before", bisect_right(GAPS, gap), min(between, 3)
    gap, between = mention.first - context.last, figures.between(context.last, mention.first)
    return "after", bisect_right(GAPS, gap), min(between, 3)


def _verb_above(word: Word) -> Word | None:
    """The nearest verb on the way up from a word, itself included."""
    while not word.is_verb:
        if word.head is word:
            return None
        word = word.head
    return word


def _stands(verb: Word, other: Word) -> str:
    """How another verb's clause stands to a verb's."""
    if verb is other:
        return "the same"
    if any(word is other for word in verb.ancestors):
        return "above"
    return "below" if any(word is verb for word in other.ancestors) else "beside"
