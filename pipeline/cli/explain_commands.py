"""The command ``explain``: why each number of a page is what it is taken for."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newstally.extract.model import Article
from newstally.pipeline.cli.app import UserError, app
from newstally.pipeline.cli.country_option import CountryOption
from newstally.pipeline.cli.extract_commands import LanguageData
from newstally.pipeline.cli.ledger_options import (
    CONFIG,
    AllowOption,
    Config,
    ContactOption,
    LedgerOption,
    configured,
)
from newstally.pipeline.cli.page_options import LanguageOption, OutletOption, TimezoneOption, UrlOption
from newstally.pipeline.output import text_out

if TYPE_CHECKING:
    from newstally.pipeline.explain import Explanation
    from newstally.pipeline.page_sources import SavedPage


@app.command()
def explain(
    what: Annotated[
        str,
        typer.Argument(metavar="FILE|ADDRESS|CLAIM_ID", help="A page or text, its address, or a claim."),
    ],
    html: Annotated[
        Path | None,
        typer.Option(
            metavar="OUT",
            help="Write one HTML page to look at, instead of text, with what was kept of the page, and why.",
        ),
    ] = None,
    url: UrlOption = None,
    outlet: OutletOption = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="Publication date, if the article doesn't tell it.")
    ] = None,
    country: CountryOption = None,
    language: LanguageOption = None,
    timezone: TimezoneOption = None,
    trace: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=1, help="List the rules tried for the Nth number, and why each was passed over."
        ),
    ] = None,
    language_data: LanguageData = None,
    config: Config = CONFIG,
    ledger: LedgerOption = None,
    contact: ContactOption = None,
    allow: AllowOption = None,
) -> None:
    """Say of every number of a text what it is taken for and by which rule, and of each claim which words were read.

    An address is fetched by the crawler's own rules; a claim's page is taken from the archive. Beside each rule stand
    the file and line where it can be mended.

    [bold]Examples[/bold]

      newstally explain page.html
      newstally explain story.txt --published 2026-03-01 --country us
      newstally explain yu5mfrs6eddz               # the page in which this claim was read
      newstally explain https://www.example.org/story --html story-explained.html
      newstally explain story.txt --trace 2        # which rules were tried for the second number, and why not
      newstally explain story.txt --language-data my-words/
    """
    from newstally.extract.readers import Readers
    from newstally.extract.words import use_folder
    from newstally.pipeline.explain import explain as explained
    from newstally.pipeline.explain.text import write_text
    from newstally.pipeline.page_blocks import decisions_on

    known = {"url": url, "name": outlet, "country": country, "language": language, "timezone": timezone}
    article, page = _article(what, published, known, config, ledger, contact, tuple(allow or ()))
    if language_data is not None:
        use_folder(language_data)
    if trace is not None:
        _print_trace(article, trace)
        return
    reading = Readers().read(article)
    asked = page.asked if page else None
    if html is None:
        write_text(explained(reading, asked=asked), text_out())
    else:
        _write_page(explained(reading, decisions_on(page.html, page.about()) if page else (), asked), html)


def _print_trace(article: Article, number: int) -> None:
    """Print the rules that were tried for the article's nth number. Raises UserError if it has fewer."""
    from newstally.extract.readers import Readers
    from newstally.extract.rules import tracing
    from newstally.pipeline.explain import explain as explained
    from newstally.pipeline.explain.text import write_trace

    with tracing() as traced:
        reading = Readers().read(article)
    if number > len(reading.numbers):
        raise UserError(f"--trace {number}: the text has {len(reading.numbers)} numbers")
    write_trace(explained(reading), number, traced.of(reading.numbers[number - 1]), text_out())


def _write_page(explanation: "Explanation", path: Path) -> None:
    """Write an explanation as an HTML page. Raises UserError if the file can't be written."""
    from newstally.pipeline.explain.page import page

    try:
        path.write_text(page(explanation), encoding="utf-8", errors="xmlcharrefreplace")
    except OSError as error:
        raise UserError(f"{path} can't be written: {error.strerror}") from None
    count = len(explanation.claims)
    print(f"wrote {path}: {len(explanation.figures)} numbers, {count} claim{'' if count == 1 else 's'}")


def _article(
    what: str,
    published: str | None,
    known: dict[str, str | None],
    config: Path,
    ledger: str | None,
    contact: str | None,
    allow: tuple[str, ...],
) -> "tuple[Article, SavedPage | None]":
    """Return the article that the argument names, and the page in which it is if it isn't a text. Raises UserError."""
    from dataclasses import replace

    from newstally.extract.article import NotAnArticle
    from newstally.pipeline.documents import Defaults, Problem, parse_moment, read_documents
    from newstally.pipeline.fixtures.observe import read_saved

    try:
        moment = parse_moment(published)
    except ValueError:
        raise UserError(f"--published wants a date such as 2026-03-01; this is {published!r}") from None
    if config.exists():
        configured(config)  # its language data are used
    if what == "-" or Path(what).name.removesuffix(".gz").endswith((".txt", ".jsonl")):
        defaults = Defaults(moment, known["country"], known["language"], known["timezone"], known["url"])
        found = list(read_documents([what], defaults))
        if len(found) != 1:
            raise UserError(f"{what}: holds {len(found)} articles; explain takes one at a time")
        if isinstance(found[0], Problem):
            raise UserError(str(found[0]))
        return found[0], None
    from newstally.pipeline.cli.page_argument import find_page

    saved = find_page(what, config=config, ledger=ledger, contact=contact, allow=allow, **known)
    try:
        article = read_saved(saved.html, saved.about())
    except NotAnArticle as reason:
        raise UserError(f"{what}: no article in this page: {reason}") from None
    return article if article.published_at or moment is None else replace(article, published_at=moment), saved
