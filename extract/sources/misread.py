"""Misread verbs: verbs of saying that the parser took for nouns, adjectives or parts of nouns."""

from spacy.tokens import Token

from newstally.extract.sources.attribution import Attribution, Mention
from newstally.extract.sources.content import HEAVY, SUBJECTS
from newstally.extract.sources.lexicon import Cue, Lexicon
from newstally.extract.sources.mentions import can_speak, is_document, mention_of
from newstally.extract.sources.view import View

AMOUNTS = frozenset({"CD", "$", "DT"})
"""Tags of what follows a verb and not a noun: "Ruiz counts 10 votes", "the ranking puts the mayor"."""
BEFORE_NOUN = frozenset({"det", "amod", "compound", "poss", "nummod", "nmod"})
"""Dependents through which the noun is reached that a word after a verb begins."""
PARTICIPLES = frozenset({"VBN", "JJ", "VBD"})


def misread_attribution(
    view: View, lexicon: Lexicon, verb: Token, cues: tuple[Cue, ...]
) -> Attribution | None:
    """Return what a word that may be a verb of saying attributes, if the parser took it for something else."""
    if verb.tag_ == "NNS" and not cues[-1].particle and _is_misread(view, lexicon, verb):
        return _headline_attribution(view, verb, cues)
    content = [(verb.i + 1, view.content_end(view.sentence_of[verb.i]))]
    cue = (verb.i, verb.i)
    if verb.dep_ == "compound" and _is_swallowed(view, lexicon, verb, cues):
        subject = next(child for child in verb.sent.root.lefts if child.dep_ == "nsubj")
        return Attribution(mention_of(view, lexicon, subject), cue, content, HEAVY, cues[0].rule)
    figures = _figures_by(view, lexicon, verb, cues)
    if figures is not None:
        source = Mention(figures.left_edge.i, verb.i - 1, figures.i)
        return Attribution(source, cue, content, HEAVY, cues[0].rule)
    if verb.tag_ == "VBN" and _is_main_verb(view, lexicon, verb):
        return Attribution(mention_of(view, lexicon, verb.sent.root), cue, content, HEAVY, cues[0].rule, True)
    speaker = _first_of_two_subjects(view, lexicon, verb, cues)
    if speaker is not None:
        return Attribution(mention_of(view, lexicon, speaker), cue, content, HEAVY, cues[0].rule, True)
    return None


def is_root(token: Token) -> bool:
    """Return whether a word tagged as a noun is a sentence's verb: it has a subject and a clause of its own."""
    dependents = {child.dep_ for child in token.children}
    return token.dep_ == "ROOT" and "nsubj" in dependents and "ccomp" in dependents


def _is_misread(view: View, lexicon: Lexicon, token: Token) -> bool:
    """Whether a form tagged as a plural noun is a verb after all: "Ruiz claims he has 10 votes"."""
    i = token.i
    if i == token.sent.start or i + 1 >= len(view):
        return False
    if token.is_title and not view.words[i + 1][0].isupper():
        return False  # "in Selva and Niger States": in small letters or in a headline a verb may be
    before = view.doc[i - 1]
    if not before.tag_.startswith("NN") and before.lower_ not in lexicon.documents:
        return False
    if token.dep_ in ("ROOT", "appos") and view.doc[i + 1].tag_ in AMOUNTS:
        return can_speak(view, lexicon, before) or before.lower_ in lexicon.documents
    if token.dep_ in SUBJECTS and can_speak(view, lexicon, before):
        return _begins_subject(
            view.doc[i + 1], token.head
        )  # "the agency projects the city will lose 32 ships"
    return view.doc[i + 1].dep_ in SUBJECTS and view.doc[i + 1].tag_ in ("PRP", "DT", "NNP")


def _begins_subject(token: Token, verb: Token) -> bool:
    """Whether a word begins a noun that is the verb's subject."""
    while token.dep_ in BEFORE_NOUN and token.head.i > token.i:
        token = token.head
    return token.dep_ in SUBJECTS and token.head.i == verb.i


def _is_swallowed(view: View, lexicon: Lexicon, token: Token, cues: tuple[Cue, ...]) -> bool:
    """Whether a verb was taken for part of a noun: "Figures released on Tuesday show unemployment rose"."""
    root = token.sent.root
    if not any(cue.document_only and cue.base == token.lower_ for cue in cues) or root.i < token.i:
        return False
    subject = next((child for child in root.lefts if child.dep_ == "nsubj"), None)
    return (
        subject is not None
        and subject.i < token.i
        and subject.tag_ == "NNS"
        and is_document(view, lexicon, subject)
        and token.nbor(-1).tag_ not in ("DT", "JJ", "PRP$")
    )


def _figures_by(view: View, lexicon: Lexicon, token: Token, cues: tuple[Cue, ...]) -> Token | None:
    """The figures in "figures published by Selva Health show there has been ...", whose verb was read as a noun."""
    made = token.head.head
    if token.dep_ != "pobj" or token.head.dep_ != "agent" or made.dep_ != "acl":
        return None
    if token.tag_ != "NN" or not any(cue.document_only for cue in cues) or token.nbor(-1).tag_ != "NNP":
        return None
    return made.head if made.head.tag_ == "NNS" and is_document(view, lexicon, made.head) else None


def _is_main_verb(view: View, lexicon: Lexicon, token: Token) -> bool:
    """Whether a participle is the main verb that a sentence lacks: "The group, which ..., estimated losses at ..."."""
    root = token.sent.root
    if token.dep_ not in ("amod", "acl") or not root.tag_.startswith("NN") or root.i > token.i:
        return False
    return view.words[token.i - 1] in (",", ")") and can_speak(view, lexicon, root)


def _first_of_two_subjects(view: View, lexicon: Lexicon, token: Token, cues: tuple[Cue, ...]) -> Token | None:
    """Who speaks in "Ana Ruiz, an analyst, estimated demand had fallen", where the verb was read as an adjective."""
    noun = token.head
    if token.tag_ not in PARTICIPLES or token.dep_ != "amod" or noun.dep_ not in SUBJECTS or noun.i < token.i:
        return None
    if view.words[token.i - 1] != "," or not any("clause" in cue.takes for cue in cues):
        return None
    first = next((child for child in noun.head.lefts if child.dep_ in SUBJECTS), noun)
    return first if first.i < token.i and can_speak(view, lexicon, first) else None


def _headline_attribution(view: View, verb: Token, cues: tuple[Cue, ...]) -> Attribution:
    first = verb.i - 1
    sentence = view.sentence_of[verb.i]
    while first > view.sentences[sentence][0] and view.words[first - 1][0].isupper():
        first -= 1
    content = [(verb.i + 1, view.content_end(sentence))]
    source = Mention(first, verb.i - 1, verb.i - 1)
    return Attribution(source, (verb.i, verb.i), content, HEAVY, cues[-1].rule, True)
