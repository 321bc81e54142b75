"""Language data: what is wrong with them is told with file, line and key; a user's own lie over the built-in."""

import re
import textwrap
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
import spacy

from newstally.extract.model import Article
from newstally.extract.models import load_model, missing_model
from newstally.extract.reader import Reader
from newstally.extract.words import (
    BUILT_IN,
    LanguageDataError,
    all_keys_known,
    check_language,
    language_data,
    own_folder,
    place_of,
    place_of_entry,
    use_folder,
)
from newstally.extract.words.positions import positions
from newstally.extract.words.schema.check import way_through

Write = Callable[[str, str], Path]

TEXT = "Ana Ruiz burbled on Monday that 12 quokkas died."


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Write]:
    """Write a file of a user's own folder; afterwards the built-in data are used again."""

    def write(name: str, text: str) -> Path:
        file = tmp_path / "my-words" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(textwrap.dedent(text), encoding="utf-8")
        return file

    yield write
    use_folder(None)


def source_of(reader: Reader, text: str = TEXT) -> str | None:
    article = Article("test", text, published_at=date(2026, 2, 26), language="en")
    (number,) = reader.read(article).numbers
    return number.source


def faults(call: Callable[[], object]) -> list[str]:
    with pytest.raises(LanguageDataError) as raised:
        call()
    return str(raised.value).splitlines()


def test_a_word_of_ones_own_changes_what_is_read(own: Write, reader: Reader) -> None:
    file = own("en/cues.toml", '[verbs.saying]\nwords = ["burble"]\n')
    assert source_of(reader) is None
    use_folder(file.parents[1])
    assert source_of(Reader("en")) == "Ana Ruiz"
    assert place_of_entry("cues.verbs.saying.burble", "en") == (file, 2)
    assert place_of_entry("cues.verbs.saying.say", "en") == (BUILT_IN / "en" / "cues.toml", line_of('"say"'))
    words = language_data("en", "cues")["verbs"]["saying"]["words"]
    places = [place_of("en", "cues", ("verbs", "saying", "words", words.index(w))) for w in ("burble", "say")]
    assert places == [(file, 2), (BUILT_IN / "en" / "cues.toml", line_of('"say"'))]
    use_folder(None)
    assert source_of(Reader("en")) is None


def line_of(text: str) -> int:
    lines = (BUILT_IN / "en" / "cues.toml").read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line and not line.startswith("#"))


def test_a_built_in_word_is_taken_out(own: Write) -> None:
    file = own("en/cues.toml", '[without.verbs.saying]\nwords = ["say"]\n')
    text = "Ana Ruiz said on Monday that 12 quokkas died."
    use_folder(file.parents[1])
    assert source_of(Reader("en"), text) is None


def test_every_fault_is_told_at_once_with_file_line_and_key(own: Write) -> None:
    file = own(
        "en/cues.toml",
        """\
        [verbs.saying]
        wheight = 9
        words = ["burble", "burble"]

        [verbs.muttering]
        takes = ["quotasion"]
        words = ["mutter"]
        at = ["stutter"]
        subject = 4

        [without.verbs.saying]
        words = ["sai"]

        [without.verbs.sayings]
        words = ["say"]

        [verbs.sayin]
        words = ["warble"]
        """,
    )
    own("en/currencies.toml", '[signs]\nZZZ = ["z$"]\n')
    told = faults(lambda: use_folder(file.parents[1]))
    assert [line.removeprefix(str(file)) for line in told[:-1]] == [
        ":2: verbs.saying.wheight: this key is not known; did you mean 'weight'? (known here: at, indirect, object, "
        "subject, takes, weight, won, words)",
        ":3: verbs.saying.words: stands here twice: 'burble'",
        ":5: verbs.muttering.weight: this key is missing",
        ":6: verbs.muttering.takes: wants 'clause', 'comment', 'quotation', 'object', 'topic', 'infinitive', "
        "'participle' or 'tail', not 'quotasion'; did you mean 'quotation'?",
        ":9: verbs.muttering.subject: wants 'any', 'document', 'person', 'investigator', 'keeper' or 'officer', not 4",
        ":12: without.verbs.saying.words: 'sai' is not in the built-in list; did you mean 'say'?",
        ":14: without.verbs.sayings: there is no such key to take words out of; did you mean 'saying'?",
        ":17: verbs.sayin.takes: this key is missing from 'sayin'; did you mean 'saying'?",
        ":17: verbs.sayin.weight: this key is missing from 'sayin'; did you mean 'saying'?",
    ]
    assert told[-1].endswith("currencies.toml:2: signs.ZZZ: 'ZZZ' is no currency that CLDR knows")


