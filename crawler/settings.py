"""What a crawl is told: the outlets to visit and the limits to keep."""

import re
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from newstally.crawler.addresses import host_of

UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}

MEGABYTE = 1_000_000


def seconds(duration: str) -> float:
    """Return a duration such as "90s", "30m", "1h", "1d" or "1w" in seconds. Raises ValueError."""
    match = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*([smhdw])\s*", duration)
    if match is None:
        raise ValueError(
            f"{duration!r} is no duration; write a number and s, m, h, d or w, such as 30m or 1d"
        )
    return float(match.group(1)) * UNITS[match.group(2)]


def _duration(value: str) -> str:
    seconds(value)
    return value


def seconds_between(interval: str) -> tuple[float, float]:
    """Return the bounds of an interval such as "30m" or "15m..6h" in seconds. Raises ValueError."""
    shortest, mark, longest = interval.partition("..")
    bounds = seconds(shortest), seconds(longest if mark else shortest)
    if bounds[0] > bounds[1]:
        raise ValueError(f"{interval!r} begins with its longer duration; write the shorter one first")
    return bounds


def _interval(value: str) -> str:
    seconds_between(value)
    return value


def _web_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(f"{value!r} is no web address; it must begin with http:// or https://")
    return value


def one_line(value: str) -> str:
    """Return a text without space around it. Raises ValueError if it is empty or of several lines."""
    if not value.strip() or any(ord(character) < 32 for character in value):
        raise ValueError("must be one line of text that is not empty")
    return value.strip()


ZONE = re.compile(r"[\w+-]{1,40}(?:/[\w+-]{1,40}){0,2}", re.ASCII)
"""Names of the IANA database; ``zoneinfo`` takes others for paths and packages."""


def time_zone(value: str) -> str:
    """Return the name of a time zone. Raises ValueError if there is none of this name."""
    try:
        if not ZONE.fullmatch(value):
            raise ValueError
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a folder of zones, such as America
        raise ValueError(f"{value!r} is no IANA time zone; write one such as Europe/Berlin or UTC") from None
    return value


def _basic_auth(value: str) -> str:
    if not is_reference(value) and ":" not in value:
        raise ValueError("must be USER:PASSWORD, or say where that stands: env:NAME or file:PATH")
    return value


def is_reference(value: str) -> bool:
    """Return whether a setting says where its value stands instead of what it is: ``env:NAME`` or ``file:PATH``."""
    return value.startswith(("env:", "file:"))


Interval = Annotated[str, AfterValidator(_interval)]
Duration = Annotated[str, AfterValidator(_duration)]
WebAddress = Annotated[str, AfterValidator(_web_address)]


