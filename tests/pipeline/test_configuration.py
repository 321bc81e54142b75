"""A configuration file is read as written, and every mistake in it is named with its line."""

import tomllib
from pathlib import Path

import pytest

from newstally.extract.words import language_data, use_folder
from newstally.pipeline.configuration import ConfigurationError, load_configuration, template
from newstally.pipeline.ledger.version import extractor_version

GOOD = """\
contact = "desk@example.org"
archive = "pages"

[limits]
delay = 2.5

[[outlets]]
name = "Herald"
home = "https://herald.example/"
country = "us"
timezone = "America/New_York"
feeds = ["https://herald.example/rss.xml"]

[[outlets]]
name = "Post"
home = "https://post.example/"
sections = ["https://post.example/world"]
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "newstally.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_paths_are_relative_to_the_file(tmp_path: Path) -> None:
    configuration = load_configuration(write(tmp_path, GOOD))
    assert configuration.archive == tmp_path / "pages"
    assert configuration.ledger == tmp_path / "ledger.duckdb"
    assert configuration.limits.delay == 2.5
    assert [outlet.name for outlet in configuration.outlets] == ["Herald", "Post"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "delay = 2.5",
            'reservations = "obey"',
            ":5: limits.reservations: this key is not known here; it belongs to outlets",
        ),
        ("delay = 2.5", "dellay = 2.5", ":5: limits.dellay: this key is not known; did you mean 'delay'?"),
        ("delay = 2.5", 'delay = "fast"', ":5: limits.delay: Input should be a valid number"),
        (
            'country = "us"',
            'contry = "us"',
            ":10: outlets.1.contry: this key is not known; did you mean 'country'?",
        ),
        ('name = "Post"', 'name = "Herald"', "two outlets have the name 'Herald'"),
        (
            "America/New_York",
            "America/Nowhere",
            ":11: outlets.1.timezone: 'America/Nowhere' is no IANA time zone",
        ),
        ('sections = ["https', 'sections = ["ftp', ":17: outlets.2.sections.1: "),
        ("[limits]", "[limits", "this is not valid TOML: "),
        ('"pages"', '""', ":2: archive: this path is empty"),
        ('"pages"', r'"pa\u0000ges"', ":2: archive: a path has no control characters"),
        (
            'feeds = ["https://herald',
            'every = "6h..15m"\nfeeds = ["https://herald',
            "begins with its longer duration",
        ),
        (
            'feeds = ["https://herald',
            'every = "soon"\nfeeds = ["https://herald',
            "'soon' is no duration; write a number",
        ),
        (
            'home = "https://post.example/"',
            'home = "post.example"',
            ":16: outlets.2.home: 'post.example' is no web",
        ),
        ('name = "Post"', 'name = " "', ":15: outlets.2.name: must be one line of text that is not empty"),
        ('sections = ["https://post.example/world"]', "", "outlet 'Post' has no entry point; give it feeds"),
        ("delay = 2.5", "delay = -1", ":5: limits.delay: Input should be greater than or equal to 0, not -1"),
        ("delay = 2.5", 'revisit = ["1h", "5x"]', ":5: limits.revisit.2: '5x' is no duration"),
        (
            "delay = 2.5",
            f"delay = 2.5 # {'x' * 10_000}",
            ":5: a line has at most 10,000 characters; break it",
        ),
        ('country = "us"', 'auth = "secret"', ":10: outlets.1.auth: must be USER:PASSWORD"),
        ('home = "https://post.example/"', "", ":14: outlets.2.home: this key is missing and has no default"),
        ("desk@example.org", "somebody", "contact must be an e-mail address or a web address"),
    ],
)
def test_a_mistake_is_named_with_file_line_and_key(tmp_path: Path, old: str, new: str, expected: str) -> None:
    path = write(tmp_path, GOOD.replace(old, new))
    with pytest.raises(ConfigurationError) as error:
        load_configuration(path)
    assert str(error.value).startswith(str(path))
    assert expected in str(error.value)


def test_every_mistake_is_reported_at_once(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD.replace("delay", "dellay").replace("country", "contry"))
    with pytest.raises(ConfigurationError) as error:
        load_configuration(path)
    assert len(str(error.value).splitlines()) == 2


def test_of_very_many_mistakes_the_first_are_told_and_the_rest_counted(tmp_path: Path) -> None:
    path = write(tmp_path, "".join(f"wrong{number} = 1\n" for number in range(25)))
    with pytest.raises(ConfigurationError) as error:
        load_configuration(path)
    lines = str(error.value).splitlines()
    assert len(lines) == 21 and lines[-1] == f"{path}: 5 more mistakes"


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="newstally init"):
        load_configuration(tmp_path / "nothing.toml")


def test_an_outlet_is_found_by_name_and_a_near_miss_is_suggested(tmp_path: Path) -> None:
    configuration = load_configuration(write(tmp_path, GOOD))
    assert configuration.outlet("Post").home == "https://post.example/"
    with pytest.raises(ConfigurationError, match="did you mean 'Herald'"):
        configuration.outlet("Herold")


def test_words_of_ones_own_are_used_and_told_in_the_version(tmp_path: Path) -> None:
    built_in = extractor_version()
    words = tmp_path / "my-words" / "en" / "cues.toml"
    words.parent.mkdir(parents=True)
    words.write_text('[verbs.saying]\nwords = ["burble"]\n')
    file = write(tmp_path, f'language_data = "my-words"\n{GOOD}')
    load_configuration(file)
    assert "burble" in language_data("en", "cues")["verbs"]["saying"]["words"]
    with_own = extractor_version()
    assert with_own.startswith(f"{built_in}.")
    use_folder(None)
    words.write_text('[verbs.saying]\nwords = ["burble", "murble"]\n')
    load_configuration(file)
    assert extractor_version() not in (built_in, with_own)
    use_folder(None)
    assert extractor_version() == built_in


def test_what_is_wrong_with_words_of_ones_own_is_told_with_the_configuration(tmp_path: Path) -> None:
    words = tmp_path / "my-words" / "en" / "cues.toml"
    words.parent.mkdir(parents=True)
    words.write_text("[verbs.saying]\nwheight = 9\n")
    with pytest.raises(
        ConfigurationError, match=r"(?s)newstally.toml:1: language_data: .*cues.toml:2: .*'weight'"
    ):
        load_configuration(write(tmp_path, f'language_data = "my-words"\n{GOOD}'))
    use_folder(None)


def test_the_template_becomes_a_configuration_when_its_comments_are_lifted(tmp_path: Path) -> None:
    commented = template()
    tomllib.loads(commented)
    lifted = "\n".join(
        line.removeprefix("# ") if "=" in line or "[[" in line else line for line in commented.splitlines()
    )
    (tmp_path / "my-words").mkdir()
    configuration = load_configuration(write(tmp_path, lifted))
    use_folder(None)
    assert configuration.language_data == tmp_path / "my-words"
    assert configuration.contact == "newsdesk@example.org"
    assert configuration.outlets[0].every == "30m"


def test_limits_that_nobody_sets_are_these() -> None:
    shown = dict(
        line.removeprefix("# ").split("   #")[0].split(" = ", 1)
        for line in template().partition("[limits]")[2].partition("[[")[0].splitlines()
        if line.startswith("# ") and "   # " in line
    )
    assert shown == {
        "delay": "1.0", "max_delay": "60.0", "concurrency": "2", "retries": "2", "timeout": "60.0",
        "backoff_wait": "120.0", "response_mb": "20.0", "decompressed_mb": "100.0", "redirects": "5",
        "pages": "2000", "requests": "10000", "total_mb": "500.0", "minutes": "60.0",
        "addresses_per_page": "2000", "addresses_per_sitemap": "500000", "address_length": "2000",
        "path_repeats": "3", "section_pages": "3", "first_visit": '"520w"', "revisit": '["1h", "1d", "7d"]',
        "robots": '"1d"', "archive_file_mb": "1000.0", "archive_file_age": '"24h"', "allowed_hosts": "[]",
    }  # fmt: skip
