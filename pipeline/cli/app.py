"""The Typer application that every command module registers on, and how errors reach a person."""

import os
import sys
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

from newstally.pipeline.visible import visible


class UserError(Exception):
    """Something a person can mend: the message says what is wrong, where, and what to do. Exit code 1."""


class Commands(TyperGroup):
    """Knows all commands, also those whose modules aren't imported, and turns errors into one line."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of all commands, in the order of ``newstally.pipeline.cli.commands.MODULES``."""
        return self._know_all()

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that arguments name; the error for a misspelt name says which may be meant."""
        self._know_all()
        return super().resolve_command(ctx, args)

    def _know_all(self) -> list[str]:
        """Add the commands whose modules aren't imported, with what they do; return the names of all in order."""
        from newstally.pipeline.cli.commands import described

        known = described()
        for name, does in known.items():
            self.commands.setdefault(name, TyperCommand(name, help=does))
        return list(known)

    def invoke(self, ctx: Any) -> Any:
        """Run a command; a UserError becomes one line on stderr and exit code 1, Ctrl-C exit code 130."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except UserError as error:
            fail(str(error))
        except KeyboardInterrupt:
            print(
                "newstally: interrupted; what was archived is taken in by the next command", file=sys.stderr
            )
            raise SystemExit(130) from None
        except BrokenPipeError:
            sys.stderr.close()  # the reader of our output has gone; saying so would only fail again
            raise SystemExit(0) from None
        except ValueError as error:
            from newstally.extract.words import LanguageDataError
            from newstally.pipeline.workbook import OutputError

            if isinstance(error, OutputError):
                fail(str(error))
            if isinstance(error, LanguageDataError):
                fail(f"the language data can't be used:\n{error}")
            raise
        except OSError as error:
            if error.filename is None:
                # What is still waiting to be printed would fail again at the end.
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            fail(f"{error.filename or 'the output'}: {error.strerror or error}")


def fail(message: str) -> NoReturn:
    """Print one error line and exit with code 1."""
    print(f"newstally: {visible(message)}", file=sys.stderr)
    raise SystemExit(1)


POSIX_MODULES = frozenset({"fcntl", "resource"})
"""Modules of Python that Windows hasn't."""


def fail_without_posix(error: ModuleNotFoundError) -> None:
    """Print what to do where a command needs one of ``POSIX_MODULES``, and exit with code 1."""
    if error.name in POSIX_MODULES:
        fail(
            f"this command needs what only Linux and macOS have ({error.name}: locks, limits of processes); on Windows "
            "run it in WSL 2 or in the container; `newstally extract` and `newstally article` need nothing of it"
        )


def warn(message: str) -> None:
    """Print one line on stderr about something that was left out; the command goes on."""
    print(f"newstally: {visible(message)}", file=sys.stderr)


app = typer.Typer(
    cls=Commands,
    name="newstally",
    help="Reads the news and keeps a ledger of the figures in it: who said how much of what, as of when.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(asked: bool) -> None:
    if asked:
        from newstally import __version__

        print(f"newstally {__version__}")
        raise typer.Exit


@app.callback()
def newstally(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and exit."),
    ] = False,
) -> None:
    """Keep the app a group of commands: Typer would run a command that is registered alone without its name."""
