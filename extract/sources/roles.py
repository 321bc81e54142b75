"""The roles and kinds that an article gives the bearers of its names, read from the words beside them."""

from newstally.extract.grammar import Parse
from newstally.extract.sources.lexicon import Lexicon
from newstally.extract.sources.names import Name

MOST_ROLES = 3
"""Words of role or kind right before a name that are read."""
LONGEST_ROLE = 9
"""Tokens within which an apposition tells the role: "Ana Ruiz, the long-serving head of the agency"."""


def tell_roles(parse: Parse, lexicon: Lexicon, name: Name) -> None:
    """Note the roles that stand beside the name: "deputy Ana Ruiz", "Ana Ruiz, a deputy", "Ana Ruiz is a deputy"."""
    first, end = parse.sentences[parse.sentence_of[name.first]]
    _tell_roles_before(parse, lexicon, name, first)
    if name.last + 1 < end:
        _tell_roles_after(parse, lexicon, name, end)


def _tell_roles_before(parse: Parse, lexicon: Lexicon, name: Name, first: int) -> None:
    """Note titles, an office before a comma, and up to three words of role or kind right before the name."""
    before = name.first - 1
    while before >= first and parse.texts[before] in lexicon.titles:
        name.roles.add(parse.lower[before])
        before -= 1
    if before > first and parse.texts[before] == ",":
        if _closes_phrase(parse, lexicon, name, before, first):
            return
        role = _role_before(parse, lexicon, before, first)
        if role is not None:
            _add_role(lexicon, name, parse.lower[role], parse.lower[role - 1])
        if parse.lower[before - 1] in lexicon.roles:
            before -= 1
    elif _governs(parse, lexicon, name, first):
        name.person = True
    for i in range(before, max(first - 1, before - MOST_ROLES), -1):
        if not (parse.texts[i][0].isalpha() or parse.texts[i] == "-"):
            break
        _add_role(lexicon, name, parse.lower[i], parse.lower[i - 1] if i > first else "")
        if parse.lower[i] not in lexicon.roles and parse.lower[i] not in lexicon.organisations:
            break


def _tell_roles_after(parse: Parse, lexicon: Lexicon, name: Name, end: int) -> None:
    """Note the role in an apposition after the name, or after a verb of being."""
    after = name.last + 1
    opened = parse.texts[after] == ","
    if after + 1 == end or (not opened and parse.lower[after] not in lexicon.being):
        return
    if name.text in lexicon.countries or parse.lower[after + 1] in lexicon.phrases:
        return  # "in Selva, according to the minister"
    if opened and name.person is None and parse.lower[after + 1 : after + 2] == [lexicon.personal_relative]:
        name.person = True
    for i in range(after + 1, min(end, after + LONGEST_ROLE)):
        word = parse.lower[i]
        if parse.texts[i] in (",", ".", ";", ":") or (word in lexicon.verbs and word not in lexicon.roles):
            break
        if parse.lower[i + 1 : i + 2] and parse.lower[i + 1] in lexicon.possessives:
            continue
        if opened and (_speaks(parse, lexicon, i, end) or _ends_name(parse, lexicon, i)):
            break
        if _add_role(lexicon, name, word, parse.lower[i - 1]):
            break


def _governs(parse: Parse, lexicon: Lexicon, name: Name, first: int) -> bool:
    """Whether a name is that of who governs: "governor of the Tavor region Evgen Perov"."""
    region = name.first - 1
    if (
        name.person is False
        or len(name.words) == 1
        or region < first
        or parse.lower[region] not in lexicon.governed
    ):
        return False
    return any(
        parse.lower[i] in lexicon.roles and parse.lower[i + 1] in lexicon.joined_after
        for i in range(max(first, region - LONGEST_ROLE), region)
    )


def _speaks(parse: Parse, lexicon: Lexicon, i: int, end: int) -> bool:
    """Whether a noun is the subject of a verb of saying right after it: "left Selva, the ministry has said"."""
    verb = i + 1
    if (
        not lexicon.possessives
        and parse.lower[verb : verb + 1]
        and parse.lower[verb] in lexicon.naming_prepositions
    ):
        verb = _past_owner(parse, lexicon, verb, end)
    while (
        verb < end
        and parse.lower[verb] in lexicon.between
        and parse.lower[verb] not in lexicon.relative_pronouns
    ):
        verb += 1
    return verb < end and any("comment" in cue.takes for cue in lexicon.verbs.get(parse.lower[verb], ()))


def _past_owner(parse: Parse, lexicon: Lexicon, preposition: int, end: int) -> int:
    """Where the words after a phrase begin that tells of what someone is head: "el presidente del Consejo dijo"."""
    after = preposition + 1
    while after < end and (parse.texts[after][0].isupper() or parse.lower[after] in lexicon.particles):
        after += 1
    return after


def _ends_name(parse: Parse, lexicon: Lexicon, i: int) -> bool:
    """Whether a word for an organisation only ends another's name: "says GBN, the Selva Weather Agency ..."."""
    return (
        parse.texts[i].istitle() and parse.lower[i] in lexicon.organisations and parse.texts[i - 1].istitle()
    )


def _closes_phrase(parse: Parse, lexicon: Lexicon, name: Name, comma: int, first: int) -> bool:
    """Whether the comma before a name ends a phrase: "According to the mayor, Ruiz was asleep".

    Behind a name that only tells who the mayor is stands another: "According to the mayor, Ana Ruiz, 12 died".
    """
    led = any(parse.lower[i] in lexicon.phrases for i in range(first, comma))
    return led and parse.texts[name.last + 1 : name.last + 2] != [","]


def _role_before(parse: Parse, lexicon: Lexicon, comma: int, first: int) -> int | None:
    """The role in "the head of the fire service, Ana Ruiz,"."""
    for i in range(comma - 1, max(first, comma - LONGEST_ROLE), -1):
        if not parse.texts[i][0].isalpha():
            return None
        if (
            parse.lower[i] in lexicon.roles
            and parse.lower[i + 1] in lexicon.joined_after
            and parse.lower[i - 1] in lexicon.articles
        ):
            return i
    return None


def _add_role(lexicon: Lexicon, name: Name, word: str, before: str) -> bool:
    """Note a role or kind; ``before`` may be its article, which tells the sex of who has a role that both have."""
    if word in lexicon.unnamed:
        return False  # "at Camp Velm, a source said"
    if word in lexicon.roles and name.person is not False:
        name.roles.add(word)
        name.person = True
        gender = lexicon.roles[word]
        if gender != "a":
            name.gender = gender
        elif name.gender is None:
            name.gender = lexicon.gendered.get(before)
        return True
    if word in lexicon.organisations and name.person is not True:
        name.roles.add(word)
        name.person = False
        return True
    return False
