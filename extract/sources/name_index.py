"""The index of an article's names: which appearances are one bearer's, and who bears a role."""

from bisect import bisect_left
from collections.abc import Sequence

from newstally.extract.grammar import Parse
from newstally.extract.sources.lexicon import Lexicon
from newstally.extract.sources.names import Name, find_names
from newstally.extract.sources.roles import tell_roles

MOST_AFTER_ACRONYM = 1
"""Words after an acronym in a longer form of it: "GBN News", but "the UN Relief and Works Agency" isn't the UN."""


SHORTEST_CORE = 3
"""Initials that tell a name by its core."""

SHORTEST_SPELT = 4
"""Letters of an acronym that takes more than one of some words."""


class NameIndex:
    """All appearances of names in an article. What one of them tells of its bearer holds for all of them."""

    def __init__(self, parse: Parse, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.names = find_names(parse, lexicon)
        self.at: dict[int, Name] = {}
        """Word to the appearance of a name in which it stands."""
        self.first: dict[tuple[str, ...], Name] = {}
        self.by_word: dict[str, list[Name]] = {}
        self.acronyms: dict[str, Name] = {}
        self.full: dict[tuple[tuple[str, ...], str | None], Name] = {}
        for name in self.names:
            tell_roles(parse, lexicon, name)
            self._index(name)
        self._share()
        self.by_role: dict[str, tuple[list[int], list[Name]]] = {}
        self.by_part: dict[str, tuple[list[int], list[Name]]] = {}
        for name in self.names:
            for role in name.roles:
                _append(self.by_role, role, name)
            if len(name.words) > 1:
                for word in name.words:
                    _append(self.by_part, word.lower(), name)

    def _index(self, name: Name) -> None:
        for i in range(name.first, name.last + 1):
            self.at[i] = name
        known = self.first.setdefault(name.words, name)
        if known is not name:
            _add(known, name)
        elif not name.in_headline:
            for word in name.words:
                if word[0].isupper():
                    self.by_word.setdefault(word, []).append(name)
        if len(name.words) > 1:
            if name.acronym:
                self.acronyms[name.acronym] = known
            self._index_initials(known)

    def _index_initials(self, name: Name) -> None:
        """Let the name be known by its initials: of all its words ("BoE"), of those in capitals, of its core.

        The core leaves out a country before it and what is joined to its end: "the US Centers for Disease Control and
        Prevention" are the CDC.
        """
        words = name.words
        initials = "".join([word[0] for word in words if word[0].isupper()])
        if len(initials) < 2:
            return
        self.acronyms.setdefault(initials, name)
        letters = "".join([word[0] for word in words])
        self.acronyms.setdefault(letters, name)
        self.acronyms.setdefault(letters.upper(), name)  # "MOF" of the Ministry of Finance
        self.acronyms.setdefault(f"{words[0]} {initials[1:]}", name)
        if "&" in words:
            spelt = [word[0] for word in words if word not in self.lexicon.company_forms]
            self.acronyms.setdefault("".join(spelt), name)  # "WT&P" of "Water Treatment & Pipes Co."
        start = 1 if words[0] in self.lexicon.countries else 0
        end = next((i for i, word in enumerate(words) if word in self.lexicon.joining), len(words))
        for core in (words[start:], words[start:end], words[:end]):
            letters = "".join([word[0] for word in core if word[0].isupper()])
            if len(letters) >= SHORTEST_CORE:
                self.acronyms.setdefault(letters, name)

    def _share(self) -> None:
        for name in self.first.values():
            full = self.full_of(name)
            if full is not name:
                _add(full, name)
        for name in self.names:
            full = self.full_of(name)
            name.gender, name.person = (
                name.gender or full.gender,
                full.person if name.person is None else name.person,
            )

    def named(self, i: int) -> Name | None:
        """Return the fullest form of the name at a token, or None."""
        return self.full_of(self.at[i]) if i in self.at else None

    def full_of(self, name: Name) -> Name:
        """Return the first appearance of the fullest form of the name."""
        key = name.words, name.gender
        if key not in self.full:
            self.full[key] = self._full_of(self.first[name.words], name.gender)
        return self.full[key]

    def _full_of(self, name: Name, gender: str | None) -> Name:
        """The fullest form of a name whose bearer has the gender: "Mrs. Hale" is not Tom Hale."""
        last = name.words[-1]
        plain = self.first.get(tuple(word for word in name.words if word != "-"))
        if plain is not None and plain.words != name.words:
            return self.full_of(plain)  # "Luz-Selva" is "Luz Selva" too
        if name.text in self.lexicon.countries and name.person is not True:
            return name  # "the US" is not the US Mining Council
        if len(name.words) == 1 and last in self.acronyms:
            return self.acronyms[last]
        if name.text in self.acronyms:
            return self.acronyms[name.text]  # "Selva ISO"
        if len(name.words) == 1 and last.isupper() and len(last) > 1:
            meant = self._of_transcript(last.capitalize()) or self._of_beginnings(last)
            if meant is not None:
                return meant
        if name.text in self.lexicon.short_forms:
            return self._of_short_form(name)
        if not self.lexicon.short_forms.keys().isdisjoint(name.words):
            return self._with_short_form(name)
        if self._is_whole(name):
            return name
        for word in (last, name.words[0]):
            best = name
            for other in self.by_word.get(word, ()):
                if gender and other.gender not in (gender, None):
                    continue
                if self._is_possessor(other, name):
                    continue
                if self._is_fuller(other, best) and _extends(other, name, word):
                    best = other
            if best is not name:
                return best
        return self._of_first_surname(name) or self._of_field(name) or self._under_title(name) or name

    def _of_first_surname(self, name: Name) -> Name | None:
        """Who is called by the first of two surnames: "Ruiz" is "Ana Ruiz Pardo"."""
        if not self.lexicon.two_surnames or len(name.words) > 1 or name.person is False:
            return None
        named = (
            other for other in self.by_word.get(name.words[0], ()) if other.person and len(other.words) > 2
        )
        return next((other for other in named if other.words[-2] == name.words[0]), None)

    def _of_field(self, name: Name) -> Name | None:
        """The body that is called by no more than its field: "Sanidad" is the "Ministerio de Sanidad"."""
        for other in self.by_word.get(name.words[0], ()):
            kind, *rest = other.words
            leads = bool(rest) and rest[0] in self.lexicon.naming_prepositions
            field = tuple(rest[1 : 1 + len(name.words)])
            if leads and kind.lower() in self.lexicon.called_by_field and field == name.words:
                return other
        return None

    def _is_fuller(self, other: Name, best: Name) -> bool:
        """Whether a name has more words, or of two with as many is known for a person's: no "Selva Ruiz" of a rally."""
        if len(other.words) == len(best.words) > 1:
            return other.person is True and best.person is None
        return len(other.words) > len(best.words)

    def _of_transcript(self, surname: str) -> Name | None:
        """Whose surname stands in capitals before what was said: "RUIZ: I saw 12"."""
        persons = (other for other in self.by_word.get(surname, ()) if other.person is not False)
        return next((self.full_of(other) for other in persons if other.words[-1] == surname), None)

    def _of_beginnings(self, acronym: str) -> Name | None:
        """Whose words begin with an acronym's letters, one or more each: "SEPCO" of Selva Electric Power Company."""
        if len(acronym) < SHORTEST_SPELT or not acronym.isalpha():
            return None
        named = (self.first[words] for words in self.first if len(words) > 1 and words[0][0] == acronym[0])
        return next(
            (name for name in named if name.person is not True and _spells(name.words, acronym)), None
        )

    def _under_title(self, name: Name) -> Name | None:
        """Who is called by abbreviations before the surname that are no known titles: "DCS Hale", "Stn Ldr Hale"."""
        *before, surname = name.words
        if (
            name.person is False
            or not before
            or not all(_is_abbreviated(self.lexicon, word) for word in before)
        ):
            return None
        full = (other for other in self.by_word.get(surname, ()) if other.words[-1] == surname)
        return next(
            (other for other in full if len(other.words) > 1 and _is_spelt_out(self.lexicon, other)), None
        )

    def _of_short_form(self, name: Name) -> Name:
        """The longest name in the article that holds what a short form stands for: "Fed" is "U.S. Federal Reserve"."""
        spelt = self.lexicon.short_forms[name.text]
        holding = [other for other in self.by_word.get(spelt.split()[0], ()) if spelt in other.text]
        return max(holding, key=lambda other: len(other.words), default=name)

    def _with_short_form(self, name: Name) -> Name:
        """The name that has all words of one with a short form in it: "Oren Fed" is "Federal Reserve Bank of Oren"."""
        spelt = {part for word in name.words for part in self.lexicon.short_forms.get(word, word).split()}
        holding = (other for other in self.by_word.get(name.words[0], ()) if spelt <= set(other.words))
        return max(holding, key=lambda other: len(other.words), default=name)

    def _is_whole(self, name: Name) -> bool:
        """Whether longer names that begin with the name are others': abbreviations, words for where someone is from."""
        if len(name.words) == 1 and name.person is not True and "." in name.words[0]:
            return True  # "the U.N." is not the U.N. Relief Council
        return all(word in self.lexicon.nationalities for word in name.words)

    def _is_possessor(self, other: Name, name: Name) -> bool:
        """Whether the longer name is that of something of the shorter one's: "Selva's Mining Council"."""
        return len(other.words) > len(name.words) and other.words[len(name.words)] in self.lexicon.possessives

    def bearer(self, role: str, before: int) -> Name | None:
        """Return who was last said to bear the role before a token: "Ana Ruiz, the mayor"."""
        return self._latest(self.by_role, role, before)

    def holder(self, word: str, before: int) -> Name | None:
        """Return the name last used before a token of which the word is a part: "the Energy Institute"."""
        return self._latest(self.by_part, word, before)

    def _latest(self, table: dict[str, tuple[list[int], list[Name]]], key: str, before: int) -> Name | None:
        places, names = table.get(key, ([], []))
        earlier = bisect_left(places, before)
        return self.full_of(names[earlier - 1]) if earlier else None


def _append(table: dict[str, tuple[list[int], list[Name]]], key: str, name: Name) -> None:
    places, names = table.setdefault(key, ([], []))
    places.append(name.last)
    names.append(name)


def _add(known: Name, other: Name) -> None:
    known.roles |= other.roles
    known.gender = known.gender or other.gender
    known.person = other.person if known.person is None else known.person


def _is_abbreviated(lexicon: Lexicon, word: str) -> bool:
    """Whether a word has no vowels or no small letters: "Stn", "DCS"."""
    return len(word) > 1 and word.isalpha() and (word.isupper() or lexicon.vowels.isdisjoint(word.lower()))


def _spells(words: Sequence[str], letters: str) -> bool:
    """Whether beginnings of all words in capitals, in order, make up the letters."""
    if not words:
        return not letters
    if not words[0][0].isupper():
        return _spells(words[1:], letters)
    word = words[0].upper()
    longest = next((k for k in range(len(word)) if not letters.startswith(word[: k + 1])), len(word))
    return any(_spells(words[1:], letters[k:]) for k in range(longest, 0, -1))


def _is_spelt_out(lexicon: Lexicon, name: Name) -> bool:
    return name.person is not False and not any(_is_abbreviated(lexicon, word) for word in name.words)


def _extends(other: Name, name: Name, word: str) -> bool:
    """Whether the longer name may be the shorter one's: a person's by surname or given name, others by beginning."""
    if len(name.words) == 1:
        if name.person is False and other.person:
            return False
        if other.person is False:
            mere = word.isupper() and len(other.words) > MOST_AFTER_ACRONYM + 1
            return other.words[0] == word and not mere
        if other.person is None and len(other.words) != 2:
            return False
        return word in (other.words[-1], other.words[0])
    shorter, longer = [[part.lower() for part in words] for words in (name.words, other.words)]
    return set(shorter) <= set(longer) and (shorter[-1] == longer[-1] or shorter[0] == longer[0])
