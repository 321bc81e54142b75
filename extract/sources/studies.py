"""Studies that go on: effects told without a cue of their own, in an article that tells of a study.

How much a risk is raised or lowered nobody knows without a study: "Those who slept badly had a 20% higher risk" is the
finding of the study told of before, however many sentences lie between. In an article that opens with a study so is
whatever compares groups.
"""

from itertools import pairwise

from newstally.extract.grammar import Parse
from newstally.extract.model import Number
from newstally.extract.rules import example, rule
from newstally.extract.sources.attribution import Attribution, Mention
from newstally.extract.sources.quotations import Quotation, quotation_at
from newstally.extract.words import language_data

EFFECTS = frozenset({"percent", "ratio"})
"""Kinds of number that tell an effect."""
OPENING = 4
"""Sentences, the headline among them, in which an article names the study that it is about."""
RULE, ENTRY = "sources.study.effect", "passages.studies.effects"


class Studies:
    """Finds the study whose findings effects without an attribution are; ``language`` gives the words."""

    def __init__(self, language: str) -> None:
        words = language_data(language, "passages")["studies"]
        self.nouns = frozenset(words["nouns"])
        self.effects = frozenset(words["effects"])
        self.contrasts = self.effects | frozenset(words["contrasts"])
        self.definite = frozenset(words["definite"])

    @rule(
        RULE,
        example(
            "The study followed 900 nurses. Those who slept badly had a 20% higher risk of a stroke.",
            "20%",
            source="study",
        ),
        example(
            "A study suggests that praise helps. The proportion who left fell to 3 percent.",
            "3 percent",
            source="study",
        ),
    )
    def findings(
        self,
        parse: Parse,
        numbers: list[Number],
        attributed: list[Attribution | None],
        quotations: list[Quotation],
    ) -> list[Attribution | None]:
        """Return the attribution of each number, with those added that only the study told of before shows."""
        places = [i for i, word in enumerate(parse.texts) if word in self.nouns]
        if not places:
            return attributed
        telling: dict[int, bool] = {}
        words = self.contrasts if parse.sentence_of[places[0]] < OPENING else self.effects
        found = list(attributed)
        before: int | None = None
        following = iter([*places, len(parse)])
        place = next(following)
        for k, number in enumerate(numbers):
            while place < number.first:
                before, place = place, next(following)
            if found[k] is not None or before is None or number.kind not in EFFECTS:
                continue
            if quotation_at(quotations, number.first) is not None:
                continue
            sentence = parse.sentence_of[number.first]
            if sentence not in telling:
                telling[sentence] = _tells(parse, sentence, words)
            if telling[sentence]:
                first = before - (parse.lower[before - 1] in self.definite and before > 0)
                source = Mention(first, before, before)
                found[k] = Attribution(source, (before, before), [parse.sentences[sentence]], 1, RULE, ENTRY)
        return found


def _tells(parse: Parse, sentence: int, effects: frozenset[str]) -> bool:
    """Whether a sentence has one of some words or pairs of words, which say how much more or less something is."""
    words = parse.lower[slice(*parse.sentences[sentence])]
    return any(word in effects for word in words) or any(
        f"{word} {after}" in effects for word, after in pairwise(words)
    )
