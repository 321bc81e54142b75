"""The names in an article, read from the words alone, parsed or not."""

from dataclasses import dataclass, field

from newstally.extract.grammar import Parse
from newstally.extract.grammar.forms import NAME_FORMS
from newstally.extract.lemmas import is_known
from newstally.extract.sources.abbreviations import acronym_after, is_short_for
from newstally.extract.sources.lexicon import Lexicon

SIGNS = frozenset("$€£¥")
"""Signs of money, which end abbreviations that are no names."""
LONGEST_NAME = 14
PERSONAL_WORDS = range(2, 4)
"""How many words a person's name may have before "of"."""
LEAST_HEADLINE, HEADLINE, LONG_WORDS = 8, 0.65, 0.8
"""Words from which a sentence may be a headline, the share of them with a capital letter in one, and the same of those
that aren't short."""
SHORT = 3
"""Letters of words that headlines may leave small."""


@dataclass(slots=True)
class Name:
    """One appearance of a name: tokens ``first`` to ``last``, its words without titles, what is known of its bearer."""

    first: int
    last: int
    words: tuple[str, ...]
    person: bool | None = None
    gender: str | None = None
    roles: set[str] = field(default_factory=set)
    acronym: str | None = None
    in_headline: bool = False
    """Whether all words about it have capital letters, so that it may hold words that are no part of the name."""

    @property
    def text(self) -> str:
        """The name as it stands in the text, without titles."""
        joined = " ".join(self.words)
        for mark in (" '", " ’", " ,", " ."):
            joined = joined.replace(mark, mark[1:])
        return joined.replace(" - ", "-").replace(" & ", " & ")


def find_names(parse: Parse, lexicon: Lexicon) -> list[Name]:
    """Return the appearances of names in the article, in order."""
    found = []
    inside = _inside_sentences(parse)
    for first, end in parse.sentences:
        i = first
        headline = _is_headline(parse, first, end)
        while i < end:
            if not _may_begin(parse, lexicon, i):
                i += 1
                continue
            last = _end_of_name(parse, lexicon, i, end)
            if last > i or _is_inside(parse, i, first) or _is_name_alone(parse, lexicon, i, inside):
                name = _name(parse, lexicon, i, last)
                if name:
                    name.in_headline = headline
                    found.append(name)
                    last = name.last  # "Open Cells" of "Marta Ilves of Open Cells" is a name too
            i = last + 1
    return found


def _is_headline(parse: Parse, first: int, end: int) -> bool:
    """Whether the words of a sentence have capital letters, as in "Nine Things Ana Ruiz Has Said About Trains"."""
    words = [word for word in parse.texts[first:end] if word.isalpha()]
    if len(words) < LEAST_HEADLINE:
        return False
    capitals = sum([word[0].isupper() for word in words])
    if capitals <= HEADLINE * len(words):
        return False
    small = sum([word[0].islower() and len(word) > SHORT for word in words])
    return capitals > LONG_WORDS * (capitals + small)


def _may_begin(parse: Parse, lexicon: Lexicon, i: int) -> bool:
    word = parse.texts[i]
    if not word[0].isupper() or (word in lexicon.not_names and word not in lexicon.titles):
        return False
    if word[-1] in SIGNS:
        return False  # "US$"
    if len(word) == 1 and parse.texts[i + 1 : i + 2] == ["-"] and not parse[i].spaced:
        return False  # "D-Selva" of a senator, "T-shirt"
    # not "N48bn", "N2bn"
    return sum(map(str.isdecimal, word)) <= 1 and not (word[1:2].isdecimal() and word[-1].islower())


def _is_inside(parse: Parse, i: int, first: int) -> bool:
    """Whether a word stands inside its sentence, where a capital letter means something."""
    return i > first and parse.texts[i - 1][-1].isalnum()


def _inside_sentences(parse: Parse) -> frozenset[str]:
    """Return the capitalised words that stand inside sentences somewhere in the article."""
    words = parse.texts
    return frozenset(
        words[i]
        for first, end in parse.sentences
        for i in range(first + 1, end)
        if words[i][0].isupper() and words[i - 1][-1].isalnum()
    )


def _is_name_alone(parse: Parse, lexicon: Lexicon, i: int, inside: frozenset[str]) -> bool:
    """Whether the first word of a sentence is a name by itself, and not a common noun with a capital letter."""
    word, lower = parse.texts[i], parse.lower[i]
    if (
        lower in lexicon.groups
        or lower in lexicon.roles
        or lower in lexicon.documents
        or lower in lexicon.organisations
    ):
        return False
    if word in inside or (len(word) > 1 and word.isupper()):
        return True
    if lexicon.only_unknown and is_known(word, parse.language):
        return False
    return parse.is_parsed(i) and parse[i].form in NAME_FORMS


