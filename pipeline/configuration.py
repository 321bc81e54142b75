"""The configuration file ``newstally.toml``: what it may hold, and errors that name the file, the line and the key."""

import difflib
import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    ValidationError,
    model_validator,
)

from newstally.crawler.settings import Limits, Outlet
from newstally.extract.words import LanguageDataError, use_folder
from newstally.pipeline.ledger.errors import LedgerError
from newstally.pipeline.ledger.place import PREFIX, Lake, Place, place_named
from newstally.pipeline.watches.settings import Channel, Watch, check

DEFAULT_NAME = "newstally.toml"

LONGEST_LINE = 10_000
"""Characters of a line of the file."""

MOST_MISTAKES = 20
"""Mistakes that are told one by one."""


class ConfigurationError(Exception):
    """The configuration can't be used; the message names file, line and key and says what is allowed."""


def _names_a_file(path: Path) -> Path:
    """Return a path. Raises ValueError if it is empty or has characters that no file's name has."""
    if path == Path():
        raise ValueError("this path is empty")
    if any(character < " " for character in str(path)):
        raise ValueError("a path has no control characters")
    return path


FilePath = Annotated[Path, AfterValidator(_names_a_file)]


def _place(named: object) -> object:
    """Return a lake for ``ducklake:…``; paths are left to be checked as such. Raises ValueError if it can't be one."""
    if not isinstance(named, str) or not named.startswith(PREFIX):
        return named
    try:
        return place_named(named)
    except LedgerError as error:
        raise ValueError(str(error)) from None


LedgerPlace = Annotated[FilePath | Lake, BeforeValidator(_place)]


