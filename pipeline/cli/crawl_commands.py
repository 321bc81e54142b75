"""Commands that crawl: ``crawl`` once, ``run`` for ever; ``retry`` has pages asked for again that never came."""

import contextlib
import logging
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newstally.crawler.lock import ArchiveLock, LockedError
from newstally.crawler.settings import Outlet
from newstally.pipeline.cli.app import UserError, app, warn
from newstally.pipeline.cli.crawl_display import (
    REPORT_COLUMNS,
    Troubles,
    in_other_languages,
    log_problem,
    nothing_due,
    progress,
    report_row,
    torn_record,
    without_time_zone,
)
from newstally.pipeline.cli.ledger_options import advice, advise, tell_watchers
from newstally.pipeline.configuration import (
    DEFAULT_NAME,
    Configuration,
    ConfigurationError,
    load_configuration,
)
from newstally.pipeline.output import Format, write_rows

ConfigOption = Annotated[Path, typer.Option("--config", "-c", metavar="PATH", help="The configuration file.")]
JsonLogs = Annotated[bool, typer.Option("--json-logs", help="Log JSON lines to standard error.")]
LogLevel = Annotated[str, typer.Option(metavar="LEVEL", help="debug, info, warning or error.")]
ArchiveOnly = Annotated[
    bool, typer.Option("--archive-only", help="Fill the archive and leave the ledger to `newstally ingest`.")
]
MetricsFile = Annotated[
    Path | None,
    typer.Option(metavar="PATH", help="Keep counters in the Prometheus text format in this file."),
]

if TYPE_CHECKING:
    from newstally.crawler.metrics import MetricsServer
    from newstally.pipeline.supervision import Supervisor


class Ended(BaseException):
    """SIGTERM came."""


def configuration_of(path: Path) -> Configuration:
    """Return the configuration in a file. Raises UserError."""
    try:
        return load_configuration(path)
    except ConfigurationError as error:
        raise UserError(str(error)) from None


@app.command()
def crawl(
    config: ConfigOption = Path(DEFAULT_NAME),
    outlet: Annotated[
        list[str] | None, typer.Option("--outlet", "-o", metavar="NAME", help="Only this outlet, due or not.")
    ] = None,
    now: Annotated[bool, typer.Option("--now", help="Visit all outlets, due or not.")] = False,
    archive_only: ArchiveOnly = False,
    format: Annotated[Format, typer.Option(help="How to print the summary.")] = Format.table,
    metrics_file: MetricsFile = None,
    json_logs: JsonLogs = False,
    log_level: LogLevel = "warning",
) -> None:
    """Fetch what is new from the outlets that are due into the archive, and take it into the ledger.

    Prints one line per outlet. Exit code 1 if an outlet could not be visited.

    [bold]Examples[/bold]

      newstally crawl
      newstally crawl --outlet "The Lantern"
      newstally crawl --now --format jsonl
    """
    configuration = configuration_of(config)
    chosen = _chosen(configuration, outlet)
    say = logging.getLogger("newstally.crawl").warning if json_logs else warn
    if json_logs:
        from newstally.crawler.logs import configure_logging

        configure_logging(log_level, json_lines=True)
    with _holding(configuration, "newstally crawl") as lock, progress() as show:
        troubles = Troubles(configuration.archive, log_problem if json_logs else show, json_logs)
        supervisor = _supervisor(configuration, lock, archive_only, troubles.take, log_level, json_logs)
        supervisor.metrics_file = metrics_file
        with contextlib.closing(supervisor):
            for torn in supervisor.take_up():
                say(torn_record(torn))
            outlets = chosen or (list(configuration.outlets) if now else supervisor.due())
            reports = supervisor.crawl(outlets, due_only=chosen is None and not now)
    rows = [report_row(report, configuration, supervisor.taken_in) for report in reports.values()]
    write_rows(rows, format, columns=REPORT_COLUMNS, empty=nothing_due(configuration))
    for name, languages in supervisor.languages.items():
        if languages:
            warn(f"{name}: {in_other_languages(languages)}")
    if zones := without_time_zone(outlets):
        say(zones)
    troubles.require_none_that_ends_it()
    if not archive_only and not troubles.ledger:
        advise(configuration.ledger)
        tell_watchers(configuration)
    if troubles.ledger or any(not report["ok"] for report in reports.values()):
        raise SystemExit(1)


@app.command()
def retry(
    config: ConfigOption = Path(DEFAULT_NAME),
    outlet: Annotated[
        list[str] | None, typer.Option("--outlet", "-o", metavar="NAME", help="Only pages of this outlet.")
    ] = None,
) -> None:
    """Have every page that could never be fetched asked for again at the next crawl, also those that were given up.

    [bold]Examples[/bold]

      newstally retry && newstally crawl --now
      newstally retry --outlet "The Lantern"
    """
    from newstally.crawler import clock
    from newstally.crawler.state import State

    configuration = configuration_of(config)
    chosen = _chosen(configuration, outlet)
    state = State(configuration.archive / "state.sqlite")
    try:
        for one in configuration.outlets if chosen is None else chosen:
            number = state.retry(one.name, now=clock.now())
            print(f"{one.name}: {number} pages are due again")
    finally:
        state.close()


