"""The vectors of words are kept from one article to the next, and change nothing of what is read."""

import numpy
from spacy.tokens import Doc

from newstally.extract.grammar.embeddings import RememberedEmbeddings, sees_single_words
from newstally.extract.models import load_model


def test_kept_vectors_are_the_networks_own_whatever_was_read_before() -> None:
    model = load_model("en")
    layers = model.get_pipe("tok2vec").model.layers[0]
    assert sees_single_words(layers)
    texts = [
        "Police said 12 people were killed.",
        "The mayor, Ana Ruiz, saw 40 boats.",
        "12 boats, said police.",
    ]
    docs = [model.make_doc(text) for text in texts]
    others = Doc(model.vocab, words=[f"word{number}" for number in range(101)])
    first, later = RememberedEmbeddings(layers, model.vocab), RememberedEmbeddings(layers, model.vocab)
    later([others])
    alone = [first([doc])[0] for doc in docs]
    together = later(list(reversed(docs)))[::-1]
    for doc, one, other in zip(docs, alone, together, strict=True):
        numpy.testing.assert_array_equal(one, other)
        numpy.testing.assert_allclose(one, layers.predict([doc])[0], atol=1e-5)
