"""Attachment rules: what may make a time of a sentence that of a figure in it, in the order in which they are asked.

Each rule is given a figure and a time and returns a rank: how many clauses lie between them, ``LOOSE`` for a time that
is the figure's only for want of another, ``EXCLUDED`` if it can't be the figure's; None where it doesn't apply.
"""

from typing import Any

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import PAST_FORMS, Form
from newstally.extract.grammar.relations import GRAMMATICAL_SUBJECTS, NOUN_CLAUSES, Relation
from newstally.extract.periods.attachment_words import AttachmentWords
from newstally.extract.periods.dependency_path import has_subject, is_past_perfect
from newstally.extract.periods.figure_contexts import FigureContext, TimeMention
from newstally.extract.periods.neighbour_rules import NeighbourRules
from newstally.extract.periods.time_mentions import OPEN_ENDED
from newstally.extract.rules import DecisionList, counterexample, example, rule

OWN = -1.0
"""Rank of a time that is a figure's own whatever else is near."""
LOOSE = 9.0
"""Rank of a time that is a figure's own only for want of another."""
EXCLUDED = float("inf")
"""Rank of a time that isn't the figure's."""
NEARBY = 4
"""Tokens from a time to the figure before which it may stand; half the steps up to the group that it dates."""


class AttachmentRules:
    """The rules, with the words of one language."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.words = words = AttachmentWords.from_data(data)
        neighbours = NeighbourRules(words)
        self.order: DecisionList[float] = DecisionList(
            self.clause_of_time,
            self.comparison,
            self.time_of_part,
            self.multiple,
            self.announced,
            self.result_of,
            self.adjacent,
            self.premodifier,
            self.compared_figure,
            self.conjoined_verb,
            self.reported_result,
            self.reporting_verb,
            self.possessed,
            self.governor,
            self.evidential_verb,
            self.frame,
            *neighbours.order.functions,
            self.stated_day,
            self.resultative,
            self.partitive,
        )

    @rule(
        "periods.attachment.clause_of_time",
        example("The worst year was 2014, when 130 people drowned.", "130", as_of="2014-01-01/2014-12-31"),
    )
    def clause_of_time(self, figure: FigureContext, mention: TimeMention) -> float | None:
        """The figure stands in a clause of the time ("in 2014, when 130 died", "three weeks ago when she drew 900")."""
        path = figure.path.clauses
        if any(mention.first <= i <= mention.last for i in path):
            return 1.0
        parse = mention.governor.parse
        after = mention.last + 1
        after += after < len(parse) and parse[after].text == ","
        opens = after < len(parse) and parse[after].lower in self.words.same_time
        return 1.0 if opens and parse[after].head.i in path else None

    @rule(
        "periods.attachment.comparison",
        example("Rents were 12 percent higher than in 2019.", "12 percent", as_of=None),
        leaves_evidence=False,
    )
    def comparison(self, figure: FigureContext, mention: TimeMention) -> float | None:
        """A time to compare with isn't that of a figure, unless that is there to compare with too."""
        if not mention.comparison or figure.path.is_contrast or self._is_in_beginning(figure, mention):
            return None
        return EXCLUDED

    @rule(
        "periods.attachment.time_of_part",
        example("Some 90 people have drowned, 30 of them in the past week.", "90", as_of=None),
        counterexample("Some 90 people drowned on Monday, 30 of them in the port.", "90", as_of="2026-02-23"),
        leaves_evidence=False,
    )
    def time_of_part(self, figure: FigureContext, mention: TimeMention) -> float | None:
        """A time right behind "30 of them" isn't that of the whole before it."""
        pronoun = mention.follows_pronoun
        if pronoun is None or pronoun.head.lower not in self.words.part:
            return None
        part = pronoun.head.head
        return EXCLUDED if part.is_number_like and part.i > figure.last else None

    @rule(
        "periods.attachment.multiple",
        example("Deaths are ten times the number recorded in 2013.", "ten times", as_of=None),
        counterexample(
            "The firm sold ten times as many in 2013.", "ten times", as_of="2013-01-01/2013-12-31"
        ),
        leaves_evidence=False,
    )
    def multiple(self, figure: FigureContext, mention: TimeMention) -> float | None:
        """A time within what the figure is a multiple of isn't the figure's."""
        parse = mention.governor.parse
        if parse[figure.last].lower not in self.words.multiples or figure.last + 1 >= len(parse):
            return None
        determiner = parse[figure.last + 1]
        if determiner.relation is not Relation.DETERMINER:
            return None
        return EXCLUDED if determiner.head.first <= mention.first <= determiner.head.last else None

    @rule(
        "periods.attachment.announced",
        example("Norvo, who unveiled a $275 million plan on Monday, wants roads.", "275 million", as_of=None),
        example("A poll out Tuesday shows that he has 27 percent.", "27 percent", as_of=None),
        leaves_evidence=False,
    )
    def announced(self, figure: FigureContext, mention: TimeMention) -> float | None:
        """The day on which a plan was announced or a document came out isn't that of the figures in it."""
        thing = mention.governor.parse[figure.end]
        announced = self.words.is_announced_by(thing, mention) or self.words.is_of_issue(mention)
        return EXCLUDED if announced else None

    @rule(
        "periods.attachment.result_of",
        example(
            "Norvo Bank reported third-quarter income of $2.1 billion on Tuesday.",
            "2.1 billion",
            as_of="2025-07-01/2025-09-30",
        ),
    )
    def result_of(self, figure: FigureContext, mention: TimeMention) -> float | None:
        """The quarter before the result that a figure amounts to is its own, however near the day of the report is."""
        noun = mention.governor
        before = noun.is_noun and mention.last < noun.i < figure.first
        amounts = before and figure.path.clauses.get(noun.i) == 0
        return OWN if amounts and mention.means in self.words.results else None

    @rule(
        "periods.attachment.adjacent",
        example("The firm sold 400 boats in 2021 and nothing since.", "400", as_of="2021-01-01/2021-12-31"),
    )
    def adjacent(self, figure: FigureContext, mention: TimeMention) -> float | None:
        """Only a preposition stands between the figure, with what it counts, and the time."""
        return 0.0 if self.follows_at_once(figure, mention) else None

    @rule(
        "periods.attachment.premodifier",
        example("The mine's current 400 workers will stay.", "400", as_of="2026-02-26"),
        example("Its current value is 400 pesos.", "400", as_of="2026-02-26"),
    )
    def premodifier(self, figure: FigureContext, mention: TimeMention) -> float | None:
        """A time that counts only for the noun behind it ("current") is the figure's if it counts or measures that."""
        if mention.name not in self.words.noun_only:
            return None
        noun, path = mention.governor, figure.path.clauses
        near = mention.last < figure.first <= mention.last + NEARBY
        if near and path.get(noun.i) == 0:
            return 0.0
        said = noun.relation is Relation.SUBJECT and path.get(noun.head.i) == 1
        return 1.0 if said and noun.head.lemma.lower() in self.words.copular else EXCLUDED

    @rule(
        "periods.attachment.compared_figure",
        example(
            "Rents rose to 12 pesos a week, up from 9 pesos a week in 2019.",
            "9",
            as_of="2019-01-01/2019-12-31",
        ),
        example("The rate went from 458 per 100,000 in 2011 to 753.", "458", as_of="2011-01-01/2011-12-31"),
    )
    def compared_figure(self, figure: FigureContext, mention: TimeMention) -> float | None:
        """An old value, or one to compare with, has only a time that follows it and modifies a word of its own."""
        if not figure.path.is_contrast:
            return None
        governor = mention.governor
        if governor.relation in NOUN_CLAUSES:
            governor = governor.head  # "from the 60 that it sold four years ago"
        own = governor.i in figure.path.clauses and figure.last < mention.first
        return 0.0 if own or self.trails(figure, mention) else EXCLUDED

    def trails(self, figure: FigureContext, mention: TimeMention) -> bool:
        """Return whether a time follows an old value and its rate: "from 458 per 100,000 in 2011 to 753"."""
        between = mention.governor.parse[figure.last + 1 : mention.first]
        return (
            0 < len(between) <= NEARBY
            and between[-1].lower in self.words.adjacent
            and not any(word.is_verb or word.is_punctuation for word in between)
        )

    @rule(
        "periods.attachment.conjoined_verb",
        example("She was arrested in April and held for 12 weeks.", "12", as_of="2025-04-01/2025-04-30"),
    )
    def conjoined_verb(self, figure: FigureContext, mention: TimeMention) -> float | None:
        """The time of a verb to which the figure's is joined holds if that goes on from it: no subject, same tense."""
        governor, path = mention.governor, figure.path
        if mention.opens or governor.i not in path.conjoined or governor.i not in path.clauses:
            return None
        goes_on = any(
            below.relation is Relation.CONJUNCT
            and below.i in path.clauses
            and below.is_verb
            and below.form in PAST_FORMS
            and not has_subject(below)
            for below in governor.dependents
        )
        return LOOSE if goes_on else EXCLUDED

    @rule(
        "periods.attachment.reported_result",
        example(
            "The firm reported $2.53 in earnings per share for the third quarter.",
            "2.53",
            as_of="2025-07-01/2025-09-30",
        ),
        example(
            "In fiscal 2024, the firm reported sales of $462 million.",
            "462 million",
            as_of="2023-10-01/2024-09-30",
            country="us",
        ),
        counterexample("The firm announced 400 job cuts at its mills last month.", "400", as_of=None),
    )
    def reported_result(self, figure: FigureContext, mention: TimeMention) -> float | None:
        """A quarter or fiscal year, or behind the verb what follows "for", is the time of what is reported."""
        clauses = figure.path.clauses.get(mention.governor.i)
        if clauses != 1 or not self.words.is_time_of_report(mention):
            return None
        if mention.first < figure.last:
            return float(clauses) if mention.opens and mention.means in self.words.results else None
        parse = mention.governor.parse
        led = {parse[mention.first - 1].lower, parse[mention.first].lower} & self.words.results_after
        result = mention.means in self.words.results or (led and mention.means in self.words.long)
        return float(clauses) if result else None

    @rule(
        "periods.attachment.reporting_verb",
        example("Two more deaths were confirmed on Monday.", "Two", as_of="2026-02-23"),
        example("A total of 40 deaths were confirmed on Monday.", "40", as_of="2026-02-23"),
        counterexample("Officials said on Monday that 12 people had died.", "12", as_of=None),
    )
    def reporting_verb(self, figure: FigureContext, mention: TimeMention) -> float | None:
        """The time of the telling isn't that of what is told, unless the figure counts the subject of its passive."""
        clauses = figure.path.clauses.get(mention.governor.i)
        if clauses is None or not self.words.is_time_of_report(mention):
            return None
        own = {*range(figure.first, figure.last + 1), figure.end}
        told = any(
            below.relation is Relation.PASSIVE_SUBJECT
            and (below.i in own or self._amounts_to(below, own) or self._is_part(mention.governor, figure))
            for below in mention.governor.dependents
        )
        return float(clauses) if told else EXCLUDED

    @rule(
        "periods.attachment.possessed",
        example("This year the port ranks fifth among Oslany's 88 counties.", "88", as_of=None),
        counterexample("Their 12 sons died on Monday.", "12", as_of="2026-02-23"),
        leaves_evidence=False,
    )
    def possessed(self, figure: FigureContext, mention: TimeMention) -> float | None:
        """How many somebody has isn't of the time of what is done with them: "jailed for hurting their 13 children"."""
        parse = mention.governor.parse
        noun = parse[figure.last].head
        counts = parse[figure.last].relation is Relation.NUMERIC_MODIFIER and noun.is_plural
        holder = noun.possessor if counts and noun.i == figure.end else None
        if holder is None or holder.i > figure.first or noun.relation in GRAMMATICAL_SUBJECTS:
            return None
        return None if noun.first <= mention.first <= noun.last else EXCLUDED

    @rule(
        "periods.attachment.governor",
        example("On Monday, 12 miners left after talks.", "12", as_of="2026-02-23"),
        example("The storm killed 12 people in the village on Monday.", "12", as_of="2026-02-23"),
    )
    def governor(self, figure: FigureContext, mention: TimeMention) -> float | None:
        """The time modifies a word on the figure's path: its noun, its verb, a verb that this one completes."""
        clauses = figure.path.clauses.get(mention.governor.i)
        return None if clauses is None else float(clauses)

    @rule(
        "periods.attachment.evidential_verb",
        example("Polls now show that 40 percent would stay.", "40 percent", as_of="2026-02-26"),
    )
    def evidential_verb(self, figure: FigureContext, mention: TimeMention) -> float | None:
        """The time of a verb that gives evidence, and doesn't merely tell, is that of the clause it completes."""
        told = figure.is_told_by(mention)
        return LOOSE if told and not self.words.is_report(mention) else None

    @rule(
        "periods.attachment.frame",
        example("In February, the bank said it had 40 branches.", "40", as_of="2026-02-01/2026-02-28"),
        counterexample("Last month, the port said that it had lost 40 boats.", "40", as_of=None),
    )
    def frame(self, figure: FigureContext, mention: TimeMention) -> float | None:
        """A time of a month or more that opens the sentence frames the telling, and what is told but what had been."""
        frames = mention.opens and mention.means in self.words.long
        if not frames or not figure.is_told_by(mention):
            return None
        return None if is_past_perfect(mention.governor.parse[figure.path.end]) else LOOSE

    @rule(
        "periods.attachment.stated_day",
        example(
            "As of Wednesday, Clara Voss had 2,205 votes, compared with Norvo, who had 1,401.",
            "1,401",
            as_of="2026-02-25",
        ),
    )
    def stated_day(self, figure: FigureContext, mention: TimeMention) -> float | None:
        """ "As of Tuesday" says for which day the figures of its sentence hold, wherever it stands."""
        return LOOSE if mention.name in self.words.holding else None

    @rule(
        "periods.attachment.resultative",
        example(
            "Voters admired the mayor, who spoke in Oslany on Wednesday, drawing 1,110 people.",
            "1,110",
            as_of="2026-02-25",
        ),
    )
    def resultative(self, figure: FigureContext, mention: TimeMention) -> float | None:
        """A participle with the figure follows the time; the parser often hangs it higher than on its verb."""
        parse, after = mention.governor.parse, mention.last + 2
        if after >= len(parse) or after > figure.first or not mention.governor.is_verb:
            return None
        participle = parse[after]
        told = participle.form is Form.GERUND and participle.i in figure.path.clauses
        return LOOSE if told and parse[after - 1].text == "," and not has_subject(participle) else None

    @rule(
        "periods.attachment.partitive",
        example(
            "Of those who voted in May, 52 percent were women.", "52 percent", as_of="2025-05-01/2025-05-31"
        ),
    )
    def partitive(self, figure: FigureContext, mention: TimeMention) -> float | None:
        """The time is that of the group that opens the sentence, of which the figure is a part."""
        node = mention.governor
        for _ in range(2 * NEARBY):
            if node.relation is Relation.PREPOSITION and node.lower in self.words.group:
                return LOOSE if node.head.i in figure.path.clauses and node.i < node.head.i else None
            if node.head is node:
                return None
            node = node.head
        return None

    def _is_in_beginning(self, figure: FigureContext, mention: TimeMention) -> bool:
        """Return whether a figure is told in a beginning: "for the first time since passing the $4m bill in May"."""
        if mention.name != OPEN_ENDED or mention.first < figure.first:
            return False
        between = mention.governor.parse[figure.last + 1 : mention.first]
        return not any(word.lower in self.words.open_end for word in between)

    def _is_part(self, verb: Word, figure: FigureContext) -> bool:
        """Return whether a figure is named as a part of what a verb tells: "were seen, including two in the port"."""
        return any(
            below.lower in self.words.naming_parts and below.i in figure.path.clauses
            for below in verb.dependents
        )

    def _amounts_to(self, noun: Word, own: set[int]) -> bool:
        """Return whether a noun is an amount of what a figure counts: "a total of 40 homes", "the deaths of 40"."""
        return noun.lemma.lower() not in self.words.documents and any(
            below.lower in self.words.part and any(inner.i in own for inner in below.dependents)
            for below in noun.dependents
        )

    def follows_at_once(self, figure: FigureContext, mention: TimeMention) -> bool:
        """Return whether only a preposition stands between the figure (with what it counts) and the time."""
        for end in {figure.last, figure.end}:
            gap = mention.first - end - 1
            if gap == 0:
                return True
            if gap == 1 and mention.governor.parse[end + 1].lower in self.words.adjacent:
                return True
        return False
