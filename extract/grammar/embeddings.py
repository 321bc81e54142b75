"""Embeddings: what a model's network makes of a word by itself, kept for when the word comes again.

The first layers of spaCy's token-to-vector network see nothing but the word's own form: its norm, its first and last
letters, its shape, and whether a space follows. They take a third of the network's time, and half of the words of an
article are among its others or those of the article before.
"""

from typing import Any

import numpy
from numpy.typing import NDArray
from spacy.attrs import ORTH, SPACY
from spacy.pipeline import Tok2Vec
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.api import Model

LARGEST = 50_000
"""Words that are kept; then it starts anew, so that memory stays flat (20 MB) however long it runs."""

TOGETHER = 96
"""Words that are embedded at a time, always as many: BLAS rounds otherwise in a matrix of another height, and what is
read of an article must not depend on those read before."""

OF_THE_WORD = frozenset({"ORTH", "NORM", "LOWER", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"})
"""Features that tell of a word alone."""

Vectors = NDArray[numpy.float32]


class RememberedEmbeddings:
    """Does what the embedding layers of a network do, remembering the vector of each word."""

    def __init__(self, layers: "Model[list[Doc], list[Vectors]]", vocab: Vocab) -> None:
        self.layers = layers
        self.vocab = vocab
        self.places: dict[tuple[int, int], int] = {}
        """Row of each word in ``table``, by its form and whether a space follows."""
        self.table: Vectors = numpy.zeros((0, layers.get_dim("nO")), dtype="float32")

    def __call__(self, docs: list[Doc]) -> list[Vectors]:
        """Return the vectors of the words of each Doc."""
        if len(self.places) > LARGEST:
            self.places, self.table = {}, self.table[:0]
        words = [list(map(tuple, doc.to_array([ORTH, SPACY]).tolist())) for doc in docs]
        self._learn([word for of_doc in words for word in of_doc])
        places = self.places
        return [self.table[[places[word] for word in of_doc]] for of_doc in words]

    def _learn(self, words: list[tuple[int, int]]) -> None:
        """Embed those of the words that are new."""
        new = [word for word in dict.fromkeys(words) if word not in self.places]
        for start in range(0, len(new), TOGETHER):
            some = new[start : start + TOGETHER]
            filled = some + some[:1] * (TOGETHER - len(some))
            forms = [self.vocab.strings[form] for form, _ in filled]
            doc = Doc(self.vocab, words=forms, spaces=[bool(space) for _, space in filled])
            found = self.layers.predict([doc])[0][: len(some)]
            self.places.update(zip(some, range(len(self.table), len(self.table) + len(some)), strict=True))
            self.table = numpy.concatenate([self.table, found])


def remember_embeddings(component: Tok2Vec, vocab: Vocab) -> None:
    """Let a component keep the vectors of words, if its network begins with layers that see single words."""
    network: Any = component.model
    first = network.layers[0] if network.layers else network
    if not _sees_single_words(first):
        return
    embed = RememberedEmbeddings(first, vocab)

    def forward(layer: Any, docs: list[Doc], is_train: bool) -> Any:
        return embed(docs), lambda gradient: []

    network.replace_node(first, Model("remembered_embeddings", forward, dims={"nO": first.get_dim("nO")}))


def _sees_single_words(layers: Any) -> bool:
    """Whether layers take in nothing but features of the words themselves."""
    first = layers.layers[0] if layers.layers else layers
    return (
        first.name == "extract_features"
        and OF_THE_WORD.issuperset(first.attrs["columns"])
        and all(layer.name != "expand_window" for layer in layers.walk())
    )
