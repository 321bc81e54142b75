"""Statistics: whether a quantity is an average, a median, a total or a record."""

from newstally.extract.numbers.lexemes import Phrases
from newstally.extract.rates.figure import Figure, Finding
from newstally.extract.rules import DecisionList, counterexample, example, rule
from newstally.extract.words import language_data

FARTHEST_AFTER = 5
"""Lexemes behind the quantity and its noun within which a phrase may stand ("on average")."""


class Statistics:
    """Tells what statistic a quantity is, with the words of one language."""

    def __init__(self, language: str) -> None:
        data = language_data(language, "rates")["statistics"]
        self.before = Phrases({name: words["before"] for name, words in data.items()})
        self.after = Phrases({name: words["after"] for name, words in data.items()})
        self.adjectives = {word: name for name, words in data.items() for word in words["adjectives"]}
        self.nouns = {word: name for name, words in data.items() for word in words["nouns"]}
        self.verbs = {word: name for name, words in data.items() for word in words["verbs"]}
        self.decisions = DecisionList[Finding](self._verb, self._leads, self._behind, self._described)

    @rule(
        "rates.statistic.leads",
        example("A total of 40 ships sank.", "40", statistic="total"),
        example("An average of 40 ships sank.", "40", statistic="average"),
        example("It sold a record $40 million of bonds.", "40 million", statistic="record"),
        counterexample("The total was far from clear when 40 ships sank.", "40", statistic=None),
    )
    def _leads(self, figure: Figure) -> Finding | None:
        """A phrase before the quantity ("an average of about 40")."""
        for i in range(figure.bare_first, figure.first - 1, -1):
            found = self.before.before(figure.lexemes, i)
            if found is not None:
                return found[0], found[1], i - 1
        aside = self.after.before(figure.lexemes, figure.first - 1)
        if aside is not None and figure.lexemes.word(figure.first - 1) == ",":
            return aside[0], aside[1], figure.first - 2  # "in all, 12 ships"
        return None

    @rule(
        "rates.statistic.behind",
        example("They lost 40 ships on average.", "40", statistic="average"),
        example("They lost 40 ships in total.", "40", statistic="total"),
        counterexample("They lost 40 ships; on average 12 men drowned.", "40", statistic=None),
    )
    def _behind(self, figure: Figure) -> Finding | None:
        """A phrase behind the quantity and its noun ("40 ships in total")."""
        lexemes = figure.lexemes
        for i in range(figure.end, figure.end + FARTHEST_AFTER):
            found = self.after.after(lexemes, i)
            if found is not None:
                return found[0], i, found[1] - 1
            if not lexemes.is_word(i):
                return None
        return None

    @rule(
        "rates.statistic.verb",
        example("Losses averaged $40 million.", "40 million", statistic="average"),
        example("Losses totalled $40 million.", "40 million", statistic="total"),
    )
    def _verb(self, figure: Figure) -> Finding | None:
        """The verb that gives the quantity ("averaged")."""
        verb = figure.verb()
        name = self.verbs.get(verb.lemma) if verb is not None else None
        return (name, figure.place(verb), figure.place(verb)) if name and verb is not None else None

    @rule(
        "rates.statistic.described",
        example("The average wage is $900.", "900", statistic="average"),
        counterexample("The median age of the 40 women was high.", "40", statistic=None),
    )
    def _described(self, figure: Figure) -> Finding | None:
        """An adjective of what is measured ("the average wage is $900"), or the noun itself ("the total was 40")."""
        for noun in figure.nouns(climb=figure.number.kind != "count"):
            if noun.lemma in self.nouns:
                return self.nouns[noun.lemma], figure.place(noun), figure.place(noun)
            for word in noun.lefts:
                if word.lower in self.adjectives:
                    return self.adjectives[word.lower], figure.place(word), figure.place(word)
        return None
