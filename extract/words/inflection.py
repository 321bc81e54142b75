"""Inflection: the forms of a language's words by rule or by list (``inflection.toml``)."""

import re
from collections.abc import Iterable
from functools import cache

from newstally.extract.words.data import language_data
from newstally.extract.words.folders import remembered

Rules = list[tuple[re.Pattern[str], str]]


class Inflection:
    """Inflects the words of one language. Words are in lower case."""

    def __init__(self, language: str) -> None:
        """Raises LanguageDataError if the language has no inflection."""
        data = language_data(language, "inflection")
        verbs, nouns = data["verbs"], data["nouns"]
        self._third = _compiled(verbs["third"])
        self._past = _compiled(verbs["past"])
        self._participle = _compiled(verbs["participle"])
        self._gerund = _compiled(verbs["gerund"])
        self._further = [_compiled(rules) for rules in verbs["further"]]
        self._imperfect = [_compiled(rules) for rules in verbs["imperfect"]]
        self._plural = _compiled(nouns["plural"])
        self._singular = _compiled(nouns["singular"])
        self._irregular: dict[str, list[str]] = verbs["irregular"]
        self._participles: dict[str, str] = verbs["participles"]
        self._singulars: dict[str, str] = nouns["singulars"]
        self.past_endings = tuple(verbs["past_endings"])
        self.plural_endings = tuple(nouns["plural_endings"])

    def verb_forms(self, base: str) -> list[str]:
        """Return the base form, third person, past, past participle and gerund of a verb, then further forms."""
        imperfect = [_changed(base, rules) for rules in self._imperfect]
        if base in self._irregular:
            listed = self._irregular[base]
            return [base, *listed, *(form for form in imperfect if form not in listed)]
        past = self.past(base)
        participle = self.participle(base) if self._further else past
        further = [*(_changed(base, rules) for rules in self._further), *imperfect]
        return [base, _changed(base, self._third), past, participle, _changed(base, self._gerund), *further]

    def past(self, base: str) -> str:
        """Return a verb's past tense."""
        return self._irregular[base][1] if base in self._irregular else _changed(base, self._past)

    def participle(self, base: str) -> str:
        """Return a verb's past participle."""
        return self._participles.get(base) or _changed(base, self._participle)

    def has_irregular_participle(self, base: str) -> bool:
        """Whether a verb's past participle is listed."""
        return base in self._participles

    def plurals(self, nouns: Iterable[str]) -> frozenset[str]:
        """Return the regular plurals of nouns."""
        return frozenset(_changed(noun, self._plural) for noun in nouns)

    def with_plurals(self, nouns: Iterable[str]) -> frozenset[str]:
        """Return nouns with their regular plurals."""
        singular = list(nouns)
        return self.plurals(singular).union(singular)

    def irregular_singular(self, noun: str) -> str | None:
        """Return the singular of a noun that is listed, None of any other."""
        return self._singulars.get(noun)

    @cache  # noqa: B019 (one object per language, kept for the life of the process)
    def singular(self, noun: str) -> str:
        """Return the singular of a plural."""
        return self._singulars.get(noun) or _changed(noun, self._singular)


def _compiled(rules: list[list[str]]) -> Rules:
    return [(re.compile(pattern), form) for pattern, form in rules]


def _changed(word: str, rules: Rules) -> str:
    """Return a word as the first rule that matches makes it; the word itself if none does."""
    for pattern, form in rules:
        changed, found = pattern.subn(form, word, count=1)
        if found:
            return changed
    return word


@remembered
def inflection(language: str) -> Inflection:
    """Return the language's inflection, read once."""
    return Inflection(language)
