"""Dating: the period that a time of a sentence names for a figure, by the tense and the sense of its clause."""

from dataclasses import replace
from typing import Any

from spacy.tokens import Doc, Token

from newstally.extract.modality.modality_words import word_of
from newstally.extract.modality.scope import Scope
from newstally.extract.model import Evidence, Number, Period
from newstally.extract.periods.anchor import Anchor, NoReferenceDateError
from newstally.extract.periods.dependency_path import VERBAL
from newstally.extract.periods.figure_contexts import FigureContext, TimeMention
from newstally.extract.periods.meanings import resolve
from newstally.extract.periods.time_mentions import OPEN_ENDED

NEARBY = 8
"""Tokens from the word that makes a beginning of a clause to a figure in it."""


class Dating:
    """Resolves times for figures, with the words of one language."""

    def __init__(self, data: dict[str, Any], scope: Scope) -> None:
        self.scope = scope
        self.revised = frozenset(data["carry"]["revised"])
        self.open_end = frozenset(data["open_end"]["words"])

    def period(self, mention: TimeMention, anchor: Anchor) -> Period | None:
        """Return the period that a time names in its clause. Raises NoReferenceDateError."""
        return resolve(mention.expression, self._directed(mention.governor, anchor))

    def date(self, number: Number, figure: FigureContext, mention: TimeMention, anchor: Anchor) -> None:
        """Give a figure the period that a time names for it; without a publication date, note what is missing."""
        expression, doc = mention.expression, mention.governor.doc
        if expression.parts and any(expression.first <= i <= expression.last for i in figure.path.places):
            expression = expression.parts[-1]  # "the worst since 2014, when 130 died": in 2014
        elif mention.rule == OPEN_ENDED and self._is_in_beginning(doc, figure, mention):
            expression = expression.parts[-1]  # "since passing the $45bn bill in July": in July
        start = doc[expression.first].idx
        end = doc[expression.last].idx + len(doc[expression.last])
        try:
            number.as_of = resolve(expression, self._of_figure(doc, figure, mention, anchor))
        except NoReferenceDateError:
            number.note = f"no publication date to resolve '{doc.text[start:end]}' against"
            return
        if number.as_of is not None:
            number.evidence["as_of"] = Evidence(expression.entry.rule, start, end)

    def _of_figure(self, doc: Doc, figure: FigureContext, mention: TimeMention, anchor: Anchor) -> Anchor:
        """Return the anchor with the tense of the time's clause, as the figure bends it."""
        directed = self._directed(mention.governor, anchor)
        if figure.path.old_value or figure.path.compared:
            return replace(directed, ahead=False, past=True)  # "will reach 2%, up from 1% in May"
        if directed.present and self._is_ahead(doc[figure.top]):
            return replace(directed, ahead=True, present=False)  # "wants 50 GW by the end of this decade"
        return directed

    def _is_in_beginning(self, doc: Doc, figure: FigureContext, mention: TimeMention) -> bool:
        """Return whether a figure is told in the clause that a time makes a beginning of."""
        before = doc[max(figure.first - NEARBY, 0) : figure.first]
        return figure.last < mention.first and any(token.lower_ in self.open_end for token in before)

    def _is_ahead(self, token: Token) -> bool:
        return self.scope.climb(token).modality in ("projected", "hypothetical")

    def _directed(self, governor: Token, anchor: Anchor) -> Anchor:
        """Return the anchor with the tense of the clause that a time stands in."""
        ahead = self._is_ahead(governor)
        verb = governor
        while verb.pos_ not in VERBAL and verb.head.i != verb.i:
            ahead = ahead or verb.lemma_.lower() in self.revised  # "its forecast for this year"
            verb = verb.head
        ahead = ahead or verb.lemma_.lower() in self.revised
        ahead = ahead or any(
            below.dep_ == "dobj" and below.lemma_.lower() in self.revised for below in verb.children
        )
        perfect = self.scope.words.perfect
        past = verb.tag_ == "VBD" or any(
            t.dep_ in ("aux", "auxpass") and (t.tag_ == "VBD" or word_of(t) in perfect) for t in verb.children
        )
        present = verb.tag_ in ("VBZ", "VBP") and not past and not any(t.dep_ == "aux" for t in verb.children)
        return replace(anchor, ahead=ahead, past=past and not ahead, present=present and not ahead)
