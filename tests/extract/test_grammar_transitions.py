"""The parser's steps that are made here find the trees that spaCy's own loop finds."""

import pytest
from spacy.attrs import DEP, HEAD, SENT_START
from spacy.tokens import Doc

from newstally.extract.grammar.transitions import SteppedParser, is_greedy
from newstally.extract.models import load_model, missing_model
from newstally.extract.rules import registered


@pytest.mark.parametrize("language", ["en", "es"])
def test_trees_are_those_of_the_parser_itself(language: str) -> None:
    if missing := missing_model(language):
        pytest.skip(missing)
    model = load_model(language)
    parser = model.get_pipe("parser")
    assert is_greedy(parser)
    stepped = SteppedParser(parser, model.vocab)
    examples = [one.text for rule in registered() for one in rule.examples if one.language == language]
    trees = []
    for finds in (parser, stepped):
        docs = list(model.get_pipe("tok2vec").pipe([model.make_doc(text) for text in ["", *examples[:150]]]))
        for batch in (docs[:1], docs[:60], docs[60:]):
            finds.set_annotations(batch, finds.predict(batch))
        trees.append([_tree(doc) for doc in docs])
    assert trees[0] == trees[1]


def _tree(doc: Doc) -> list[list[int]]:
    rows: list[list[int]] = doc.to_array([HEAD, DEP, SENT_START]).tolist()
    return rows
