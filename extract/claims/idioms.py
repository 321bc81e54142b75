"""Idioms: manners of speaking in which a number counts nothing ("at one point", "one way or another")."""

from newstally.extract.claims.candidate import ClaimCandidate


class Idioms:
    """Phrases around a number, which a hash stands for in each, filed under the word next to it."""

    def __init__(self, phrases: list[str], determined: frozenset[str]) -> None:
        self.determined = determined
        self.by_word: dict[tuple[int, str], list[tuple[str, ...]]] = {}
        for phrase in phrases:
            words = tuple(phrase.split())
            at = words.index("#")
            offset = 1 if at + 1 < len(words) else -1
            self.by_word.setdefault((offset, words[at + offset]), []).append(words)

    def holds(self, candidate: ClaimCandidate) -> bool:
        """Whether the quantity stands in one of the phrases."""
        return any(
            self._fits(candidate, words)
            for offset in (1, -1)
            for words in self.by_word.get((offset, candidate.word(offset)), ())
        )

    def _fits(self, candidate: ClaimCandidate, words: tuple[str, ...]) -> bool:
        at = words.index("#")
        numbered = at == len(words) - 1 == 1  # "day 12", but not "every day 12 trucks came"
        if numbered and candidate.word(-2) in self.determined:
            return False
        return all(
            candidate.word(k - at) == word or (word == "#" and candidate.is_number(k - at))
            for k, word in enumerate(words)
            if k != at
        )