class Limits(BaseModel):
    """How hard a crawl may lean on a site and what it takes from one. Each strike is counted and shown."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    delay: float = Field(default=1.0, ge=0, description="seconds between two requests to one site, at least")
    max_delay: float = Field(
        default=60.0, ge=0, description="seconds that a slow site makes the delay grow to, at most"
    )
    concurrency: int = Field(default=2, ge=1, description="requests to one site at the same time")
    retries: int = Field(default=2, ge=0, description="further attempts after a failed request")
    timeout: float = Field(
        default=60.0, gt=0, description="seconds for one whole response, however slowly it comes"
    )
    backoff_wait: float = Field(
        default=120.0,
        ge=0,
        description="seconds waited within a run after 429, 503 or Retry-After; longer: next run",
    )
    response_mb: float = Field(default=20.0, gt=0, description="megabytes of one response as received")
    decompressed_mb: float = Field(
        default=100.0, gt=0, description="megabytes of one response after decompression"
    )
    redirects: int = Field(default=5, ge=0, description="redirects followed for one address")
    pages: int = Field(
        default=2000, ge=1, description="pages per outlet and run; the rest waits for the next run"
    )
    requests: int = Field(
        default=10_000, ge=1, description="requests per outlet and run, those for entry points among them"
    )
    total_mb: float = Field(default=500.0, gt=0, description="megabytes per outlet and run")
    minutes: float = Field(default=60.0, gt=0, description="minutes per outlet and run")
    addresses_per_page: int = Field(
        default=2000, ge=1, description="addresses taken from one feed or section"
    )
    addresses_per_sitemap: int = Field(
        default=500_000, ge=1, description="addresses taken from one sitemap or list"
    )
    address_length: int = Field(default=2000, ge=50, description="characters of an address")
    path_repeats: int = Field(
        default=3, ge=2, description="times that a path segment may come back before it is a trap"
    )
    section_pages: int = Field(
        default=3, ge=1, description="pages of a section that are turned for new articles"
    )
    first_visit: Duration = Field(
        default="520w", description="age of the oldest dated articles taken on the first visit"
    )
    revisit: tuple[Duration, ...] = Field(
        default=("1h", "1d", "7d"),
        description="ages at which an article is looked at again; a change starts them anew",
    )
    robots: Duration = Field(
        default="1d", description="how long a robots.txt counts before it is fetched again"
    )
    archive_file_mb: float = Field(
        default=1000.0, gt=0, description="megabytes after which a new WARC file begins"
    )
    archive_file_age: Duration = Field(default="24h", description="age at which a new WARC file begins")
    allowed_hosts: tuple[str, ...] = Field(
        default=(), description="hosts (name, or name:port) that may be on a private or loopback address"
    )


class Outlet(BaseModel):
    """A news site that is monitored, and its entry points."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, AfterValidator(one_line)]
    home: WebAddress
    country: str | None = Field(default=None, pattern="^[A-Za-z]{2}$", description="ISO 3166 code")
    language: str | None = Field(
        default=None, pattern="^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$", description="ISO 639 code"
    )
    timezone: Annotated[str, AfterValidator(time_zone)] | None = Field(
        default=None,
        description="IANA name; without it, that of its country or language, where all of it keeps one time",
    )
    feeds: tuple[WebAddress, ...] = ()
    sitemaps: tuple[WebAddress, ...] = ()
    sections: tuple[WebAddress, ...] = ()
    lists: tuple[str, ...] = ()
    every: Interval = Field(
        default="30m",
        description="how often its entry points are visited; with two bounds (15m..6h) as often as they name something",
    )
    render: bool = False
    consent: str | None = Field(
        default=None, description="CSS selector of what a browser clicks before it reads a page; needs render"
    )
    cookies: dict[str, str] = Field(default_factory=dict)
    headers: dict[str, str] = Field(default_factory=dict)
    user_agent: str | None = None
    proxy: str | None = None
    auth: Annotated[str, AfterValidator(_basic_auth)] | None = Field(
        default=None, description="USER:PASSWORD for basic authentication"
    )
    reservations: Literal["note", "obey"] = Field(
        default="note",
        description="whether pages that say noarchive, noai or TDM-Reservation are kept and counted, or left out",
    )

    @model_validator(mode="after")
    def _has_an_entry_point(self) -> "Outlet":
        if not (self.feeds or self.sitemaps or self.sections or self.lists):
            raise ValueError(
                f"outlet {self.name!r} has no entry point; give it feeds, sitemaps, sections or lists "
                f"(`newstally discover {self.home}` finds them)"
            )
        return self

    @property
    def site(self) -> str:
        """Return the host (and port) of its home page; outlets of one site share its delay."""
        return host_of(self.home)

    @property
    def every_between(self) -> tuple[str, str]:
        """Return the shortest and the longest duration between two visits of an entry point."""
        shortest, mark, longest = self.every.partition("..")
        return shortest, longest if mark else shortest

    @property
    def entry_points(self) -> list[tuple[str, str]]:
        """Return every entry point as (kind, address), feeds first since they are the freshest."""
        kinds = {"feed": self.feeds, "sitemap": self.sitemaps, "section": self.sections, "list": self.lists}
        return [(kind, address) for kind, addresses in kinds.items() for address in addresses]


class CrawlSettings(BaseModel):
    """What every crawl needs besides its outlets."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    contact: str | None = Field(default=None, min_length=3)
    archive: Path
    limits: Limits = Limits()
    json_logs: bool = False
    log_level: str = "WARNING"
    ledger: bool = False
    """Whether a ledger takes in what is archived, by whose articles the outlets are judged then."""

    @property
    def user_agent(self) -> str:
        """The User-Agent: what fetches, and whom to write to about it."""
        return f"Newstally/0.1 (news monitoring{f'; +{self.contact}' if self.contact else ''})"
