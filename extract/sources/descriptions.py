"""Descriptions: who "the deputy", "the health agency" or "the IMF boss" is, among those named or heard before."""

from collections.abc import Callable

from newstally.extract.grammar import Parse
from newstally.extract.grammar.forms import Form
from newstally.extract.grammar.relations import GRAMMATICAL_SUBJECTS, Relation
from newstally.extract.sources.attribution import Mention
from newstally.extract.sources.coreference import Coreference
from newstally.extract.sources.fields import Fields, lower_words
from newstally.extract.sources.lexicon import Lexicon
from newstally.extract.sources.name_index import NameIndex
from newstally.extract.sources.names import Name

NEAR = 2
"""Paragraphs before a description within which the one whom it means may have come in."""
FARTHEST = 300
"""Tokens before it within which that may be."""
OFFICE = 9
"""Tokens before and after a name within which the field of an office stands that its bearer holds."""
ADJECTIVES = 2
"""Words after a description that may belong to it ("el titular de la central fabril")."""
LONGEST = 5
"""Tokens of such a description, its article included."""


class Descriptions:
    """Finds whom descriptions without a name mean. ``text`` gives the words of a mention, names in it in full."""

    def __init__(
        self,
        parse: Parse,
        lexicon: Lexicon,
        index: NameIndex,
        coreference: Coreference,
        text: Callable[[Mention], str],
    ) -> None:
        self.parse = parse
        self.lexicon = lexicon
        self.index = index
        self.coreference = coreference
        self.text = text
        self.fields = Fields(parse, lexicon, index)

    def meant(self, mention: Mention, word: str) -> tuple[str, Name | None] | None:
        """Who "the deputy" or "the agency" is: by the role, by a name that holds the word, by who spoke last."""
        lexicon = self.lexicon
        described = self._described(mention)
        if described in lexicon.aliases:
            meant = self._alias(described, mention)
            if meant is not None or (lexicon.possessives and described != word):
                return meant  # "the central bank" that no name before means is nobody else
        if word in lexicon.groups or not self._points_back(mention, word):
            return None
        following = self.parse.lower[mention.head + 1] if mention.last > mention.head else ""
        if word in lexicon.organisations and following in lexicon.naming_prepositions:
            alike = self.fields.body_of_kind(mention, word)
            return self._full(alike) if alike is not None else None  # "the union of pilots" is no other union
        body = self.fields.body(mention, word)
        if body is not None:
            return self._full(body)
        if word in lexicon.organisations and self._is_named_within(mention):
            return None
        if self._has_office(mention, word):
            officer = self._in_office(mention, word)
            if officer is not None or word not in lexicon.generic_roles:
                return officer
            return self.coreference.pronoun(mention, self._gender(mention, word))
        house = self._house_in(mention) if word in lexicon.roles else None
        if house is not None:
            return self._of_house(house, mention, word)
        known = self._known(mention, word)
        if known is not None:
            return known.text, known
        last: tuple[str, Name | None] | None = (
            self._fuller(mention, word) or self._introduced(mention, word) or self._spoken_last(mention, word)
        )
        return None if last is not None and self._acts_on(mention, last[0]) else last

    def _acts_on(self, mention: Mention, name: str) -> bool:
        """Whether a name is the subject of the verb that a description is an object of: "Selva quoted the mayor"."""
        if not self.parse.is_parsed(mention.head):
            return False
        described = self.parse[mention.head]
        if described.relation is not Relation.OBJECT:
            return False
        subject = described.head.dependent(*GRAMMATICAL_SUBJECTS)
        acting = self.index.named(subject.i) if subject is not None else None
        return acting is not None and acting.text == name

    def is_alias(self, mention: Mention) -> bool:
        """Return whether a description stands for certain words of names, or roles."""
        return self._described(mention) in self.lexicon.aliases

    def _points_back(self, mention: Mention, word: str) -> bool:
        """Whether a description means one told of elsewhere: by its article, or as a title, with nothing of its own."""
        definite = mention.first < mention.head and self.parse.lower[mention.first] in self.lexicon.definite
        if not definite and not self._is_titled(mention, word):
            return False
        return (
            mention.last == mention.head
            or self.parse.lower[mention.head + 1] in self.lexicon.content_prepositions
            or self._has_adjectives(mention)
        )

    def _known(self, mention: Mention, word: str) -> Name | None:
        """Who bears the role, or the body whose name holds the word, with a description's own words if it has any."""
        known = self._affiliation(mention, word)
        known = known or self.index.bearer(word, mention.first) or self.index.holder(word, mention.first)
        own = self._own_words(mention) if word in self.lexicon.organisations else frozenset()
        if not own or (known is not None and not own.isdisjoint(lower_words(known))):
            return known
        return self._called(own, word) or self._called_so_before(mention, own, word)

    def _spoken_last(self, mention: Mention, word: str) -> tuple[str, Name | None] | None:
        """Who spoke or was told of last, if a description may mean just anybody."""
        lexicon, person = self.lexicon, word in self.lexicon.roles
        if word in lexicon.unnamed or self._is_several(mention, word):
            return None
        if person and not lexicon.possessives and word not in lexicon.generic_roles:
            return None  # "el presidente" is not the economist named before
        if person and (gender := self._gender(mention, word)) != "a":
            return self.coreference.pronoun(mention, gender)
        if word in lexicon.self_evident or self._has_own_noun(mention):
            return None
        return self.coreference.latest(mention, person)

    def _is_several(self, mention: Mention, word: str) -> bool:
        """Whether a description means several organisations, none of which is named alone: "las patronales"."""
        plural = self.parse.is_parsed(mention.head) and self.parse[mention.head].form is Form.PLURAL_NOUN
        return plural and word not in self.lexicon.roles

    def _described(self, mention: Mention) -> str:
        """A description's words without its article, all of them where adjectives and fields follow the noun."""
        last = mention.head if self.lexicon.possessives else mention.last
        led = self.parse.lower[mention.first] in self.lexicon.definite
        return " ".join(self.parse.lower[mention.first + led : last + 1])

    def _gender(self, mention: Mention, word: str) -> str:
        """The sex of who bears a role, by its article where both have it: "la portavoz"."""
        gender = self.lexicon.roles[word]
        return self.lexicon.gendered.get(self.parse.lower[mention.first], "a") if gender == "a" else gender

    def _is_titled(self, mention: Mention, word: str) -> bool:
        """Whether a role stands without an article as a title does: "Chief Minister said", "according to the DG"."""
        title = self.parse.texts[mention.head]
        opens = mention.first == self.parse.sentences[self.parse.sentence_of[mention.first]][0]
        capital = title.isupper() or (title[0].isupper() and not (opens and mention.first == mention.head))
        return capital and word in self.lexicon.roles and bool(self.lexicon.possessives)

    def _has_adjectives(self, mention: Mention) -> bool:
        """Whether all that follows a description's noun are adjectives: "la dirigente vecinal"."""
        after = range(mention.head + 1, mention.last + 1)
        return (
            not self.lexicon.possessives
            and len(after) <= ADJECTIVES
            and all(self.parse.texts[i].islower() and self.parse.texts[i].isalpha() for i in after)
        )

    def _has_office(self, mention: Mention, word: str) -> bool:
        """Whether a role is told apart from others by its field behind it: "ministro de Salud"."""
        following = self.parse.lower[mention.head + 1] if mention.last > mention.head else ""
        return (
            not self.lexicon.possessives
            and word in self.lexicon.roles
            and following in self.lexicon.naming_prepositions
        )

    def _in_office(self, mention: Mention, word: str) -> tuple[str, Name | None] | None:
        """Who was said before to be it of the same field: "el ministro de Salud" is not that of Defensa."""
        field = self.parse.lower[mention.last]
        places, bearers = self.index.by_role.get(word, ([], []))
        for place, name in zip(reversed(places), reversed(bearers), strict=True):
            around = self.parse.lower[max(name.first - OFFICE, 0) : name.last + OFFICE]
            if place < mention.first and field in around:
                full = self.index.full_of(name)
                return full.text, full
        return None

    def _is_named_within(self, mention: Mention) -> bool:
        """Whether a name tells which organisation is meant: "the Hokuri Electric company", but "the French firm"."""
        name = self.index.at.get(mention.head - 1)
        if name is None or name.first < mention.first or name.text in self.lexicon.countries:
            return False
        return not set(name.words) <= self.lexicon.nationalities

    def _own_words(self, mention: Mention) -> frozenset[str]:
        """The common nouns and their adjectives that tell an organisation from others: "the public health agency"."""
        if not self.parse.is_parsed(mention.head):
            return frozenset()
        words = [
            self.parse[i] for i in range(mention.first + 1, mention.head) if self.parse.texts[i].islower()
        ]
        nouns = {word.lower for word in words if word.relation is Relation.COMPOUND}
        beside = {word.lower for word in words if word.relation is Relation.ADJECTIVAL_MODIFIER}
        return frozenset(nouns | beside) if nouns else frozenset()

    def _called(self, own: frozenset[str], word: str) -> Name | None:
        """The organisation whose name has all of a description's own words, two at the least: "Public Health Selva"."""
        wanted = own | {word} if len(own) == 1 else own
        found = (name for name in self.index.names if name.person is not True and wanted <= lower_words(name))
        name = next(found, None)
        return self.index.full_of(name) if name is not None else None

    def _called_so_before(self, mention: Mention, own: frozenset[str], word: str) -> Name | None:
        """Whom a fuller description meant before: "the health agency" is who "the public health agency" was."""
        for source in self.coreference.antecedents.spoken:
            if source.first >= mention.first:
                return None
            fuller = self.parse.lower[source.first : source.head]
            if self.parse.lower[source.head] == word and own.issubset(fuller):
                return self.coreference.antecedents.resolve(source)[1]
        return None

    def _house_in(self, mention: Mention) -> Name | None:
        """The organisation that tells whose role is meant: "the IMF boss", "Selva Steel's spokesman"."""
        name = next(
            (self.index.at[i] for i in range(mention.first, mention.head) if i in self.index.at), None
        )
        if name is None or name.person or name.last >= mention.head or name.text in self.lexicon.countries:
            return None
        if all(part.lower() in self.lexicon.organisations for part in name.words):
            return None  # "the Agency's spokesman"
        return None if set(name.words) <= self.lexicon.nationalities else name

    def _of_house(self, house: Name, mention: Mention, word: str) -> tuple[str, Name] | None:
        """The person beside whose name the organisation stands before: "IMF chief Ana Ruiz", or None.

        Who bears the very role comes first: "Ana Ruiz, governor of Selva".
        """
        called = {house.text, self.index.full_of(house).text}
        nearest: tuple[bool, int, Name] | None = None
        for name in reversed(self.index.names):
            if (
                name.last >= mention.first
                or name.person is False
                or (not name.person and len(name.words) < 2)
            ):
                continue
            for i in range(max(name.first - OFFICE, 0), min(name.last + OFFICE, mention.first)):
                distance = max(name.first - i, i - name.last)
                told = i in self.index.at and self.index.full_of(self.index.at[i]).text in called
                other = word not in self.index.full_of(name).roles
                if told and (nearest is None or (other, distance) < nearest[:2]):
                    nearest = other, distance, name
        return self._full(nearest[2]) if nearest is not None else None

    def _alias(self, described: str, mention: Mention) -> tuple[str, Name | None] | None:
        """Whose name before holds a word that a description stands for, or who has that role.

        "The central bank" is the Federal Reserve, "el jefe de Estado" the president. A role by which anybody is called
        again may mean whoever was told of.
        """
        meant = self.lexicon.aliases[described]
        for word in meant:
            name = self.index.holder(word, mention.first) or self.index.bearer(word, mention.first)
            if name is not None:
                return name.text, name
        generic = next((word for word in meant if word in self.lexicon.generic_roles), None)
        return self.coreference.pronoun(mention, self.lexicon.roles[generic]) if generic is not None else None

    def _affiliation(self, mention: Mention, word: str) -> Name | None:
        """The organisation that ends the sentence before: "said Ana Ruiz, an analyst at Selva Homes. The firm ..."."""
        parse, lexicon = self.parse, self.lexicon
        sentence = parse.sentence_of[mention.first]
        if (
            word not in lexicon.organisations
            or word in lexicon.self_evident | lexicon.named_by_field
            or not sentence
        ):
            return None
        last = parse.content_end(sentence - 1) - 2
        name = self.index.at.get(last)
        if name is None or name.person or parse.paragraph_of[last] != parse.paragraph_of[mention.first]:
            return None
        return self.index.full_of(name) if parse.lower[name.first - 1] in lexicon.affiliating else None

    def _fuller(self, mention: Mention, word: str) -> tuple[str, None] | None:
        """The longer description of who spoke before: "the ministry" is "the health ministry"."""
        if mention.head - mention.first > 1 or word in self.lexicon.roles:
            return None
        text = self.coreference.described(mention, word)
        return (text, None) if text else None

    def _introduced(self, mention: Mention, word: str) -> tuple[str, None] | None:
        """The description by which someone without a name came in, a little before: "a police officer".

        Who is called so again in between is still the same.
        """
        if word not in self.lexicon.roles:
            return None
        parse = self.parse
        last = mention.first
        for i in range(mention.first - 1, -1, -1):
            if parse.paragraph_of[last] - parse.paragraph_of[i] > NEAR or last - i > FARTHEST:
                return None
            if parse.lower[i] != word:
                continue
            article = self._article_before(i)
            if article is None:
                last = i
                continue
            if parse.texts[article - 1] == ",":
                return None
            return self.text(Mention(article, i, i)), None
        return None

    def _article_before(self, noun: int) -> int | None:
        """The indefinite article a few words before a noun, with nothing but lower-case words between."""
        for i in range(noun - 1, max(noun - LONGEST, -1), -1):
            if self.parse.lower[i] in self.lexicon.indefinite_articles:
                return i
            name = self.index.at.get(i)
            if not self.parse.texts[i].islower() and (name is None or name.person is True):
                return None
        return None

    def _has_own_noun(self, mention: Mention) -> bool:
        """Whether another noun tells which one is meant: "the interior ministry", "the children's fund"."""
        lower, possessives = self.parse.lower, self.lexicon.possessives
        if any(word in possessives for word in lower[mention.first : mention.head]):
            return True
        if mention.head - mention.first <= 1:
            return False
        head = mention.head
        if lower[head] in self.lexicon.named_by_field or not self.parse.is_parsed(head):
            return True
        if lower[head] in self.lexicon.traded:
            return False
        return self.parse[head - 1].relation is Relation.COMPOUND and self.parse.texts[head - 1].islower()

    def _full(self, name: Name) -> tuple[str, Name]:
        full = self.index.full_of(name)
        return full.text, full
