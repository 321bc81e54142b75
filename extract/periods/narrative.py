"""Narrative: figures whose time is that of the story that is being told.

"Voters in three states went to the polls on Tuesday. Marin won Oslany by 18 points." The second sentence goes on with
what happened on that day. Only what happens moves with the story: a figure in the past tense whose verb tells an event,
from a sentence with no time of its own, near one in which an event is dated to a day or a month. An occasion that is
dated once ("the 2009 crash", "Tuesday's attack") is dated wherever the article comes back to it ("that crash killed
228", "in the attack").
"""

from collections.abc import Iterator
from typing import Any

from newstally.extract.grammar import Parse, Word
from newstally.extract.grammar.forms import Form, PartOfSpeech
from newstally.extract.grammar.relations import GRAMMATICAL_SUBJECTS, Relation
from newstally.extract.model import Number
from newstally.extract.periods.figure_contexts import FigureContext, TimeMention
from newstally.extract.periods.statements import is_past
from newstally.extract.periods.story import Event
from newstally.extract.periods.undated import FoundPeriod, Undated
from newstally.extract.rules import counterexample, example, rule

REACH = 1
"""Sentences before one with figures that may date what happens in it."""
EVENT_REACH = 8
"""Sentences over which a story goes on without naming its time again."""
SURVEY_REACH = 2
"""Sentences after the one that dates a survey in which shares are its own."""
SHORTEST = 27
"""Days of the time of a document, other than a survey, that is that of its figures."""
COUNTED = frozenset({"count", "percent"})
"""Kinds of figures that tell what happened: sums, sizes and durations seldom are of the day of an event."""
AMOUNTS = frozenset({"money", "measure"})
"""Kinds of figures that describe a thing where they stand before it."""
PAST_RESTATED = 6
"""Tokens from a distance to its direction, past the same in another unit ("15 miles (25 km) east")."""


