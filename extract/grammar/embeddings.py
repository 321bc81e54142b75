"""Embeddings: what a model's network makes of a word by itself, kept for when the word comes again.

The first layers of spaCy's token-to-vector network see nothing but the word's own form: its norm, its first and last
letters, its shape, and whether a space follows. They look up a few rows of a table for each of these (the hashing
trick: Serrà and Karatzoglou, "Getting deep recommenders fit", 2017) and multiply them with the weights of a maxout
layer: a third of the network's time. Both are linear, so here the tables are multiplied once, when the model is loaded,
and the vector of a word is a sum of rows. That sum is the same whatever words are looked up beside it, which is not so
of the product of matrices, whose rounding depends on where in the matrix a row stands; so what is read of an article
does not depend on those read before.
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
"""Words that are kept; then it starts anew, so that memory stays flat (25 MB) however long it runs."""

FEWEST = 1024
"""Words for which there is room from the start; it is doubled when it is full, so that few vectors are copied."""

OF_THE_WORD = frozenset({"ORTH", "NORM", "LOWER", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"})
"""Features that tell of a word alone."""

LAYERS = ["extract_features", "hashembed", "maxout", "layernorm"]
"""What such a network begins with, besides layers that only pass things on: one hashembed for each feature."""
PASSING_ON = frozenset({"list2ragged", "ints-getitem", "dropout", "ragged2list"})

Vectors = NDArray[numpy.float32]


class RememberedEmbeddings:
    """Does what the embedding layers of a network do, remembering the vector of each word."""

    def __init__(self, layers: Any, vocab: Vocab) -> None:
        """``layers`` are those of a network that ``sees_single_words``."""
        by_name: dict[str, Any] = {layer.name: layer for layer in layers.walk()}
        self.vocab = vocab
        self.extract, self.normalize = by_name["extract_features"], by_name["layernorm"]
        self.ops = layers.ops
        weights: Vectors = by_name["maxout"].get_param("W")
        self.bias: Vectors = by_name["maxout"].get_param("b").ravel()
        self.pieces = weights.shape[1]
        """Candidates of which a maxout layer takes the greatest."""
        flat = weights.reshape(-1, weights.shape[2])
        self.tables: list[tuple[int, int, Vectors]] = []
        """Of each feature its column, the seed of its hashes, and its table multiplied with the weights."""
        width = 0
        for layer in _embeddings(layers):
            table: Vectors = layer.get_param("E")
            multiplied = table @ flat[:, width : width + table.shape[1]].T
            self.tables.append((layer.attrs["column"], layer.attrs["seed"], multiplied))
            width += table.shape[1]
        self.places: dict[tuple[int, int], int] = {}
        """Row of each word in ``vectors``, by its form and whether a space follows."""
        self.vectors: Vectors = numpy.zeros((FEWEST, weights.shape[0]), dtype="float32")

    def __call__(self, docs: list[Doc]) -> list[Vectors]:
        """Return the vectors of the words of each Doc."""
        if len(self.places) > LARGEST:
            self.places = {}
        words = [list(map(tuple, doc.to_array([ORTH, SPACY]).tolist())) for doc in docs]
        new = {word for of_doc in words for word in of_doc}.difference(self.places)
        if new:
            self._learn(sorted(new))
        places = self.places
        return [self.vectors[[places[word] for word in of_doc]] for of_doc in words]

    def _learn(self, words: list[tuple[int, int]]) -> None:
        """Find the vectors of words."""
        forms = [self.vocab.strings[form] for form, _ in words]
        doc = Doc(self.vocab, words=forms, spaces=[bool(space) for _, space in words])
        features = self.extract.predict([doc])[0]
        total = numpy.tile(self.bias, (len(words), 1))
        for column, seed, table in self.tables:
            hashes = self.ops.hash(self.ops.as_contig(features[:, column], dtype="uint64"), seed)
            total += self.ops.gather_add(table, hashes % len(table))
        greatest = total.reshape(len(words), -1, self.pieces).max(axis=2)
        first, end = len(self.places), len(self.places) + len(words)
        while end > len(self.vectors):
            self.vectors = numpy.concatenate([self.vectors, numpy.zeros_like(self.vectors)])
        self.vectors[first:end] = self.normalize.predict(greatest)
        self.places.update(zip(words, range(first, end), strict=True))


def remember_embeddings(component: Tok2Vec, vocab: Vocab) -> None:
    """Let a component keep the vectors of words, if its network begins with layers that see single words."""
    network: Any = component.model
    first = network.layers[0] if network.layers else network
    if not sees_single_words(first):
        return
    embed = RememberedEmbeddings(first, vocab)

    def forward(layer: Any, docs: list[Doc], is_train: bool) -> Any:
        return embed(docs), lambda gradient: []

    network.replace_node(first, Model("remembered_embeddings", forward, dims={"nO": first.get_dim("nO")}))


def sees_single_words(layers: Any) -> bool:
    """Whether layers are spaCy's embedding of features of single words, without vectors from elsewhere."""
    single = [layer for layer in layers.walk() if not layer.layers and layer.name not in PASSING_ON]
    names = [layer.name for layer in single]
    return (
        list(dict.fromkeys(names)) == LAYERS
        and len(names) == len(LAYERS) - 1 + len(_embeddings(layers))
        and OF_THE_WORD.issuperset(single[0].attrs["columns"])
    )


def _embeddings(layers: Any) -> list[Any]:
    return [layer for layer in layers.walk() if layer.name == "hashembed"]
