"""Recent time: a figure that no rule gives a time, in a sentence that names just one, and that a recent one."""

from newstally.extract.grammar import Parse, Word
from newstally.extract.grammar.forms import PRESENT_FORMS
from newstally.extract.grammar.relations import GRAMMATICAL_SUBJECTS, NOUN_CLAUSES, Relation
from newstally.extract.periods.anchor import NoReferenceDateError
from newstally.extract.periods.attachment import Attachment
from newstally.extract.periods.dating import Dating
from newstally.extract.periods.dependency_path import REPORTED
from newstally.extract.periods.figure_contexts import FigureContext, TimeMention
from newstally.extract.periods.undated import FoundPeriod, Undated
from newstally.extract.rules import counterexample, example, rule

RECENT = 180
"""Days before the publication that are recent."""
LONGEST = 31
"""Days that a time lasts which dates what happened."""


class RecentTime:
    """The rule, with what it asks about times and figures."""

    def __init__(self, attachment: Attachment, dating: Dating) -> None:
        self.attachment = attachment
        self.dating = dating

    @rule(
        "periods.sentence.recent_time",
        example(
            '"The network had 23 million people," Norvo said, referring to the Feb. 16 debate.',
            "23 million",
            as_of="2026-02-16",
        ),
        counterexample("He holds two of the guns, a judge ruled Monday.", "two", as_of=None),
        counterexample("On Monday, Voss saw a camp that houses 4,000 people.", "4,000", as_of=None),
        counterexample("On Monday, Voss mocked the firm for its plan to hire 400 men.", "400", as_of=None),
        counterexample("Floods on Monday hit Marden, a port of 3 million people.", "3 million", as_of=None),
        counterexample(
            "Norvo, who backed the mayor in 2019, gave the club that is led by his son $4 million.",
            "4 million",
            as_of=None,
        ),
    )
    def of_sentence(self, undated: Undated) -> FoundPeriod | None:
        """The only time of a sentence, if it is recent and not of the telling, dates what news tells in it."""
        sentence, figure = undated.sentence, undated.figure
        published = sentence.anchor.published
        if len(sentence.definite) != 1 or published is None or undated.number.kind == "duration":
            return None
        mention = sentence.definite[0]
        if figure.path.is_contrast or figure.path.background or mention.comparison:
            return None
        if _is_set_off(sentence.parse, figure) or _dates_another(mention, figure):
            return None
        if self.attachment.words.is_time_of_report(mention) or self.attachment.is_excluded(figure, mention):
            return None
        if _is_of_teller(sentence.parse, figure, mention) or _is_of_no_day(sentence.parse[figure.base]):
            return None
        try:
            period = self.dating.period(mention, sentence.anchor)
        except NoReferenceDateError:
            return None
        if period is None or (period[1] - period[0]).days > LONGEST:
            return None
        if not 0 < (published - period[1]).days <= RECENT:
            return None
        parse, entry = sentence.parse, mention.expression.entry.rule
        start, end = parse[mention.first].start, parse[mention.last].end
        return FoundPeriod(period, start, end, entry, passes_on=False)


def _is_set_off(parse: Parse, figure: FigureContext) -> bool:
    """Return whether a figure stands in an apposition between commas: "Marden, a port of 40,000 people"."""
    for word in (parse[i] for i in figure.path.clauses):
        if word.relation is Relation.APPOSITION and word.first > 0 and parse[word.first - 1].text == ",":
            return not any(inner.is_verb for inner in parse[word.first : figure.first])
    return False


def _dates_another(mention: TimeMention, figure: FigureContext) -> bool:
    """Return whether a time is that of a participle which describes something else than the figure's."""
    participle = mention.governor
    if participle.relation is not Relation.ADNOMINAL_CLAUSE:
        return False
    noun, path = participle.head, figure.path.clauses
    does = noun.relation in GRAMMATICAL_SUBJECTS and noun.head.i in path
    return noun.i not in path and not does


def _is_of_no_day(word: Word) -> bool:
    """Return whether a word stands in a clause that tells what lasts or is to come, not what happened on a day.

    "A camp that houses 4,000 people", "its plan to hire 400 men".
    """
    verb = next((above for above in (word, *word.ancestors) if above.is_verb), None)
    if verb is None:
        return False
    if verb.is_infinitive:
        return verb.relation is not Relation.OPEN_COMPLEMENT
    described = verb.relation in NOUN_CLAUSES
    return described and verb.form in PRESENT_FORMS and not verb.has(Relation.AUXILIARY)


def _is_of_teller(parse: Parse, figure: FigureContext, mention: TimeMention) -> bool:
    """Return whether a time is that of a verb that tells a clause with the figure: "he has 12, she said Monday"."""
    word = parse[figure.base]
    return any(
        below.relation in REPORTED and below.head is mention.governor for below in (word, *word.ancestors)
    )
