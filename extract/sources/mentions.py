"""Mentions: which words name a source, and whether what they name can speak at all."""

from newstally.extract.grammar import Parse, Word
from newstally.extract.grammar.forms import Form
from newstally.extract.grammar.relations import NOUN_CLAUSES, Relation
from newstally.extract.sources.attribution import Mention
from newstally.extract.sources.cues import Cue
from newstally.extract.sources.lexicon import Lexicon

DETACHED = frozenset(
    {
        Relation.RELATIVE_CLAUSE,
        Relation.APPOSITION,
        Relation.ADNOMINAL_CLAUSE,
        Relation.PUNCTUATION,
        Relation.ADVERBIAL_CLAUSE,
        Relation.ADVERBIAL_MODIFIER,
        Relation.PARATAXIS,
        Relation.CLAUSAL_COMPLEMENT,
        Relation.ADVERBIAL_NOUN,
    }
)
"""Dependents after a noun that tell more of it but don't belong to its name."""
SET_APART = NOUN_CLAUSES | {Relation.PUNCTUATION, Relation.APPOSITION}
"""With what a name ends that goes on after its noun."""
RELATING = frozenset({Form.WH_PRONOUN, Form.WH_DETERMINER, Form.PREPOSITION})
"""Forms of relative pronouns ("that" is tagged as a preposition)."""
REACH = 12
"""Tokens after what belongs to a name within which the next that does begins."""


def mention_of(parse: Parse, lexicon: Lexicon, head: Word) -> Mention:
    """Return the mention whose noun is ``head``: its determiner and modifiers, "of" and "for" phrases, no clauses."""
    if head.lower in lexicon.relative_pronouns and head.form in RELATING:
        antecedent = _antecedent(lexicon, head)
        meant = mention_of(parse, lexicon, antecedent) if antecedent is not None else None
        return Mention(head.i, head.i, head.i, meant)
    first, last = head.first, _end_of_mention(lexicon, head)
    while first < head.i and (
        not parse.texts[first][0].isalnum()
        or _tells_time(parse, lexicon, first, head)
        or _joins_clause(parse, lexicon, first)
    ):
        first += 1
    while last > head.i and not parse.texts[last][-1].isalnum():
        last -= 1
    return Mention(first, max(last, head.i), head.i)


def _end_of_mention(lexicon: Lexicon, head: Word) -> int:
    """The last token of what belongs to a noun's name after it."""
    last = head.i
    for child in head.rights:
        if child.relation is Relation.POSSESSIVE_MARK or child.relation in DETACHED or child.i > last + REACH:
            break
        if child.relation is Relation.PREPOSITION and not _belongs(lexicon, child):
            break
        if lexicon.object_marks and child.parse.texts[child.first] == ",":
            break  # "el informe, publicado este jueves,"
        last = child.last
        for inner in child.subtree:
            if inner.i > child.i and inner.relation in SET_APART and inner.first - 1 <= last:
                last = inner.first - 1
    return last


def _belongs(lexicon: Lexicon, preposition: Word) -> bool:
    """Whether a phrase after a noun belongs to its name: "the head of the union", but not "police on Monday"."""
    if preposition.form is not Form.PREPOSITION or preposition.lower in lexicon.comparing:
        return False
    if lexicon.object_marks and preposition.lower in lexicon.circumstances:
        return False  # "el exalcalde en la entrevista"
    return not any(inner.lower in lexicon.times for inner in preposition.rights)


def _joins_clause(parse: Parse, lexicon: Lexicon, i: int) -> bool:
    """Whether a word joins a clause whose subject the parser took for its verb: "aunque organismos del país elevan"."""
    return bool(lexicon.object_marks) and parse[i].relation is Relation.SUBORDINATOR


def _tells_time(parse: Parse, lexicon: Lexicon, i: int, head: Word) -> bool:
    """Whether the word before a description is a time that the parser took for part of it ("On Monday police ...")."""
    return parse.lower[i] in lexicon.times and not parse.texts[head.i][0].isupper()


