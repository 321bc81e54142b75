"""The argument FILE|ADDRESS|CLAIM_ID of commands that look at one page."""

from pathlib import Path

from newstally.pipeline.cli.app import UserError
from newstally.pipeline.configuration import Configuration, ConfigurationError, load_configuration
from newstally.pipeline.ledger.errors import LedgerError
from newstally.pipeline.ledger.place import place_named
from newstally.pipeline.page_sources import (
    NoPageError,
    SavedPage,
    is_address,
    page_from_address,
    page_from_claim,
    page_from_file,
)


def find_page(
    what: str,
    *,
    config: Path,
    ledger: str | None = None,
    contact: str | None = None,
    allow: tuple[str, ...] = (),
    **known: str | None,
) -> SavedPage:
    """Return the page that an argument names: an address, a file that exists, or else the id of a claim.

    ``contact`` and ``allow`` (hosts on private addresses) stand in for a configuration; ``known`` are url, name,
    country, language and timezone as far as given. Raises UserError.
    """
    try:
        configuration = load_configuration(config) if config.exists() else None
        if is_address(what):
            page = _fetch(what, config, configuration, contact, allow)
        elif Path(what).exists() or "/" in what or "." in what:
            page = page_from_file(Path(what), url=known.get("url"))
        else:
            configuration = configuration if ledger else load_configuration(config)
            place = place_named(ledger) if ledger else configuration.ledger if configuration else config
            page = page_from_claim(what, place, configuration)
    except (NoPageError, LedgerError, ConfigurationError) as error:
        raise UserError(str(error)) from None
    for name, value in known.items():
        if value is not None:
            setattr(page, name, value)
    return page


def _fetch(
    address: str,
    config: Path,
    configuration: Configuration | None,
    contact: str | None,
    allow: tuple[str, ...],
) -> SavedPage:
    from newstally.crawler.settings import Limits

    who = contact or (configuration.contact if configuration else None)
    if who is None:
        raise UserError(
            f"sites can't be told who asks: give --contact with your e-mail or web address, or contact in {config}"
        )
    limits = configuration.limits if configuration else Limits()
    hosts = (*limits.allowed_hosts, *allow)
    return page_from_address(
        address,
        contact=who,
        limits=limits.model_copy(update={"allowed_hosts": hosts}),
        configuration=configuration,
    )
