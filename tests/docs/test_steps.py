"""The steps that the documentation tells are followed here, in order, in an empty folder."""

import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.forked import newstally

DOCS = Path(__file__).parents[2] / "docs"
BLOCK = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

MODEL = '''
from spacy.attrs import LANG
import {english}

def load(**options):
    """Stand in for a Dutch model: the English one under the name of the other language."""
    model = {english}.load(**options)
    model.lang = "nl"
    model.vocab.lex_attr_getters[LANG] = lambda text: "nl"
    return model
'''


def blocks(page: str) -> Iterator[tuple[str, str, str]]:
    """Yield the kind of each block of a page, what stands beside it, and its text; files before what uses them."""
    found = [
        (kind, about.strip(), text) for kind, about, text in BLOCK.findall((DOCS / page).read_text("utf-8"))
    ]
    yield from (block for block in found if block[0] == "text")
    yield from (block for block in found if block[0] != "text")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with a model of Dutch to import."""
    from newstally.extract.models import model_package

    package = tmp_path / "packages" / "nl_core_news_sm" / "__init__.py"
    package.parent.mkdir(parents=True)
    package.write_text(MODEL.format(english=model_package("en").__name__))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(package.parents[1]), str(DOCS.parent)]))
    (tmp_path / "work").mkdir()
    return tmp_path / "work"


@pytest.mark.parametrize("page", ["add-a-rule.md", "add-a-language.md"])
def test_steps_do_what_the_page_says(page: str, folder: Path) -> None:
    for kind, about, text in blocks(page):
        if kind == "console":
            for command, output in sessions(text):
                follow(command, output, folder)
        elif kind == "python":
            exec(compile(text, page, "exec"), {})
        elif about.startswith("edit "):
            edit(folder / about.removeprefix("edit "), text)
        elif about:
            file = folder / about
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")


def sessions(text: str) -> Iterator[tuple[str, str]]:
    """Yield each command of a console block with the output that follows it."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command, output


def follow(command: str, expected: str, folder: Path) -> None:
    program, *arguments = shlex.split(command)
    if program == "python":  # which would fetch a model
        return
    assert program == "newstally"
    done = newstally(*arguments, cwd=folder)
    said = re.sub(r"[ \t]+$", "", done.stdout + done.stderr, flags=re.MULTILINE)
    pattern = re.escape(expected.rstrip()).replace("…", "(?s:.*?)")
    assert re.fullmatch(pattern, said.rstrip()), f"$ {command}\n{said}\ninstead of\n{expected}"


def edit(file: Path, text: str) -> None:
    """Give the keys of a block new values in a file, in the table that the block names."""
    whole = file.read_text(encoding="utf-8")
    at = whole.index(f"\n{text.splitlines()[0]}\n") if text.startswith("[") else 0
    for line in (line for line in text.splitlines() if "=" in line):
        key = line.partition(" = ")[0]
        changed, count = re.subn(rf"(?ms)^{key} = \[.*?\]$", line.replace("\\", r"\\"), whole[at:], count=1)
        assert count == 1, f"{file} has no list {key}"
        whole = whole[:at] + changed
    file.write_text(whole, encoding="utf-8")
