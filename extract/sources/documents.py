"""Documents as sources: whose report "the report" is."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import cached_property

from newstally.extract.grammar import Parse
from newstally.extract.sources.attribution import Mention
from newstally.extract.sources.lexicon import Lexicon
from newstally.extract.sources.mentions import is_speaking_noun
from newstally.extract.sources.names import Name

LONGEST_DESCRIPTION = 2
"""Words before the noun up to which a description is too bare to tell its document from others ("the new figures")."""
LONGEST_ALIKE = 4
"""The same of polls and studies, which one article rarely tells of two ("the new statewide poll")."""
LONGEST_DISTANCE = 25
"""Tokens after the noun within which a verb tells its maker."""
ALIKE = "="
"""Key under which the makers of polls and studies stand."""
ANY = ""
"""Key under which the makers of documents of all kinds stand."""
LONGEST_CLAUSE = 12
"""Tokens of a relative clause within which the verb stands by which a maker makes a document known."""
LONGEST_CHAIN = 12
"""Tokens after the noun within which phrases lead to its maker."""
LONGEST_KIND = 6
"""Tokens after a preposition within which the name of a maker stands that is described before it."""
LONGEST_AGENT = 6
"""Tokens within which the noun of a maker without a name ends ("by the regional water authority")."""
NEAR = 4
"""Tokens before the noun within which its maker stands ("Agua Clara's latest water report")."""


class Documents:
    """Finds the makers of an article's documents. ``named`` gives the full name at a token, or None."""

    def __init__(self, parse: Parse, lexicon: Lexicon, named: Callable[[int], Name | None]) -> None:
        self.parse = parse
        self.lexicon = lexicon
        self.named = named

    def maker(self, mention: Mention) -> Name | None:
        """Return who made the document: as the mention says, or as another mention of the document does.

        None where a name in the mention describes the document better ("Ruiz's latest report"), or none is told.
        """
        own = self._maker_after(mention.head) or self._maker_in_clause(mention.head)
        if own is not None:
            return own
        if any(self.named(i) for i in range(mention.first, mention.last + 1)):
            return None
        alike = self._is_one_alike(mention.head)
        if mention.head - mention.first > (LONGEST_ALIKE if alike else LONGEST_DESCRIPTION):
            return None
        bare = (
            self.parse.lower[mention.first]
            not in self.lexicon.articles | self.lexicon.definite | self.lexicon.its
        )
        if bare and not alike:
            return None  # "court documents" are none told of before
        return self._maker_elsewhere(mention)

    def keeper(self, mention: Mention) -> Mention | None:
        """Who counts, in "the count of the organisers" and "the union's estimate"."""
        lower, texts = self.parse.lower, self.parse.texts
        if lower[mention.head] not in self.lexicon.figure_nouns:
            return None
        mark = next(
            (i for i in range(mention.first, mention.head) if lower[i] in self.lexicon.possessives), None
        )
        if mark is not None and mark > mention.first:
            return self._counting(mention.first, mark - 1)
        of = mention.head + 1
        if (
            of < mention.last
            and lower[of] in self.lexicon.naming_prepositions | self.lexicon.source_prepositions
        ):
            last = of + 1
            while last < mention.last and texts[last + 1][0].isalpha() and not self._may_count(last):
                last += 1
            return self._counting(of + 1, last)
        released = next(
            (i for i in range(of, of + NEAR) if lower[i : i + 1] and lower[i] in self.lexicon.publishing), of
        )
        return self._counting(of, released - 1) if released > of else None

    def _counting(self, first: int, last: int) -> Mention | None:
        return Mention(first, last, last) if self._may_count(last) else None

    def _may_count(self, i: int) -> bool:
        return self.named(i) is not None or is_speaking_noun(self.lexicon, self.parse.lower[i])

    def agent(self, mention: Mention) -> Mention | None:
        """The maker without a name in "figures released by the port authority"."""
        lower = self.parse.lower
        i = mention.head + 1
        if i + 1 >= len(lower) or lower[i] not in self.lexicon.making | self.lexicon.publishing:
            return None
        by = self._past_time(i) + 1
        first = by + 1
        if lower[by : by + 1] == [] or lower[by] not in self.lexicon.agents or lower[first : first + 1] == []:
            return None
        for last in range(first, min(first + LONGEST_AGENT, len(lower))):
            if is_speaking_noun(self.lexicon, lower[last]) and not is_speaking_noun(
                self.lexicon, "".join(lower[last + 1 : last + 2])
            ):
                return Mention(first, last, last)
        return None

    def body(self, mention: Mention) -> Mention | None:
        """The organisation without a name in "la nota del departamento", where the language names makers so."""
        lower = self.parse.lower
        of = mention.head + 1
        leads = (
            "".join(lower[of : of + 1]) in self.lexicon.maker_prepositions & self.lexicon.naming_prepositions
        )
        if not leads or of + 1 > mention.last:
            return None
        noun = of + 1 + ("".join(lower[of + 1 : of + 2]) in self.lexicon.articles)
        spoken = "".join(lower[noun : noun + 1]) in self.lexicon.organisations
        return Mention(of, max(noun, mention.last), noun) if spoken else None

    def _maker_elsewhere(self, mention: Mention) -> Name | None:
        """The maker named with another mention: the nearest before "the report", or after "a report"."""
        lower = self.parse.lower
        word = self._key(mention.head)
        definite = lower[mention.first] in self.lexicon.definite
        if definite and word in self.lexicon.generic_documents:
            word = ANY
        places, makers = self.told_of.get(word, ([], []))
        before, after = bisect_left(places, mention.head), bisect_right(places, mention.head)
        if not self.lexicon.other_documents.isdisjoint(lower[mention.first : mention.head]):
            return None  # "a separate survey"
        if before and (definite or after == len(places)):
            return makers[before - 1]
        return makers[after] if after < len(places) and word != ANY else None

    def _key(self, noun: int) -> str:
        """The word under which a document's makers stand: one for all documents that are called alike."""
        word = self.parse.lower[noun]
        return ALIKE if word in self.lexicon.documents_alike else word

    def _is_one_alike(self, noun: int) -> bool:
        """Whether the noun is a single poll or study, of which an article rarely tells two."""
        return self._key(noun) == ALIKE and not self.parse.lower[noun].endswith(self.lexicon.plural_endings)

    @cached_property
    def told_of(self) -> dict[str, tuple[list[int], list[Name]]]:
        """Where documents stand with their makers, by noun, and under ANY all of them: places and makers."""
        found: dict[str, tuple[list[int], list[Name]]] = {}
        for i, word in enumerate(self.parse.lower):
            if word not in self.lexicon.documents or self._is_organisation(i):
                continue
            maker = (
                self._maker_after(i)
                or self._maker_in_clause(i)
                or self._maker_before(i)
                or self._maker_publishing(i)
            )
            if maker is None:
                continue
            for key in (self._key(i), ANY):
                places, makers = found.setdefault(key, ([], []))
                places.append(i)
                makers.append(maker)
        return found

    def _is_organisation(self, noun: int) -> bool:
        """Whether the noun only ends an organisation's name ("the Association for Cancer Research")."""
        lower = self.parse.lower
        led = noun > 1 and lower[noun - 1] in self.lexicon.naming_prepositions
        if led and lower[noun - 2] in self.lexicon.organisations:
            return True  # "el centro de estudios adscrito a la Federación"
        name = self.named(noun)
        return name is not None and any(word.lower() in self.lexicon.organisations for word in name.words)

    def _maker_after(self, noun: int) -> Name | None:
        """The maker in "report by Ruiz", "study published by the Ruiz Institute"."""
        lower = self.parse.lower
        for i in range(noun + 1, min(self._past_time(noun) + 3, len(lower))):
            if lower[i] in self.lexicon.reading:
                return None
            if lower[i] in self.lexicon.maker_prepositions:
                place = self._named_after(i)
                if place is not None:
                    return None if self._is_possessor(place) else self.named(place)
        return self._maker_in_chain(noun) or self._maker_by_verb(noun)

    def _named_after(self, preposition: int) -> int | None:
        """Where a name begins after a preposition and what its bearer is: "a report by investment bank Selva Holt"."""
        lower = self.parse.lower
        for i in range(preposition + 1, min(preposition + 3, len(lower))):
            if self.named(i) is not None:
                return i
        described = preposition + 1
        while described < min(preposition + LONGEST_KIND, len(lower)):
            told = is_speaking_noun(self.lexicon, lower[described])
            of = lower[described] in self.lexicon.affiliating and is_speaking_noun(
                self.lexicon, lower[described - 1]
            )
            described += 1
            if (told or of) and described < len(lower) and self.named(described) is not None:
                return described
            if not self.parse.texts[described - 1].isalpha() or lower[described - 1] in self.lexicon.verbs:
                return None
        return None

    def _maker_in_chain(self, noun: int) -> Name | None:
        """The maker at the end of a chain of phrases: "el informe del 2021 sobre la pesca de Aguas Claras"."""
        lower = self.parse.lower
        if self.lexicon.possessives:
            return None
        end = min(self.parse.content_end(self.parse.sentence_of[noun]), noun + LONGEST_CHAIN)
        for i in range(noun + 2, end):
            if not self.parse.texts[i - 1][0].isalnum() or lower[i - 1] in self.lexicon.verbs:
                return None
            if i < noun + 3:
                continue
            name = self.named(i)
            led = lower[i - 1] in self.lexicon.maker_prepositions
            if led and name is not None and name.person is False and name.text not in self.lexicon.countries:
                return name
        return None

    def _past_time(self, noun: int) -> int:
        """The last word of when a document came, right after its noun ("an update this week from the agency")."""
        lower, last = self.parse.lower, noun
        while last - noun < NEAR and not self.lexicon.times.isdisjoint(lower[last + 1 : last + 3]):
            last += 1
        return last

    def _maker_in_clause(self, noun: int) -> Name | None:
        """The maker in a relative clause: "el balance que el Ministerio de Obras publicó el martes"."""
        lower = self.parse.lower
        if not self.lexicon.publishes:
            return None
        told_in = max(noun - 2, 0)
        if lower[told_in] in self.lexicon.before_survey and (speaker := self.named(max(told_in - 1, 0))):
            return speaker  # "reveló Norte Datos en el sondeo"
        opener = noun + 1 + (self.parse.texts[noun + 1 : noun + 2] == [","])
        if "".join(lower[opener : opener + 1]) not in self.lexicon.relative_pronouns:
            return None
        end = min(self.parse.content_end(self.parse.sentence_of[noun]), noun + LONGEST_CLAUSE)
        told = next((i for i in range(noun + 2, end) if lower[i] in self.lexicon.publishes), end)
        return next((name for i in range(noun + 2, end) if told < end and (name := self.named(i))), None)

    def _maker_publishing(self, noun: int) -> Name | None:
        """The organisation in "el Instituto del Mar ha publicado este lunes un informe"."""
        lower = self.parse.lower
        first = max(self.parse.sentences[self.parse.sentence_of[noun]][0], noun - LONGEST_DISTANCE)
        told = next((i for i in range(noun - 1, first, -1) if lower[i] in self.lexicon.publishes), None)
        if told is None or noun - told > LONGEST_AGENT:
            return None
        names = (self.named(i) for i in range(told - 1, max(told - NEAR, first - 1), -1))
        name = next((name for name in names if name is not None), None)
        return name if name is not None and name.person is False else None

    def _maker_by_verb(self, noun: int) -> Name | None:
        """The maker in "the poll, which was conducted in May by Ruiz"."""
        lower = self.parse.lower
        end = min(self.parse.content_end(self.parse.sentence_of[noun]), noun + LONGEST_DISTANCE)
        for verbs in (self.lexicon.making, self.lexicon.publishing):
            made = next((i for i in range(noun + 1, end) if lower[i] in verbs), end)
            agent = next((i for i in range(made + 1, end) if lower[i] in self.lexicon.agents), end)
            name = next(
                (name for i in range(agent + 1, min(agent + NEAR, end)) if (name := self.named(i))), None
            )
            if name is not None:
                return name
        return None

    def _is_possessor(self, i: int) -> bool:
        """Whether the name at a token only tells whose maker it is: "a report from Canada's auditor general"."""
        lower = self.parse.lower
        while i + 1 < len(lower) and self.named(i + 1) is self.named(i):
            i += 1
        return i + 1 < len(lower) and lower[i + 1] in self.lexicon.possessives

    def _maker_before(self, noun: int) -> Name | None:
        """The maker in "Ruiz's report", "a Ruiz report"."""
        titled = self.parse.texts[noun][0].isupper()  # "the Nurses' Health Study" is nobody's
        for i in range(noun - 1, max(noun - 1 - NEAR, -1), -1):
            word = self.parse.lower[i]
            if not titled and word in self.lexicon.possessives and i:
                return self.named(i - 1)
            if self.parse.texts[i] == "," or word in self.lexicon.definite:
                break  # "Selva's size, the study says"
        name = self.named(noun - 1) if noun else None
        return None if name is None or set(name.words) <= self.lexicon.nationalities else name
