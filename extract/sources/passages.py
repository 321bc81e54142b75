"""Passages: a sentence that goes on with a figure of the sentence before goes on with its source."""

from newstally.extract.grammar import Parse, Word
from newstally.extract.grammar.forms import VERB_FORMS, Form
from newstally.extract.grammar.relations import Relation
from newstally.extract.sources.attribution import Attribution
from newstally.extract.words import language_data

HEAVY, LIGHT = 3, 1
"""Least weights of what is gone on with: of verbs that say, and of all."""
LONGEST_AMOUNT = 4
"""Tokens from the beginning of a sentence within which the number of an amount stands ("more than 100")."""
MAIN = frozenset({Relation.ROOT, Relation.CLAUSAL_COMPLEMENT})
ASIDES = frozenset({'"', "“", "''", "(", "-", "–", "—"})


class Passages:
    """Finds what a language's openings ("of those", "that compares") carry over."""

    def __init__(self, language: str) -> None:
        self.openings: dict[str, list[tuple[str, ...]]] = {}
        data = language_data(language, "passages")
        self.judging = frozenset(data["verbs"]["judging"])
        self.light = frozenset(data["verbs"]["light"])
        self.pointing = frozenset(data["pointing"])
        for opening in [*data["openings"], *data["pointing"]]:
            words = tuple(opening.split())
            self.openings.setdefault(words[0], []).append(words)

    def opening(self, parse: Parse, sentence: int) -> str | None:
        """Return the opening with which the sentence goes on with the one before, or None."""
        first, end = parse.sentences[sentence]
        while first < end and parse.texts[first] in ASIDES:
            first += 1
        if first >= end:
            return None
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
            going_on = self._goes_on(parse, sentence, carried.get(sentence - 1), told)
            if going_on is None:
                continue
            before, rule = going_on
            whole = Attribution(before.source, before.cue, [parse.sentences[sentence]], 1, rule)
            carried[sentence] = whole
            found.append((sentence, whole))
        return found

    def _goes_on(
        self, parse: Parse, sentence: int, carried: Attribution | None, told: list[Attribution]
    ) -> tuple[Attribution, str] | None:
        """The attribution of the sentence before with which a sentence goes on, and the rule that shows it."""
        first, _ = parse.sentences[sentence]
        apart = parse.paragraph_of[first] - parse.paragraph_of[parse.sentences[sentence - 1][0]]
        opening = self.opening(parse, sentence)
        before = carried or _last(told, HEAVY)
        if opening is not None:
            if before is None or apart > (opening in self.pointing):
                return None
            return before, f"passages.openings.{opening}"
        if apart or not parse.is_parsed(first):
            return None
        verb = _main_verb(parse, sentence)
        if self._leaves_open_who(verb):
            before = carried or _last(told, LIGHT)
            return (before, "passages.verbs.judging") if before else None
        if before is not None and self._is_said_before(parse, verb, before):
            return before, "passages.verbs.again"
        return None

    def _leaves_open_who(self, verb: Word) -> bool:
        """Whether who spoke before must be the one who judges: "unemployment is forecast to climb to 8%"."""
        passive = verb.has(Relation.PASSIVE_AUXILIARY) and not verb.has(Relation.AGENT)
        return passive and verb.lower in self.judging

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


def _main_verb(parse: Parse, sentence: int) -> Word:
    first, end = parse.sentences[sentence]
    root = parse[first]
    while root.head.i != root.i and first <= root.head.i < end:
        root = root.head
    return root


def _last(attributions: list[Attribution], least: int) -> Attribution | None:
    """The attribution of a sentence that reaches farthest, of those with at least a weight."""
    heavy = [found for found in attributions if found.weight >= least]
    return max(heavy, key=lambda found: found.content[-1][1]) if heavy else None
