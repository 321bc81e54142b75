"""The command ``serve``: a page to look at the ledger."""

from typing import Annotated

import typer

from newstally.pipeline.cli.app import UserError, app
from newstally.pipeline.cli.ledger_options import (
    CONFIG,
    Config,
    LedgerOption,
    MemoryOption,
    configured,
    named_ledger,
    user_errors,
)


@app.command()
def serve(
    config: Config = CONFIG,
    ledger: LedgerOption = None,
    host: Annotated[str, typer.Option(help="Address to listen on; others than loopback need --token.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option("--port", "-p", min=0, max=65535, help="0 takes a free one.")] = 8347,
    token: Annotated[
        str | None,
        typer.Option(metavar="env:NAME|file:PATH", help="Where the token stands that everybody must show."),
    ] = None,
    name: Annotated[
        list[str] | None,
        typer.Option(metavar="HOST", help="A host name under which the page is asked for, beside --host."),
    ] = None,
    behind_tls: Annotated[
        bool, typer.Option("--behind-tls", help="A proxy in front speaks TLS: cookies go over nothing else.")
    ] = False,
    time: Annotated[
        float, typer.Option("--time", min=0.1, help="Seconds that the queries of a page may run.")
    ] = 10.0,
    memory: MemoryOption = "1GB",
) -> None:
    """Show the ledger as a page: what is new, what each source says, where they contradict each other, on which page.

    It only reads. By itself it listens on this machine alone; docs/page.md has the lines for a proxy that speaks TLS.

    [bold]Examples[/bold]

      newstally serve
      newstally serve --ledger demo/ledger.duckdb --port 9000
      newstally serve --host 0.0.0.0 --name desk.example.org --token file:/etc/newstally/token --behind-tls
    """
    from newstally.pipeline.ledger.store import reading
    from newstally.pipeline.serve.run import listening, run
    from newstally.pipeline.serve.settings import LOCAL_NAMES, Settings

    configuration = None if ledger is not None and not config.exists() else configured(config)
    settings = Settings(
        ledger=named_ledger(ledger) or configuration.ledger,  # type: ignore[union-attr]
        configuration=configuration,
        token=_token(token, host),
        names=LOCAL_NAMES | {host.lower()} | {one.lower() for one in name or ()},
        behind_tls=behind_tls,
        time_limit=time,
        memory_limit=memory,
    )
    with user_errors(), reading(settings.ledger):
        pass  # an older ledger is brought up to date now: a page's time may be too short for that
    try:
        socket = listening(host, port)
    except OSError as error:
        raise UserError(f"{host}:{port} can't be listened on: {error.strerror or error}") from None
    run(settings, socket)


def _token(named: str | None, host: str) -> str | None:
    """Return the token that everybody must show; None if none is named, which lets in nobody from elsewhere.

    Raises UserError if it can't be read, or others are let in without one.
    """
    from newstally.pipeline.serve.settings import is_loopback
    from newstally.pipeline.serve.tokens import TokenError, read_token

    try:
        token = read_token(named) if named is not None else None
    except TokenError as error:
        raise UserError(f"--token: {error}") from None
    if token is None and not is_loopback(host):
        raise UserError(
            f"--host {host} lets others in: give --token env:NAME or file:PATH, which they must show"
        )
    return token