@app.command()
def run(
    config: ConfigOption = Path(DEFAULT_NAME),
    archive_only: ArchiveOnly = False,
    metrics_file: MetricsFile = None,
    metrics_port: Annotated[
        int | None, typer.Option(metavar="PORT", help="Answer /metrics on this port of 127.0.0.1.")
    ] = None,
    json_logs: JsonLogs = False,
    log_level: LogLevel = "info",
) -> None:
    """Stay and crawl each outlet whenever it is due. SIGTERM ends it, SIGHUP reads the configuration anew.

    [bold]Examples[/bold]

      newstally run
      newstally run --json-logs --metrics-port 9410 2>> newstally.log
    """
    from newstally.crawler.logs import configure_logging
    from newstally.pipeline.supervision import logger, run_for_ever
    from newstally.pipeline.watches.courier import Courier

    configuration = configuration_of(config)
    check_contact(configuration)
    configure_logging(log_level, json_lines=json_logs)
    reload = _reload_on_sighup(config)
    told = None if archive_only else advice(configuration.ledger)
    if told:
        logger.warning("%s: %s", configuration.ledger.name, told)
    if zones := without_time_zone(configuration.outlets):
        logger.warning(zones)
    server = _metrics_server(metrics_port)
    with contextlib.suppress(Ended, KeyboardInterrupt), _holding(configuration, "newstally run") as lock:
        _end_on_sigterm()
        supervisor = _supervisor(configuration, lock, archive_only, log_problem, log_level, json_logs)
        supervisor.metrics_file, supervisor.metrics_server = metrics_file, server
        with contextlib.closing(supervisor):
            for torn in supervisor.take_up():
                logger.warning(torn_record(torn))
            with contextlib.closing(Courier(lambda: supervisor.configuration)):
                run_for_ever(supervisor, reload)
    logger.info("ended")


def _reload_on_sighup(path: Path) -> Callable[[], Configuration | None]:
    """Return what gives the configuration in a file, read anew, if SIGHUP came since it was asked the last time."""
    from newstally.pipeline.supervision import logger

    hung_up: list[int] = []
    signal.signal(signal.SIGHUP, lambda number, frame: hung_up.append(number))

    def reload() -> Configuration | None:
        if not hung_up:
            return None
        hung_up.clear()
        try:
            fresh = load_configuration(path)
        except ConfigurationError as error:
            logger.error("the configuration stays as it was: %s", error)
            return None
        logger.info("read %s anew", path)
        return fresh

    return reload


def _metrics_server(port: int | None) -> "MetricsServer | None":
    """Return what answers /metrics on a port; None without one. Raises UserError if the port can't be used."""
    from newstally.crawler.metrics import MetricsServer

    try:
        return MetricsServer(port) if port is not None else None
    except OSError as error:
        raise UserError(f"--metrics-port {port} can't be used: {error.strerror}") from None


def check_contact(configuration: Configuration) -> None:
    """Raise UserError where site owners could not learn whom to write to about the crawl."""
    if configuration.contact is None:
        raise UserError(
            f"{configuration.file}:1: contact: this key is missing; sites are told your e-mail address or web page"
        )


def _supervisor(
    configuration: Configuration,
    lock: ArchiveLock,
    archive_only: bool,
    on_event: Any,
    log_level: str,
    json_logs: bool,
) -> "Supervisor":
    from newstally.pipeline.supervision import Supervisor

    intake = None
    if not archive_only:
        from newstally.pipeline.intake.beside import IntakeBeside

        intake = IntakeBeside(configuration)
    return Supervisor(
        configuration,
        lock,
        intake=intake,
        on_event=on_event,
        log_level=log_level.upper(),
        json_logs=json_logs,
    )


def _chosen(configuration: Configuration, names: list[str] | None) -> list[Outlet] | None:
    """Return the outlets that were named, or None if none were. Raises UserError."""
    check_contact(configuration)
    if not configuration.outlets:
        raise UserError(
            f"{configuration.file}: there are no outlets; `newstally discover ADDRESS` prints one to paste"
        )
    try:
        return [configuration.outlet(name) for name in names] if names else None
    except ConfigurationError as error:
        raise UserError(f"{configuration.file}: {error}") from None


@contextlib.contextmanager
def _holding(configuration: Configuration, command: str) -> Iterator[ArchiveLock]:
    try:
        with ArchiveLock(configuration.archive, command) as lock:
            yield lock
    except LockedError as error:
        raise UserError(str(error)) from None
    except OSError as error:
        raise UserError(f"{configuration.archive}: {error.strerror or error}") from None


def _end_on_sigterm() -> None:
    def end(number: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        raise Ended

    signal.signal(signal.SIGTERM, end)
