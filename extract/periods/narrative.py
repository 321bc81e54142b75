"""Narrative: the day at which a story that is being told has arrived.

"Voters in three states went to the polls on Tuesday. Marin won Oslany by 18 points." The second sentence goes on with
what happened on that day. Only what happens moves with the story: a figure in the past tense whose verb tells an event,
from a sentence with no time of its own, near one in which an event is dated to a day or a month. An occasion that is
dated once ("the 2009 crash", "Tuesday's attack") is dated wherever the article comes back to it ("that crash killed
228", "in the attack").
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from spacy.tokens import Doc, Span, Token

from newstally.extract.model import Evidence, Number, Period
from newstally.extract.periods.carry_over import Stated, is_past
from newstally.extract.periods.dependency_path import SUBJECTS, VERBAL
from newstally.extract.periods.figure_contexts import FigureContext, TimeMention

REACH = 1
"""Sentences over which a story goes on without naming its time again: farther on a reader asks when."""
SHORTEST = 27
"""Days of the time of a document, other than a survey, that is that of its figures."""
LONGEST = 31
"""Days that the time of an event may last."""
AMOUNTS = frozenset({"money", "measure"})
"""Kinds of figures that describe a thing where they stand before it."""
PAST_RESTATED = 6
"""Tokens from a distance to its direction, past the same in another unit ("15 miles (25 km) east")."""
REMEMBERED = 12
"""Dated occasions that are kept."""


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, as far as it is dated: when, in which sentence, and which words say so.

    ``noun`` is the lemma of the occasion, if that is what is dated.
    """

    period: Period
    sentence: int
    evidence: Evidence
    noun: str | None = None


@dataclass(slots=True)
class Story:
    """The event at which the story has arrived, and the occasions that were dated before, the latest last."""

    event: Event | None = None
    occasions: deque[Event] = field(default_factory=lambda: deque(maxlen=REMEMBERED))

    def clear(self) -> None:
        """Forget all of it."""
        self.event = None
        self.occasions.clear()


