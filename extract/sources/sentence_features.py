"""Features of candidates in a figure's own sentence: on which side of it they stand, and how in the tree."""

from newstally.extract.grammar import Parse, Word
from newstally.extract.grammar.relations import NOUN_CLAUSES, SUBJECTS, Relation
from newstally.extract.sources.attribution import Mention
from newstally.extract.sources.binning import bin_of
from newstally.extract.sources.figures import Figure
from newstally.extract.sources.lexicon import Lexicon
from newstally.extract.sources.usage import UNSEEN, Usage

GAPS = (2, 5, 10, 20, 40)
"""Tokens between figure and candidate from which on it is farther away."""
LONGEST_PATH = 3
"""Relations of these that a feature names."""
UNNAMED = frozenset({"he or she", "they", "I", "it"})
"""Kinds of candidates that are pronouns."""


class SentenceFeatures:
    """Tells the features of candidates that stand in the sentence of a figure, in one article."""

    def __init__(self, parse: Parse, lexicon: Lexicon, usage: Usage) -> None:
        self.parse = parse
        self.lexicon = lexicon
        self.usage = usage

    def of(self, figure: Figure, source: Mention, kind: str, speaks: bool) -> list[str]:
        """Return how a candidate of a kind stands to a figure; ``speaks``: something is attributed to it."""
        number = figure.number
        order = "before" if source.head < number.first else "after"
        gap = number.first - source.last if order == "before" else source.first - number.last
        told = [f"{order} the figure by {bin_of(max(gap, 0), GAPS)}"]
        if len(figure.speakers) == 0:
            told.append(f"{kind} {order}, nobody speaks here")
        elif not speaks:
            told.append("another speaks here")
        return told + self._in_tree(figure, source, kind) if self.parse.is_parsed(source.head) else told

    def _in_tree(self, figure: Figure, source: Mention, kind: str) -> list[str]:
        """What the words above it show."""
        word = self.parse[source.head]
        while word.relation is Relation.CONJUNCT and word.head is not word:
            word = word.head
        above, relation = word.head, str(word.relation)
        if word.relation is Relation.PREPOSITION_OBJECT:
            above, relation = word.head.head, f"{word.relation} {word.head.lower}"
        depth = figure.depths.get(above.i)
        standing = "apart from" if depth is None else "above"
        cues = self.lexicon.verbs.get(above.lower)
        saying = cues[0].rule.split(".")[2] if cues and above.is_verb else "other"
        told = [
            f"{relation}: {standing} the figure",
            f"{relation} of a verb of {saying}: {standing} the figure",
            f"{kind}, {relation}: {standing} the figure",
        ]
        if above.lemma:
            told.append(f"word above: {above.lemma.lower()}, {relation}")
            told.append(f"word above: {above.lemma.lower()}, {standing} the figure")
        noun = "a name" if kind == "name" else word.lemma.lower()
        told.append(f"noun: {noun}, {'subject' if word.relation in SUBJECTS else 'no subject'}")
        habit = self.usage.verbs.get(above.lemma.lower(), UNSEEN) if above.is_verb else "no verb"
        told.append(f"{relation}: {habit} attributing, {standing} the figure")
        told.append(f"{relation}: {habit} attributing + {kind}")
        if kind != "name" and kind not in UNNAMED:
            named = self.usage.nouns.get(word.lemma.lower(), UNSEEN)
            told.append(f"noun {named} a source, {relation}")
            told.append(f"noun {named} a source, {standing} the figure + {habit} attributing")
        if depth:
            told += _on_the_way(figure.chain[:depth], above, relation, saying, habit)
        if above.is_verb:
            told.append(f"{relation}: verb is {above.form} {above.relation}")
        return told


def _on_the_way(chain: list[Word], above: Word, relation: str, saying: str, habit: str) -> list[str]:
    """What the words show by which the one above a candidate leads down to the figure, the figure first."""
    path = chain[-LONGEST_PATH:]
    told = [
        "path " + " < ".join(step.relation for step in path),
        f"{relation}: figure by way of {path[-1].relation} + {saying}",
        f"{relation}: figure by way of {path[-1].relation} + {habit} attributing",
    ]
    below = {step.relation for step in chain}
    if not below.isdisjoint(NOUN_CLAUSES):
        told.append(f"{relation}: figure in a noun's clause + {saying}")
    if Relation.CLAUSAL_COMPLEMENT in below or Relation.PARATAXIS in below:
        told.append(f"{relation}: figure in a clause that is said + {saying}")
    if above.is_negated:
        told.append(f"{relation}: negated")
    return told
