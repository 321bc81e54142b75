"""Command ``discover``: finds an outlet's entry points and prints them as configuration."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from newstally.crawler.settings import CrawlSettings, Limits
from newstally.pipeline.cli.app import UserError, app, warn
from newstally.pipeline.cli.crawl_commands import ConfigOption
from newstally.pipeline.cli.ledger_options import AllowOption
from newstally.pipeline.configuration import DEFAULT_NAME, ConfigurationError, load_configuration
from newstally.pipeline.output import cell
from newstally.pipeline.visible import visible_toml


@app.command()
def discover(
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help="The site's home page.")],
    config: ConfigOption = Path(DEFAULT_NAME),
    contact: Annotated[
        str | None,
        typer.Option(
            help="Whom the site's owners may write to; default: the configuration's contact, if any."
        ),
    ] = None,
    allow: AllowOption = None,
) -> None:
    """Look at a site and print its feeds, news sitemaps and sections as configuration to paste.

    Follows what the site declares, and tries the places of common publishing systems; comments say what was tried in
    vain. Needs no configuration.

    [bold]Examples[/bold]

      newstally discover https://www.example.org/
      newstally discover example.org >> newstally.toml
    """
    if "://" not in address:
        address = f"https://{address}"
    configuration = None
    if config.exists():
        try:
            configuration = load_configuration(config)
        except ConfigurationError as error:
            raise UserError(str(error)) from None
    who = contact or (configuration.contact if configuration else None)
    limits = configuration.limits if configuration else Limits()
    if allow:
        limits = limits.model_copy(update={"allowed_hosts": (*limits.allowed_hosts, *allow)})
    settings = CrawlSettings(contact=who, archive=Path(), limits=limits)
    found = _discover(settings, address)
    if found["problems"] and not (found["tried"] or found["name"]):
        raise UserError("; ".join(found["problems"]))
    for problem in found["problems"]:
        warn(problem)
    if not (found["feeds"] or found["sitemaps"] or found["sections"]):
        tried = ", ".join(f"{one} ({outcome})" for one, outcome in found["tried"].items())
        raise UserError(f"{address}: no feeds, sitemaps or sections were found; tried: {tried or 'nothing'}")
    print(_as_toml(found))


def _discover(settings: CrawlSettings, address: str) -> dict[str, Any]:
    order = json.dumps({"settings": settings.model_dump(mode="json"), "address": address})
    result = subprocess.run(
        [sys.executable, "-P", "-m", "newstally.crawler.discovery"],
        input=order + "\n",
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if result.returncode or not result.stdout.strip():
        raise UserError(f"{address}: the search ended with code {result.returncode}")
    found: dict[str, Any] = json.loads(result.stdout.splitlines()[-1])
    return found


def _as_toml(found: dict[str, Any]) -> str:
    def addresses(name: str, what: str) -> list[str]:
        entries = found[name].items()
        if not entries:
            return [f"{name} = []"]
        return [
            f"{name} = [",
            *(f"    {visible_toml(address)},  # {count} {what}" for address, count in entries),
            "]",
        ]

    system = [f"# published with {cell(found['system'])}"] if found["system"] else []
    vain = [one for one in found["tried"] if one not in {*found["feeds"], *found["sitemaps"]}]
    tried = [f"# {cell(one)}: {cell(found['tried'][one])}" for one in vain]
    lines = [
        "[[outlets]]",
        *system,
        f"name = {visible_toml(found['name'] or found['home'])}",
        f"home = {visible_toml(found['home'])}",
        '# country = "us"  # ISO 3166 code: decides what a bare $ is',
        f"language = {visible_toml(found['language'])}" if found["language"] else '# language = "en"',
        '# timezone = "UTC"',
        *addresses("feeds", "entries"),
        *addresses("sitemaps", "entries"),
        *addresses("sections", "articles"),
        *(["# Tried in vain:", *tried] if tried else []),
    ]
    return "\n".join(lines)
