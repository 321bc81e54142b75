"""One home for grammar: outside of it no module of extraction spells a model's labels, tags or parts of speech."""

import ast
from pathlib import Path

import pytest

from newstally import extract
from newstally.extract.grammar import clear

FOLDER = Path(extract.__file__).parent
LABELS = frozenset(
    label for label in [*clear.RELATIONS, *clear.FORMS, *clear.PARTS] if any(map(str.isalpha, label))
)
OTHER_SENSES = {"article": {"meta", "mark"}, "words": {"mark"}}
"""Strings that mean something else in a room: elements of HTML, a token of TOML."""
ATTRIBUTES = frozenset({"dep_", "tag_", "pos_", "morph", "lemma_"})


def rooms() -> list[str]:
    folders = {path.name for path in FOLDER.iterdir() if path.is_dir() and list(path.glob("*.py"))}
    return [*sorted(folders - {"grammar"}), "."]


def spelled_labels(module: Path) -> list[str]:
    found = []
    labels = LABELS - OTHER_SENSES.get(module.parent.name, set())
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and node.value in labels:
            found.append(f"{module.relative_to(FOLDER)}:{node.lineno} {node.value!r}")
        if isinstance(node, ast.Attribute) and node.attr in ATTRIBUTES:
            found.append(f"{module.relative_to(FOLDER)}:{node.lineno} .{node.attr}")
    return found


@pytest.mark.parametrize("room", rooms())
def test_no_module_outside_of_grammar_spells_a_label(room: str) -> None:
    modules = sorted((FOLDER / room).glob("*.py"))

    assert modules
    assert [label for module in modules for label in spelled_labels(module)] == []
