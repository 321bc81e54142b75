"""Commands that need no ledger: ``init``, ``article`` and ``extract``."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newstally.pipeline.cli.app import UserError, app, warn
from newstally.pipeline.cli.country_option import country_code
from newstally.pipeline.configuration import DEFAULT_NAME, template
from newstally.pipeline.output import Format, write_rows

if TYPE_CHECKING:
    from newstally.extract.article import Template

CLAIM_COLUMNS = (
    "article_id",
    "quantity",
    "kind",
    "unit",
    "per",
    "statistic",
    "subject",
    "source",
    "as_of",
    "modality",
)
"""What a table of claims shows; the other formats print every field."""

NUMBER_COLUMNS = ("article_id", "quantity", "role", "kind", "unit", "head", "source")

Files = Annotated[list[str], typer.Argument(metavar="FILE…", help="Files or folders; - for standard input.")]
Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="Publication date of articles that don't tell theirs.")
]
Country = Annotated[
    str | None,
    typer.Option(
        metavar="CODE",
        help="Country of articles that don't tell theirs: what a bare $ is.",
        callback=country_code,
    ),
]
Language = Annotated[
    str | None, typer.Option(metavar="CODE", help="Language of articles that don't tell theirs.")
]
LanguageData = Annotated[
    Path | None,
    typer.Option("--language-data", metavar="DIR", help="Your own words, laid over what is built in."),
]


@app.command()
def init(
    directory: Annotated[Path, typer.Argument(metavar="[DIR]", help="Folder for the file.")] = Path(),
) -> None:
    """Write a commented newstally.toml to start from.

    [bold]Examples[/bold]

      newstally init
      newstally init monitoring/
    """
    path = directory / DEFAULT_NAME
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(template())
    except FileExistsError:
        raise UserError(f"{path} exists already; it was left as it is") from None
    except OSError as error:
        raise UserError(f"{path} can't be written: {error.strerror}") from None
    print(f"wrote {path}: give it a contact and your outlets, then run `newstally crawl`")


@app.command()
def article(
    files: Files,
    format: Annotated[Format, typer.Option(help="How to print.")] = Format.jsonl,
    url: Annotated[str | None, typer.Option(help="Address the page came from.")] = None,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Print each paragraph of the page with why it was kept or dropped."),
    ] = False,
    beside: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Pages of the same outlet, at least four: what recurs on them is no part of an article.",
        ),
    ] = None,
) -> None:
    """Print the article found in each HTML page: title, authors, dates, language, address, text.

    [bold]Examples[/bold]

      newstally article page.html
      newstally article pages/*.html.gz > articles.jsonl
      curl -s https://www.example.org/story | newstally article - --format table
      newstally article page.html --explain --format table
      newstally article page.html --explain --beside pages-of-the-outlet/
    """
    from newstally.pipeline.documents import Defaults, read_documents

    recurring = _recurring_in(beside)
    if explain:
        _explain_pages(files, format, url, recurring)
        return

    def rows() -> Iterator[dict[str, Any]]:
        for found in documents(read_documents(files, Defaults(url=url, template=recurring)), problems):
            yield {
                "id": found.id,
                "title": found.title,
                "authors": list(found.authors),
                "outlet": found.outlet,
                "published_at": found.published_at,
                "dated_by": found.dated_by,
                "day_sureness": found.day_sureness,
                "modified_at": found.modified_at,
                "language": found.language,
                "url": found.url,
                "paywalled": found.paywalled,
                "text": found.text,
                "entries": [[entry.start, entry.end, entry.published_at] for entry in found.entries],
            }

    problems: list[str] = []
    columns = ("id", "title", "authors", "published_at", "language") if format is Format.table else None
    write_rows(rows(), format, columns=columns, empty="no articles")
    if problems:
        raise SystemExit(1)


def _recurring_in(folder: Path | None) -> "Template":
    """Return what recurs on the pages in a folder; nothing without one."""
    from newstally.pipeline.documents import recurring_in

    if folder is None:
        return frozenset()
    if not folder.is_dir():
        raise UserError(f"{folder}: there is no such folder")
    try:
        return recurring_in(folder)
    except OSError as error:
        raise UserError(f"{error.filename or folder} can't be read: {error.strerror}") from None


def _explain_pages(files: list[str], format: Format, url: str | None, recurring: "Template") -> None:
    """Print the decision on each block of each page, then that on the page."""
    from newstally.extract.article import NotAnArticle, judge_page
    from newstally.pipeline.page_blocks import block_rows

    def rows() -> Iterator[dict[str, Any]]:
        for name in files:
            try:
                html = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
            except OSError as error:
                raise UserError(f"{name} can't be read: {error.strerror}") from None
            try:
                yield from block_rows(Path(name).name, judge_page(html, url=url, template=recurring))
            except NotAnArticle as reason:
                warn(f"{name}: no article in this page: {reason}")

    columns = ("decision", "odds", "why", "text") if format is Format.table else None
    write_rows(rows(), format, columns=columns, empty="no paragraphs")


@app.command()
def extract(
    files: Files,
    format: Annotated[Format | None, typer.Option(help="Default: table on a terminal, else jsonl.")] = None,
    all_numbers: Annotated[
        bool,
        typer.Option("--all-numbers", help="Print every number of the text with its role, claim or not."),
    ] = False,
    published: Published = None,
    country: Country = None,
    language: Language = None,
    language_data: LanguageData = None,
) -> None:
    """Print the claims in texts, pages, WARC files or JSON lines. No ledger involved.

    One article per line in .jsonl files: id, text, published_at, optional title, country, language.

    Claims are normalised (0.19 USD, 20 year, 12 person); --all-numbers gives low, high and unit as the text has them
    (19 cents, 2 decades, 12 people), and those of a claim as normalized_low, normalized_high, normalized_unit; both
    units with what they are reckoned by (cents per share, USD per share).

    [bold]Examples[/bold]

      newstally extract story.txt --published 2026-02-26 --country us
      newstally extract --format csv pages/*.html.gz > claims.csv
      newstally extract --all-numbers articles.jsonl | jq 'select(.role == "age")'
      newstally extract story.txt --language-data my-words/
      echo "Police said 12 people were killed on Tuesday." | newstally extract - --published 2026-02-26
    """
    from newstally.extract.quantities.written import number_row
    from newstally.extract.words import use_folder
    from newstally.pipeline.documents import Defaults, parse_moment, read_documents

    try:
        moment = parse_moment(published)
    except ValueError:
        raise UserError(f"--published wants an ISO 8601 date such as 2026-02-26, not {published!r}") from None
    use_folder(language_data)
    defaults = Defaults(published_at=moment, country=country, language=language)
    problems: list[str] = []

    def rows() -> Iterator[dict[str, Any]]:
        for reading in readings(documents(read_documents(files, defaults), problems), problems):
            if reading.note:
                problems.append(reading.note)
                warn(f"{reading.article.id}: {reading.note}; no claims were read from it")
            elif reading.article.published_at is None:
                warn(f"{reading.article.id}: has no publication date; times like 'Tuesday' stay unresolved")
            for number in reading.numbers if all_numbers else reading.claims:
                row = number_row(reading, number) if all_numbers else reading.row(number)
                if not all_numbers:
                    del row["role"]
                yield row

    if format is None:
        format = Format.table if sys.stdout.isatty() else Format.jsonl
    columns = (NUMBER_COLUMNS if all_numbers else CLAIM_COLUMNS) if format is Format.table else None
    write_rows(rows(), format, columns=columns, empty="no claims")
    if problems:
        raise SystemExit(1)


def readings(articles: Iterable[Any], problems: list[str]) -> Iterator[Any]:
    """Yield the reading of each article; one that can't be read is said on stderr, and the others are read."""
    from newstally.extract.readers import Readers
    from newstally.extract.words import LanguageDataError

    readers = Readers()
    for article in articles:
        try:
            yield readers.read(article)
        except LanguageDataError:
            raise  # no text can be read with these
        except Exception as error:
            # A text that breaks a rule must not keep the others from being read.
            problems.append(f"{article.id}: could not be read: {type(error).__name__}: {error}")
            warn(problems[-1])


def documents(found: Iterable[Any], problems: list[str]) -> Iterator[Any]:
    """Yield the articles; say each problem on stderr, and add it to ``problems``."""
    from newstally.pipeline.documents import Problem

    for item in found:
        if isinstance(item, Problem):
            problems.append(str(item))
            warn(str(item))
        else:
            yield item
