"""Corrections: what an outlet says that it had printed before, and doesn't say any more.

"An earlier version of this article said that 41 people had died": the outlet takes the 41 back. The article states
that it isn't so, as it would of any figure that it denies.
"""

import re

from newstally.extract.grammar import Parse
from newstally.extract.modality.modality_words import ModalityWords
from newstally.extract.model import Evidence, Number
from newstally.extract.rules import counterexample, example, rule
from newstally.extract.rules.decisions import rule_of


class Corrections:
    """Judges the figures of sentences that tell what the outlet's own text said before."""

    def __init__(self, words: ModalityWords) -> None:
        self.before = any_of(words.said_before)
        self.now = any_of(words.said_now)
        self.notes = any_of(words.notes)
        self.mistaken = any_of(words.mistaken)

    def judge(self, parse: Parse, number: Number) -> tuple[str, Evidence] | None:
        """Return the modality of a figure in a sentence that corrects the outlet, and why; None in any other."""
        first, end = parse[number.first].sentence
        start = parse.starts[first]
        told = self.before.search(parse.whole[start : parse.end_of(end - 1)])
        if told is None or start + told.end() > number.start:
            return self.judge_in_note(parse, number, start)
        span = (start + told.start(), start + told.end())
        between = parse.whole[span[1] : number.start]
        if self.superseded(between):
            return "negated", Evidence(rule_of(self.superseded).id, *span)
        return "asserted", Evidence(rule_of(self.corrected).id, *span)

    def judge_in_note(self, parse: Parse, number: Number, start: int) -> tuple[str, Evidence] | None:
        """Return the modality of a figure in a note that corrects the outlet, and why, where it is the mistaken one.

        ``start`` is where the figure's sentence begins.
        """
        whole = parse.whole
        begin, end = whole.rfind("\n", 0, number.start) + 1, whole.find("\n", number.end)
        note = whole[begin:] if end < 0 else whole[begin:end]
        if (
            self.notes.match(note) is None
        ):  # asked first: to look through a long line for each figure takes long
            return None
        mistake = self.mistaken.search(note)
        if mistake is None or self.now.search(whole[start : number.start]):
            return None
        rest = whole[:begin] + ("" if end < 0 else whole[end:])
        if self.mistaken_figure(rest, whole[number.start : number.end]):
            span = (begin + mistake.start(), begin + mistake.end())
            return "negated", Evidence(rule_of(self.mistaken_figure).id, *span)
        return None

    @rule(
        "modality.correction.note",
        example(
            "The ferry carried 52 people.\nCorrection: We misstated their number. We said that 25 people were aboard.",
            "25",
            modality="negated",
        ),
        example(
            "The ferry carried 52 people.\nUpdate, May 3: The headline originally gave the number of passengers as 25.",
            "25",
            modality="negated",
        ),
        counterexample(
            "The ferry carried 52 people.\nThe captain said by mistake that 25 people were aboard.",
            "25",
            modality="asserted",
        ),
    )
    def mistaken_figure(self, rest: str, figure: str) -> bool | None:
        """A figure in a note on a mistake is the mistaken one if the article itself doesn't tell it.

        ``rest`` is the text without the note.
        """
        return re.search(rf"(?<![\w.,]){re.escape(figure)}(?![\w]|[.,]\d)", rest) is None or None

    @rule(
        "modality.correction.before",
        example(
            "An earlier version of this article said that 41 people had died.",
            "41",
            modality="negated",
            source=None,
        ),
        example("This story originally stated that 41 people were killed.", "41", modality="negated"),
        counterexample("An earlier version of the law set a fine of 41 dollars.", "41", modality="asserted"),
    )
    def superseded(self, between: str) -> bool | None:
        """What the outlet says that its own article said before isn't so.

        ``between`` are the words between that and the figure.
        """
        return self.now.search(between) is None or None

    @rule(
        "modality.correction.now",
        example(
            "An earlier version of this article gave the toll as 41; the right number is 38.",
            "38",
            modality="asserted",
        ),
    )
    def corrected(self, between: str) -> bool | None:
        """What stands in its place, in the same sentence, is so ("said 41 instead of 38")."""
        return self.now.search(between) is not None or None


def any_of(expressions: list[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of the regular expressions, whatever its case."""
    return re.compile("|".join(f"(?:{expression})" for expression in expressions) or r"(?!)", re.IGNORECASE)
