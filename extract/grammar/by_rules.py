"""By rules: the grammar of a sentence from its words alone, for who reads a language without a model.

Closed classes, endings and word order tell what a model would learn: nouns with what stands before them, what hangs
on them by a preposition, who is before a verb and what behind it, and where clauses begin. It annotates in Universal
Dependencies, so that all else reads it as it reads a model. It knows no word by its meaning: less is found by it.
The order is that of Romance languages: adjectives behind their nouns, subjects before verbs.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc

Tagged = tuple[str, str]
"""Part of speech and features of a word, in the terms of Universal Dependencies."""

NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "SYM", "PRON"})
BEFORE_NOUN = frozenset({"DET", "ADJ", "NUM"})
CLOSED_CLASSES: dict[str, Tagged] = {
    "determiners": ("DET", "PronType=Art"),
    "prepositions": ("ADP", ""),
    "coordinators": ("CCONJ", ""),
    "subordinators": ("SCONJ", "PronType=Rel"),
    "pronouns": ("PRON", "PronType=Prs"),
    "adverbs": ("ADV", ""),
    "negations": ("ADV", "Polarity=Neg"),
    "numbers": ("NUM", "NumType=Card"),
    "nouns": ("NOUN", ""),
}
"""Tables of the data to the tag of their words."""


@dataclass(frozen=True)
class WordClasses:
    """What the rules know of a language: words of closed classes with their tag, endings with theirs, lemmas."""

    words: Mapping[str, Tagged]
    """Word in lower case to its tag."""
    auxiliaries: Mapping[str, str]
    """Form of an auxiliary to its lemma."""
    endings: tuple[tuple[str, Tagged], ...]
    """Endings of verbs with the tag of a form that ends so, the longest first."""
    infinitives: tuple[str, ...]
    plural: tuple[str, ...]
    adverbs: tuple[str, ...]
    """Endings of adverbs."""
    joiners: frozenset[str]
    """Coordinators that may open a clause."""
    relatives: frozenset[str]
    complementizers: frozenset[str]
    """Subordinators that open what is said or asked."""
    of: frozenset[str]
    """Prepositions by which one noun belongs to another."""
    lemma: Callable[[str], str]
    """Dictionary form of a word in lower case."""

    @classmethod
    def from_data(cls, data: Mapping[str, Any], lemma: Callable[[str], str]) -> "WordClasses":
        """Return what the rules know of a language from its data (``grammar.toml``) and its lemmatizer."""
        plural = tuple(data["plural"])
        words = {word: tag for table, tag in CLOSED_CLASSES.items() for word in data[table]}
        nouns = {word: ("NOUN", "Number=Plur") for word in data["nouns"] if word.endswith(plural)}
        endings = sorted(data["endings"].items(), key=lambda entry: -len(entry[0]))
        return cls(
            words | nouns,
            {form: lemma for lemma, forms in data["auxiliaries"].items() for form in forms},
            tuple((ending, ("VERB", features)) for ending, features in endings),
            tuple(data["infinitives"]),
            plural,
            tuple(data["adverb_endings"]),
            frozenset(data["joiners"]),
            frozenset(data["relatives"]),
            frozenset(data["complementizers"]),
            frozenset(data["of"]),
            lemma,
        )


class RuleParser:
    """Annotates one sentence at a time. Stands in a spaCy pipeline where a model has tagger, parser and lemmatizer."""

    labels = (
        "nsubj",
        "obj",
        "obl",
        "nmod",
        "acl:relcl",
        "ccomp",
        "xcomp",
        "advcl",
        "case",
        "mark",
        "aux",
        "cop",
    )

    def __init__(self, classes: WordClasses) -> None:
        self.classes = classes

    def __call__(self, doc: Doc) -> Doc:
        """Set part of speech, features, lemma, head and dependency label of every token of a sentence."""
        tags = [self._tag(token.text, token.lower_, i) for i, token in enumerate(doc)]
        self._settle(doc, tags)
        tree = _Sentence([token.lower_ for token in doc], [tag for tag, _ in tags], self.classes).tree()
        for i, token in enumerate(doc):
            part, features = tags[i]
            token.pos_ = part
            token.set_morph(features)  # type: ignore[attr-defined]  # spaCy 3 has it, its stubs do not
            token.lemma_ = self._lemma(token.lower_, part) if part != "PROPN" else token.text
            head, label = tree[i]
            token.head = doc[head]
            token.dep_ = "ROOT" if head == i else label
        return doc

    def _lemma(self, word: str, part: str) -> str:
        if part == "AUX":
            return self.classes.auxiliaries.get(word, word)
        return self.classes.lemma(word)

    def _tag(self, text: str, lower: str, i: int) -> Tagged:
        """Return the tag of a word by itself."""
        classes = self.classes
        if not any(character.isalnum() for character in text):
            return ("SYM" if text in "%$€£" else "PUNCT"), ""
        if text[0].isdigit():
            return ("SYM" if text.endswith("%") else "NUM"), "NumType=Card"
        if lower in classes.words and not (text[0].isupper() and i):
            return classes.words[lower]
        if lower in classes.auxiliaries:
            return "AUX", self._verb_features(lower)
        if text[0].isupper() and i:
            return "PROPN", ""
        lemma = classes.lemma(lower)
        if lower.endswith(classes.infinitives) and lemma == lower:
            return "VERB", "VerbForm=Inf"
        if lemma.endswith(classes.infinitives) and lemma != lower:
            return "VERB", self._verb_features(lower)
        if lower.endswith(classes.adverbs):
            return "ADV", ""
        plural = lower.endswith(classes.plural)
        return "NOUN", "Number=Plur" if plural else "Number=Sing"

    def _verb_features(self, lower: str) -> str:
        for ending, (_, features) in self.classes.endings:
            if lower.endswith(ending):
                return features
        return "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"

    def _settle(self, doc: Doc, tags: list[Tagged]) -> None:
        """Put right what the words beside it tell of a word: participles, nouns that look like verbs, adjectives."""
        for i in range(len(tags)):
            part, features = tags[i]
            before = tags[i - 1][0] if i else ""
            participle = part == "VERB" and "VerbForm=Part" in features
            if participle and before == "NUM":
                tags[i] = "NOUN", "Number=Plur" if doc[i].lower_.endswith(self.classes.plural) else ""
            elif participle and before in ("NOUN", "PROPN", "DET"):
                tags[i] = ("NOUN", "Number=Plur") if before == "DET" else ("ADJ", "VerbForm=Part")
            elif part == "VERB" and "Fin" in features and before in ("DET", "NUM", "ADP"):
                plural = doc[i].lower_.endswith(self.classes.plural)
                if plural or before != "NUM":  # "de los que 40 siguen fuera"
                    tags[i] = "NOUN", "Number=Plur" if plural else "Number=Sing"
            elif part == "NOUN" and before == "NOUN":
                tags[i] = "ADJ", features
            elif i == 0 and part == "NOUN" and len(tags) > 1 and tags[1][0] == "PROPN":
                tags[i] = "PROPN", ""


class _Sentence:
    """The words of one sentence with their parts of speech, while their heads are sought."""

    def __init__(self, words: list[str], parts: list[str], classes: WordClasses) -> None:
        self.words = words
        self.parts = parts
        self.classes = classes
        self.found: dict[int, tuple[int, str]] = {}

    def tree(self) -> list[tuple[int, str]]:
        """Return head and label of each word; a word that nothing else claims hangs on the root."""
        nouns = self._noun_phrases()
        verbs = self._verbs()
        root = self._clauses(verbs, nouns)
        self._attach_nouns(nouns, verbs)
        length = len(self.words)
        return [
            (root, "root") if i == root else self.found.get(i, (root, self._loose(i))) for i in range(length)
        ]

    def _loose(self, i: int) -> str:
        return {"PUNCT": "punct", "ADV": "advmod", "CCONJ": "cc", "SCONJ": "mark"}.get(self.parts[i], "dep")

    def _noun_phrases(self) -> list[tuple[int, int, int]]:
        """Find runs of determiners, numbers, adjectives and a noun: first word, noun, last word."""
        found, i, length = [], 0, len(self.parts)
        while i < length:
            if self.parts[i] not in NOMINAL | BEFORE_NOUN:
                i += 1
                continue
            first = i
            while i < length and self.parts[i] in BEFORE_NOUN | {"SYM"}:
                i += 1
            head = i if i < length and self.parts[i] in ("NOUN", "PROPN", "PRON") else i - 1
            last = head
            if self.parts[head] == "PROPN":
                while last + 1 < length and self.parts[last + 1] == "PROPN":
                    last += 1
            while last + 1 < length and self.parts[last + 1] == "ADJ":
                last += 1
            self._hang_within(first, head, last)
            found.append((first, head, last))
            i = max(last, first) + 1
        return found

    def _hang_within(self, first: int, head: int, last: int) -> None:
        labels = {"DET": "det", "NUM": "nummod", "ADJ": "amod", "PROPN": "flat", "SYM": "nmod"}
        for i in range(first, last + 1):
            if i != head:
                self.found[i] = head, labels.get(self.parts[i], "dep")

    def _verbs(self) -> list[int]:
        """Find the verbs that head clauses; an auxiliary hangs on the verb after it, without one it heads itself."""
        heads = []
        for i, part in enumerate(self.parts):
            if part == "AUX":
                host = next(
                    (k for k in range(i + 1, min(i + 4, len(self.parts))) if self.parts[k] == "VERB"), None
                )
                plain = host is not None and all(self.parts[k] in ("AUX", "ADV") for k in range(i + 1, host))
                if plain and host is not None:
                    self.found[i] = host, "aux"
                else:
                    self.parts[i] = "VERB"
                    heads.append(i)
            elif part == "VERB":
                heads.append(i)
        return heads

    def _clauses(self, verbs: list[int], nouns: list[tuple[int, int, int]]) -> int:
        """Hang each clause on the one before it by what opens it; return the root."""
        if not verbs:
            return nouns[0][1] if nouns else 0
        root = verbs[0]
        opened = next((v for v in verbs if self._opener(v, verbs) is None), None)
        root = opened if opened is not None else root
        for place, verb in enumerate(verbs):
            if verb == root:
                continue
            opener = self._opener(verb, verbs)
            above = verbs[place - 1] if place else root
            self.found[verb] = self._clause(verb, opener, above, root, nouns)
        return root

    def _opener(self, verb: int, verbs: list[int]) -> int | None:
        """The word that opens the clause of a verb: the last subordinator or relative before it, after other verbs."""
        start = max((v for v in verbs if v < verb), default=-1)
        for i in range(verb - 1, start, -1):
            if self.parts[i] == "SCONJ" or self.words[i] in self.classes.joiners:
                return i
            if self.parts[i] == "PUNCT" and self.words[i] in ";:":
                return None
        if start == verb - 1 or (start >= 0 and self.words[verb].endswith(self.classes.infinitives)):
            return start
        return None

    def _clause(
        self, verb: int, opener: int | None, above: int, root: int, nouns: list[tuple[int, int, int]]
    ) -> tuple[int, str]:
        if opener is None:
            return (root, "parataxis") if above != verb else (root, "dep")
        if self.parts[opener] == "VERB":
            return opener, "xcomp"
        if self.parts[opener] == "CCONJ":
            self.found[opener] = verb, "cc"
            return above, "conj"
        ends_noun = next(
            (head for _, head, last in nouns if last in (opener - 1, opener - 2) and last < opener), None
        )
        relative = self.words[opener] in self.classes.relatives and ends_noun is not None
        if relative and ends_noun is not None and (above == verb or above < ends_noun):
            self.found[opener] = verb, "nsubj"
            return ends_noun, "acl:relcl"
        self.found[opener] = verb, "mark"
        said = self.words[opener] in self.classes.complementizers and above < opener
        return above if above < opener else root, "ccomp" if said else "advcl"

    def _attach_nouns(self, nouns: list[tuple[int, int, int]], verbs: list[int]) -> None:
        """Hang nouns on prepositions' hosts, and the others on the verb beside them as subject or object."""
        before: int | None = None
        taken: set[int] = set()
        for first, head, last in nouns:
            if head in self.found:
                continue
            marked = first > 0 and self.parts[first - 1] == "ADP"
            if marked:
                self.found[first - 1] = head, "case"
            host = self._verb_beside(head, verbs)
            of = marked and self.words[first - 1] in self.classes.of and before == first - 2
            if of and before is not None:
                self.found[head] = next(noun for _, noun, end in nouns if end == before), "nmod"
            elif host is None:
                pass
            elif marked:
                self.found[head] = host, "obl"
            elif host not in taken and head < host:
                self.found[head] = host, "nsubj"
                taken.add(host)
            else:
                self.found[head] = host, "obj" if head > host else "obl"
            before = last

    def _verb_beside(self, noun: int, verbs: list[int]) -> int | None:
        """The verb after a noun that nothing parts from it, else the one before."""
        after = next((verb for verb in verbs if verb > noun), None)
        earlier = max((verb for verb in verbs if verb < noun), default=None)
        if after is None or earlier is None:
            return earlier if after is None or self._is_parted(noun, after) else after
        between = self.parts[noun + 1 : after]
        opens = any(part in ("SCONJ", "CCONJ", "PUNCT") for part in self.parts[earlier + 1 : noun])
        parted = self._is_parted(noun, after) or "PUNCT" in between
        return after if opens and not parted else earlier

    def _is_parted(self, noun: int, verb: int) -> bool:
        """Whether a clause or another part of the sentence begins between a noun and the verb after it."""
        return any(
            self.parts[i] in ("SCONJ", "CCONJ") or self.words[i] in ";:" for i in range(noun + 1, verb)
        )