def _end_of_name(parse: Parse, lexicon: Lexicon, i: int, end: int) -> int:
    last = i
    if i and parse.lower[i - 1] in lexicon.organisations:
        last = _end_of_capitals(parse, i, end)  # "the legal aid group Right Now"
    open_to_joining = False
    j = last + 1
    while j < end and j - i < LONGEST_NAME:
        lower = parse.lower[j]
        if parse.texts[j][0].isupper() and parse.texts[j] not in lexicon.not_names:
            last = j
        elif j - last > 2 or (lower in lexicon.articles and parse.texts[j][0].isupper()):
            break  # "LONDON The Bank of Selva"
        elif lower in lexicon.joined_after:
            open_to_joining = True
        elif lower in lexicon.joining:
            if not open_to_joining and not _joins(parse, lexicon, i, j, end):
                break
        elif lower in lexicon.after_organisation:
            if parse.lower[j - 1] not in lexicon.organisations:
                break
        elif lower in lexicon.possessives and _is_of_organisation(parse, lexicon, j, end):
            last = j + 1  # "the Dockers' Union"
            j += 1
        elif lower == ",":
            listed = _end_of_list(parse, lexicon, i, j, end)
            return listed if listed is not None else last
        elif lower == "-":
            if parse[j - 1].spaced or parse[j].spaced:
                break
        elif lower not in lexicon.particles:
            break
        j += 1
    return last


def _end_of_list(parse: Parse, lexicon: Lexicon, first: int, comma: int, end: int) -> int | None:
    """Where a name with commas in it ends, as its abbreviation shows: "Selva Water, Air and Soil Agency (Swasa)".

    Whose it is, is no part of what is abbreviated: "Selva's Ministry of Trade, Air and Soil (MOTAS)".
    """
    stop = min(end, first + LONGEST_NAME)
    opening = next((i for i in range(comma, stop) if parse.texts[i] == "("), stop)
    words = tuple(parse.texts[first:opening])
    named = all(word[0].isupper() or word == "," or len(word) <= SHORT for word in words)
    if opening == stop or not named or parse.texts[opening - 1] == ",":
        return None
    short = acronym_after(parse, words, opening - 1)
    owner = max((i for i, word in enumerate(words) if word in lexicon.possessives), default=-1)
    return opening - 1 if short is not None and is_short_for(short, words[owner + 1 :]) else None


def _is_of_organisation(parse: Parse, lexicon: Lexicon, mark: int, end: int) -> bool:
    """Whether a capitalised word for an organisation follows the apostrophe of a plural: "Dockers' Union"."""
    plural = parse.lower[mark - 1].endswith(lexicon.plural_endings) and len(parse.texts[mark]) == 1
    following = mark + 1
    return (
        plural
        and following < end
        and parse.texts[following].istitle()
        and parse.lower[following] in lexicon.organisations
    )


def _end_of_capitals(parse: Parse, i: int, end: int) -> int:
    """The last of the capitalised words that follow each other from a token on."""
    while i + 1 < end and parse.texts[i + 1][0].isupper():
        i += 1
    return i


def _joins(parse: Parse, lexicon: Lexicon, first: int, j: int, end: int) -> bool:
    """Whether "and" stands inside one name: "the Transport and Safety Authority"."""
    last = _end_of_capitals(parse, j, end)
    if acronym_after(parse, tuple(parse.texts[first : last + 1]), last, whole=True) is not None:
        return True  # "Harbour and Customs Enforcement (HCE)"
    if first == 0 or parse.lower[first - 1] not in lexicon.articles:
        return False
    return parse.lower[last] in lexicon.organisations


def _name(parse: Parse, lexicon: Lexicon, first: int, last: int) -> Name | None:
    """The name in capitalised words, without titles and kinds before it; None if they are no name."""
    start, gender = _after_titles(parse, lexicon, first, last)
    opening, titled, first = first, start > first, start
    kinds: set[str] = set()
    while first < last and parse.texts[first].isupper() and parse.lower[first] in lexicon.organisations:
        kinds.add(parse.lower[first])  # "the NGO Agua Clara"
        first += 1
    first, named_by_role = _after_role(parse, lexicon, first, last)
    while last > first and parse.texts[last].isupper() and parse.lower[last] in lexicon.roles:
        last -= 1  # "the GBN CEO"
    told = titled or named_by_role or parse.texts[first] in lexicon.given_names
    if told:
        last = _end_of_person(parse, lexicon, first, last)
    elif (speaker := _end_of_speaker(parse, lexicon, first, last)) is not None:
        last, told = speaker, True
    words = tuple(parse.texts[first : last + 1])
    if len(words) == 1 and _is_no_name(lexicon, words[0], titled):
        return None
    if (
        len(words) == 1
        and (opening < first and _has_article(parse, lexicon, opening))
        and words[0].lower() in lexicon.roles
    ):
        return None  # "the Chief Minister"
    person = False if _is_no_person(lexicon, words) else True if told else None
    gender = gender or (lexicon.given_names.get(words[0]) if person else None)
    name = Name(first, last, words, False if kinds else person, gender, kinds)
    if len(words) > 1:
        name.acronym = acronym_after(parse, words, last)
    return name


