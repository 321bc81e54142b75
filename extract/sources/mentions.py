"""Mentions: which words name a source, and whether what they name can speak at all."""

from spacy.tokens import Token

from newstally.extract.sources.attribution import Mention
from newstally.extract.sources.lexicon import Lexicon
from newstally.extract.sources.view import View

DETACHED = frozenset({"relcl", "appos", "acl", "punct", "advcl", "advmod", "parataxis", "ccomp", "npadvmod"})
"""Dependents after a noun that tell more of it but don't belong to its name."""


def mention_of(view: View, lexicon: Lexicon, head: Token) -> Mention:
    """Return the mention whose noun is ``head``: its determiner and modifiers, "of" and "for" phrases, no clauses."""
    if head.lower_ in lexicon.relative_pronouns and head.tag_ in ("WP", "WDT", "IN"):
        antecedent = _antecedent(head)
        if antecedent is not None:
            return Mention(head.i, head.i, head.i, mention_of(view, lexicon, antecedent))
        return Mention(head.i, head.i, head.i)
    first = head.left_edge.i
    last = head.i
    for child in head.rights:
        if child.dep_ == "case" or child.dep_ in DETACHED or child.i > last + 12:
            break
        if child.dep_ == "prep" and not (child.tag_ == "IN" and child.lower_ not in lexicon.comparing):
            break
        if child.dep_ == "prep" and any(inner.lower_ in lexicon.times for inner in child.rights):
            break
        last = child.right_edge.i
        for inner in child.subtree:
            if (
                inner.i > child.i
                and inner.dep_ in ("relcl", "punct", "acl", "appos")
                and inner.left_edge.i - 1 <= last
            ):
                last = min(last, inner.left_edge.i - 1)
    while first < head.i and (not view.words[first][0].isalnum() or _tells_time(view, lexicon, first, head)):
        first += 1
    while last > head.i and not view.words[last][-1].isalnum():
        last -= 1
    return Mention(first, max(last, head.i), head.i)


def _tells_time(view: View, lexicon: Lexicon, i: int, head: Token) -> bool:
    """Whether the word before a description is a time that the parser took for part of it ("On Monday police ...")."""
    return view.lower[i] in lexicon.times and not view.words[head.i][0].isupper()


def _antecedent(relative: Token) -> Token | None:
    token = relative.head
    while token.dep_ not in ("relcl", "ROOT", "acl") and token.head is not token:
        token = token.head
    if token.dep_ in ("relcl", "acl") and token.head.i < relative.i and token.head.text[0].isalpha():
        return token.head
    return None


def is_document(view: View, lexicon: Lexicon, head: Token) -> bool:
    """Return whether the noun is a thing that speaks by being read ("report", "figures")."""
    if head.lower_ in lexicon.relative_pronouns:
        antecedent = _antecedent(head)
        return antecedent is not None and antecedent.lower_ in lexicon.documents
    return head.lower_ in lexicon.documents


def can_speak(view: View, lexicon: Lexicon, head: Token) -> bool:
    """Return whether the noun may be a person, a group of people or an organisation."""
    word = view.lower[head.i]
    if view.words[head.i][0].isupper():
        return True
    if word in lexicon.pronouns or word in lexicon.self_pronouns:
        return True
    if word in lexicon.relative_pronouns:
        antecedent = _antecedent(head)
        return antecedent is None or can_speak(view, lexicon, antecedent)
    return is_speaking_noun(lexicon, word)


def is_speaking_noun(lexicon: Lexicon, word: str) -> bool:
    """Return whether a lower-case noun names someone who can speak: a role, a group, an organisation."""
    if word in lexicon.roles or word in lexicon.groups or word in lexicon.organisations:
        return True
    return (word.endswith("s") and (word[:-1] in lexicon.roles or word[:-1] in lexicon.organisations)) or (
        word.endswith("ies") and word[:-3] + "y" in lexicon.organisations
    )
