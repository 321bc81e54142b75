"""The periods component: gives every quantity the period that the text states for it."""

from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span

from newstally.extract.countries import locale_country
from newstally.extract.modality.scope import Scope
from newstally.extract.model import Evidence, Number
from newstally.extract.periods.anchor import Anchor, NoReferenceDateError, reference_day
from newstally.extract.periods.attachment import Attachment
from newstally.extract.periods.carry_over import CarryOver, Recent
from newstally.extract.periods.dateline import in_dateline
from newstally.extract.periods.dating import Dating
from newstally.extract.periods.dependency_path import VERBAL
from newstally.extract.periods.figure_contexts import FigureContext, SentenceFigures, TimeMention
from newstally.extract.periods.headings import Heading, Headings
from newstally.extract.periods.narrative import LONGEST, REACH, Event, Narrative, Story
from newstally.extract.periods.time_expressions import VAGUE, TimeExpression, TimeExpressions
from newstally.extract.words import language_data


@dataclass(frozen=True, slots=True)
class SentenceContext:
    """A sentence: its index, its first token and the one after its last, the heading above it, and the story so far."""

    sentence: int
    first: int
    end: int
    heading: Heading | None
    story: Story


class Periods:
    """Sets ``as_of`` of every quantity, and ``note`` where the lack of a publication date kept it empty."""

    def __init__(self, language: str) -> None:
        self.language = language
        data = language_data(language, "periods")
        self.expressions = TimeExpressions(data)
        self.headings = Headings(data, self.expressions)
        self.attachment = Attachment(data)
        scope = Scope(language)
        self.carry = CarryOver(data, scope)
        self.dating = Dating(data, scope)
        self.narrative = Narrative(data)

    def __call__(self, doc: Doc) -> Doc:
        """Find the times of each sentence that holds quantities, and give each quantity its own."""
        article = doc._.article
        country = locale_country(article.country).lower() if article.country else None
        anchor = Anchor(reference_day(article), self.language, country)
        quantities = sorted((n for n in doc._.numbers if n.is_quantity), key=lambda n: n.first)
        headings = self.headings.governing(doc, anchor) if quantities else {}
        recent = Recent()
        story = Story()
        free: set[int] = set()
        index = 0
        heading = None
        for sentence, (first, end) in enumerate(doc._.sentences):
            start = index
            while index < len(quantities) and quantities[index].first < end:
                index += 1
            if index == start:
                if index < len(quantities) and quantities[index].first < self._end(doc, sentence + REACH):
                    self._follow(
                        doc, sentence, self._definite(self._mentions(doc, first, end, [])), anchor, story
                    )
                continue
            here = quantities[start:index]
            if headings.get(sentence) != heading:
                heading = headings.get(sentence)
                recent.clear()
                story.clear()
            place = SentenceContext(sentence, first, end, heading, story)
            anchor, timeless = self._sentence(doc, place, here, anchor, recent)
            if timeless:
                free.update(start + i for i, number in enumerate(here) if number.as_of is None)
        self.carry.from_equals(quantities, free)
        return doc

    def _sentence(
        self, doc: Doc, where: SentenceContext, numbers: list[Number], anchor: Anchor, recent: Recent
    ) -> tuple[Anchor, bool]:
        """Set the periods of one sentence's quantities, and add them to the recent ones and to the story.

        Returns the anchor with the period spoken of last, and whether the sentence names no time for a figure.
        """
        heading = where.heading
        anchor = replace(anchor, within=heading.period if heading else None)
        figures = SentenceFigures([self._figure(doc, number) for number in numbers])
        mentions = self._mentions(doc, where.first, where.end, numbers)
        definite = self._definite(mentions)
        seen: dict[int, Anchor] = {}
        timed = any(m.opens or not self.attachment.ranks.is_telling(m) for m in mentions)
        for number, figure in zip(numbers, figures.items, strict=True):
            where_it_is = self.narrative.tells_where(doc, number, figure)
            mention = None
            if definite and not where_it_is:
                mention = self.attachment.choose(figure, definite, figures)
            mention = mention or self._of_source(doc, number, definite)
            if mention is not None:
                if mention.first not in seen:  # one time means one period for all its figures
                    seen[mention.first] = self._counted_from(figure, mention, definite, anchor)
                self.dating.date(number, figure, mention, seen[mention.first])
            elif evidence := self.carry.from_source(number, anchor.published):
                number.evidence["as_of"] = evidence
            if number.as_of is not None or recent.knows(number):
                stated = self.carry.stated(doc, number, figure, where.sentence)
                stated.passes_on = mention is None or mention.rule not in self.attachment.ranks.noun_only
                if mention is None and number.as_of is None:
                    evidence = self.carry.from_before(stated, recent, timed, anchor.published)
                    number.evidence.update({"as_of": evidence} if evidence else {})
                recent.add(stated)
            if heading and number.as_of is None and number.note is None:
                self._date_by(heading, number, figure)
                if number.as_of is not None:
                    recent.add(self.carry.stated(doc, number, figure, where.sentence))
            if not definite and number.as_of is None:
                self._date_by_document(doc, number, where)
            if not definite and number.as_of is None:
                stated = self.carry.stated(doc, number, figure, where.sentence)
                if event := self.narrative.goes_on(stated, where.story):
                    self.narrative.date(number, event, where.sentence, where.story)
                    recent.add(stated)
            if number.as_of is not None and not (mention and mention.comparison):
                anchor = anchor.having_spoken_of(number.as_of)
        self._share(numbers, figures)
        self.carry.among_told(doc, numbers, figures, consequences=bool(definite))
        self.carry.as_before_revision(doc, numbers, figures)
        self.carry.as_set_beside(doc, numbers, figures)
        self._follow(doc, where.sentence, definite, anchor, where.story)
        return replace(anchor, beside=None), not timed

    @staticmethod
    def _end(doc: Doc, sentence: int) -> int:
        """Return the token after the last of a sentence, or of the text if there are fewer."""
        sentences = doc._.sentences
        end: int = sentences[sentence][1] if sentence < len(sentences) else len(doc)
        return end

    @staticmethod
    def _definite(mentions: list[TimeMention]) -> list[TimeMention]:
        return [mention for mention in mentions if mention.expression.entry.means != VAGUE]

    def _follow(
        self, doc: Doc, sentence: int, mentions: list[TimeMention], anchor: Anchor, story: Story
    ) -> None:
        """Let the story go on to the event that a sentence dates last, and remember the occasions that it dates."""
        for mention in mentions:
            noun = self.narrative.occasion_of(self.attachment.dated_by(mention))
            verb = mention.governor
            main = verb.pos_ in VERBAL and verb.dep_ != "relcl"
            tells = self.attachment.ranks.is_telling(mention) or any(c.dep_ == "ccomp" for c in verb.children)
            happens = main and not tells
            if noun is None and not happens:
                continue
            event = self._event(doc, sentence, mention, anchor, noun)
            if noun is None:
                dated = event is not None and self.narrative.is_dated(mention)
                story.event = event if dated else None
            elif event is not None:
                story.occasions.append(event)

    def _event(
        self, doc: Doc, sentence: int, mention: TimeMention, anchor: Anchor, noun: str | None
    ) -> Event | None:
        """Return what a time dates, if that is past and, for what no noun names, dated to a month at most."""
        try:
            period = self.dating.period(mention, anchor)
        except NoReferenceDateError:
            return None
        day = 0 if noun else 1  # a survey "conducted this month" may go on to its end
        past = period is not None and anchor.published is not None and period[day] <= anchor.published
        if period is None or not past or (noun is None and (period[1] - period[0]).days > LONGEST):
            return None
        first, last = doc[mention.first], doc[mention.last]
        evidence = Evidence(mention.expression.entry.rule, first.idx, last.idx + len(last))
        return Event(period, sentence, evidence, noun)

    def _date_by_document(self, doc: Doc, number: Number, where: SentenceContext) -> None:
        """Give a figure the time of the document that tells it, if an earlier sentence dates that."""
        span = self._source_span(doc, number)
        event = span and self.narrative.document_of(span, where.sentence, where.story)
        if event:
            self.narrative.date(number, event, where.sentence, where.story)

    @staticmethod
    def _source_span(doc: Doc, number: Number) -> Span | None:
        if number.source_start is None or number.source_end is None:
            return None
        return doc.char_span(number.source_start, number.source_end, alignment_mode="expand")

    def _of_source(self, doc: Doc, number: Number, mentions: list[TimeMention]) -> TimeMention | None:
        """Return the time that dates the figure's source, where that is a document ("Tuesday's poll shows")."""
        span = self._source_span(doc, number) if mentions else None
        return self.attachment.of_source(mentions, span.start, span.end - 1) if span else None

    @staticmethod
    def _date_by(heading: Heading, number: Number, figure: FigureContext) -> None:
        """Give a figure the period of the heading above it, unless it is there to compare with."""
        if not (figure.path.old_value or figure.path.compared):
            number.as_of, number.evidence["as_of"] = heading.period, heading.evidence

    def _share(self, numbers: list[Number], figures: SentenceFigures) -> None:
        """Give figures without a time that of the figure that they are a part of."""
        if not any(number.as_of for number in numbers):
            return
        for number, figure in zip(numbers, figures.items, strict=True):
            place = figures.following_through(figure) if number.as_of is None else None
            if place is not None and numbers[place].as_of is not None:
                number.as_of = numbers[place].as_of
                number.evidence["as_of"] = numbers[place].evidence["as_of"]

    def _mentions(self, doc: Doc, first: int, end: int, numbers: list[Number]) -> list[TimeMention]:
        """Return the times of a sentence; a bare "2000" that counts something is none."""
        counted = {
            i
            for number in numbers
            if number.kind != "duration"
            for i in range(number.first, number.last + 1)
            if doc[i].text[0].isdigit()
        }
        expressions = self.expressions.join_apart(self.expressions.find(doc, first, end), doc)
        expressions = [
            item
            for item in expressions
            if not in_dateline(doc, item.first, item.last, first, end)
            and not (item.entry.options.get("before_clause") and doc[item.last].dep_ != "mark")
            and not _is_name(doc, item)
        ]
        return [
            self.attachment.mentions.mention(doc, expression, first)
            for expression in expressions
            if "MONTH" in expression.values
            or counted.isdisjoint(range(expression.first, expression.last + 1))
        ]

    def _counted_from(
        self, figure: FigureContext, mention: TimeMention, mentions: list[TimeMention], anchor: Anchor
    ) -> Anchor:
        """Return the anchor from which a span of unsaid beginning is counted."""
        if mention.expression.entry.means != "within" or anchor.published is None:
            return anchor
        base = self.attachment.base(figure, mention, mentions)
        period = self.dating.period(base, anchor) if base else None
        return anchor if period is None else replace(anchor, published=period[0])

    def _figure(self, doc: Doc, number: Number) -> FigureContext:
        path = self.attachment.paths.path(doc, number.first, number.last, number.head_token)
        last = number.last
        if number.quantity_end > number.end:
            while last + 1 < len(doc) and doc[last + 1].idx < number.quantity_end:
                last += 1
        head = number.head_token
        end = head if head is not None and last < head <= last + 4 else last
        return FigureContext(number.first, last, path, end)


def _is_name(doc: Doc, expression: TimeExpression) -> bool:
    """Return whether a bare month is the first name of somebody or something: "Jan Verhoef", "April Brent futures"."""
    i = expression.first
    if expression.last != i or "MONTH" not in expression.values or i + 1 >= len(doc):
        return False
    bare = i == 0 or doc[i - 1].pos_ not in ("DET", "ADP", "PART", "ADJ")
    return (
        bare and doc[i].dep_ == "compound" and doc[i + 1].pos_ == "PROPN" and doc[i].text != doc[i + 1].text
    )
