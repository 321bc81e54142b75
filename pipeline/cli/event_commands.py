"""The event sheet: ``newstally event``."""

from typing import Annotated

import typer

from newstally.pipeline.cli.app import UserError, app
from newstally.pipeline.cli.ledger_options import (
    AS_OF,
    CONFIG,
    FIGURE,
    AtOption,
    Config,
    FormatOption,
    LedgerOption,
    LimitOption,
    day,
    ledger_path,
    print_answer,
    user_errors,
)
from newstally.pipeline.ledger.place import Place
from newstally.pipeline.output import Format

STORIES = ("story_id", "title", "place", "articles", "outlets", "questions", "contradictions", "last_seen")
SHEET = (
    "subject",
    "unit",
    "lowest",
    "lowest_source",
    "best",
    "best_source",
    "highest",
    "highest_source",
    "sources",
    "independent_sightings",
    "last_change",
    "contradictions",
)
BY_SOURCE = (
    "question",
    "source",
    "figure",
    "unit",
    "as_of",
    "figures",
    "independent_sightings",
    "last_seen",
    "claim_id",
)


@app.command()
def event(
    about: Annotated[
        str | None, typer.Argument(metavar="[WORDS|STORY]", help="Words of a question, or a story's id.")
    ] = None,
    by_source: Annotated[
        bool, typer.Option("--by-source", help="The latest figure of each source instead.")
    ] = False,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Stories with an article of this day or later.")
    ] = None,
    limit: LimitOption = 50,
    config: Config = CONFIG,
    ledger: LedgerOption = None,
    at: AtOption = None,
    format: FormatOption = Format.table,
) -> None:
    """Show what is told of an event: for each question the lowest, the best and the highest figure, and who gives it.

    The best figure is the one that the most independent texts print; of several, the latest. Only what is stated as a
    fact counts. Without words the stories are listed, those with most contradictions first.

    [bold]Examples[/bold]

      newstally event
      newstally event "people released"
      newstally event athsvu73sjxh --by-source
      newstally event "people killed" --format markdown
    """
    from newstally.pipeline.ledger.questions import event_question, stories_question

    path = ledger_path(config, ledger, at)
    first_day = day(since, "--since")
    if about is None:
        if by_source:
            raise UserError("--by-source wants words or a story; `newstally event` lists stories")
        asked = stories_question(None, first_day, limit)
        print_answer(path, asked.query, asked.values, format=format, columns=STORIES, empty="no stories")
        return
    if first_day is not None:
        raise UserError("--since is for the list of stories; leave WORDS out, or --since")
    story = _story(path, about)
    asked = event_question(None if story else about, story, by_source, limit)
    query = asked.query
    if by_source and format.for_people:
        query = f"SELECT *, {FIGURE.format('')} AS figure, {AS_OF.format('')} AS as_of FROM ({query})"
    columns = BY_SOURCE if by_source else SHEET
    print_answer(path, query, asked.values, format=format, columns=columns, empty=f"no figures on {about!r}")


def _story(path: Place, about: str) -> str | None:
    """Return the story with this id, or to which the article with this id belongs; None if there is none."""
    from newstally.pipeline.ledger.store import reading

    with user_errors(), reading(path) as connection:
        row = connection.execute(
            "SELECT story_id FROM articles WHERE story_id = ? OR article_id = ? LIMIT 1", [about, about]
        ).fetchone()
    return str(row[0]) if row else None
