"""The tour: the demo's folder, its configuration, and the crawl of the bundled sites into it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from newstally.pipeline.configuration import (
    DEFAULT_NAME,
    Configuration,
    ConfigurationError,
    load_configuration,
    toml_value,
)
from newstally.pipeline.demo.sites import HOST, Sites, serve

SITES = Path(__file__).parent / "world"
"""A link to `fixtures/sites`, so that what is installed brings the sites along."""
PORTS = {"courier": 8741, "lantern": 8742, "meridian": 8743, "ribera": 8744}
"""Where the sites are served if nobody else is there: ids hang on addresses, and so are the same in every demo."""
LATEST = 2
"""The version of the sites in which what was corrected stands corrected."""


def write_configuration(folder: Path, sites: Sites) -> Path:
    """Write the demo's configuration: what a team writes for its own sites, but for hosts on the loopback interface."""
    lines = [
        "# Written by `newstally demo`. The sites answer only while `newstally demo --serve` runs.",
        'contact = "demo@newstally.example"',
        "",
        "[limits]",
        "delay = 0.0              # nobody minds here; the default is a second between two requests to one site",
        'revisit = ["1s", "7d"]   # look again at once, to show what a correction looks like',
        'first_visit = "520w"     # the stories happened in February and March 2026',
        f"allowed_hosts = {toml_value([urlsplit(site.base).netloc for site in sites.values()])}",
    ]
    for site in sites.values():
        lines += ["", "[[outlets]]"]
        lines += [f"{key} = {toml_value(value)}" for key, value in site.outlet.items()]
    path = folder / DEFAULT_NAME
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def earlier_ports(folder: Path) -> dict[str, int]:
    """Return the port of each site in an earlier demo's configuration, by the name of the outlet; empty if none."""
    try:
        configuration = load_configuration(folder / DEFAULT_NAME)
    except ConfigurationError:
        return {}
    ports = {outlet.name: urlsplit(outlet.home).port for outlet in configuration.outlets}
    return {name: port for name, port in ports.items() if port}


def tour(
    folder: Path, crawl: Callable[[Path], None], show: Callable[[Configuration], None], *, fresh: bool
) -> bool:
    """Serve the sites, crawl them into ``folder``, and show what was found while they still answer.

    The first time the sites are crawled twice, before and after the outlets correct themselves. A folder that holds
    an earlier demo is crawled again as it is, which adds nothing. Returns whether this was the first time.
    """
    if fresh and folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    ports = earlier_ports(folder)
    first = not ports
    with _served(first, by_site(ports)) as sites:
        path = write_configuration(folder, sites) if first else folder / DEFAULT_NAME
        crawl(path)
        if first:
            sites.version = LATEST
            crawl(path)
        show(load_configuration(path))
    return first


@contextmanager
def _served(first: bool, ports: dict[str, int]) -> Iterator[Sites]:
    """Serve the sites: the first time on the usual ports, or on any that are free; later on those of before."""
    version = 1 if first else LATEST
    with ExitStack() as stack:
        try:
            sites = stack.enter_context(serve(SITES, version=version, ports=PORTS if first else ports))
        except OSError:
            if not first:
                raise
            sites = stack.enter_context(serve(SITES, version=version))
        yield sites


def by_site(ports: dict[str, int]) -> dict[str, int]:
    """Return ports by the sites' folder names instead of their outlets' names."""
    import tomllib

    settings = {path.parent.name: tomllib.loads(path.read_text()) for path in SITES.glob("*/site.toml")}
    return {site: ports[values["name"]] for site, values in settings.items() if values["name"] in ports}


__all__ = ["HOST", "SITES", "tour"]
