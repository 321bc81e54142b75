"""What the configuration says of watches: what to follow, and through which channel to tell of it."""

import re
from datetime import datetime, time
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from newstally.crawler.settings import Duration, WebAddress, one_line, seconds, time_zone

Kind = Literal["figure", "change", "contradiction", "revision", "withdrawal", "outlet"]
KINDS: tuple[Kind, ...] = ("figure", "change", "contradiction", "revision", "withdrawal", "outlet")

PERCENT = re.compile(r"\s*(\d+(?:\.\d+)?)\s*%\s*")
HOURS = re.compile(r"\s*(\d\d:\d\d)\s*-\s*(\d\d:\d\d)\s*")


def _hours(value: str) -> str:
    match = HOURS.fullmatch(value)
    try:
        _ = [time.fromisoformat(part) for part in match.groups()] if match else time.fromisoformat("")
    except ValueError:
        raise ValueError(f"{value!r} is no time of day; write it as 22:00-07:00") from None
    return value


def _threshold(value: str | float) -> str | float:
    if isinstance(value, str) and not PERCENT.fullmatch(value):
        raise ValueError(f"{value!r} is no threshold; write a number, or a share such as '10 %'")
    return value


class Channel(BaseModel):
    """How notices reach somebody: one of a feed, a webhook and an address that Apprise knows."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, AfterValidator(one_line)]
    feed: Annotated[str, AfterValidator(one_line)] | None = Field(
        default=None, description="A file of Atom entries, relative to the configuration"
    )
    webhook: WebAddress | None = Field(
        default=None, description="An address that notices are posted to, as JSON"
    )
    secret: str | None = Field(
        default=None, description="Key of the webhook's signature; env:NAME or file:PATH"
    )
    apprise: str | None = Field(
        default=None,
        description="mailto://, slack://, ntfy:// … or env:NAME or file:PATH, as Apprise writes it",
    )
    digest: Duration | None = Field(
        default=None, description="Gather notices for so long and tell them at once"
    )
    quiet: Annotated[str, AfterValidator(_hours)] | None = Field(
        default=None, description="Hours in which nothing is told, such as 22:00-07:00"
    )
    timezone: Annotated[str, AfterValidator(time_zone)] = "UTC"

    @model_validator(mode="after")
    def _is_one_kind(self) -> "Channel":
        given = [kind for kind in ("feed", "webhook", "apprise") if getattr(self, kind) is not None]
        if len(given) != 1:
            raise ValueError("a channel has exactly one of feed, webhook and apprise")
        if self.secret is not None and self.webhook is None:
            raise ValueError("secret is for a webhook's signature")
        return self

    @property
    def gathers(self) -> float:
        """Seconds for which notices are gathered."""
        return seconds(self.digest) if self.digest else 0.0

    def is_quiet(self, now: datetime) -> bool:
        """Return whether nothing is to be told at a moment (UTC, without time zone)."""
        match = HOURS.fullmatch(self.quiet) if self.quiet else None
        if match is None:
            return False
        here = now.replace(tzinfo=ZoneInfo("UTC")).astimezone(ZoneInfo(self.timezone)).time()
        begin, end = map(time.fromisoformat, match.groups())
        return begin <= here < end if begin <= end else here >= begin or here < end


class Watch(BaseModel):
    """What somebody follows. Without words, measures, places, sources or outlets: everything."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, AfterValidator(one_line)]
    words: str | None = Field(default=None, description="Words of the figure's sentence or subject")
    measures: tuple[str, ...] = Field(default=(), description="death, injury, release … (column measure)")
    places: tuple[str, ...] = Field(default=(), description="Names of places, or ISO codes of countries")
    sources: tuple[str, ...] = Field(
        default=(), description="Names, or words of names, of who gives the figure"
    )
    outlets: tuple[str, ...] = Field(default=(), description="Names of outlets that print it")
    kinds: tuple[Kind, ...] = Field(
        default=("figure", "contradiction", "revision", "withdrawal"),
        min_length=1,
        description="What is told: " + ", ".join(KINDS),
    )
    change: Annotated[float | str, AfterValidator(_threshold)] = Field(
        default=0.0, description="Of kind change: by how much a source's figure must change, 100 or '10 %'"
    )
    at_least: float | None = Field(default=None, description="Only figures of this size or more")
    min_confidence: float = Field(default=0.0, ge=0, le=1)
    recent: Duration = Field(
        default="7d", description="How long ago an article may have been printed at most"
    )
    tell: tuple[str, ...] = Field(default=(), description="Names of channels")

    @property
    def step(self) -> float | None:
        """The least change of a figure in its own unit; None where it is a share."""
        return None if isinstance(self.change, str) else self.change

    @property
    def step_share(self) -> float | None:
        """The least change as a share of the figure before; None where it is told in its unit."""
        match = PERCENT.fullmatch(self.change) if isinstance(self.change, str) else None
        return float(match.group(1)) / 100 if match else None


def check(watches: tuple[Watch, ...], channels: tuple[Channel, ...]) -> None:
    """Raise ValueError if two watches or channels have one name, or a watch names a channel that there is not."""
    for what, names in (
        ("watches", [watch.name for watch in watches]),
        ("channels", [c.name for c in channels]),
    ):
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"two {what} have the name {twice[0]!r}")
    known = {channel.name for channel in channels}
    for watch in watches:
        for name in watch.tell:
            if name not in known:
                there = ", ".join(sorted(known)) or "none"
                raise ValueError(f"watch {watch.name!r} tells channel {name!r}; there are: {there}")
