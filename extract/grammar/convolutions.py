"""Convolutions: the layers in which a model's network looks at the words beside each word, without thinc's detours.

Each of spaCy's layers takes for a word the vectors of it and its neighbours, multiplies them, takes the greatest of
some candidates for every value (maxout), brings the values to mean 0 and variance 1 and adds the word's own vector. A
third of thinc's time goes into finding the greatest, of candidates that lie side by side; here they are multiplied so
that the candidates of one kind lie together, which NumPy compares many at once.
"""

from typing import Any

import numpy
from numpy.typing import NDArray
from spacy.pipeline import Tok2Vec
from thinc.api import Model

Vectors = NDArray[numpy.float32]

LAYERS = ("expand_window", "maxout", "layernorm")
"""What one convolution is made of, besides layers that only pass things on."""
PASSING_ON = frozenset({"dropout"})

LEAST_VARIANCE = 1e-08
"""What thinc adds to each variance."""


class Convolution:
    """One layer, over the vectors of words among rows of padding."""

    def __init__(self, maxout: Any, layernorm: Any) -> None:
        weights: Vectors = maxout.get_param("W")
        self.width: int = weights.shape[0]
        """Values of a vector."""
        self.weights = numpy.ascontiguousarray(weights.transpose(1, 0, 2)).reshape(-1, weights.shape[2])
        self.bias: Vectors = numpy.ascontiguousarray(maxout.get_param("b").T).ravel()
        self.scale: Vectors = layernorm.get_param("G")
        self.shift: Vectors = layernorm.get_param("b")

    def __call__(self, vectors: Vectors) -> Vectors:
        """Return the vectors after the layer."""
        beside = numpy.zeros((len(vectors), 3, self.width), dtype="float32")
        beside[1:, 0] = vectors[:-1]
        beside[:, 1] = vectors
        beside[:-1, 2] = vectors[1:]
        candidates = beside.reshape(len(vectors), -1) @ self.weights.T
        candidates += self.bias
        pieces = [candidates[:, first : first + self.width] for first in range(0, len(self.bias), self.width)]
        greatest = pieces[0].copy()
        for piece in pieces[1:]:
            numpy.maximum(greatest, piece, out=greatest)
        greatest -= self._mean(greatest)
        variance = self._mean(greatest * greatest)
        variance += LEAST_VARIANCE
        greatest *= variance**-0.5
        greatest *= self.scale
        greatest += self.shift
        greatest += vectors
        return greatest

    def _mean(self, rows: Vectors) -> Vectors:
        """Return the mean of each row, as a column."""
        mean: Vectors = numpy.add.reduce(rows, axis=1, keepdims=True)
        mean /= self.width
        return mean


class Convolutions:
    """Does what the layers of a network do of which ``are_convolutions`` holds."""

    def __init__(self, layers: Any) -> None:
        single = [layer for layer in layers.walk() if not layer.layers]
        named = {name: [layer for layer in single if layer.name == name] for name in LAYERS}
        self.layers = [
            Convolution(maxout, layernorm)
            for maxout, layernorm in zip(named["maxout"], named["layernorm"], strict=True)
        ]
        self.padding: int = layers.attrs["pad"]
        """Rows without a word between sentences, so that no layer looks from one into another."""

    def __call__(self, sentences: list[Vectors]) -> list[Vectors]:
        """Return the vectors of each sentence's words after all layers."""
        lengths = [len(vectors) for vectors in sentences]
        rows = sum(lengths) + self.padding * (len(sentences) + 1)
        padded = numpy.zeros((rows, self.layers[0].width), dtype="float32")
        places = []
        first = self.padding
        for length, vectors in zip(lengths, sentences, strict=True):
            padded[first : first + length] = vectors
            places.append(slice(first, first + length))
            first += length + self.padding
        for layer in self.layers:
            padded = layer(padded)
        return [padded[place] for place in places]


def multiply_sooner(component: Tok2Vec) -> None:
    """Let a component go through its convolutions as here, if its network ends with such."""
    network: Any = component.model
    last = network.layers[-1] if network.layers else network
    if not are_convolutions(last):
        return
    convolve = Convolutions(last)

    def forward(layer: Any, sentences: list[Vectors], is_train: bool) -> Any:
        return convolve(sentences), lambda gradient: []

    network.replace_node(last, Model("convolutions", forward, dims={"nO": last.get_dim("nO")}))


def are_convolutions(layers: Any) -> bool:
    """Whether layers are spaCy's convolutions over a word and its two neighbours, each added to what went in."""
    if not layers.name.startswith("with_array(residual(") or layers.attrs["pad"] < 1:
        return False
    residuals = layers.layers[0].layers
    return bool(residuals) and all(map(_is_convolution, residuals))


def _is_convolution(layer: Any) -> bool:
    """Whether a layer is one of them."""
    if not layer.name.startswith("residual("):
        return False
    single = [inner for inner in layer.walk() if not inner.layers and inner.name not in PASSING_ON]
    if sorted(inner.name for inner in single) != sorted(LAYERS):
        return False
    named = {inner.name: inner for inner in single}
    maxout = named["maxout"]
    window: int = named["expand_window"].attrs["window_size"]
    width: int = maxout.get_dim("nO")
    return window == 1 and width * 3 == int(maxout.get_dim("nI"))