def test_a_broken_regular_expression_is_told_where_it_stands(own: Write) -> None:
    file = own("en/inflection.toml", "[verbs]\ngerund = [['(e$', 'ing']]\n")
    (told,) = faults(lambda: use_folder(file.parents[1]))
    assert told.startswith(f"{file}:2: verbs.gerund")


def test_a_word_told_about_must_be_in_its_list(own: Write) -> None:
    file = own("en/cues.toml", '[verbs.figures]\nat = ["burble"]\n')
    (told,) = faults(lambda: use_folder(file.parents[1]))
    assert told == f"{file}:2: verbs.figures.at: 'burble' is not among the words of [verbs.figures]"


def test_a_time_expression_of_no_class_of_words_is_told(own: Write) -> None:
    file = own("en/periods.toml", '[expression.fortnight]\nforms = ["last FORTNITE"]\nmeans = "unknown"\n')
    (told,) = faults(lambda: use_folder(file.parents[1]))
    assert told == f"{file}:2: expression.fortnight.forms: no word is of the class FORTNITE"


def test_a_form_of_a_day_says_which(own: Write) -> None:
    file = own("en/periods.toml", '[expression.mid]\nforms = ["mid MONTH"]\nmeans = "day_of_month"\n')
    (told,) = faults(lambda: use_folder(file.parents[1]))
    assert told.startswith(f"{file}:1: expression.mid") and "names no DAY" in told
    file.write_text(
        '[expression.mid]\nforms = ["mid MONTH"]\nmeans = "day_of_month"\nDAY = 15\n', encoding="utf-8"
    )
    use_folder(file.parents[1])


def test_a_list_that_nothing_asks_for_is_told(own: Write) -> None:
    file = own("en/cues.toml", '[order]\nbetwen = ["quite"]\n')
    use_folder(file.parents[1])
    (told,) = faults(lambda: Reader("en"))
    assert told.startswith(f"{file}:2: order.betwen: this key is not known")
    assert "'between'" in told
    file.write_text('[ordr]\nbetween = ["quite"]\nafter = ["x"]\n', encoding="utf-8")
    use_folder(None)
    use_folder(file.parents[1])
    (told,) = faults(lambda: Reader("en"))
    assert told.startswith(f"{file}:1: ordr: this key is not known"), "once for all of the table"


def test_a_folder_with_faults_leaves_the_one_used_before_in_use(own: Write) -> None:
    good = own("en/cues.toml", '[verbs.saying]\nwords = ["burble"]\n').parents[1]
    use_folder(good)
    words = language_data("en", "cues")
    use_folder(good)
    assert language_data("en", "cues") is words, "what was read of it is kept"
    broken = own("other/en/cues.toml", "[verbs.saying]\nwheight = 9\n").parents[1]
    faults(lambda: use_folder(broken))
    assert own_folder() == good
    assert "burble" in language_data("en", "cues")["verbs"]["saying"]["words"]


def test_files_that_would_never_be_read_are_told(own: Write) -> None:
    file = own("en/queues.toml", "")
    other = own("cues.toml", "")
    told = faults(lambda: use_folder(file.parents[1]))
    assert [line.partition(":")[0] for line in told] == [str(other), str(file)]
    assert "did you mean 'cues'" in told[1]


def test_broken_toml_is_told_with_its_line(own: Write) -> None:
    file = own("en/cues.toml", "[order]\nbetween = [\nnothing\n")
    (told,) = faults(lambda: use_folder(file.parents[1]))
    assert told.startswith(f"{file}:3: this is not valid TOML")