class Narrative:
    """Tells events from states, and dated events from other times, with the words of one language."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.states = frozenset(data["narrative"]["states"])
        self.moves = frozenset(data["narrative"]["moves"])
        self.deeds = frozenset(data["deeds"]["nouns"])
        self.distances = frozenset(data["narrative"]["distances"])
        self.directions = frozenset(data["narrative"]["directions"])
        self.surveys = frozenset(data["narrative"]["surveys"])
        self.pointing_back = frozenset(data["carry"]["pointing_back"])
        self.dates = frozenset(data["narrative"]["dates"])
        self.definite = frozenset(data["narrative"]["definite"])
        self.occasion = frozenset(data["occasion"]["prepositions"])

    def is_event(self, verb: Token) -> bool:
        """Whether a verb tells in the past tense what happened."""
        if verb.pos_ not in VERBAL:
            return False
        if (verb.lemma_ or "").lower() in self.states and not any(
            below.lower_ in self.moves for below in verb.children
        ):
            return False
        return is_past(verb) or any(
            below.dep_ == "auxpass" and below.tag_ == "VBD" for below in verb.children
        )

    def is_dated(self, mention: TimeMention) -> bool:
        """Whether a time is the date of an event in the past tense."""
        dates = mention.expression.entry.means in self.dates and not mention.comparison
        return dates and self.is_event(mention.governor)

    @staticmethod
    def occasion_of(dated: Token) -> str | None:
        """Return the lemma of what a time dates if that is a common noun ("the 2009 crash"), or None."""
        return dated.lemma_.lower() if dated.tag_ == "NN" else None

    def document_of(self, source: Span, sentence: int, story: Story) -> Event | None:
        """Return the occasion that a source is ("the poll" after "Wednesday's poll"), or None.

        Only what a survey found holds for the day of the survey; a report of a day can tell of any time.
        """
        noun = source.root
        known = any(word.lower_ in self.definite or word.dep_ == "poss" for word in noun.children)
        if not known:
            return None
        same = self.surveys if noun.lemma_.lower() in self.surveys else {noun.lemma_.lower()}
        for occasion in reversed(story.occasions):
            if occasion.noun in same and occasion.sentence < sentence:
                days = (occasion.period[1] - occasion.period[0]).days
                return occasion if same is self.surveys or days >= SHORTEST else None
        return None

    def goes_on(self, stated: Stated, story: Story) -> Event | None:
        """Return the event that a figure without a time is part of, or None."""
        path, event = stated.figure.path, story.event
        if stated.verb is None or path.old_value or path.compared or path.background:
            return None
        near = event is not None and stated.sentence - event.sentence <= REACH
        if near and self._tells_of_deed(stated.verb):
            return event
        verb = self._told(stated)
        if verb is None:
            return None
        happens = self.is_event(verb)
        for noun in self._known(verb, self.definite if happens else self.pointing_back):
            for occasion in reversed(story.occasions):
                if occasion.noun == noun and occasion.sentence < stated.sentence:
                    return occasion
        return event if near and happens and not self._is_aside(stated) else None

    def _tells_of_deed(self, verb: Token) -> bool:
        """Return whether a verb's subject is what was done before ("The decision takes the rate to 5%")."""
        for below in verb.children:
            if below.dep_ in SUBJECTS and below.lemma_.lower() in self.deeds:
                return any(word.lower_ in self.definite for word in below.children)
        return False

    @staticmethod
    def _told(stated: Stated) -> Token | None:
        """Return the verb in the past with which a figure is told, None for the present and for what is to come.

        Of what was agreed to, that is the agreeing: "the bank agreed to inject $6 billion".
        """
        verb = stated.verb
        while verb is not None and verb.dep_ == "xcomp" and verb.head.pos_ in VERBAL:
            verb = verb.head
        told = stated.tense == "past" or (stated.tense == "ahead" and verb is not stated.verb)
        return verb if told else None

    def _known(self, verb: Token, determiners: frozenset[str]) -> Iterator[str]:
        """Yield the lemmas of what a verb has as its subject or its occasion, if a determiner says it is known."""
        for below in verb.children:
            nouns = [below] if below.dep_ in SUBJECTS else []
            if below.dep_ == "prep" and below.lower_ in self.occasion:
                nouns = [word for word in below.children if word.dep_ == "pobj"]
            for noun in nouns:
                if any(word.lower_ in determiners for word in noun.children):
                    yield noun.lemma_.lower()

    def tells_where(self, doc: Doc, number: Number, figure: FigureContext) -> bool:
        """Return whether the figure is a distance to somewhere: "200 miles north of Oslany"."""
        after = doc[figure.last + 1 : figure.last + PAST_RESTATED]
        led = any(word.lower_ in self.directions for word in after)
        return number.unit in self.distances and (led or doc[figure.last].dep_ == "npadvmod")

    def _is_aside(self, stated: Stated) -> bool:
        """Whether the figure says where, or what somebody is: "200 miles north", "Oslany, a city of 40,000"."""
        if stated.verb is None:
            return False
        doc, unit = stated.verb.doc, stated.figure.last
        if self.tells_where(doc, stated.number, stated.figure):
            return True
        described = doc[unit].head
        if stated.number.kind in AMOUNTS and described.i > unit and described.pos_ == "NOUN":
            return True  # "a $100 million programme"
        own = range(stated.figure.first, unit + 1)
        others = [doc[place] for place in stated.figure.path.places if place not in own]
        return any(token.dep_ == "appos" and token.head.pos_ == "PROPN" for token in others)

    @staticmethod
    def date(number: Number, event: Event, sentence: int, story: Story) -> None:
        """Give a figure the period of the event; the story goes on from its sentence."""
        number.as_of = event.period
        if event is story.event:
            story.event = replace(event, sentence=sentence)
        name = "occasion" if event.noun else "event"
        number.evidence["as_of"] = Evidence(
            f"periods.narrative.{name}", event.evidence.start, event.evidence.end
        )
