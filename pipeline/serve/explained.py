"""Explained: why a figure was read as it was, by reading its archived page again; the last answers are kept.

The page shown is this program's own: of a stranger's page it holds text alone. Its style and script stand within it and
are allowed by their digests; nothing else is, and it has no origin (CSP ``sandbox``).
"""

import base64
import hashlib
from collections import OrderedDict
from typing import Any

from newstally.pipeline.explain.apart import Explained, explain_apart
from newstally.pipeline.explain.explanation import Figure
from newstally.pipeline.explain.page import script_of_page, style_of_page
from newstally.pipeline.page_sources import SavedPage, outlet_of
from newstally.pipeline.serve.archived import archived_page
from newstally.pipeline.serve.settings import Settings

KEPT = 32
"""Explanations that are kept."""
LARGEST = 2_000_000
"""Bytes of a page that is explained."""


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


HEADERS = {
    "content-security-policy": (
        f"sandbox allow-scripts; default-src 'none'; style-src {_digest(style_of_page())}; "
        f"script-src {_digest(script_of_page())}; img-src data:; form-action 'none'; base-uri 'none'; "
        "frame-ancestors 'self'"
    ),
    "x-frame-options": "SAMEORIGIN",
    "referrer-policy": "no-referrer",
}
"""What a browser is told of such a page."""


class Explanations:
    """Explains pages, and keeps the last. To be asked by one thread at a time (``Answers.explain``)."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._kept: OrderedDict[tuple[str, int], Explained] = OrderedDict()

    def of(self, row: dict[str, Any]) -> Explained:
        """Return the explanation of the page that a row of the query ``sighting_page`` names.

        Raises NoPageError where the archive doesn't hold it, ExplanationError where it can't be explained.
        """
        place = (row["warc_file"], row["warc_offset"])
        if place not in self._kept:
            self._kept[place] = self._explain(row)
        self._kept.move_to_end(place)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return self._kept[place]

    def _explain(self, row: dict[str, Any]) -> Explained:
        configuration = self._settings.configuration
        found = archived_page(self._settings.ledger, row["warc_file"], row["warc_offset"])
        outlets = configuration.outlets if configuration else ()
        outlet = next((one for one in outlets if one.name == row["outlet"]), None)
        outlet = outlet or outlet_of(found.address, configuration)
        page = SavedPage(found.html[:LARGEST], found.address, found.fetched_at or None, headers=found.headers)
        if outlet is not None:
            page.name, page.country = outlet.name, outlet.country
            page.language, page.timezone = outlet.language, outlet.timezone
        words = configuration.language_data if configuration else None
        return explain_apart(page.html, page.about(), words)


def figure_of(explained: Explained, row: dict[str, Any]) -> Figure | None:
    """Return the figure of a sighting; None where the page is read otherwise now."""
    return next((one for one in explained.figures if one.start < row["end"] and row["start"] < one.end), None)
