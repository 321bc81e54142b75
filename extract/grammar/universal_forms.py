"""Forms from Universal Dependencies: what the part of speech and the features of a word say of its form.

Source: the features of Universal Dependencies, version 2 (universaldependencies.org/u/feat).
"""

from collections.abc import Mapping
from unicodedata import category

from newstally.extract.grammar.forms import Form
from newstally.extract.grammar.marks import HORIZONTAL_BARS

Features = Mapping[str, str]

ASKING_OR_RELATING = frozenset({"Int", "Rel"})
PAST_TENSES = frozenset({"Past", "Imp", "Pqp"})
MARKS = {
    ",": Form.COMMA,
    ".": Form.SENTENCE_END,
    "!": Form.SENTENCE_END,
    "?": Form.SENTENCE_END,
    ":": Form.COLON,
    ";": Form.COLON,
    "…": Form.COLON,
    "...": Form.COLON,
    "--": Form.COLON,
}
BY_CATEGORY = {
    "Ps": Form.OPENING_BRACKET,
    "Pe": Form.CLOSING_BRACKET,
    "Pi": Form.OPENING_QUOTE,
    "Pf": Form.CLOSING_QUOTE,
}
TOLD_BY_TEXT = frozenset({"PUNCT", "SYM"})
"""Parts of speech of which a word's text tells the form."""


def form_of(part: str, features: Features, label: str, text: str) -> Form:
    """Return the form of a word from its universal part of speech, its features and its dependency label."""
    if part in ("VERB", "AUX"):
        return verb_form(part, features)
    if part in ("NOUN", "PROPN"):
        plural = features.get("Number") == "Plur"
        if part == "NOUN":
            return Form.PLURAL_NOUN if plural else Form.SINGULAR_NOUN
        return Form.PLURAL_NAME if plural else Form.SINGULAR_NAME
    if part in ("ADJ", "ADV"):
        return _degree_form(part, features)
    if part in ("DET", "PRON"):
        return _pronoun_form(part, features, label)
    if part == "PUNCT":
        return _mark_form(features, text)
    if part == "PART":
        return _particle_form(features, label)
    if part == "ADP":
        return Form.VERB_PARTICLE if label == "compound:prt" else Form.PREPOSITION
    if part == "SYM":
        return Form.CURRENCY if category(text[0]) == "Sc" else Form.SYMBOL
    if part == "X":
        return Form.FOREIGN if features.get("Foreign") == "Yes" else Form.OTHER
    return PLAIN.get(part, Form.OTHER)


PLAIN = {
    "": Form.NONE,
    "NUM": Form.CARDINAL,
    "SCONJ": Form.PREPOSITION,
    "CCONJ": Form.COORDINATOR,
    "INTJ": Form.INTERJECTION,
    "SPACE": Form.SPACE,
}
"""Parts of speech that have but one form."""


def verb_form(part: str, features: Features) -> Form:
    """Return the form of a verb or auxiliary; a finite auxiliary without tense is a modal."""
    kind, tense, mood = features.get("VerbForm", "Fin"), features.get("Tense"), features.get("Mood")
    if kind == "Inf":
        return Form.BASE
    if kind in ("Ger", "Conv"):
        return Form.GERUND
    if kind == "Part":
        return Form.GERUND if tense == "Pres" else Form.PAST_PARTICIPLE
    if mood == "Cnd":
        return Form.CONDITIONAL
    if mood == "Sub":
        return Form.SUBJUNCTIVE
    if mood == "Imp":
        return Form.BASE
    if tense == "Fut":
        return Form.FUTURE
    if tense in PAST_TENSES:
        return Form.PAST
    if tense == "Pres":
        third = features.get("Person") == "3" and features.get("Number") == "Sing"
        return Form.THIRD_PERSON_PRESENT if third else Form.PRESENT
    return Form.MODAL if part == "AUX" else Form.BASE


def _degree_form(part: str, features: Features) -> Form:
    degree = features.get("Degree")
    if part == "ADJ":
        if features.get("VerbForm") == "Part":
            return Form.PAST_PARTICIPLE
        forms = {"Cmp": Form.COMPARATIVE_ADJECTIVE, "Sup": Form.SUPERLATIVE_ADJECTIVE}
        return forms.get(degree or "", Form.ADJECTIVE)
    if _asks_or_relates(features):
        return Form.WH_ADVERB
    forms = {"Cmp": Form.COMPARATIVE_ADVERB, "Sup": Form.SUPERLATIVE_ADVERB}
    return forms.get(degree or "", Form.ADVERB)


def _asks_or_relates(features: Features) -> bool:
    """Whether a word asks or relates; "Int,Rel" does one of the two."""
    return not ASKING_OR_RELATING.isdisjoint(features.get("PronType", "").split(","))


def _pronoun_form(part: str, features: Features, label: str) -> Form:
    kind, owns = features.get("PronType"), features.get("Poss") == "Yes"
    if _asks_or_relates(features):
        if owns:
            return Form.WH_POSSESSIVE
        return Form.WH_PRONOUN if part == "PRON" else Form.WH_DETERMINER
    if owns:
        return Form.POSSESSIVE_PRONOUN
    if part == "DET":
        return Form.PREDETERMINER if label == "det:predet" else Form.DETERMINER
    if kind == "Prs":
        return Form.PERSONAL_PRONOUN
    return Form.EXISTENTIAL if label == "expl" else Form.DETERMINER


def _particle_form(features: Features, label: str) -> Form:
    if label == "case":
        return Form.POSSESSIVE_MARK
    if label == "mark":
        return Form.TO
    return Form.ADVERB if features.get("Polarity") == "Neg" else Form.OTHER


def _mark_form(features: Features, text: str) -> Form:
    if text in MARKS:
        return MARKS[text]
    if text in HORIZONTAL_BARS:
        return Form.HYPHEN if text in "-‐‑" else Form.COLON
    side = features.get("PunctSide")
    if text in ('"', "'", "''", "``"):
        return Form.OPENING_QUOTE if side == "Ini" or text == "``" else Form.CLOSING_QUOTE
    return BY_CATEGORY.get(category(text[0]), Form.OTHER_PUNCTUATION)
