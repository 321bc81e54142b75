"""Passages: a sentence that goes on with a figure of the sentence before goes on with its source."""

from dataclasses import dataclass

from newstally.extract.grammar import Parse, Word
from newstally.extract.grammar.forms import VERB_FORMS, Form
from newstally.extract.grammar.relations import Relation
from newstally.extract.rules import DecisionList, counterexample, example, rule
from newstally.extract.sources.attribution import Attribution
from newstally.extract.sources.lexicon import lexicon
from newstally.extract.words import language_data

HEAVY, LIGHT = 3, 1
"""Least weights of what is gone on with: of verbs that say, and of all."""
LONGEST_AMOUNT = 4
"""Tokens from the beginning of a sentence within which the number of an amount stands ("more than 100")."""
MAIN = frozenset({Relation.ROOT, Relation.CLAUSAL_COMPLEMENT})
ASIDES = frozenset({'"', "“", "''", "(", "-", "–", "—"})


@dataclass(slots=True)
class _Following:
    """A sentence after one in which ``told`` are said; ``carried`` is what that one goes on with itself."""

    parse: Parse
    sentence: int
    opening: str | None
    carried: Attribution | None
    told: list[Attribution]

    @property
    def paragraphs_apart(self) -> int:
        """How many paragraphs after the sentence before it stands."""
        places = (self.parse.sentences[number][0] for number in (self.sentence - 1, self.sentence))
        before, here = (self.parse.paragraph_of[first] for first in places)
        return here - before

    @property
    def main_verb(self) -> Word | None:
        """Its main word, if it is parsed, in the same paragraph, and doesn't point back by an opening."""
        first = self.parse.sentences[self.sentence][0]
        if self.opening is not None or self.paragraphs_apart or not self.parse.is_parsed(first):
            return None
        return self.parse[first].root

    def before(self, weight: int) -> Attribution | None:
        """What it may go on with: what the sentence before does, or the last of at least a weight said there."""
        return self.carried or _last(self.told, weight)

    def by(self, weight: int, rule: str, entry: str) -> Attribution | None:
        """Return the attribution of the whole sentence to who spoke before."""
        before = self.before(weight)
        if before is None:
            return None
        return Attribution(before.source, before.cue, [self.parse.sentences[self.sentence]], 1, rule, entry)


