"""Passages: a sentence that goes on with a figure of the sentence before goes on with its source."""

from extract.languages import language_data
from extract.sources.attribution import Attribution
from extract.sources.view import View

ASIDES = frozenset({'"', "“", "''", "(", "-", "–", "—"})


class Passages:
    """Finds what a language's openings ("of those", "that compares") carry over."""

    def __init__(self, language: str) -> None:
        self.openings: dict[str, list[tuple[str, ...]]] = {}
        data = language_data(language, "passages")
        self.pointing = frozenset(data["pointing"])
        for opening in [*data["openings"], *data["pointing"]]:
            words = tuple(opening.split())
            self.openings.setdefault(words[0], []).append(words)

    def opening(self, view: View, sentence: int) -> str | None:
        """Return the opening with which the sentence goes on with the one before, or None."""
        first, end = view.sentences[sentence]
        while first < end and view.words[first] in ASIDES:
            first += 1
        if first >= end:
            return None
        for words in self.openings.get(view.lower[first], ()):
            if tuple(view.lower[first : first + len(words)]) == words:
                return " ".join(words)
        return None

    def carried_over(
        self, view: View, by_sentence: dict[int, list[Attribution]], sentences: list[int]
    ) -> list[tuple[int, Attribution]]:
        """Return (sentence, attribution of the whole of it) for the sentences, in order, that go on with a source."""
        found: list[tuple[int, Attribution]] = []
        carried: dict[int, Attribution] = {}
        for sentence in sentences:
            opening = self.opening(view, sentence) if sentence else None
            if opening is None:
                continue
            first, end = view.sentences[sentence]
            apart = view.paragraph_of[first] - view.paragraph_of[view.sentences[sentence - 1][0]]
            if apart > (opening in self.pointing):
                continue
            before = carried.get(sentence - 1) or _last(by_sentence.get(sentence - 1, []))
            if before is None:
                continue
            whole = Attribution(before.source, before.cue, [(first, end)], 1, f"passages.openings.{opening}")
            carried[sentence] = whole
            found.append((sentence, whole))
        return found


def _last(attributions: list[Attribution]) -> Attribution | None:
    """The attribution of a sentence that reaches farthest, of the heavy ones."""
    heavy = [attribution for attribution in attributions if attribution.weight >= 3]
    return max(heavy, key=lambda attribution: attribution.content[-1][1]) if heavy else None
