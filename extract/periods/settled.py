"""Settled periods: where the rules or the text leave the learned ranking no choice of a figure's time."""

from newstally.extract.grammar.forms import PAST_FORMS, PartOfSpeech
from newstally.extract.model import Evidence
from newstally.extract.periods.attachment import Attachment
from newstally.extract.periods.candidates import Candidate, Way
from newstally.extract.periods.figure_contexts import TimeMention
from newstally.extract.periods.going_on import GoingOn
from newstally.extract.periods.headings import governing_heading
from newstally.extract.periods.market import Market
from newstally.extract.periods.narrative import Narrative
from newstally.extract.periods.sharing import same_verb
from newstally.extract.periods.undated import Undated
from newstally.extract.rules.decisions import rule_of

DEADLINE = "periods.relation.deadline"
"""The relation of a time by which something is to be: "by the end of the decade"."""


def open_candidates(undated: Undated, candidates: list[Candidate]) -> list[Candidate]:
    """Return the candidates between which there is a choice: below a heading that is a date there is none."""
    by_rules = undated.number.evidence.get("as_of")
    if by_rules is None or by_rules.rule != rule_of(governing_heading).id:
        return candidates
    return [candidate for candidate in candidates if candidate.by_rules]


class Settled:
    """Tells whether what the rules say of a figure stands, whatever the ranking prefers."""

    def __init__(self, attachment: Attachment, narrative: Narrative, going_on: GoingOn) -> None:
        self.attachment = attachment
        self.narrative = narrative
        self.going_on = going_on

    def holds(self, undated: Undated, chosen: Candidate) -> bool:
        """Return whether what the rules say of a figure stands.

        So it does of what something is like, or what there was, of no day ("A village 15 miles west of Lessen"; "Police
        arrested 12 people on Monday. The building had 140 flats."), of what was counted since an occasion, and where
        the text leaves no doubt. Neither does the ranking take its time from a part of what was counted before, nor
        give an old value's to the new one ("rose to 12 from 9 in 2020").
        """
        if self.narrative.describes(undated.sentence.parse, undated.number, undated.figure):
            return True
        by_rules = undated.number.evidence.get("as_of")
        if by_rules is not None and by_rules.rule == rule_of(Narrative.since_occasion).id:
            return True
        if by_rules is None and chosen.period is not None and self._is_of_no_day(undated, chosen):
            return True
        if by_rules is not None and chosen.period is None and self._is_told(undated, by_rules):
            return True
        if self._is_of_old_value(undated, chosen) or self._is_of_last_close(by_rules, chosen):
            return True
        verb, period = undated.statement.verb, chosen.period
        if verb is None or period is None or period[0] != period[1] or verb.form not in PAST_FORMS:
            return False
        elsewhere = all(lead.way is not Way.HERE for lead in chosen.leads)
        return undated.number.kind == "count" and elsewhere and verb.lemma.lower() in self.narrative.states

    def _is_of_no_day(self, undated: Undated, chosen: Candidate) -> bool:
        """Whether a figure of which the rules find no time has none, whatever time is told around it.

        It says what somebody is ("Floods on Monday hit Marden, a port of 3 million people"), or what there is, not what
        there was ("The firm, founded in 1998, employs 400"), or all that is told is when a report came out.
        """
        if self.narrative.is_aside(undated):
            return True
        if all(
            lead.time is not None and self._is_of_what_is_told(lead.time.mention) for lead in chosen.leads
        ):
            return True
        if undated.statement.tense == "past" and self._is_of_what_is_ahead(undated, chosen):
            return True
        published, period = undated.sentence.anchor.published, chosen.period
        is_over = published is not None and period is not None and period[1] < published
        return is_over and undated.number.kind == "count" and undated.statement.tense == "present"

    @staticmethod
    def _is_of_what_is_ahead(undated: Undated, chosen: Candidate) -> bool:
        """Whether all times that lead to a period are of what is to come: "will get 38 this year and has served 12"."""
        verbs = [lead.time.mention.governor for lead in chosen.leads if lead.time is not None]
        tense_of = undated.statements.tense_of
        return bool(verbs) and all(verb.is_verb and tense_of(verb) == "ahead" for verb in verbs)

    def _is_of_what_is_told(self, mention: TimeMention) -> bool:
        """Whether a time is that of a report or document, not of what it tells: "Tuesday's report"."""
        words, governor = self.attachment.words, mention.governor
        return words.is_time_of_report(mention) or governor.lemma.lower() in words.documents

    def _is_of_old_value(self, undated: Undated, chosen: Candidate) -> bool:
        """Whether the time chosen is that of what a figure is compared with."""
        figures = undated.sentence.figures
        return any(
            lead.way is Way.HERE
            and lead.time is not None
            and self.attachment.is_of_old_value(undated.figure, lead.time.mention, figures)
            for lead in chosen.leads
        )

    @staticmethod
    def _is_of_last_close(by_rules: Evidence | None, chosen: Candidate) -> bool:
        """Whether a move on a market would get the time from which on it moved: "fell 4% from Friday's close"."""
        moved = by_rules is not None and by_rules.rule == rule_of(Market.session).id
        return moved and all(lead.time is not None and lead.time.mention.comparison for lead in chosen.leads)

    def _is_told(self, undated: Undated, by_rules: Evidence) -> bool:
        """Return whether the text leaves no doubt about a figure's time, so that no ranking knows better.

        It is a move or a quote on a market, the one day or year of the sentence and a deadline, or the text says that
        figures are told together: by "and" between them, or by a word such as "además".
        """
        if by_rules.rule == rule_of(self.going_on.period).id:
            return self.going_on.adds(undated)
        if by_rules.rule == rule_of(Market.session).id:
            return True
        if by_rules.rule == rule_of(same_verb).id:
            return _is_conjoined(undated)
        return len(undated.sentence.definite) == 1 and by_rules.entry == DEADLINE


def _is_part(undated: Undated) -> bool:
    """Whether a figure is of what was counted before, whose time is its own: "Of these, 97 are grave"."""
    counted, parse = undated.number.head_token, undated.sentence.parse
    return counted is not None and parse.sentence_of[counted] < undated.sentence.index


def _is_conjoined(undated: Undated) -> bool:
    """Return whether only nouns and "and" stand between a figure and the one before it ("52 phones and $3,700")."""
    parse, first = undated.sentence.parse, undated.figure.first
    last = max((one.last for one in undated.sentence.figures.items if one.last < first), default=first)
    between = parse[last + 1 : first]
    return any(word.pos is PartOfSpeech.COORDINATOR for word in between) and not any(
        word.is_verb for word in between
    )