def test_all_keys_that_a_language_lacks_are_told(own: Write) -> None:
    """A language is begun with the sentences alone: everything else is asked for by name."""
    for built_in in (BUILT_IN / "en").glob("*.toml"):
        own(f"nl/{built_in.name}", built_in.read_text(encoding="utf-8"))
    file = own(
        "nl/cues.toml",
        (BUILT_IN / "en" / "cues.toml").read_text(encoding="utf-8").replace("between =", "amid ="),
    )
    documents = (BUILT_IN / "en" / "documents.toml").read_text(encoding="utf-8")
    own("nl/documents.toml", documents.replace("\nmaking =", "\nmakking ="))
    use_folder(file.parents[1])
    model = load_model("en")
    model.lang = "nl"  # type: ignore[misc]
    told = faults(lambda: Reader("nl", model))
    assert any(
        "documents.toml:1: making: this key is missing; did you mean 'makking'?" in line for line in told
    )
    assert any("order.between: this key is missing" in line for line in told)


def test_a_key_that_is_asked_for_in_vain_is_told() -> None:
    with pytest.raises(LanguageDataError, match=r"cues\.toml:1: nothing: this key is missing"):
        language_data("en", "cues")["nothing"]


def test_what_goes_wrong_beside_the_language_data_is_told_as_it_is() -> None:
    with pytest.raises(ZeroDivisionError), all_keys_known("en"):
        _ = 1 / 0


def test_the_files_that_a_language_lacks_are_told(own: Write) -> None:
    file = own("nl/sentences.toml", (BUILT_IN / "en" / "sentences.toml").read_text(encoding="utf-8"))
    use_folder(file.parents[1])
    assert any("cues" in line for line in faults(lambda: check_language("nl")))


def test_the_way_to_a_fault_holds_no_names_of_alternatives() -> None:
    contents = {"saying": [{"words": [3]}], "word": {"list": 4}}
    assert way_through(contents, ("saying", 0, "table", "words", "list", 0)) == ("saying", 0, "words", 0)
    assert way_through(contents, ("word", "list", "pronoun")) == ("word", "list")


def test_a_model_that_is_missing_is_named(own: Write) -> None:
    sentences = (BUILT_IN / "en" / "sentences.toml").read_text(encoding="utf-8")
    file = own("nl/sentences.toml", re.sub(r"(?m)^models = .*$", 'models = ["nl_core_none"]', sentences))
    use_folder(file.parents[1])
    assert missing_model("nl") == "no spaCy model for 'nl' is installed; install it: one of nl_core_none"


def test_a_language_without_data_is_refused() -> None:
    with pytest.raises(ValueError, match="'fr' is not supported; supported: en, es"):
        Reader("fr")
    with pytest.raises(LanguageDataError, match=r"pages|no such file|no data"):
        language_data("fr", "cues")


def test_another_language_s_model_is_refused(reader: Reader) -> None:
    with pytest.raises(ValueError, match="the model given is for the language 'es', not for 'en'"):
        Reader("en", spacy.blank("es"))


def test_positions_of_every_way_to_write_an_entry() -> None:
    text = textwrap.dedent(
        """\
        top = 1  # a comment with [brackets] and "quotes"
        [a.b]
        list = [
            "x]", 'y # no comment',  # a comment
            ["deep"],
        ]
        "quoted key" = { inner = 1, other = ["z"] }
        text = '''several
        lines = 3
        '''
        after.dots = 2026-02-26
        [[rows]]
        name = "one"
        [[rows]]
        name = "two"
        """
    )
    found = positions(text)
    assert found[("top",)] == 1
    assert (found[("a", "b", "list", 0)], found[("a", "b", "list", 1)], found[("a", "b", "list", 2, 0)]) == (
        4,
        4,
        5,
    )
    assert found[("a", "b", "quoted key", "other", 0)] == 7
    assert found[("a", "b", "after", "dots")] == 11
    assert (found[("rows", 0, "name")], found[("rows", 1, "name")]) == (13, 15)
    assert ("a", "b", "lines") not in found
