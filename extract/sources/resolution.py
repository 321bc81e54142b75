"""Resolution: the fullest name that the article uses for a source."""

from collections.abc import Iterable, Sequence

from newstally.extract.grammar import Parse
from newstally.extract.grammar.relations import GRAMMATICAL_SUBJECTS, Relation
from newstally.extract.sources.antecedents import Antecedents
from newstally.extract.sources.attribution import Attribution, Mention
from newstally.extract.sources.bearers import Bearers
from newstally.extract.sources.coreference import Coreference
from newstally.extract.sources.descriptions import Descriptions
from newstally.extract.sources.documents import Documents
from newstally.extract.sources.lexicon import Lexicon
from newstally.extract.sources.mentions import is_speaking_noun
from newstally.extract.sources.name_index import NameIndex
from newstally.extract.sources.named_later import NamedLater
from newstally.extract.sources.names import Name
from newstally.extract.sources.offices import Offices
from newstally.extract.sources.postposed import PostposedNames
from newstally.extract.sources.quotations import Quotation

OFFICE = 12
"""Tokens after a description within which the comma stands before who bears the office."""


class Names:
    """The names of an article, and what mentions of sources stand for."""

    def __init__(
        self,
        parse: Parse,
        lexicon: Lexicon,
        attributions: Iterable[Attribution],
        quotations: Sequence[Quotation] = (),
    ) -> None:
        self.parse = parse
        self.lexicon = lexicon
        self.names = NameIndex(parse, lexicon)
        self.at = self.names.at
        self.full_of = self.names.full_of
        self.offices = Offices(parse, lexicon, self.names)
        self.postposed = PostposedNames(parse, lexicon, self.names)
        self.documents = Documents(parse, lexicon, self.names.named)
        spoken = sorted((attribution.source for attribution in attributions), key=lambda source: source.first)
        antecedents = Antecedents(
            parse, lexicon, self.names.names, spoken, self.resolve, self.full_of, quotations
        )
        self.coreference = Coreference(antecedents)
        self.descriptions = Descriptions(parse, lexicon, self.names, self.coreference, self._text)
        self.named_later = NamedLater(parse, lexicon, self.names)
        self.bearers = Bearers(parse, lexicon, self.names)
        self.resolved: dict[tuple[int, int], tuple[str, Name | None]] = {}
        for source in spoken:  # in order, so that no antecedent has to be found through others
            self.resolve(source.antecedent or source)

    def fullest(self, source: Mention, attribution: Attribution) -> str:
        """Return the fullest name for the source of the attribution, or its description as it stands."""
        return self.resolve(source.antecedent or source)[0]

    def resolve(self, mention: Mention) -> tuple[str, Name | None]:
        """Return the fullest name or description of the mention, and the Name if it is one."""
        key = (mention.first, mention.last)
        if key not in self.resolved:
            self.resolved[key] = (self._text(mention), None)  # ends circles
            self.resolved[key] = self._resolve(mention)
        return self.resolved[key]

    def _resolve(self, mention: Mention) -> tuple[str, Name | None]:
        parse, lexicon = self.parse, self.lexicon
        word = parse.lower[mention.head]
        if word in lexicon.owners and mention.first == mention.last:
            owner = self.coreference.pronoun(mention, lexicon.owners[word])
            return owner or (self._text(mention), None)
        if word in lexicon.pronouns:
            return self.coreference.pronoun(mention, lexicon.pronouns[word][0]) or (self._text(mention), None)
        officer = self.offices.holder(mention.first, mention.head) or self.offices.of(
            parse.texts[mention.head]
        )
        if officer is not None:
            return officer.text, officer
        name_here = self._name_in(mention)
        if name_here is not None:
            return self._full(name_here)
        person = self._person_in(mention)
        if person is not None:
            return self._full(person)
        if word in lexicon.documents:
            made = self._made(mention) or self._keeper_before(mention, word)
            outlet = word in lexicon.organisations and word not in lexicon.heading_documents
            if made or not outlet:  # "the newspaper" may be an outlet named before
                return made or (self._told_before(mention, word) or self._text(mention), None)
        if word in lexicon.organisations and parse.lower[mention.first] in lexicon.owners:
            return self._owned(mention)
        bearer = self.bearers.of(mention)
        if bearer is not None:
            return bearer.text, bearer
        if word in lexicon.roles or is_speaking_noun(lexicon, word) or self.descriptions.is_alias(mention):
            found = self.descriptions.meant(mention, word) or self.named_later.of(mention)
            if found:
                return self._as_holder(found)
        if mention.first < mention.head and parse.lower[mention.first] in lexicon.traded:
            return self._of_company(mention)
        if self._is_age(mention):
            return self.coreference.latest(mention, person=True) or (self._text(mention), None)
        return self._text(mention), None

    def _owned(self, mention: Mention) -> tuple[str, Name | None]:
        """Someone's organisation with the owner's name: "his office" is "Ana Ruiz's office"."""
        owner = self.coreference.pronoun(mention, self.lexicon.owners[self.parse.lower[mention.first]])
        if owner is None:
            return self._text(mention), None
        owned = self._text(Mention(mention.first + 1, mention.last, mention.head))
        return self.lexicon.possessive.format(owner=owner[0], owned=owned), None

    def _of_company(self, mention: Mention) -> tuple[str, Name | None]:
        """The description with the name of the company in it: "company management" is "Selva Depot management"."""
        owner = Mention(mention.first, mention.first, mention.first)
        company = self.coreference.latest(owner, person=False)
        if company is None:
            return self._text(mention), None
        return f"{company[0]} {self._text(Mention(mention.first + 1, mention.last, mention.head))}", None

    def _made(self, mention: Mention) -> tuple[str, Name | None] | None:
        """Who made the document that is mentioned."""
        keeper = self.documents.keeper(mention)
        if keeper is not None:
            return self.resolve(keeper)
        maker = self.documents.maker(mention)
        if maker is not None:
            return maker.text, maker
        agent = self.documents.agent(mention) or self.documents.body(mention)
        if agent is not None:
            return self.resolve(agent)
        if self.parse.lower[mention.first] in self.lexicon.its:
            return self.coreference.pronoun(mention, "n")
        return None

    def _keeper_before(self, mention: Mention, word: str) -> tuple[str, Name | None] | None:
        """Whose "the data" are that nobody is told to have made: of the organisation that gave figures before."""
        first = self.parse.lower[mention.first]
        bare = mention.first == mention.head or (
            first in self.lexicon.definite and mention.head - mention.first == 1
        )
        if word not in self.lexicon.generic_documents or not bare or mention.last > mention.head:
            return None
        if not self.lexicon.possessives:
            return None  # "los datos" of Spanish news are mostly of the next in line
        return self.coreference.keeper(mention)

    def _told_before(self, mention: Mention, word: str) -> str | None:
        """The longer description of a document that said something shortly before: "the report" is "a state report"."""
        bare = self.parse.lower[mention.first] in self.lexicon.definite and mention.last - mention.first == 1
        return self.coreference.described(mention, word) if bare else None

    def _is_age(self, mention: Mention) -> bool:
        """Whether someone is called by age alone: "the 37-year-old"."""
        lower, head = self.parse.lower, mention.head
        joined = head > mention.first and lower[head - 1][-1:] == "-"
        return lower[mention.first] in self.lexicon.definite and joined and lower[head] in self.lexicon.aged

    def _person_in(self, mention: Mention) -> Name | None:
        """The person named in a description that the parser read otherwise: "Governor Ana Ruiz of Selva province"."""
        last = self.at.get(mention.last)
        if last is not None and self._is_owner(last):
            return None
        if last is not None and last.person and mention.head < last.first and last.last == mention.last:
            return None if self._is_led_to(last) else last
        first = next((self.at[i] for i in range(mention.first, mention.head) if i in self.at), None)
        if first is None or not first.person or first.last >= mention.head:
            return None
        following = self.parse.lower[first.last + 1]
        return first if following in self.lexicon.joined_after else None

    def _is_led_to(self, name: Name) -> bool:
        """Whether a preposition tells for whom another works: "a spokesperson for Sen. Ana Ruiz"."""
        before = name.first - 1
        while before > 0 and self.parse.texts[before] in self.lexicon.titles:
            before -= 1
        leads = self.lexicon.office_words - self.lexicon.articles - self.lexicon.joining
        return bool(self.lexicon.possessives) and self.parse.lower[before] in leads

    def _is_owner(self, name: Name) -> bool:
        """Whether the name tells whose something is, in a language without possessives: "la coalición de Ruiz"."""
        led = self.parse.lower[max(name.first - 1, 0)] in self.lexicon.naming_prepositions
        return led and not self.lexicon.possessives

    def _full(self, name: Name) -> tuple[str, Name]:
        full = self.full_of(name)
        return full.text, full

    def _text(self, mention: Mention) -> str:
        """The mention's own words, its article left out, names in it in full."""
        parse = self.parse
        first = mention.first
        if first < mention.last and parse.lower[first] in self.lexicon.articles:
            first += 1
        if parse.lower[mention.head] in self.lexicon.documents:
            while first < mention.head and parse.lower[first] in self.lexicon.ageing:
                first += 1
        parts: list[str] = []
        i = first
        while i <= mention.last:
            name = self.at.get(i)
            if (
                name is not None
                and not self._is_numbered(mention, name)
                and self._stands_within(name, i, mention)
            ):
                parts.append(self._name_within(name))
                i = name.last
            else:
                parts.append(parse.texts[i])
            if parse[i].spaced:
                parts.append(" ")
            i += 1
        return "".join(parts).strip()

    def _name_within(self, name: Name) -> str:
        """A name in a description, in full; an acronym as it stands, but for a document's: "a GBN spokeswoman"."""
        full = self.full_of(name)
        following = self.parse.lower[name.last + 1 : name.last + 2]
        made = not self.lexicon.documents.isdisjoint(following)
        acronym = len(name.words) == 1 and name.text.isupper() and not made
        return name.text if acronym or [full.words[-1].lower()] == following else full.text

    def _stands_within(self, name: Name, i: int, mention: Mention) -> bool:
        return name.first >= i and name.last <= mention.last and i < mention.last

    def _name_in(self, mention: Mention) -> Name | None:
        """The name that the mention is, or that stands in apposition to its noun ("the economist Ana Ruiz")."""
        name = self.at.get(mention.head)
        if name is not None and not self._is_office(name):
            if self._is_numbered(mention, name) or self._is_cut_off(mention, name):
                return None
            return self._holder_of(name) or self._member_beside(mention, name) or name
        behind = self.postposed.name(mention)
        if behind is not None:
            return behind  # "el dirigente opositor Juan Vega"
        if self.parse.lower[mention.head] in self.lexicon.documents:
            return self._titled(mention)
        governor = self.at.get(mention.last + 1)
        if (
            governor is not None
            and governor.first == mention.last + 1
            and governor.person
            and self.parse.lower[mention.last] in self.lexicon.governed
        ):
            return governor  # "governor of the Tavor region Evgen Perov"
        following = mention.head + 1
        if self.parse.texts[following : following + 1] and self.parse.texts[following].istitle():
            following += self.parse.lower[following] in self.lexicon.articles  # "the journal The Lancet"
        while following + 1 < len(self.parse) and "-" in self.parse.texts[following - 1 : following + 1]:
            following += 1  # "the mother-of-two Ana Ruiz"
        for i in (following, following + 1):
            name = self.at.get(i)
            if name is None or name.first > i:
                continue
            if i == following:
                return (
                    name
                    if name.person is not False or name.text.isupper() or self._is_organisation(mention)
                    else None
                )
            if self.parse.texts[following] == "," and name.person is not False:
                return None if self._begins_clause(name) else name
        return self._in_apposition(mention)

    def _begins_clause(self, name: Name) -> bool:
        """Whether a name after a comma is the subject of what follows: "According to the mayor, Ruiz was asleep"."""
        closed = self.parse.texts[name.last + 1 : name.last + 2] == [","]
        word = self.parse.head_of(name.first, name.last + 1)
        return not closed and word.relation in GRAMMATICAL_SUBJECTS and word.head.i > name.last

    def _titled(self, mention: Mention) -> Name | None:
        """The name of a publication right after its noun, with its own article: "the medical journal The Scalpel"."""
        article = mention.head + 1
        if mention.last > mention.head or article + 1 >= len(self.parse):
            return None
        title = self.parse.texts[article]
        named = title.istitle() and self.parse.lower[article] in self.lexicon.articles
        return self.at.get(article + 1) if named else None

    def _is_office(self, name: Name) -> bool:
        """Whether what looks like a name only says what someone is: "Chief Minister said"."""
        return bool(self.lexicon.possessives) and all(
            word.lower() in self.lexicon.roles for word in name.words
        )

    def _in_apposition(self, mention: Mention) -> Name | None:
        """Who is named between commas after a role or kind: "the chairman of the union, Mr Tunde Balogun, said"."""
        words, comma = self.parse.texts, self._comma_after(mention)
        person = self.parse.lower[mention.head] in self.lexicon.roles
        if not (person or self._is_organisation(mention)) or words[comma : comma + 1] != [","]:
            return None
        name = self.at.get(comma + 1) or self.at.get(comma + 2) or self.at.get(comma + 3)
        if name is None or name.person is (not person) or not self._opens_with(comma, name):
            return None
        if name.person is None and self._tells_where(mention, name):
            return None
        return name if words[name.last + 1 : name.last + 2][:1] in ([","], ["."], [";"]) else None

    def _tells_where(self, mention: Mention, name: Name) -> bool:
        """Whether a name after that of a place tells where this lies: "police in Selva, Dorn, said"."""
        place = self.at.get(mention.last)
        if place is None or place.person or place.first <= mention.head:
            return False
        return len(name.words) == 1 or name.text in self.lexicon.countries

    def _opens_with(self, comma: int, name: Name) -> bool:
        """Whether a name opens what stands after a comma, after its titles: "the author, Assembly member Ana Ruiz"."""
        return name.first <= comma + 2 or self.parse.lower[name.first - 1] in self.lexicon.roles

    def _member_beside(self, mention: Mention, house: Name) -> Name | None:
        """The person named after a house and its place by what she is: "Selva College, Dorn economist Ana Ruiz"."""
        beside = self.parse[mention.head].right(Relation.APPOSITION)
        name = self.at.get(beside.i) if beside is not None else None
        if beside is None or name is None or house.person or not name.person:
            return None
        role = self.parse.lower[name.first - 1]
        return name if role in self.lexicon.roles and beside.first < name.first - 1 else None

    def _as_holder(self, found: tuple[str, Name | None]) -> tuple[str, Name | None]:
        """Who holds an office where the article only names that: "the governor" is Ana Ruiz, Governor of Selva."""
        holder = self._holder_of(found[1]) if found[1] is not None else None
        return self._full(holder) if holder is not None else found

    def _comma_after(self, mention: Mention) -> int:
        """Where the comma stands after a description and the field of an office: "the chief of the harbour board, "."""
        place = mention.last + 1
        if not self.lexicon.possessives:
            return place
        end = min(place + OFFICE, self.parse.content_end(self.parse.sentence_of[mention.last]))
        for i in range(place, end):
            if self.parse.texts[i] == ",":
                return i
            if self.parse.lower[i] in self.lexicon.verbs:
                break
        return place

    def _holder_of(self, name: Name) -> Name | None:
        """The person named after an office in capitals: "the Prosecutor General of Selva, Ana Ruiz"."""
        if not any(word.lower() in self.lexicon.roles for word in name.words):
            return None
        officer = self.offices.holder(name.first, name.last)
        if officer is not None:
            return officer
        comma = name.last + 1
        holder = self.at.get(comma)
        if self.parse.texts[comma : comma + 1] == [","]:
            holder = self.at.get(comma + 1)
        return (
            holder if holder is not None and holder.person is not False and holder.first > name.last else None
        )

    def _is_numbered(self, mention: Mention, name: Name) -> bool:
        """Whether a number belongs to the name ("Goal 11"): then it stands for nothing but itself."""
        return name.last < mention.last and self.parse.texts[name.last + 1][0].isdigit()

    def _is_cut_off(self, mention: Mention, name: Name) -> bool:
        """Whether what looks like a name begins a longer description: "Members of the Selva town council"."""
        opens = name.first == self.parse.sentences[self.parse.sentence_of[name.first]][0]
        several = self.parse.lower[name.first] in self.lexicon.groups
        return opens and several and mention.head == name.first and name.last < mention.last

    def _is_organisation(self, mention: Mention) -> bool:
        return self.parse.lower[mention.head] in self.lexicon.organisations