class Narrative:
    """Tells events from states, and dated events from other times, with the words of one language."""

    def __init__(self, data: dict[str, Any]) -> None:
        narrative = data["narrative"]
        self.states = frozenset(narrative["states"])
        self.moves = frozenset(narrative["moves"])
        self.happening = frozenset(narrative["happening"])
        self.perfect = frozenset(narrative["perfect"])
        self.lasting_endings: tuple[str, ...] = tuple(narrative["lasting_endings"])
        self.counting = frozenset(narrative["counting"])
        self.dated_occasions = bool(narrative["occasions"])
        self.deeds = frozenset(data["deeds"]["nouns"])
        self.documents = frozenset(data["telling"]["documents"])
        self.distances = frozenset(narrative["distances"])
        self.directions = frozenset(narrative["directions"])
        self.dimensions = frozenset(narrative["dimensions"])
        self.describing_units = frozenset(narrative["describing_units"])
        self.surveys = frozenset(narrative["surveys"])
        self.pointing_back = frozenset(data["carry_over"]["pointing_back"])
        self.dates = frozenset(narrative["dates"])
        self.definite = frozenset(narrative["definite"])
        self.introducing = frozenset(narrative["introducing"])
        self.open_end = frozenset(data["open_end"]["words"])
        self.occasion_prepositions = frozenset(data["occasion"]["prepositions"])

    @rule(
        "periods.narrative.document",
        example(
            "Wednesday's Quint poll has her ahead. The poll also finds that 39 percent blame him.",
            "39 percent",
            as_of="2026-02-25",
        ),
        counterexample(
            "Wednesday's Quint poll has her ahead. The Oslany Times poll finds that 39 percent blame him.",
            "39 percent",
            as_of=None,
        ),
    )
    def document(self, undated: Undated) -> FoundPeriod | None:
        """A figure holds for the time at which an earlier sentence dates the document that tells it.

        Only what a survey found holds for the day of the survey; a report of a day can tell of any time.
        """
        if undated.sentence.definite:
            return None
        tokens = undated.source_tokens
        if tokens is None:
            return None
        noun = undated.sentence.parse.head_of(*tokens)
        known = any(
            word.lower in self.definite or word.relation is Relation.POSSESSOR for word in noun.dependents
        )
        lemma = noun.lemma.lower()
        same = self.surveys if lemma in self.surveys else {lemma}
        for occasion in reversed(undated.sentence.story.occasions) if known else ():
            if occasion.noun in same and occasion.sentence < undated.sentence.index:
                if _is_of_another(undated, occasion):
                    return None
                days = (occasion.period[1] - occasion.period[0]).days
                holds = same is self.surveys or days >= SHORTEST
                return _at(occasion)._replace(passes_on=False) if holds else None
        return None

    @rule(
        "periods.narrative.survey",
        example(
            "A survey in May asked 2,000 voters. Some 40 percent backed the mayor.",
            "40",
            as_of="2025-05-01/2025-05-31",
        ),
    )
    def survey(self, undated: Undated) -> FoundPeriod | None:
        """A share that is told right after a survey was dated is of that survey."""
        sentence = undated.sentence
        if undated.number.kind != "percent" or not _may_go_on(undated):
            return None
        for occasion in reversed(sentence.story.occasions):
            near = 0 < sentence.index - occasion.sentence <= SURVEY_REACH
            if _is_of_another(undated, occasion):
                continue
            if occasion.noun in self.surveys and near and undated.statement.tense in ("past", "present"):
                return _at(occasion)
        return None

    @rule(
        "periods.narrative.deed",
        example(
            "The bank cut rates on Tuesday. The decision takes its main rate to 5 percent.",
            "5 percent",
            as_of="2026-02-24",
        ),
    )
    def deed(self, undated: Undated) -> FoundPeriod | None:
        """A figure that what was done brings about ("The decision takes the rate to 5%") has the time of the doing."""
        event = self._near(undated)
        if event is None or undated.statement.verb is None or undated.statement.tense == "ahead":
            return None
        for below in undated.statement.verb.dependents:
            if below.relation in GRAMMATICAL_SUBJECTS and below.lemma.lower() in self.deeds:
                known = any(word.lower in self.definite for word in below.dependents)
                return _at(event) if known else None
        return None

    @rule(
        "periods.narrative.occasion",
        example(
            "Critics recall the 2009 crash of an Oslany jet. That crash killed 41 people.",
            "41",
            as_of="2009-01-01/2009-12-31",
        ),
        example(
            "A blast tore through a mill on Tuesday. Voss, 40, knows it well. She ran it from 1998 to 2004. She is"
            " sad. The blast killed 12 people.",
            "12",
            as_of="2026-02-24",
        ),
        counterexample("The October flood was bad. In the storm, 40 houses were lost.", "40", as_of=None),
    )
    def occasion(self, undated: Undated) -> FoundPeriod | None:
        """A figure of an occasion that was dated before, as subject or place of the verb, has the time of that."""
        verb = self._told(undated)
        if verb is None:
            return None
        known = self.definite if self.is_event(verb) else self.pointing_back
        for noun in self._known(verb, known):
            for occasion in reversed(undated.sentence.story.occasions):
                if occasion.noun == noun and occasion.sentence < undated.sentence.index:
                    return _at(occasion)
        return None

    @rule(
        "periods.narrative.occasion.since",
        example(
            "Tuesday's blast tore through a mill. Some 40 people have died since the blast.",
            "40",
            as_of="2026-02-24/2026-02-26",
        ),
        counterexample(
            "Tuesday's blast was bad. Some 40 people have died since the storm.", "40", as_of=None
        ),
    )
    def since_occasion(self, undated: Undated) -> FoundPeriod | None:
        """What has been counted since an occasion that was dated before holds from its day to the publication."""
        verb, today = undated.statement.verb, undated.sentence.anchor.published
        if verb is None or today is None or not _may_go_on(undated):
            return None
        for noun in self._definite_behind(verb, self.open_end):
            for occasion in reversed(undated.sentence.story.occasions):
                if occasion.noun == noun and occasion.sentence < undated.sentence.index:
                    return _at(occasion)._replace(period=(occasion.period[0], today))
        return None

    @rule(
        "periods.narrative.event",
        example("A blast tore through a market on Tuesday. It killed 12 people.", "12", as_of="2026-02-24"),
        counterexample("A fire broke out on Tuesday. The building has 14 floors.", "14", as_of=None),
    )
    def event(self, undated: Undated) -> FoundPeriod | None:
        """What is counted after the event of a day, by a verb that tells what happened, goes on with it."""
        event, verb = self._near(undated), self._told(undated)
        kinds = COUNTED | {"ratio"} if self.dated_occasions else COUNTED
        if event is None or not event.is_day or undated.number.kind not in kinds:
            return None
        counted = undated.statement.verb
        counts = counted is not None and counted.lemma.lower() in self.counting
        if not counts and (verb is None or not self.is_event(verb)):
            return None
        return None if self.is_aside(undated) else _at(event)

    def _near(self, undated: Undated) -> Event | None:
        """Return the story's event if it is near enough for the figure to go on with it, and that may."""
        event = undated.sentence.story.event
        if event is None or not _may_go_on(undated):
            return None
        return event if undated.sentence.index - event.sentence <= EVENT_REACH else None

    def _told(self, undated: Undated) -> Word | None:
        """Return the verb in the past with which a figure is told, None for the present and for what is to come.

        Of what was agreed to, that is the agreeing: "the bank agreed to inject $6 billion".
        """
        if not _may_go_on(undated):
            return None
        statement = undated.statement
        verb = statement.verb
        while verb is not None and verb.relation is Relation.OPEN_COMPLEMENT and verb.head.is_verb:
            verb = verb.head
        perfect = statement.tense == "perfect" and bool(self.perfect)
        told = (
            statement.tense == "past"
            or perfect
            or (statement.tense == "ahead" and verb is not statement.verb)
        )
        return verb if told else None

    def _known(self, verb: Word, determiners: frozenset[str]) -> Iterator[str]:
        """Yield the lemmas of what a verb has as its subject or its occasion, if a determiner says it is known."""
        for below in verb.dependents:
            if below.relation in GRAMMATICAL_SUBJECTS and _has(below, determiners):
                yield below.lemma.lower()
        yield from self._definite_behind(verb, self.occasion_prepositions, determiners)

    def _definite_behind(
        self, verb: Word, prepositions: frozenset[str], determiners: frozenset[str] | None = None
    ) -> Iterator[str]:
        """Yield the lemmas of known nouns that stand with a verb behind one of some prepositions."""
        for below in verb.dependents:
            if below.relation is Relation.PREPOSITION and below.lower in prepositions:
                for noun in below.dependents:
                    known = _has(noun, self.definite if determiners is None else determiners)
                    if noun.relation is Relation.PREPOSITION_OBJECT and known:
                        yield noun.lemma.lower()

    def is_event(self, verb: Word) -> bool:
        """Return whether a verb tells in the past tense what happened."""
        if verb.lower.endswith(self.lasting_endings):
            return False
        auxiliaries = {auxiliary.lower for auxiliary in verb.auxiliaries}
        if verb.lower in self.happening or not self.perfect.isdisjoint(auxiliaries):
            return True
        state = verb.lemma.lower() in self.states
        if state and not any(below.lower in self.moves for below in verb.dependents):
            return False
        return is_past(verb) or any(auxiliary.form is Form.PAST for auxiliary in verb.auxiliaries)

    def happens_on(self, dated: Word) -> bool:
        """Return whether a dated noun is the subject of what happened: "el sismo del sábado dejó 40 muertos"."""
        verb = dated.head
        if not verb.is_verb or not self.is_event(verb) or dated.lemma.lower() in self.documents:
            return False
        return dated.relation in GRAMMATICAL_SUBJECTS or dated.relation is Relation.OBJECT

    def is_dated(self, mention: TimeMention) -> bool:
        """Return whether a time is the date of an event in the past tense."""
        return mention.means in self.dates and not mention.comparison and self.is_event(mention.governor)

    def told_first(self, verb: Word) -> Iterator[str]:
        """Yield the lemma of a verb's subject that the text hasn't spoken of before: "a blast tore through"."""
        described = verb.relation is Relation.ADNOMINAL_CLAUSE
        subject = verb.head if described else verb.dependent(*GRAMMATICAL_SUBJECTS)
        if subject is None or subject.form is not Form.SINGULAR_NOUN:
            return
        if any(word.lower in self.introducing for word in subject.dependents):
            yield subject.lemma.lower()

    @staticmethod
    def occasion_of(dated: Word) -> str | None:
        """Return the lemma of what a time dates if that is a common noun ("the 2009 crash"), or None."""
        return dated.lemma.lower() if dated.form is Form.SINGULAR_NOUN else None

    def tells_where(self, parse: Parse, number: Number, figure: FigureContext) -> bool:
        """Return whether the figure is a distance to somewhere: "200 miles north of Oslany"."""
        if number.unit not in self.distances:
            return False
        after = parse[figure.last + 1 : figure.last + PAST_RESTATED]
        led = any(word.lower in self.directions for word in after)
        return led or parse[figure.last].relation is Relation.ADVERBIAL_NOUN

    def describes(self, parse: Parse, number: Number, figure: FigureContext) -> bool:
        """Return whether a figure tells for good what a thing is like: "a 6.1-magnitude quake", "at 10 km's depth"."""
        if number.kind != "measure":
            return False
        described = parse[figure.last].head
        before = described.i > figure.last and described.pos is PartOfSpeech.NOUN
        before = before and described.lemma.lower() not in self.deeds  # "a 1.7°C increase": what happened
        dimension = number.head is not None and number.head.lower() in self.dimensions
        dimension = dimension or number.unit in self.describing_units
        return before or dimension or self.tells_where(parse, number, figure)

    def is_aside(self, undated: Undated) -> bool:
        """Return whether the figure says what somebody is: "Oslany, a city of 40,000"."""
        parse, figure = undated.sentence.parse, undated.figure
        own = range(figure.first, figure.last + 1)
        others = (parse[i] for i in figure.path.clauses if i not in own)
        return any(word.relation is Relation.APPOSITION and word.head.is_name for word in others)


def _may_go_on(undated: Undated) -> bool:
    """Return whether a figure of a sentence without a definite time may go on with what was told before."""
    path = undated.figure.path
    if undated.sentence.definite or path.is_contrast or path.background:
        return False
    return undated.statement.verb is not None


def _is_of_another(undated: Undated, occasion: Event) -> bool:
    """Return whether the figure's source bears a name that the sentence which dates an occasion lacks."""
    parse, tokens = undated.sentence.parse, undated.source_tokens
    if tokens is None:
        return False
    names = {word.lower for word in parse[slice(*tokens)] if word.is_name}
    return not names.issubset(parse.lower[slice(*parse.sentences[occasion.sentence])])


def _has(noun: Word, determiners: frozenset[str]) -> bool:
    return any(word.lower in determiners for word in noun.dependents)


def _at(event: Event) -> FoundPeriod:
    return FoundPeriod(event.period, event.start, event.end, event=event)
