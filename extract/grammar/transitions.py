"""Transitions: a model's parser advances in the sentences of an article, step by step.

spaCy's own loop lets go of Python's lock and asks for it again after each of some twenty small calls of every step (to
see whether one has failed), which takes most of its time, and multiplies small matrices by BLIS, which takes several
times what NumPy's BLAS does. Here the same steps are made with the lock held and the sums by NumPy; the transition
system, which knows what may follow and carries it out, is the parser's.

The parser is the greedy one of Kiperwasser and Goldberg ("Simple and accurate dependency parsing using bidirectional
LSTM feature representations", 2016) with a maxout layer: what each token adds to the hidden layer in each of its roles
is computed once, so that a step sums rows of a table.
"""

from typing import Any

import numpy
from numpy.typing import NDArray
from spacy.pipeline import DependencyParser
from spacy.tokens import Doc
from spacy.vocab import Vocab

Floats = NDArray[numpy.float32]


class SteppedParser:
    """Finds the same trees as a model's parser, of which ``is_greedy`` holds."""

    def __init__(self, parser: DependencyParser, vocab: Vocab) -> None:
        network: Any = parser.model
        self.parser: Any = parser
        self.vectors, roles, scores = network.layers
        weights: Floats = roles.get_param("W")
        self.roles, self.width, self.pieces, inputs = weights.shape
        """Roles that a token may have in a state, width of the hidden layer, and candidates for each of its values."""
        # the candidates for a value come apart, so that the greatest are found for all values at once
        self.weights = numpy.ascontiguousarray(weights.transpose(0, 2, 1, 3)).reshape(-1, inputs)
        self.missing: Floats = roles.get_param("pad")[0].transpose(0, 2, 1).reshape(-1)
        """What a role adds that no token has."""
        self.bias: Floats = numpy.ascontiguousarray(roles.get_param("b").T).ravel()
        self.score_weights: Floats = scores.get_param("W")
        self.score_bias: Floats = scores.get_param("b")
        self.offsets = numpy.arange(self.roles) + self.roles
        """Row of each role of the first token: before it stand those that no token has."""
        self.states: Any = network.predict([Doc(vocab, words=["."])])
        """Tells which tokens have the roles in a state; spaCy has this in what it makes for each batch."""

    def predict(self, docs: list[Doc]) -> list[Any]:
        """Return the final state of each sentence."""
        states: list[Any] = self.parser.moves.init_batch(docs)
        rows = self._rows(self.vectors.predict(docs))
        unfinished = [state for state in states if not state.is_final()]
        while unfinished:
            tokens = self.states.get_token_ids(unfinished)
            added = rows.take(tokens * self.roles + self.offsets, axis=0)
            candidates = numpy.add.reduce(added, axis=1)
            candidates += self.bias
            hidden = numpy.maximum.reduce(candidates.reshape(-1, self.pieces, self.width), axis=1)
            scores = hidden @ self.score_weights.T
            scores += self.score_bias
            unfinished = self.parser.transition_states(unfinished, scores)
        return states

    def _rows(self, vectors: Floats) -> Floats:
        """Return what no token, and then each token, adds to the hidden layer in each role."""
        rows: Floats = numpy.empty((len(vectors) + 1, len(self.weights)), dtype="float32")
        rows[0] = self.missing
        numpy.dot(vectors, self.weights.T, out=rows[1:])
        return rows.reshape(-1, self.pieces * self.width)

    def set_annotations(self, docs: list[Doc], states: list[Any]) -> None:
        """Set heads and dependencies of the sentences."""
        self.parser.set_annotations(docs, states)


def is_greedy(parser: DependencyParser) -> bool:
    """Whether a parser takes the best transition in each state by a network of the layers that are read here."""
    network: Any = parser.model
    names = [layer.name for layer in network.layers[1:]]
    return (
        type(parser) is DependencyParser
        and parser.cfg["beam_width"] == 1
        and names == ["precomputable_affine", "linear"]
        and network.layers[1].get_dim("nP") > 1
        and not network.attrs.get("unseen_classes")
    )
