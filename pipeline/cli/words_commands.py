"""Commands on language data: ``newstally words check``."""

from pathlib import Path
from typing import Annotated

import typer

from newstally.pipeline.cli.app import UserError, app

words = typer.Typer(
    name="words",
    help="Language data, built-in and your own: check them, and run the examples that show that they work.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)
app.add_typer(words)


NOT_TO_BEGIN_WITH = frozenset({"examples", "sources"})
"""Files that are of use in their own language only: its examples, and what was learned from its news."""


@words.command()
def start(
    language: Annotated[str, typer.Argument(metavar="CODE", help="The new language's code: nl.")],
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of your own words.")],
    like: Annotated[str, typer.Option("--from", metavar="CODE", help="The language to begin from.")] = "en",
) -> None:
    """Write the files of a new language, as those of another are: their words are then replaced, table by table.

    [bold]Examples[/bold]

      newstally words start nl my-words/
      newstally words check my-words/        # what is still wrong, and the language's own examples
    """
    from newstally.extract.words import files_of, is_code, names_of

    if not is_code(language):
        raise UserError(f"{language!r} is no code of a language: two or three small letters, such as nl")
    target = folder / language
    if target.exists():
        raise UserError(f"{target} exists already; it was left as it is")
    names = [name for name in names_of(like) if name not in NOT_TO_BEGIN_WITH]
    if not names:
        raise UserError(f"there are no data of the language {like!r} to begin from")
    target.mkdir(parents=True)
    for name in names:
        (target / f"{name}.toml").write_bytes(files_of(like, name)[0].read_bytes())
    print(f"wrote {target}: {len(names)} files with the words of {like!r}, to be replaced")
    print(f"name its spaCy model in sentences.toml, then see what `newstally words check {folder}` says")


@words.command()
def check(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="[DIR]", help="Your own words: they are checked as laid over the built-in."),
    ] = None,
) -> None:
    """Say what is wrong with language data, with file, line and key, and which of their examples are read otherwise.

    All faults are said at once. Exit code 1 if there are any. DIR is a folder with a folder for each language (en/),
    whose files have the names and tables of the built-in ones.

    [bold]Examples[/bold]

      newstally words check my-words/
      newstally words check                  # the built-in data alone
    """
    from newstally.extract.reader import Reader
    from newstally.extract.rules.language_examples import failing_examples, language_examples
    from newstally.extract.words import (
        LanguageDataError,
        all_faults,
        check_language,
        languages,
        own_folder,
        use_folder,
    )

    use_folder(folder)
    if faults := all_faults():
        raise LanguageDataError(faults)
    own = own_folder()
    asked = [language for language in languages() if own is None or (own / language).is_dir()]
    unread = {file.parent.name for file in own.glob("*/*.toml")} - set(asked) if own is not None else set()
    if not asked and not unread:
        raise UserError(f"{folder}: there are no words in it; its files are named like en/cues.toml")
    for language in asked:
        check_language(language)
    failing = []
    for language in asked:
        try:
            reader = Reader(language)
        except OSError as error:  # no model is installed
            raise UserError(str(error)) from None
        failing += failing_examples(reader.read, language)
        count = len(language_examples(language))
        print(f"{language}: no faults, {count} example{'' if count == 1 else 's'}")
    for language in sorted(unread):
        print(f"{language}: no faults; without a sentences.toml no figure is read in this language")
    if failing:
        raise UserError("\n".join(["examples are read otherwise:", *map(str, failing)]))