def _antecedent(lexicon: Lexicon, relative: Word) -> Word | None:
    """What a relative pronoun stands for, unless that is a mark.

    In a language where phrases with prepositions tell whose a thing is, the one who speaks may end the phrase
    before the pronoun: "el paro del gremio de Panaderos, que reclama".
    """
    noun = relative.antecedent
    if noun is None or not noun.text[0].isalpha():
        return None
    if not lexicon.possessives and relative.lower == lexicon.personal_relative:
        noun = _person_above(lexicon, noun)
    if lexicon.possessives or _may_speak(lexicon, noun):
        return noun
    owners = (word for word in noun.subtree if noun.i < word.i < relative.i and word.is_noun)
    return next((owner for owner in owners if _may_speak(lexicon, owner)), noun)


def _person_above(lexicon: Lexicon, noun: Word) -> Word:
    """Who a noun tells more of, where that is a person: "la socióloga Ana Ruiz, de la consultora Norte, para quien"."""
    for above in (noun, *noun.ancestors):
        if above.lower in lexicon.roles:
            return above
        if above.is_verb:
            break
    return noun


def _may_speak(lexicon: Lexicon, noun: Word) -> bool:
    """Whether a noun is one of those who speak, or a document."""
    return noun.lower in lexicon.documents or noun.text[0].isupper() or is_speaking_noun(lexicon, noun.lower)


def is_document(parse: Parse, lexicon: Lexicon, head: Word) -> bool:
    """Return whether the noun is a thing that speaks by being read ("report", "figures")."""
    if head.lower in lexicon.relative_pronouns:
        antecedent = _antecedent(lexicon, head)
        return antecedent is not None and antecedent.lower in lexicon.documents
    return head.lower in lexicon.documents


def can_speak(parse: Parse, lexicon: Lexicon, head: Word) -> bool:
    """Return whether the noun may be a person, a group of people or an organisation."""
    word = parse.lower[head.i]
    if parse.texts[head.i][0].isupper():
        return True
    if word in lexicon.pronouns or word in lexicon.self_pronouns:
        return True
    if word in lexicon.relative_pronouns:
        antecedent = _antecedent(lexicon, head)
        return antecedent is None or can_speak(parse, lexicon, antecedent)
    if word in lexicon.bodies_by_name:
        return any(child.relation is Relation.COMPOUND and child.text[0].isupper() for child in head.lefts)
    return is_speaking_noun(lexicon, word)


def is_speaking_noun(lexicon: Lexicon, word: str) -> bool:
    """Return whether a lower-case noun names someone who can speak: a role, a group, an organisation."""
    one = word in lexicon.roles or word in lexicon.groups or word in lexicon.organisations
    return one or word in lexicon.several


def is_place(parse: Parse, lexicon: Lexicon, head: Word) -> bool:
    """Return whether a name is that of a country, or of where something stands elsewhere in the article ("in Oren")."""
    first = head.i
    while (
        first > head.first
        and parse.texts[first - 1] not in lexicon.not_names
        and _is_capital(parse, first - 1)
    ):
        first -= 1
    words = parse.texts[first : head.i + 1]
    return " ".join(words) in lexicon.countries or any(
        parse.texts[i : i + len(words)] == words and parse.lower[i - 1] in lexicon.locatives
        for i in range(1, len(parse))
    )


def speaks_elsewhere(parse: Parse, lexicon: Lexicon, head: Word, verb: Word) -> bool:
    """Return whether a name stands right beside another verb of saying of the article ("said Oren Watch").

    What places do too doesn't count: "Oren reported 38 degrees", "Oren recorded the most" say nothing of who Oren is.
    """
    first = head.i
    while (
        first > head.first
        and _is_capital(parse, first - 1)
        and parse.texts[first - 1] not in lexicon.not_names
    ):
        first -= 1
    words = parse.texts[first : head.i + 1]
    return any(
        _says(lexicon.verbs.get(parse.lower[j], ()))
        for i, word in enumerate(parse.texts)
        if word == head.text and parse.texts[i - len(words) + 1 : i + 1] == words
        for j in (i - len(words), i + 1)
        if 0 <= j < len(parse) and j != verb.i and not parse.texts[min(j + 1, len(parse) - 1)][0].isdigit()
    )


def _says(cues: tuple[Cue, ...]) -> bool:
    """Whether a verb stands beside what its subject says, and isn't one of recording."""
    return any("comment" in cue.takes for cue in cues) and not any(cue.keeper_only for cue in cues)


def _is_capital(parse: Parse, i: int) -> bool:
    return parse.texts[i][0].isupper()
