"""Spoken times: from what the times of a sentence are counted, as the text before it tells.

"That year" is the one that was told last; "December 12" is of the year that the paragraph tells of; "FY19" ends with
the month with which the fiscal year of the article ends.
"""

from collections.abc import Iterator
from dataclasses import replace

from newstally.extract.model import Period
from newstally.extract.periods.anchor import Anchor
from newstally.extract.periods.attachment import Attachment
from newstally.extract.periods.calendar import DAY, unit_period
from newstally.extract.periods.dating import Dating
from newstally.extract.periods.figure_contexts import TimeMention
from newstally.extract.periods.time_expressions import TimeExpression
from newstally.extract.periods.times_of_sentence import DefiniteTimes

WITHIN_SPOKEN = "in_spoken_year"
"""Meaning of "in October of that year"."""
AFTER = frozenset({"later", "following"})
"""Meanings of "the next day", "a year later", "the following year"."""
POINTING = AFTER | {"antecedent", "earlier", WITHIN_SPOKEN}
"""Meanings of "that day", "the same month", "the day before", "the next day", "in May of that year"."""
COUNTED_ON = POINTING | {"since_then", "spoken_unit", "same_in_year", "same_day_before"}
"""Meanings of times that are counted from another that the text spoke of."""
YEARS = frozenset({"YEAR", "SHORT"})
"""Classes of words that tell a year."""
YEARLESS = frozenset({"day_of_month", "days_of_month", "month", "part_of_month"})
"""Meanings of times that may leave their year to what was told before."""
UNITS_TO = "units_to"
"""Meaning of "the year ended August 31"."""
REACH = 8
"""Sentences back in which the time is looked for that is pointed at, or the year that is told of."""


class SpokenTimes:
    """Tells from what the times of one language's sentences are counted."""

    def __init__(self, dating: Dating, attachment: Attachment) -> None:
        self.dating = dating
        self.attachment = attachment

    def before(self, told: DefiniteTimes, index: int, mentions: list[TimeMention], anchor: Anchor) -> Anchor:
        """Return the anchor of a sentence with these times."""
        if anchor.published is None or not mentions:
            return anchor
        anchor = self._with_fiscal_year(mentions, anchor)
        anchor = replace(
            anchor,
            told=self._told_with_year(told, index, mentions, anchor),
            compared=self._compared(mentions, anchor),
        )
        return self._pointed_back(told, index, mentions, anchor)

    def _with_fiscal_year(self, mentions: list[TimeMention], anchor: Anchor) -> Anchor:
        """Return the anchor with the fiscal year of whom the article is about, if the sentence tells when it ends."""
        for mention in mentions:
            if mention.means != UNITS_TO or mention.expression.value("UNIT") != "year":
                continue
            period = self.dating.period(mention, anchor)
            if period is not None and (period[1] + DAY).day == 1:
                return replace(anchor, fiscal_year_begins=(period[1] + DAY).month)
        return anchor

    def _compared(self, mentions: list[TimeMention], anchor: Anchor) -> Period | None:
        """Return the time that a sentence tells before one to compare with, None without such a pair.

        When something was reported isn't what it is compared by: "said on Monday that sales fell to 340 from 410".
        """
        told = None
        for mention in mentions:
            if mention.comparison and told is not None:
                return self.dating.period(told, anchor)
            if not mention.comparison and not self.attachment.words.is_time_of_report(mention):
                told = mention
        return None

    def _told_with_year(
        self, told: DefiniteTimes, index: int, mentions: list[TimeMention], anchor: Anchor
    ) -> Period | None:
        """Return what the paragraph told last with its year, where a sentence leaves out that of a day or a month."""
        bare = next((mention for mention in mentions if _is_yearless(mention)), None)
        if bare is None:
            return None
        parse = told.parse
        paragraph = parse.paragraph_of[parse.sentences[index][0]]
        earlier = [mention for mention in mentions if mention.last < bare.first]
        for back in range(index, max(index - REACH, 0) - 1, -1):
            if parse.paragraph_of[parse.sentences[back][0]] != paragraph:
                return None
            for mention in reversed(earlier if back == index else told.of(back)):
                if _is_yearless(mention):
                    continue
                named = any("YEAR" in part.values for part in _parts(mention.expression))
                return self.dating.period(mention, anchor) if named and mention.means != UNITS_TO else None
        return None

    def _pointed_back(
        self, told: DefiniteTimes, index: int, mentions: list[TimeMention], anchor: Anchor
    ) -> Anchor:
        """Return the anchor of a sentence that points back to a time ("that day"): as the text before names it.

        Most sentences that name such a time have no figure, so that it isn't among those spoken of.
        """
        pointing = next((mention for mention in mentions if mention.means in POINTING), None)
        if pointing is None:
            return anchor
        if pointing.means == "earlier" and pointing.expression.value("UNIT") != "day":
            return anchor
        earlier = [mention for mention in mentions if mention.last < pointing.first]
        for back in range(index, max(index - REACH, 0) - 1, -1):
            for mention in reversed(earlier if back == index else told.of(back)):
                if mention.comparison or mention.means in COUNTED_ON:
                    continue
                period = self.dating.period(mention, anchor)
                if period is not None and self._may_be_meant(pointing, mention, period):
                    return replace(anchor, antecedent=period)
        return anchor

    def _may_be_meant(self, pointing: TimeMention, told: TimeMention, period: Period) -> bool:
        """Return whether a time that points back ("that year") may mean one that was told before, of that period.

        A longer unit may be that in which a time lies: "it opened in May 2015; that year 300 enrolled"; a year only if
        it was told, for that of a bare "Monday" is nobody's subject.
        """
        unit = pointing.expression.value("UNIT")
        if unit is None:
            return pointing.means == WITHIN_SPOKEN or period[0] < period[1]
        whole = unit_period(period[0], unit)
        if whole == period:
            return True
        if unit == "day" or self.attachment.words.is_time_of_report(told):
            return False
        if period[1] > whole[1] or "COUNT" in pointing.expression.values:
            return pointing.means in AFTER
        return unit != "year" or not YEARS.isdisjoint(told.expression.values)


def _is_yearless(mention: TimeMention) -> bool:
    """Return whether a time is a day or a month whose year isn't told, or one counted from it ("until May 3")."""
    return all(
        part.entry.means in YEARLESS and not part.entry.options.get("year") and YEARS.isdisjoint(part.values)
        for part in _parts(mention.expression)
    )


def _parts(expression: TimeExpression) -> Iterator[TimeExpression]:
    """Yield the times that an expression consists of, itself if it is one."""
    if not expression.parts:
        yield expression
    for part in expression.parts:
        yield from _parts(part)
