"""Time zones by the names that configurations, files and pages give them."""

import re
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

NAME = re.compile(r"[\w+-]{1,40}(?:/[\w+-]{1,40}){0,2}", re.ASCII)
"""Names of the IANA database; ``zoneinfo`` takes others for paths and packages."""


def time_zone(name: str) -> ZoneInfo | None:
    """Return the time zone of a name, None if there is none."""
    if not NAME.fullmatch(name):
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a folder of zones, such as America
        return None
