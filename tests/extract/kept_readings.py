"""Kept readings: every field of every number of some thousand short texts, one text a line in ``kept/readings/LANGUAGE.jsonl``.

    python -m tests.extract.kept_readings

reads the texts again, adds those of rules' and languages' examples that aren't kept yet, and writes what is read now; ``git diff`` then shows
what a change has done. Texts may be added by hand, as ``{"text": "…", "numbers": []}``. What is kept is what is read, rightly or not:
what must be right stands in the rules' examples and in other tests.
"""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from newstally.extract.model import Article, Reading
from newstally.extract.models import missing_model
from newstally.extract.readers import Readers
from newstally.extract.rules import registered
from newstally.extract.rules.examples import PUBLISHED
from newstally.extract.rules.language_examples import language_examples

FOLDER = Path(__file__).parent / "kept" / "readings"
LEFT_OUT = {
    "article_id", "start", "end", "sentence", "sentence_start", "language", "source_start", "source_end",
    "confidence",  # is learned anew, and held by tests of its own
}  # fmt: skip
USUAL = {"comparator": "=", "modality": "asserted", "role": "claim"}


def kept(language: str) -> list[dict[str, Any]]:
    """Return what is kept of each text of a language."""
    lines = (FOLDER / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def now(one: dict[str, Any], read: Callable[[Article], Reading], language: str) -> list[dict[str, Any]]:
    """Return the fields of the numbers of a kept text as they are read now, without those that are as usual."""
    published = one.get("published", str(PUBLISHED))
    reading = read(
        Article(
            "kept",
            one["text"],
            published_at=published and date.fromisoformat(published),
            country=one.get("country", "us"),
            language=language,
        )
    )
    rows = json.loads(json.dumps([reading.row(number) for number in reading.numbers], default=str))
    return [
        {
            name: value
            for name, value in row.items()
            if value is not None and name not in LEFT_OUT and USUAL.get(name) != value
        }
        for row in rows
    ]


def differences(language: str, read: Callable[[Article], Reading]) -> Iterator[str]:
    """Yield the texts whose numbers are read otherwise than is kept, each with what differs."""
    for one in kept(language):
        numbers = now(one, read, language)
        if numbers != one["numbers"]:
            gone = [number for number in one["numbers"] if number not in numbers]
            new = [number for number in numbers if number not in one["numbers"]]
            yield f"{one['text']}\n  - {gone}\n  + {new}"


def write(language: str, read: Callable[[Article], Reading]) -> int:
    """Write what is read now of the kept texts and of rules' examples, and return how many texts these are."""
    texts = {_key(one): one for one in kept(language)}
    examples = [example for rule in registered() for example in rule.examples]
    examples += [one.example for one in language_examples(language)]
    for example in examples:
        if example.language == language:
            one: dict[str, Any] = {"text": example.text}
            if example.published != PUBLISHED:
                one["published"] = example.published and str(example.published)
            if example.country != "us":
                one["country"] = example.country
            texts.setdefault(_key(one), one)
    lines = [
        json.dumps({**texts[key], "numbers": now(texts[key], read, language)}, ensure_ascii=False)
        for key in sorted(texts)
    ]
    (FOLDER / f"{language}.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return len(lines)


def _key(one: dict[str, Any]) -> str:
    return json.dumps({name: value for name, value in one.items() if name != "numbers"}, ensure_ascii=False)


if __name__ == "__main__":
    readers = Readers()
    for file in sorted(FOLDER.glob("*.jsonl")):
        if missing := missing_model(file.stem):
            print(f"{file.name} is left as it is: {missing}")
        else:
            print(f"{write(file.stem, readers.read)} texts in {file.name}")
