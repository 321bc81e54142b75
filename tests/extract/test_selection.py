"""Which sentences are parsed, and that reading stays quick and steady whatever the text."""

import time
from collections.abc import Callable

import pytest

from newstally.extract.grammar import Text
from newstally.extract.model import Reading
from newstally.extract.reader import Reader
from newstally.extract.selection import sentences_to_parse
from newstally.extract.tokens import tokenize

Read = Callable[..., Reading]


def chosen(reader: Reader, text: str) -> list[str]:
    doc = reader.sentences(tokenize(text, reader.tokenizer))
    spans = [doc._.newstally_sentences[i] for i in sentences_to_parse(Text(doc, doc._.newstally_sentences))]
    return [doc[first:end].text.strip() for first, end in spans]


@pytest.mark.parametrize(
    "sentence",
    [
        "The fire killed 12 people.",
        "Twelve people died.",
        "A third of the voters stayed at home.",
        "Two-thirds of the voters stayed at home.",
        "Prices doubled or rose by half a million, or 3m more.",
        "Exports were three times as high.",
        "Thousands of people marched.",
        "It costs R50bn.",
    ],
)
def test_a_sentence_with_a_number_is_parsed(reader: Reader, sentence: str) -> None:
    assert chosen(reader, f"Nobody came. {sentence} Nobody left.") == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor said nothing.",
        "“We are tired,” she said.",
        "It was her third term.",
        "The first train was late.",
    ],
)
def test_a_sentence_without_a_figure_is_not(reader: Reader, sentence: str) -> None:
    assert chosen(reader, sentence) == []


def test_a_table_has_no_grammar(reader: Reader) -> None:
    assert chosen(reader, " ".join(str(1000 + i) for i in range(200))) == []


def test_a_speaker_is_found_in_a_sentence_that_is_not_parsed(read: Read) -> None:
    reading = read("“There were 12 of us. We were tired. Nobody came,” said Ana Ruiz.")
    assert [number.source for number in reading.numbers] == ["Ana Ruiz"]


@pytest.mark.parametrize(
    "unit", ["“No,” he said. ", "Ana Ruiz, ", '" ', "“", "according to ", "( ", "the report of the report "]
)
def test_time_does_not_grow_faster_than_the_text(read: Read, unit: str) -> None:
    def seconds(size: int) -> float:
        start = time.process_time()
        read(unit * (size // len(unit)) + "7 cats")
        return time.process_time() - start

    seconds(1_000)
    assert seconds(40_000) < 20 * seconds(8_000) + 1


def test_a_reading_does_not_depend_on_what_came_before(read: Read) -> None:
    text = "Ana Ruiz runs the farm. She said 40 cows had died. “Not 50,” Omar Haddad replied."
    first = [(number.source, number.cue) for number in read(text).numbers]
    read("Bob Lee told police that 3 men had fled.")
    assert [(number.source, number.cue) for number in read(text).numbers] == first
