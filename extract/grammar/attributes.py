"""Attributes: part of speech, morphology and lemma of each token, looked up where they have been found before.

Nearly all rules of a model's attribute ruler read one token: its tag, dependency and, of a few hundred words, its
lower-case form decide. Matching them anew for every token takes a quarter of the parser's time; here each combination
is matched once. Sentences in which a rule of several tokens applies go through the ruler itself, so the result is
always the ruler's. The same goes for lemmas, which a lemmatizer finds from a token's form and attributes.
"""

import re
from typing import Any

import numpy
from spacy.attrs import DEP, IS_SPACE, LEMMA, LOWER, MORPH, ORTH, POS, TAG
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, DependencyParser, Lemmatizer, Tok2Vec
from spacy.strings import StringStore
from spacy.tokens import Doc

from newstally.extract.grammar.convolutions import multiply_sooner
from newstally.extract.grammar.embeddings import remember_embeddings
from newstally.extract.grammar.transitions import SteppedParser, is_greedy

LARGEST = 50_000
"""Combinations remembered; then it starts anew, so that memory stays flat however long it runs."""

Rule = list[dict[str, Any]]
"""What each token of a rule must be, as the ruler's patterns have it."""
Key = tuple[int, int, int, int, int, int]
"""Tag, dependency, what the model has set already, whether it is space, the lower-case form where a rule names it."""


class RememberedAttributes:
    """Does what an AttributeRuler does, remembering its answers."""

    def __init__(self, ruler: AttributeRuler, nlp: Language) -> None:
        self.ruler = ruler
        entries: list[Any] = list(ruler.patterns)
        rules: list[Rule] = [pattern for entry in entries for pattern in entry["patterns"]]
        longer = [rule for rule in rules if len(rule) > 1]
        self.several = Matcher(nlp.vocab)
        if longer:
            self.several.add("several tokens", longer)
        strings = nlp.vocab.strings
        self.triggers = {strings.add(word) for rule in longer for word in words_needed(rule)}
        """Dependencies and lower-case forms of which one is in every sentence in which a longer rule applies."""
        self.always = any(not words_needed(rule) for rule in longer)
        """Whether there is a longer rule that tells none."""
        single = [rule[0] for rule in rules if len(rule) == 1]
        self.named = NamedForms([token["LOWER"] for token in single if "LOWER" in token], nlp.vocab.strings)
        self.known: dict[Key, list[int]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set tag, part of speech, morphology and lemma of every token."""
        columns: list[list[int]] = doc.to_array([TAG, DEP, POS, MORPH, IS_SPACE, LOWER]).T.tolist()
        forms = columns.pop()
        if self._may_be_longer(columns[1], forms) and self.several(doc):
            return self.ruler(doc)
        if len(self.known) > LARGEST:
            self.known.clear()
        known = self.known
        keys: list[Key] = list(zip(*columns, map(self.named.__getitem__, forms), strict=True))
        for key in set(keys).difference(known):
            known[key] = self._learn(doc, keys.index(key), key)
        return doc.from_array([TAG, POS, MORPH, LEMMA], as_array([known[key] for key in keys]))

    def _may_be_longer(self, dependencies: list[int], forms: list[int]) -> bool:
        """Return whether a rule of several tokens may apply in a sentence."""
        triggers = self.triggers
        return self.always or not (triggers.isdisjoint(dependencies) and triggers.isdisjoint(forms))

    def _learn(self, doc: Doc, i: int, key: Key) -> list[int]:
        """Return what the ruler sets of a token by itself, which is all that rules of one token see."""
        alone = Doc(doc.vocab, words=[doc[i].text])
        alone.from_array([TAG, DEP, POS, MORPH], as_array([list(key[:4])]))
        found: list[int] = self.ruler(alone).to_array([TAG, POS, MORPH, LEMMA])[0].tolist()
        return found


class NamedForms(dict[int, int]):
    """For each lower-case form itself if a rule of one token names or describes it, else 0: no rule asks for it."""

    def __init__(self, asked: list[Any], strings: StringStore) -> None:
        super().__init__()
        self.strings = strings
        self.words = {word for value in asked for word in literals({"LOWER": value}, "LOWER")}
        unnamed = [value for value in asked if not literals({"LOWER": value}, "LOWER")]
        self.all = any(not isinstance(value, dict) or value.keys() != {"REGEX"} for value in unnamed)
        """Whether a rule asks for forms in a way that isn't known here."""
        self.patterns = [] if self.all else [re.compile(value["REGEX"]) for value in unnamed]

    def __missing__(self, form: int) -> int:
        if len(self) > LARGEST:
            self.clear()
        word = self.strings[form]
        asked = self.all or word in self.words or any(pattern.search(word) for pattern in self.patterns)
        self[form] = form if asked else 0
        return self[form]


class RememberedLemmas:
    """Does what a lemmatizer does that looks at one token at a time, remembering its answers."""

    def __init__(self, lemmatizer: Lemmatizer) -> None:
        self.lemmatizer = lemmatizer
        self.known: dict[tuple[int, int, int, bool], int] = {}
        known_words: Any = lemmatizer.lookups.get_table("lemma_index", {})
        for kind, words in list(known_words.items()):
            known_words[kind] = frozenset(words)  # a form is looked up here, and in a list from its start

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemma of every token that has none yet."""
        if len(self.known) > LARGEST:
            self.known.clear()
        rows: list[list[int]] = doc.to_array([ORTH, POS, MORPH, LEMMA]).tolist()
        known, lemmas = self.known, []
        for i, (orth, pos, morph, lemma) in enumerate(rows):
            key = (orth, pos, morph, i == 0)
            if not lemma and key not in known:
                known[key] = doc.vocab.strings.add(self.lemmatizer.lemmatize(doc[i])[0])
            lemmas.append([lemma or known[key]])
        return doc.from_array([LEMMA], as_array(lemmas))


def remembered(component: Any, nlp: Language) -> Any:
    """Return a component that does the same as one of a model's pipeline, sooner where that can be told."""
    if isinstance(component, AttributeRuler):
        return RememberedAttributes(component, nlp)
    if isinstance(component, DependencyParser) and is_greedy(component):
        return SteppedParser(component, nlp.vocab)
    if isinstance(component, Tok2Vec):
        remember_embeddings(component, nlp.vocab)
        multiply_sooner(component)
    of_spacy = type(component).__module__.startswith("spacy.")
    if isinstance(component, Lemmatizer) and of_spacy and not component.overwrite:
        return RememberedLemmas(component)
    return component


def words_needed(rule: Rule) -> set[str]:
    """Return dependencies, or else lower-case forms, of which a sentence must have one for a rule to apply to it."""
    if any("OP" in token for token in rule):
        return set()
    for attribute in ("DEP", "LOWER"):
        for token in rule:
            if found := literals(token, attribute):
                return found
    return set()


def literals(token: dict[str, Any], attribute: str) -> set[str]:
    """Return the values of which a rule's token must have one, empty if it isn't told by naming them."""
    value = token.get(attribute)
    if isinstance(value, str):
        return {value}
    if isinstance(value, dict) and value.keys() == {"IN"}:
        return set(value["IN"])
    return set()


def as_array(rows: list[list[int]]) -> Any:
    """Return rows of attributes in the form in which a Doc takes them."""
    return numpy.array(rows, dtype="uint64")