class Passages:
    """Finds what a language's openings ("of those", "that compares") carry over."""

    def __init__(self, language: str) -> None:
        self.openings: dict[str, list[tuple[str, ...]]] = {}
        data = language_data(language, "passages")
        self.judging = frozenset(data["verbs"]["judging"])
        self.light = frozenset(data["verbs"]["light"])
        self.pointing = frozenset(data["pointing"])
        self.common = frozenset(data["common"])
        self.alleging = frozenset(data["alleging"])
        self.lexicon = lexicon(language)
        for opening in [*data["openings"], *data["pointing"]]:
            words = tuple(opening.split())
            self.openings.setdefault(words[0], []).append(words)

    def opening(self, parse: Parse, sentence: int) -> str | None:
        """Return the opening with which a sentence that holds a number goes on with the one before, or None."""
        first, end = parse.sentences[sentence]
        while first < end and parse.texts[first] in ASIDES:
            first += 1
        for start in (first, _after_amount(parse, first, end)):
            for words in self.openings.get(parse.lower[start], ()):
                if tuple(parse.lower[start : start + len(words)]) == words:
                    return " ".join(words)
        return None

    def carried_over(
        self, parse: Parse, by_sentence: dict[int, list[Attribution]], sentences: list[int]
    ) -> list[tuple[int, Attribution]]:
        """Return (sentence, attribution of the whole of it) for the sentences, in order, that go on with a source."""
        found: list[tuple[int, Attribution]] = []
        carried: dict[int, Attribution] = {}
        for sentence in sentences:
            if not sentence:
                continue
            told = by_sentence.get(sentence - 1, [])
            opening = self.opening(parse, sentence)
            going_on = self.decisions.first(
                self, _Following(parse, sentence, opening, carried.get(sentence - 1), told)
            )
            if going_on is not None:
                carried[sentence] = going_on
                found.append((sentence, going_on))
        return found

    @rule(
        "sources.passage.opening",
        example("Police said 40 people were hurt. Of those, 12 were children.", "12", source="Police"),
    )
    def _by_opening(self, following: "_Following") -> Attribution | None:
        """Let a sentence that points back ("of those") go on with who spoke in the one before."""
        opening = following.opening
        if opening is None or following.paragraphs_apart > (opening in self.pointing):
            return None
        return following.by(HEAVY, "sources.passage.opening", f"passages.openings.{opening}")

    @rule(
        "sources.passage.judging",
        example(
            "The bank said growth was 2 percent. Unemployment is forecast to climb to 8 percent.",
            "8 percent",
            source="bank",
        ),
        example(
            "Según el banco, el puerto tiene 3 muelles. Se espera que el viaje dure 8 días menos.",
            "8 días",
            language="es",
            source="banco",
        ),
    )
    def _by_judging(self, following: "_Following") -> Attribution | None:
        """Let a verb that leaves open who judges ("is forecast to", "se espera que") go on with who spoke before."""
        verb = following.main_verb
        if verb is None or not self._leaves_open_who(verb):
            return None
        return following.by(LIGHT, "sources.passage.judging", "passages.verbs.judging")

    @rule(
        "sources.passage.again",
        example(
            "The ministry said Selva will receive 900 tents. Dorn will receive 30.",
            "30",
            source="ministry",
        ),
    )
    def _by_verb_again(self, following: "_Following") -> Attribution | None:
        """Let a sentence go on with who spoke before whose main verb is that of what was said."""
        verb, before = following.main_verb, following.before(HEAVY)
        if verb is None or before is None or self._leaves_open_who(verb):
            return None
        if not self._is_said_before(following.parse, verb, before):
            return None
        return following.by(HEAVY, "sources.passage.again", "passages.verbs.again")

    @rule(
        "sources.passage.counted_again",
        example(
            "The survey counted 900 empty homes in Dorn. Some 40 homes in Selva had no roof.",
            "40",
            source="survey",
        ),
        counterexample(
            "Ana Ruiz said 900 homes in Dorn were empty. Some 40 homes in Selva had no roof.", "40"
        ),
    )
    def _by_counted_again(self, following: "_Following") -> Attribution | None:
        """Let a sentence that counts what a document counted in the one before go on with the document."""
        before = following.before(HEAVY)
        if before is None or following.paragraphs_apart:
            return None
        parse, sentence = following.parse, following.sentence
        if parse.lower[before.source.head] not in self.lexicon.documents:
            return None
        if self._counted(parse, sentence).isdisjoint(self._counted(parse, sentence - 1)):
            return None
        return following.by(HEAVY, "sources.passage.counted_again", "documents.nouns")

    @rule(
        "sources.passage.own_figure",
        example(
            "The health ministry said 740 people fell ill in a day. Its new count is 13,274.",
            "13,274",
            source="health ministry",
        ),
    )
    def _by_own_figure(self, following: "_Following") -> Attribution | None:
        """Let a sentence go on with who spoke before that opens with a figure of theirs ("its new count")."""
        first, end = following.parse.sentences[following.sentence]
        opening = following.parse.lower[first : min(first + LONGEST_AMOUNT, end)]
        own = opening[0] in self.lexicon.its or opening[0] in self.lexicon.owners
        if not own or self.lexicon.figure_nouns.isdisjoint(opening) or following.paragraphs_apart > 1:
            return None
        return following.by(HEAVY, "sources.passage.own_figure", "cues.nouns.figures")

    @rule(
        "sources.passage.alleged",
        example(
            "Police alleged that the men made two raids. The first reportedly left 42 people dead.",
            "42",
            source="Police",
        ),
        counterexample("The men fled to Dorn. Guards reportedly shot 42 people there.", "42", source=None),
        counterexample(
            "Ana Ruiz said the plant will hire 900 people. A manager reportedly met a minister over a duty of 42%.",
            "42%",
            source=None,
        ),
    )
    def _by_allegation(self, following: "_Following") -> Attribution | None:
        """Let a sentence that leaves open who alleges ("reportedly") go on with who spoke before."""
        first, end = following.parse.sentences[following.sentence]
        if self.alleging.isdisjoint(following.parse.lower[first:end]) or following.paragraphs_apart > 1:
            return None
        subject = following.parse[first].root.subject if following.parse.is_parsed(first) else None
        if subject is not None and following.parse.lower[subject.first] in self.lexicon.indefinite_articles:
            return None  # "A manager also reportedly met ..." is another story
        return following.by(HEAVY, "sources.passage.alleged", "passages.alleging")

    decisions: DecisionList[Attribution] = DecisionList(
        _by_opening, _by_judging, _by_verb_again, _by_own_figure, _by_counted_again, _by_allegation
    )

    def _counted(self, parse: Parse, sentence: int) -> set[str]:
        """The things that a sentence counts, without those of which every text counts some."""
        first, end = parse.sentences[sentence]
        numbers = (
            parse[i] for i in range(first, end) if parse.is_parsed(i) and parse[i].form is Form.CARDINAL
        )
        return {number.head.lemma.lower() for number in numbers if number.head.is_noun} - self.common

    def _leaves_open_who(self, verb: Word) -> bool:
        """Whether who spoke before must be the one who judges: "unemployment is forecast to climb to 8%"."""
        if verb.lower not in self.judging or verb.has(Relation.AGENT):
            return False
        before = verb.parse.lower[verb.i - 1] if verb.i else ""
        return verb.has(Relation.PASSIVE_AUXILIARY) or before in self.lexicon.reflexive

    def _is_said_before(self, parse: Parse, verb: Word, before: Attribution) -> bool:
        """Whether the verb is the main verb of what was said before: "will receive 900 ... another will receive 30"."""
        if verb.form not in VERB_FORMS or verb.lower in self.light:
            return False
        opening, closing = parse.sentences[parse.sentence_of[verb.i] - 1]
        word = verb.lower
        return any(
            parse.lower[i] == word and parse[i].relation in MAIN and parse[i].form == verb.form
            for first, end in before.content
            for i in range(max(first, opening), min(end, closing))
        )


def _after_amount(parse: Parse, first: int, end: int) -> int:
    """Where a sentence goes on after the amount with which it begins: "Some 800 of those were shops"."""
    for i in range(first, min(first + LONGEST_AMOUNT, end - 1)):
        if parse.texts[i][0].isdigit() or (parse.is_parsed(i) and parse[i].form is Form.CARDINAL):
            return i + 1
    return first


def _last(attributions: list[Attribution], least: int) -> Attribution | None:
    """The attribution of a sentence that reaches farthest, of those with at least a weight."""
    heavy = [found for found in attributions if found.weight >= least]
    return max(heavy, key=lambda found: found.content[-1][1]) if heavy else None
