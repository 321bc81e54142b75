"""Verbs: what a verb on the way up from a figure makes of it, by its auxiliaries, its negation and its own meaning."""

from spacy.tokens import Token

from newstally.extract.modality.modality_words import (
    HEADLINE,
    OBJECTS,
    SUBJECTS,
    VERBAL,
    Judgement,
    ModalityWords,
    is_finite,
    is_infinitive,
    word_of,
)
from newstally.extract.modality.objects import PRESENT, Objects

REACHED_BY_NEGATION = frozenset({"dobj", "attr", "acomp", "xcomp", "oprd", "dative", "npadvmod", "neg"})


class Verbs:
    """Judges figures by the verbs that govern them."""

    def __init__(self, words: ModalityWords) -> None:
        self.words = words
        self.objects = Objects(words)

    def judge(self, verb: Token, child: Token | None) -> tuple[Judgement | None, bool]:
        """Return the verdict of a verb, and whether the climb goes on above it."""
        relation = child.dep_ if child is not None else "dobj"
        if child is not None:
            if found := self._negated(verb, child) or self._governed(verb, child):
                return self._weakened(verb, found), False
            passes = relation == "ccomp" and word_of(verb) in self.words.through_clause
            if relation in ("ccomp", "parataxis", "relcl") and not passes:
                return None, False
        found = self._conditional(verb) or self._auxiliary(verb) or self._adverb(verb) or self._on_track(verb)
        if found:
            return found, False
        if verb.dep_ == "ROOT":
            infinitive = is_infinitive(verb)
            return (Judgement("projected", HEADLINE, verb.i) if infinitive else None), False
        if verb.dep_ == "ccomp":
            return None, True
        ends = is_finite(verb) and verb.dep_ in ("advcl", "conj", "parataxis")
        return None, not ends or self._shares_auxiliary(verb)

    def _weakened(self, verb: Token, found: Judgement) -> Judgement:
        """Return the verdict of a verb, or what is made of a plan by an if or by "could": "could order it to pay"."""
        if found.modality != "projected":
            return self._conditional(verb) or found
        modal = self._auxiliary(verb)
        return self._conditional(verb, planned=True) or (
            modal if modal and modal.modality == "hypothetical" else found
        )

    def _shares_auxiliary(self, verb: Token) -> bool:
        """Return whether a verb goes with the auxiliary of the verb before: "would take 12 hours and cost $85,000".

        The tagger takes such forms for the past where the two look the same.
        """
        alike = verb.dep_ == "conj" and verb.tag_ == "VBD" and word_of(verb) == verb.lower_
        return (
            alike
            and not any(below.dep_ in SUBJECTS for below in verb.children)
            and self._has_modal(verb.head)
        )

    def _negated(self, verb: Token, child: Token) -> Judgement | None:
        negation = self._negation(verb)
        if negation is None or (child.dep_ in OBJECTS | {"ccomp"} and self._particle(verb)):
            return None
        following = negation.nbor() if negation.i + 1 < len(negation.doc) else None
        if following is not None and following.lower_ in self.words.no_negation:
            return None
        found = Judgement("negated", f"modality.{self._section(negation)}.{negation.lower_}", negation.i)
        if child.dep_ == "ccomp":
            said = (t for t in verb.children if t.dep_ in ("acomp", "attr"))
            return next(filter(None, (self.words.look("negation_raising", t) for t in (verb, *said))), None)
        if child.dep_ == "prep":
            return found if child.lower_ in self.words.negation_reaches else None
        if child.i < verb.i and child.dep_ != "nsubjpass":
            return None
        return found if child.dep_ in REACHED_BY_NEGATION else None

    def _section(self, negation: Token) -> str:
        return "negation" if negation.lower_ in self.words.negations else "nobody"

    def _negation(self, verb: Token) -> Token | None:
        """Return the word that negates a verb: its own "not", or a subject such as "nobody" or "neither man"."""
        for below in verb.children:
            if below.dep_ in ("neg", "preconj") and below.lower_ in self.words.negations:
                return below
            if below.dep_ in SUBJECTS:
                if below.lower_ in self.words.nobody:
                    return below
                for word in below.children:
                    if word.dep_ in ("det", "neg", "preconj") and word.lower_ in self.words.nobody:
                        return word
        return None

    def _governed(self, verb: Token, child: Token) -> Judgement | None:
        """Return the verdict of a verb such as "plan" or "deny" on its object, infinitive or clause."""
        relation = child.dep_
        if relation in OBJECTS | {"ccomp"} and (found := self._particle(verb)):
            return found
        if relation == "ccomp":
            finite = is_finite(child)
            if found := self._adverb_of_claim(verb) or self._said_of_clause(verb):
                return found
            return (
                self.objects.judge(verb, child)
                or self.words.look("with_clause", verb)
                or (None if finite else self.words.look("with_infinitive", verb))
            )
        if relation == "xcomp" and is_infinitive(child):
            if verb.tag_ in PRESENT and (found := self.words.look("with_infinitive_present", verb)):
                return found
            return self.words.look("with_infinitive", verb)
        if relation in ("nsubj", "nsubjpass", "csubj"):
            return self._raised_subject(verb, child)
        if relation == "advcl" and is_infinitive(child):  # "needs $4m to feed 300 people"
            found = self.words.look("with_object", verb)
        else:
            found = self.objects.judge(verb, child)
        return found and (self._borne_out(verb) or found)

    def _particle(self, verb: Token) -> Judgement | None:
        """Return the verdict of a verb with a particle ("rule out"), or hypothetical where that is negated."""
        for below in verb.children:
            if below.dep_ != "prt":
                continue
            phrase = f"{word_of(verb)} {below.lower_}"
            modality = self.words.data["with_particle"].get(phrase)
            if modality:
                if any(t.dep_ == "neg" for t in verb.children):
                    modality = "hypothetical"
                return Judgement(modality, f"modality.with_particle.{phrase}", verb.i)
        return None

    def _said_of_clause(self, verb: Token) -> Judgement | None:
        """Return the verdict of what a clause is said to be ("it is false that 12 died")."""
        said = (below for below in verb.children if below.dep_ in ("acomp", "attr"))
        return next(filter(None, (self.words.look("said_of_clause", below) for below in said)), None)

    def _borne_out(self, verb: Token) -> Judgement | None:
        """Return the verdict of an adverb that says that a prediction came true ("correctly predicted")."""
        adverbs = (below for below in verb.children if below.dep_ == "advmod")
        return next(filter(None, (self.words.look("adverb_of_success", below) for below in adverbs)), None)

    def _adverb_of_claim(self, verb: Token) -> Judgement | None:
        """Return the verdict of "falsely claimed that 12 died"."""
        for below in verb.children:
            if below.dep_ == "advmod" and (found := self.words.look("adverb_of_claim", below)):
                return found
        return None

    def _raised_subject(self, verb: Token, child: Token) -> Judgement | None:
        """Return the verdict on a subject: "40 jobs are expected", "12 are likely to go", "the goal is 30%"."""
        for below in verb.children:
            if below.dep_ == "acomp" and any(is_infinitive(t) for t in below.children):
                return self.words.look("with_infinitive", below)
            if below.dep_ == "acomp" and (found := self.words.look("said_of_thing", below)):
                return found
            raises = child.dep_ == "nsubjpass" or verb.pos_ == "AUX"
            if below.dep_ == "xcomp" and raises and is_infinitive(below):
                if word_of(verb) in self.words.telling:
                    return None
                return self.words.look("with_infinitive", verb)
        return self.objects.judge(verb, child) if child.dep_ == "nsubjpass" else None

    def _on_track(self, verb: Token) -> Judgement | None:
        """Return the verdict of "is on track to cut": a noun of the verb above, completed by this infinitive."""
        if verb.dep_ not in ("advcl", "xcomp") or not is_infinitive(verb):
            return None
        for preposition in verb.head.children:
            if preposition.dep_ != "prep" or preposition.i > verb.i:
                continue
            for noun in preposition.children:
                if noun.dep_ == "pobj" and word_of(noun) in self.words.only_with_clause:
                    return self.words.look("noun", noun)
        return None

    def _conditional(self, verb: Token, *, planned: bool = False) -> Judgement | None:
        """Return the verdict of an if: of the clause it opens, and of the clause that depends on that.

        A clause depends on it that has a modal verb, or is ``planned`` by what governs it ("it plans to").
        """
        planned = planned or self._has_modal(verb)
        for below in verb.children:
            if (
                below.dep_ in ("mark", "advmod")
                and below.i < verb.i
                and (found := self.words.look("marker", below))
                and not (found.modality == "projected" and self._is_past(verb))
            ):
                return found
            if below.dep_ == "advcl" and planned:
                for mark in below.children:
                    found = self.words.look("marker", mark) if mark.dep_ == "mark" else None
                    if found and found.modality == "hypothetical":
                        return found
            sets = self.words.look("condition", below) if below.dep_ in ("prep", "advcl") else None
            if sets and planned:
                return sets
        return self._conditional(verb.head) if self._joins_condition(verb) else None

    @staticmethod
    def _joins_condition(verb: Token) -> bool:
        """Return whether a verb is the second of one clause: "if waves reach 3 metres or winds exceed 40 mph"."""
        return verb.dep_ == "conj" and verb.head.dep_ == "advcl" and verb.head.pos_ in VERBAL

    @staticmethod
    def _is_past(verb: Token) -> bool:
        return "VBD" in (verb.tag_, *(t.tag_ for t in verb.children if t.dep_ in ("aux", "auxpass")))

    def _has_modal(self, verb: Token) -> bool:
        return any(t.dep_ == "aux" and t.lower_ in self.words.data["auxiliary"] for t in verb.children)

    def _auxiliary(self, verb: Token) -> Judgement | None:
        perfect = any(t.dep_ == "aux" and word_of(t) in self.words.perfect for t in verb.children)
        section = "auxiliary_of_perfect" if perfect else "auxiliary"
        if found := self.words.look("auxiliary", verb) if verb.pos_ in VERBAL and len(verb) < 4 else None:
            return found  # a contraction that the parser took for the main verb
        for below in verb.children:
            if below.dep_ == "aux" and below.tag_ == "MD":
                modality = self.words.data[section].get(below.lower_) or self.words.data["auxiliary"].get(
                    below.lower_
                )
                if modality:
                    return Judgement(modality, f"modality.{section}.{below.lower_}", below.i)
        return None

    def _adverb(self, verb: Token) -> Judgement | None:
        for below in verb.children:
            if below.dep_ == "advmod" and (found := self.words.look("adverb", below)):
                return found
        subject = next((t for t in verb.children if t.dep_ in SUBJECTS), None)
        if (
            subject is None
            or word_of(verb) not in self.words.copula
            or word_of(subject) in self.words.only_with_clause
        ):
            return None
        return self.words.look("noun", subject)
