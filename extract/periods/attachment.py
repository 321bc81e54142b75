"""Attachment: which figure a time belongs to.

A time belongs to a figure if the word that it modifies lies on the figure's route up the parse (its noun, its verb, the
verbs that this one completes), stands right behind the figure, or names the occasion or the subject of its clause. The
time of a verb of telling is not the time of what is told; a time to compare with is not the time of the figure.
"""

from typing import Any

from spacy.tokens import Doc, Token

from extract.modality.words import FINITE_TAGS
from extract.periods.figures import Figure, Figures, Mention
from extract.periods.grammar import Entry, Expression
from extract.periods.route import SUBJECTS, VERBAL, Router, has_auxiliary, has_subject

LOOSE = 9.0
"""Rank of a time that is a figure's own only for want of another."""
NEARBY = 4
"""Steps from the word that a time modifies up to a figure's route."""


def _named(noun: Token) -> Token:
    """Return the head of the name or compound that a noun is part of: "final" of "the 2018 World Cup final"."""
    while noun.dep_ == "compound" and noun.head.i > noun.i and noun.head.pos_ in ("NOUN", "PROPN"):
        noun = noun.head
    return noun


class Attachment:
    """Pairs the times of a sentence with its figures."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.router = Router(data)
        self.telling = frozenset(data["telling"]["verbs"])
        self.surveying = frozenset(data["telling"]["surveying"])
        self.long = frozenset(data["telling"]["long"])
        self.occasion = frozenset(data["occasion"]["prepositions"])
        self.into = frozenset(data["occasion"]["into"])
        self.group = frozenset(data["occasion"]["group"])
        self.attending = frozenset(data["occasion"]["verbs"])
        self.same_time = frozenset(data["same_time"]["words"])
        self.same_day = frozenset(data["same_time"]["same_day"])
        self.days = frozenset(data["same_time"]["days"])
        self.efforts, self.toward = (frozenset(data["occasion"][name]) for name in ("efforts", "toward"))
        self.adjacent = frozenset(data["adjacent"]["prepositions"])
        self.lasting = frozenset(data["lasting"]["meanings"])
        self.open_end = frozenset(data["open_end"]["words"])
        self.another_value = frozenset(data["comparison"]["clauses"])
        self.ranges = frozenset(data["ranges"]["meanings"])
        self.noun_only = frozenset(data["noun_only"]["entries"])

    def mention(self, doc: Doc, expression: Expression, start: int) -> Mention:
        """Return the expression with what it modifies; ``start`` is the first token of the sentence."""
        root = next(
            (
                doc[i]
                for i in range(expression.last, expression.first - 1, -1)
                if not expression.first <= doc[i].head.i <= expression.last
            ),
            doc[expression.last],
        )
        before = doc[start : expression.first]
        opens = all(t.pos_ not in VERBAL and t.dep_ not in ("nsubj", "nsubjpass", "ROOT") for t in before)
        comparing = self.router.comparison
        if opens or expression.entry.means in self.ranges:
            comparing -= self.router.old  # "From June 1, …", "from May to July"
        compared = doc[expression.first].lower_ in comparing
        node, child = root, root
        while node.i == root.i or node.pos_ in ("ADP", "SCONJ") or node.dep_ == "prep":
            compared = compared or node.lower_ in comparing
            others = (t for t in node.children if t.dep_ in ("pobj", "pcomp") and t.i != child.i)
            if compared or node.head.i == node.i or (node.i != root.i and any(others)):
                break
            node, child = node.head, node
        compared = compared or node.lower_ in comparing or self._opens_with_what(node)
        name = expression.entry.rule.rsplit(".", 1)[1]
        if (opener := self._open_ended(node)) is not None and expression.entry.means not in self.lasting:
            return Mention(self._since(expression), opener.head, False, opens, "open_ended")
        return Mention(expression, node, compared, opens, name)

    def _open_ended(self, node: Token) -> Token | None:
        """Return the word that makes a clause or an event a beginning ("since taking office in 2021"), or None."""
        for _ in range(NEARBY):
            if node.lower_ in self.open_end and node.head.i != node.i:
                return node
            for below in node.children:
                if below.dep_ == "mark" and below.lower_ in self.open_end and node.dep_ == "advcl":
                    return node
            if node.dep_ not in ("pobj", "pcomp", "prep", "npadvmod") or node.head.i == node.i:
                return None
            node = node.head
        return None

    @staticmethod
    def _since(expression: Expression) -> Expression:
        entry = Entry("periods.open_end.words", "since", {})
        return Expression(entry, expression.first, expression.last, {}, [], [expression])

    def _opens_with_what(self, verb: Token) -> bool:
        """Return whether a verb's clause names another value of the same thing ("double what it was in 2020")."""
        return verb.pos_ in VERBAL and any(
            below.lower_ in self.another_value and below.i < verb.i for below in verb.children
        )

    def base(self, figure: Figure, mention: Mention, mentions: list[Mention]) -> Mention | None:
        """Return the time from which another is counted: "in 2024 it pledged to halve it over a decade"."""
        for other in mentions:
            if other is not mention and other.opens and self._rank(figure, other) is not None:
                return other
        return None

    def choose(self, figure: Figure, mentions: list[Mention], figures: Figures) -> Mention | None:
        """Return the time of a figure among those of its sentence, or None."""
        best: tuple[float, float] | None = None
        chosen: Mention | None = None
        for mention in mentions:
            if mention.first <= figure.last and figure.first <= mention.last:
                continue
            rank = self._rank(figure, mention)
            if rank is None and self._lasting_and_near(figure, mention, figures):
                rank = LOOSE
            if rank is None or self._taken(figure, mention, figures):
                continue
            score = (rank, self._distance(figure, mention, figures))
            if best is None or score < best:
                best, chosen = score, mention
        return chosen

    def _rank(self, figure: Figure, mention: Mention) -> float | None:
        """Return how many clauses lie between a figure and a time that may be its own, or None if it isn't."""
        if self._follows_at_once(figure, mention):
            return 0.0
        apart = figure.route.old_value or figure.route.compared
        if mention.comparison and not apart:
            return None
        governor, places = mention.governor, figure.route.places
        if mention.rule in self.noun_only:
            near = mention.last < figure.first <= mention.last + NEARBY
            return 0.0 if places.get(governor.i) == 0 and near else None
        if apart:
            return 0.0 if self._within(figure, mention) else None
        if any(mention.first <= place <= mention.last for place in places) or self._clause_of(
            mention, places
        ):
            return 1.0  # "in 2014, when 130 died"
        if governor.i in places:
            if governor.i in figure.route.shared and not mention.opens:
                return LOOSE if self._goes_on(figure, governor) else None
            if governor.pos_ in VERBAL and self._is_telling(governor, mention):
                own = {*range(figure.first, figure.last + 1), figure.end}
                told = any(below.dep_ == "nsubjpass" and below.i in own for below in governor.children)
                return float(places[governor.i]) if told else None  # "two deaths were confirmed on Monday"
            return float(places[governor.i])
        if self._of_evidence(figure, mention):
            return LOOSE
        if (
            self._is_inserted(governor, mention)
            and governor.dep_ == "parataxis"
            and governor.head.i in places
        ):
            return float(places[governor.head.i])
        rank = self._rank_beside(mention, places)
        return LOOSE if rank is None and self._of_group(mention, places) else rank

    def _clause_of(self, mention: Mention, places: dict[int, int]) -> bool:
        """Return whether a clause of time right behind a time is the figure's ("two weeks ago when he drew 7,000")."""
        doc = mention.governor.doc
        after = mention.last + 1
        after += after < len(doc) and doc[after].text == ","
        return after < len(doc) and doc[after].lower_ in self.same_time and doc[after].head.i in places

    @staticmethod
    def _goes_on(figure: Figure, verb: Token) -> bool:
        """Return whether a figure's verb goes on from one with a time: "evicted in April and jailed for a week"."""
        places = figure.route.places
        joined = [below for below in verb.children if below.dep_ == "conj" and below.i in places]
        return any(
            below.pos_ in VERBAL and not has_subject(below) and below.tag_ in ("VBD", "VBN")
            for below in joined
        )

    def _of_group(self, mention: Mention, places: dict[int, int]) -> bool:
        """Return whether a time is that of the group that opens the sentence ("Of those who voted in May, half")."""
        node = mention.governor
        for _ in range(2 * NEARBY):
            if node.dep_ == "prep" and node.lower_ in self.group:
                return node.head.i in places and node.i < node.head.i
            if node.head.i == node.i:
                return False
            node = node.head
        return False

    def _of_evidence(self, figure: Figure, mention: Mention) -> bool:
        """Return whether the time of what tells the figure is the figure's too.

        So it is of evidence ("Polls now show that"), and of a long time that opens the sentence ("In 2019, the bank
        said it had 40").
        """
        governor = mention.governor
        if figure.route.end < 0 or mention.first > figure.first:
            return False
        token = governor.doc[figure.route.end]
        if token.dep_ not in ("ccomp", "parataxis") or token.head.i != governor.i:
            return False
        return (
            not self._is_telling(governor, mention)
            or (mention.opens and mention.expression.entry.means in self.long)
            or self._is_inserted(governor, mention)
        )

    @staticmethod
    def _is_inserted(verb: Token, mention: Mention) -> bool:
        """Return whether a verb of telling stands between commas behind a time ("These days, Baz says, 40 die")."""
        if not mention.opens or not mention.last < verb.i < len(verb.doc) - 1:
            return False
        return verb.doc[mention.last + 1].text == "," and verb.doc[verb.i + 1].text == ","

    def of_source(self, mentions: list[Mention], first: int, last: int) -> Mention | None:
        """Return the time that dates a source in the tokens ``first`` to ``last``.

        "Tuesday's poll", "a poll conducted in May", but not "a poll released on Tuesday".
        """
        for mention in mentions:
            governor = self.dated_by(mention)
            if first <= governor.i <= last and governor.pos_ not in VERBAL and not mention.comparison:
                return mention
        return None

    def dated_by(self, mention: Mention) -> Token:
        """Return what a time dates: the word that it modifies, or the survey that was conducted then."""
        governor = mention.governor
        surveys = (governor.lemma_ or "").lower() in self.surveying
        if surveys and governor.pos_ in VERBAL and governor.dep_ in ("acl", "relcl"):
            return governor.head
        return governor

    def _lasting_and_near(self, figure: Figure, mention: Mention, figures: Figures) -> bool:
        """Return whether a span such as "over the past decade" trails a figure with no verb or figure between.

        The parser often hangs these too low or too high; and it is hardly ever anything else that lasts so long.
        """
        if mention.comparison or figure.route.old_value or mention.expression.entry.means not in self.lasting:
            return False
        if not figure.last < mention.first or figures.between(figure.last, mention.first):
            return False
        doc = mention.governor.doc
        return not any(
            token.tag_ in FINITE_TAGS and token.dep_ != "acl"
            for token in doc[figure.last + 1 : mention.first]
        )

    def _within(self, figure: Figure, mention: Mention) -> bool:
        return mention.governor.i in figure.route.places and figure.last < mention.first

    def is_telling(self, mention: Mention) -> bool:
        """Return whether a time is that of a verb of telling."""
        return mention.governor.pos_ in VERBAL and self._is_telling(mention.governor, mention)

    def _is_telling(self, verb: Token, mention: Mention) -> bool:
        return (
            verb.lemma_ or verb.text
        ).lower() in self.telling and "relation" not in mention.expression.entry.rule

    def _same_day(self, mention: Mention, places: dict[int, int]) -> int | None:
        """Return the clauses up to a verb that shares the day of another: the cause, or what else happened, or None.

        "14 people drowned after a ferry sank on Monday", "two people died and 18 were hurt Sunday".
        """
        verb = mention.governor
        if mention.expression.entry.means not in self.days or verb.pos_ not in VERBAL or mention.comparison:
            return None
        if verb.dep_ == "pcomp" and verb.head.lower_ in self.same_day:
            return places.get(verb.head.head.i)
        cause = verb.dep_ == "advcl" and any(
            below.dep_ == "mark" and below.lower_ in self.same_day for below in verb.children
        )
        joined = verb.dep_ == "conj" and has_subject(verb) and not self._is_telling(verb, mention)
        return places.get(verb.head.i) if cause or joined else None

    def _rank_beside(self, mention: Mention, places: dict[int, int]) -> float | None:
        """Return the rank of a time that modifies a neighbour of the route: subject, occasion, joined verb, part."""
        node = governor = mention.governor
        if (day := self._same_day(mention, places)) is not None:
            return day + 0.9
        if node.pos_ in VERBAL and node.head.i in places:
            if node.dep_ == "conj" and not has_subject(node) and not has_auxiliary(node):
                return places[node.head.i] + 0.7
            if node.dep_ == "xcomp":
                return places[node.head.i] + 0.2
            if node.dep_ == "advcl" and any(below.lower_ in self.same_time for below in node.children):
                return places[node.head.i] + 0.6
        if node.pos_ in VERBAL and node.dep_ == "relcl" and places.get(node.head.i) == 0:
            return 0.8  # "the 98 seats that were open on Tuesday"
        if node.pos_ in VERBAL and has_subject(node):
            return None
        if (attended := self._attended(node, places)) is not None:
            return attended + 0.4
        governor = node = _named(node)
        for _ in range(NEARBY):
            above = node.head
            if above.i == node.i:
                return None
            if (
                node.dep_ in SUBJECTS
                and above.i in places
                and (node.i == governor.i or governor.pos_ not in VERBAL)
            ):
                return places[above.i] + 0.5
            if node.dep_ == "pobj":
                effort = above.lower_ in self.toward and (node.lemma_ or "").lower() in self.efforts
                if (
                    above.head.i in places
                    and (above.lower_ in self.occasion or effort)
                    and governor.i == node.i
                ):
                    if (above.head.lemma_ or "").lower() in self.telling:
                        return None
                    return places[above.head.i] + 0.3
                if above.lower_ != "of":
                    return None
                node = above.head
            elif node.dep_ in ("acl", "amod", "compound", "nmod", "conj", "acomp", "oprd", "poss"):
                if node.dep_ == "acl" and node.pos_ in VERBAL and node.i != governor.i:
                    return None
                node = above
            else:
                return None
            if places.get(node.i) == 0:
                return 0.6
        return None

    def _attended(self, occasion: Token, places: dict[int, int]) -> int | None:
        """Return the clauses up to the verb of who is at an occasion ("Entering Tuesday's vote, she led"), or None."""
        verb = occasion.head
        if occasion.dep_ == "pobj" and verb.lower_ in self.into:
            verb = verb.head
        elif occasion.dep_ != "dobj" or (verb.lemma_ or "").lower() not in self.attending:
            return None
        if verb.pos_ in VERBAL and verb.dep_ == "advcl" and not has_subject(verb):
            verb = verb.head
        return places.get(verb.i)

    def _follows_at_once(self, figure: Figure, mention: Mention) -> bool:
        """Return whether only a preposition stands between the figure (with what it counts) and the time."""
        for end in {figure.last, figure.end}:
            gap = mention.first - end - 1
            if gap == 0:
                return True
            if gap == 1 and mention.expression.entry is not None:
                doc = mention.governor.doc
                if doc[end + 1].lower_ in self.adjacent:
                    return True
        return False

    def _taken(self, figure: Figure, mention: Mention, figures: Figures) -> bool:
        """Return whether the time stands right behind another figure that is an old value: it is only that one's."""
        return any(
            other is not figure and self._follows_at_once(other, mention) for other in figures.left_behind
        )

    @staticmethod
    def _distance(figure: Figure, mention: Mention, figures: Figures) -> float:
        if mention.first > figure.last:
            return figures.between(figure.last, mention.first) + (mention.first - figure.last) / 1000
        return figures.between(mention.last, figure.first) + 0.5 + (figure.first - mention.last) / 1000
