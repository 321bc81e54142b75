"""Changes: what changed, where the text has only the change ("sales rose 2% after a 3% fall")."""

from dataclasses import replace

from spacy.tokens import Token

from newstally.extract.subjects.gaps import Previous
from newstally.extract.subjects.grammar import NOUNS, governing_verb, subject_of
from newstally.extract.subjects.lexicon import Finding, Lexicon, Place


class Changes:
    """Finds what a bare change is a change of, with the words of one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def changed(self, finding: Finding, place: Place, previous: Previous | None, sentence: int) -> Finding:
        """Add what changed to a bare change ("sales rose 2% after a 3% fall", "the index posted a 2% gain")."""
        noun = finding.head
        if noun is None or noun.lemma_.lower() not in self.lexicon.changes or noun.tag_ != "NN":
            return finding
        told = any(
            (
                child.dep_ in ("poss", "compound", "amod", "relcl")
                and child.i not in place.taken
                and child.pos_ in NOUNS
            )
            or (child.dep_ == "prep" and child.i > noun.i and not self._is_own(child, place))
            for child in noun.children
        )
        if told or finding.shape not in ("modifier", "holder"):
            return finding
        thing = None
        if previous is not None and previous.sentence == sentence:
            thing = previous.finding.head
        else:
            verb = governing_verb(noun)
            has = verb is not None and verb.lemma_.lower() not in self.lexicon.wishing_verbs
            thing = subject_of(verb) if verb is not None and has else None
            thing = thing if thing is not None and not self.lexicon.is_person(thing) else None
        if thing is None or thing.pos_ not in NOUNS or thing == noun or thing.i in place.taken:
            return finding
        return replace(finding, changed=thing)

    def _is_own(self, preposition: Token, place: Place) -> bool:
        """Whether the preposition only leads to the amount or a time ("a drop of 14 percent in May")."""
        noun = next(iter(preposition.children), None)
        return noun is None or noun.i in place.taken or self.lexicon.is_time(noun)