def _has_article(parse: Parse, lexicon: Lexicon, first: int) -> bool:
    return first > 0 and parse.lower[first - 1] in lexicon.articles


def _after_titles(parse: Parse, lexicon: Lexicon, first: int, last: int) -> tuple[int, str | None]:
    """Where a name begins after its titles, and the gender that they tell."""
    gender = None
    while (
        first < last
        and parse.texts[first] in lexicon.titles
        and parse.lower[first + 1] not in lexicon.particles
        and not _names_field(parse, lexicon, first, last)
    ):
        given = lexicon.titles[parse.texts[first]]
        gender = given if given != "a" else gender
        first += 1
        if first + 1 < last and parse.texts[first] == "-" and parse.texts[first + 1] in lexicon.titles:
            first += 1  # "Brigadier-General Ana Ruiz"
    return first, gender


def _is_no_name(lexicon: Lexicon, word: str, titled: bool) -> bool:
    """Whether a single word is a kind ("NGO"), a mere title, or the letter of "T-shirt"."""
    if len(word) == 1:
        return True
    kind = word.isupper() and word.lower() in lexicon.organisations
    return kind or (word in lexicon.titles and not titled)


def _end_of_speaker(parse: Parse, lexicon: Lexicon, first: int, last: int) -> int | None:
    """Where the person's name ends in "said Marta Ilves of Open Cells", or None if no person and house speak."""
    of = next((i for i in range(first + 1, last) if parse.lower[i] in lexicon.from_place), last)
    before = parse.lower[first:of]
    if of == last or len(before) not in PERSONAL_WORDS or parse.texts[first] in lexicon.nationalities:
        return None
    kinds = (lexicon.organisations, lexicon.roles, lexicon.documents, lexicon.groups)
    if any(word in kind or not word.isalpha() for word in before for kind in kinds):
        return None
    beside = (parse.lower[max(first - 1, 0)], "".join(parse.lower[last + 1 : last + 2]))
    speaks = any("comment" in cue.takes for word in beside for cue in lexicon.verbs.get(word, ()))
    return of - 1 if speaks else None


def _is_no_person(lexicon: Lexicon, words: tuple[str, ...]) -> bool:
    """Whether the words name an organisation, a place or a nation."""
    if len(words) == 1 and len(words[0]) > 1 and words[0].isupper():
        return True  # an acronym
    if words[0] in lexicon.countries and words[0].isupper():
        return True  # "U.S. Selva Depot"
    joined = lexicon.particles - lexicon.personal_particles
    lower = [word.lower() for word in words]
    organised = any(word in lexicon.organisations or word in joined for word in lower)
    country = bool(lexicon.object_marks) and " ".join(words) in lexicon.countries
    return organised or country or words[0] in lexicon.nationalities


def _names_field(parse: Parse, lexicon: Lexicon, first: int, last: int) -> bool:
    """Whether what may be a title says what an organisation deals with: "the Energy Data Office"."""
    if lexicon.titles[parse.texts[first]] != "a" or parse.texts[first][-1] == ".":
        return False
    return parse.lower[last] in lexicon.organisations


def _after_role(parse: Parse, lexicon: Lexicon, first: int, last: int) -> tuple[int, bool]:
    """Return where a name begins after a title made of more words: "Work and Pensions Secretary Ana Ruiz"."""
    for i in range(last - 1, first - 1, -1):
        body = (
            bool(lexicon.object_marks) and parse.lower[i] in lexicon.organisations
        )  # "Policía Nacional Civil"
        if parse.lower[i] in lexicon.roles and parse.texts[i][0].isupper() and not body:
            rest = parse.lower[i + 1 : last + 1]
            given = _after_office(parse, lexicon, i, last)
            if given is not None:
                return given, True
            if (
                parse.texts[i + 1][0].isupper()
                and all(word[0].isalpha() for word in rest)
                and not any(word in lexicon.organisations for word in rest)
            ):
                return i + 1, True
    return first, False


def _after_office(parse: Parse, lexicon: Lexicon, role: int, last: int) -> int | None:
    """Where the name begins after "Secretary of State": at the first given name that isn't the last word."""
    if parse.lower[role + 1] not in lexicon.joined_after:
        return None
    return next((i for i in range(role + 3, last) if parse.texts[i] in lexicon.given_names), None)


def _end_of_person(parse: Parse, lexicon: Lexicon, first: int, last: int) -> int:
    """Return where a person's name ends: "Ana Ruiz of Bohol" is Ana Ruiz."""
    if any(parse.lower[i] in lexicon.organisations for i in range(first, last + 1)):
        return last
    for i in range(first + 1, last + 1):
        lower = parse.lower[i]
        if lower in lexicon.particles and lower not in lexicon.personal_particles:
            return i - 1
    return last
