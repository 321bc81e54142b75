"""The layers of a model's network that are gone through here give what thinc's give."""

import numpy
import pytest

from newstally.extract.grammar.convolutions import Convolutions, are_convolutions, multiply_sooner
from newstally.extract.models import load_model, missing_model


@pytest.mark.parametrize("language", ["en", "es"])
def test_vectors_are_those_of_the_networks_own_layers(language: str) -> None:
    if missing := missing_model(language):
        pytest.skip(missing)
    network = load_model(language).get_pipe("tok2vec").model
    layers = network.layers[-1]
    assert are_convolutions(layers)
    chance = numpy.random.default_rng(3)
    lengths = [7, 1, 0, 40, 2]
    sentences = [chance.normal(size=(length, 96)).astype("float32") for length in lengths]
    for batch in (sentences, sentences[:1], sentences[1:3]):
        found, own = Convolutions(layers)(batch), layers.predict(batch)
        assert len(found) == len(batch)
        for one, other in zip(found, own, strict=True):
            numpy.testing.assert_allclose(one, other, atol=1e-5)


def test_a_network_of_other_layers_is_left_as_it_is() -> None:
    component = load_model("en").get_pipe("tok2vec")
    layers = component.model.layers[-1]
    next(layer for layer in layers.walk() if layer.name == "expand_window").attrs["window_size"] = 2
    multiply_sooner(component)
    assert component.model.layers[-1] is layers