class Configuration(BaseModel):
    """The whole of ``newstally.toml``. Paths in it are relative to the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    contact: str | None = Field(
        default=None,
        min_length=5,
        description="An e-mail address or web page that names you in the User-Agent; needed to crawl",
    )
    ledger: LedgerPlace = Path("ledger.duckdb")
    ledger_files: FilePath | None = Field(
        default=None,
        description="Folder of a lake's Parquet files, which all machines share; where it is yet to be made",
    )
    archive: FilePath = Path("archive")
    language_data: FilePath | None = Field(
        default=None, description="A folder of your own words, laid over what is built in"
    )
    limits: Limits = Field(default_factory=Limits)
    outlets: tuple[Outlet, ...] = ()
    watches: tuple[Watch, ...] = ()
    channels: tuple[Channel, ...] = ()

    _file: Path | None = PrivateAttr(default=None)

    @property
    def file(self) -> Path | None:
        """The file that this was read from."""
        return self._file

    @model_validator(mode="after")
    def _outlets_differ(self) -> "Configuration":
        names = [outlet.name for outlet in self.outlets]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"two outlets have the name {twice[0]!r}; every outlet needs a name of its own")
        if self.contact is not None and "@" not in self.contact and "://" not in self.contact:
            raise ValueError(
                "contact must be an e-mail address or a web address that site owners can write to"
            )
        check(self.watches, self.channels)
        return self

    def outlet(self, name: str) -> Outlet:
        """Return the outlet of this name. Raises ConfigurationError naming the nearest one if there is none."""
        for outlet in self.outlets:
            if outlet.name == name:
                return outlet
        names = [outlet.name for outlet in self.outlets]
        near = difflib.get_close_matches(name, names, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else f"; there are: {', '.join(names) or 'none'}"
        raise ConfigurationError(f"no outlet is named {name!r}{hint}")


def load_configuration(path: Path) -> Configuration:
    """Read a configuration file, resolve its paths against its folder, and put its language data to use.

    What is read from then on is read with these data. Raises ConfigurationError, one line per mistake, each with file,
    line, key and what is allowed.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ConfigurationError(
            f"{path}: there is no such file; `newstally init` writes one, or name yours with --config"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: can't be read: {error}") from None
    # A key of thousands of parts takes the parser time that grows with their square.
    long = next((at for at, one in enumerate(text.splitlines(), 1) if len(one) > LONGEST_LINE), None)
    if long is not None:
        raise ConfigurationError(f"{path}:{long}: a line has at most {LONGEST_LINE:,} characters; break it")
    try:
        raw = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigurationError(f"{path}: this is not valid TOML: {error}") from None
    try:
        read = Configuration.model_validate(raw)
    except ValidationError as error:
        raise ConfigurationError("\n".join(_mistakes(path, text, raw, error.errors()))) from None
    folder = path.resolve().parent
    words = folder / read.language_data if read.language_data is not None else None
    try:
        use_folder(words)
    except LanguageDataError as error:
        line = _line_of(text, ("language_data",))
        raise ConfigurationError(f"{path}:{line}: language_data: {error}") from None
    resolved = read.model_copy(
        update={
            "ledger": _resolved(raw, read, folder),
            "archive": folder / read.archive,
            "language_data": words,
        }
    )
    resolved._file = path
    return resolved


def _resolved(raw: dict[str, Any], read: Configuration, folder: Path) -> Place:
    """Return where the ledger is, relative to the folder of the configuration's file."""
    if not isinstance(read.ledger, Lake):
        return folder / read.ledger
    files = folder / read.ledger_files if read.ledger_files is not None else None
    return place_named(raw["ledger"], folder, files)


TABLES: dict[str, type[BaseModel]] = {
    "outlets": Outlet,
    "limits": Limits,
    "watches": Watch,
    "channels": Channel,
}
"""The configuration's tables."""


def _mistakes(path: Path, text: str, raw: dict[str, Any], errors: Sequence[Any]) -> Iterator[str]:
    """Yield a line for each mistake, and one for how many there are beyond those shown."""
    for error in errors[:MOST_MISTAKES]:
        yield _explain(path, text, raw, error)
    if len(errors) > MOST_MISTAKES:
        yield f"{path}: {len(errors) - MOST_MISTAKES:,} more mistakes"


def _explain(path: Path, text: str, raw: dict[str, Any], error: Any) -> str:
    """Return one mistake as ``file:line: key: what is wrong``."""
    location = tuple(error["loc"])
    line = _line_of(text, location)
    key = ".".join(str(part + 1) if isinstance(part, int) else part for part in location)
    message = error["msg"].removeprefix("Value error, ")
    if error["type"] == "extra_forbidden":
        allowed = _keys_at(location[:-1])
        near = difflib.get_close_matches(str(location[-1]), allowed, n=1)
        tables = [table for table in TABLES if location[-1] in TABLES[table].model_fields]
        message = "this key is not known"
        if tables:
            message += f" here; it belongs to {' or '.join(tables)}"
        elif near:
            message += f"; did you mean {near[0]!r}?"
        message += f" (known here: {', '.join(allowed)})"
    elif error["type"] == "missing":
        message = "this key is missing and has no default"
    elif "input" in error and not isinstance(error["input"], dict | list) and location:
        message += f", not {error['input']!r}"
    return f"{path}:{line}: {key + ': ' if key else ''}{message}"


def _keys_at(location: tuple[Any, ...]) -> list[str]:
    model = TABLES.get(str(location[0])) if location else Configuration
    return sorted((model or Configuration).model_fields)


def _line_of(text: str, location: tuple[Any, ...]) -> int:
    """Return the number of the line on which a key stands, or the table that should have it, or 1."""
    lines = text.splitlines()
    first, last = 0, len(lines)
    if len(location) >= 2 and isinstance(location[1], int):
        headers = [i for i, line in enumerate(lines) if re.match(rf"\s*\[\[\s*{location[0]}\s*\]\]", line)]
        if location[1] < len(headers):
            first = headers[location[1]]
    elif len(location) >= 2:
        first = next(
            (i for i, line in enumerate(lines) if re.match(rf"\s*\[\s*{re.escape(location[0])}\s*\]", line)),
            0,
        )
    if first:
        last = next((i for i in range(first + 1, len(lines)) if re.match(r"\s*\[", lines[i])), last)
    for part in reversed(location):
        if isinstance(part, str):
            for i in range(first, last):
                if re.match(rf"""\s*["']?{re.escape(part)}["']?\s*=""", lines[i]):
                    return i + 1
    return first + 1


TEMPLATE = """\
# Newstally's configuration. Paths are relative to this file.
# After a change: `newstally crawl` fetches what is new, `newstally claims` shows what was found.

# An e-mail address or web page at which the owners of the sites can reach you. It is part of the User-Agent.
# contact = "newsdesk@example.org"

ledger = "ledger.duckdb"   # the DuckDB database with articles, claims and sightings
archive = "archive"        # folder of WARC files: every page as it was fetched
# language_data = "my-words"   # a folder of your own words, laid over what is built in (see docs/add-a-rule.md)

[limits]
# These are the defaults; change them here for all sites.
{limits}

# One block per outlet. `newstally discover ADDRESS` prints such a block for a site.
# [[outlets]]
# name = "Example Herald"
# home = "https://www.example.org/"
# country = "us"               # ISO 3166 code: decides what a bare $ is
# language = "en"
# timezone = "America/New_York"
# every = "30m"                # how often its entry points are visited; "15m..6h": as often as they name something
# feeds = ["https://www.example.org/rss.xml"]
# sitemaps = []                # news sitemaps; an index is followed
# sections = []                # pages that link to articles
# lists = []                   # text files or addresses with one article address per line
# For sites that show readers only with a cookie, a login or another name. "env:NAME" and "file:PATH" say where a value
# stands that is nobody else's business:
# cookies = { consent = "yes", session = "env:HERALD_SESSION" }
# headers = { "X-Client" = "newsdesk" }
# auth = "env:HERALD_LOGIN"    # USER:PASSWORD
# user_agent = "…"
# proxy = "http://proxy.example.org:3128"
# render = true                # opens sections and articles in a browser
# consent = "button.accept"    # CSS selector of what the browser clicks first
# reservations = "note"        # or "obey": leave out pages that say noarchive, noai or TDM-Reservation

# Who is told when something turns up (see docs/watches.md). `newstally watch test NAME` shows what it would have told.
# [[watches]]
# name = "Flood toll"
# words = "people killed"      # of the figure's sentence or subject; without them everything
# places = ["pe"]              # names, or ISO codes of countries
# kinds = ["figure", "contradiction", "revision"]   # also change, withdrawal, outlet
# tell = ["desk"]
# [[channels]]
# name = "desk"
# apprise = "env:NEWSTALLY_DESK"   # mail, Slack, Matrix, ntfy …; or webhook = "https://…", or feed = "feeds/desk.xml"
# quiet = "22:00-07:00"
"""


def template() -> str:
    """Return the text of a commented configuration file with the defaults of all limits."""
    lines = []
    for name, field in Limits.model_fields.items():
        default = Limits.model_fields[name].get_default(call_default_factory=True)
        value = toml_value(default)
        if value is not None:
            described = f"   # {field.description}" if field.description else ""
            lines.append(f"# {name} = {value}{described}")
    return TEMPLATE.replace("{limits}", "\n".join(lines))


def toml_value(value: Any) -> str | None:
    """Return a value as TOML writes it, or None where TOML has no way to."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, list | tuple):
        items = [toml_value(item) for item in value]
        return "[" + ", ".join(item for item in items if item is not None) + "]"
    return None
