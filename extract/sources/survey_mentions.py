"""Survey mentions: where an article speaks of a survey, or of who asked people."""

from collections.abc import Mapping
from typing import Any

from newstally.extract.grammar import Parse
from newstally.extract.grammar.forms import VERB_FORMS
from newstally.extract.grammar.relations import Relation
from newstally.extract.sources.attribution import Mention
from newstally.extract.sources.lexicon import Lexicon
from newstally.extract.sources.names import Name

LONGEST_NAME = 9
"""Tokens before "poll" within which its name stands."""


class SurveyMentions:
    """Finds the mentions; ``words`` is the table of surveys in passages.toml."""

    def __init__(self, words: Mapping[str, Any], lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.asked = frozenset(words["asked"])
        self.asking = frozenset(words["asking"])
        self.other_senses = frozenset(words["other_senses"])
        self.studies = frozenset(words["studies"])
        self.places = {tuple(place.split()) for place in words["voting_places"]}

    def of(self, parse: Parse, names: dict[int, Name]) -> list[Mention]:
        """Return where the article speaks of a survey, in order; nothing if it speaks of none."""
        words = self.lexicon.surveys
        if self.asked.intersection(parse.lower):
            words |= self.studies
        found = []
        for i, word in enumerate(parse.lower):
            if word in self.asking and i - 1 in names and self._asks(parse, i):
                found.append(Mention(names[i - 1].first, names[i - 1].last, names[i - 1].last))
            if word not in words or parse.lower[i + 1 : i + 2] == []:
                continue
            if parse.lower[i + 1] in self.other_senses or self._is_voting_place(parse, i):
                continue
            if parse.is_parsed(i) and parse[i].form in VERB_FORMS:
                continue
            found.append(self._mention(parse, i))
        return found

    def _is_voting_place(self, parse: Parse, i: int) -> bool:
        """Whether the word is where people vote: "went to the polls", "when the polls closed"."""
        return any(
            tuple(parse.lower[i - shift : i - shift + len(place)]) == place
            for place in self.places
            for shift in range(min(len(place), i + 1))
            if place[shift] == parse.lower[i]
        )

    def _asks(self, parse: Parse, verb: int) -> bool:
        """Whether the word is a verb whose subject stands before it, and not "the voters polled"."""
        return parse.is_parsed(verb) and any(
            child.relation is Relation.SUBJECT for child in parse[verb].lefts
        )

    def _mention(self, parse: Parse, noun: int) -> Mention:
        """The noun with the name and the article before it."""
        start = parse.sentences[parse.sentence_of[noun]][0]
        first = noun
        while first > start and noun - first < LONGEST_NAME:
            before = parse.texts[first - 1]
            if not (before[0].isupper() or before in ("-", "/", "&") or before in self.lexicon.possessives):
                break
            first -= 1
        if first > start and parse.lower[first - 1] in self.lexicon.definite:
            first -= 1
        while first < noun and not parse.texts[first][0].isalnum():
            first += 1
        return Mention(first, noun, noun)
