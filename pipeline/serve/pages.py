"""Pages: templates filled in. Every text of the ledger comes out as text, with what is hidden in it written out."""

import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from newstally.pipeline.output import cell
from newstally.pipeline.serve import figures
from newstally.pipeline.serve.labels import Labels, labels, languages, preferred
from newstally.pipeline.serve.sessions import form_token, keep_form_cookie
from newstally.pipeline.serve.settings import Settings
from newstally.pipeline.visible import visible

FOLDER = Path(__file__).parent

LONGEST = 400
"""Characters of a text shown on a page, unless a template asks for all of it."""
LONGEST_WHOLE = 200_000
"""... and where it does."""

LANGUAGE_COOKIE = "newstally_language"


def shown(value: Any) -> Any:
    """Return what a template prints for a value: of texts no more than LONGEST characters, hidden ones written out."""
    if value is None:
        return ""
    if isinstance(value, str) and not isinstance(value, Markup):
        return _clipped(value, LONGEST)
    return value


def whole(value: str | None) -> Markup:
    """Return a long text as markup-safe text."""
    return escape(_clipped(value or "", LONGEST_WHOLE))


def _clipped(text: str, most: int) -> str:
    text = text.encode("utf-8", "replace").decode("utf-8")
    return visible(text if len(text) <= most else f"{text[:most]}…")


def typed(text: str) -> Markup:
    """Return a label with what one types, which stands in backticks, as code."""
    return Markup(re.sub("`([^`]*)`", r"<code>\1</code>", str(escape(text))))


def _query_part(text: str) -> Markup:
    """Return text of any length as a value in an address."""
    return Markup(quote(text, safe=""))


def around(sighting: Mapping[str, Any]) -> Markup:
    """Return the sentence of a sighting with its figure marked."""
    sentence, quantity = sighting["sentence"], sighting["quantity"]
    start = sighting["start"] - sighting["sentence_start"]
    if sentence[start : start + len(quantity)] != quantity:
        start = max(sentence.find(quantity), 0)
    parts = sentence[:start], sentence[start : start + len(quantity)], sentence[start + len(quantity) :]
    return Markup("{}<mark>{}</mark>{}").format(*map(whole, parts))


def outside(address: str | None) -> str | None:
    """Return an address that a link may lead to: a web address, and no other scheme."""
    if address and address.lower().startswith(("https://", "http://")):
        return address
    return None


def environment() -> Environment:
    """Return the templates, which fail on names that aren't given to them."""
    made = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        finalize=shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["whole"] = whole
    made.filters["part"] = partial(quote, safe="")  # a part of an address
    made.filters["typed"] = typed
    made.filters["address"] = _query_part
    made.globals["outside"] = outside
    made.globals["around"] = around
    return made


class Pages:
    """Fills in templates for requests."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._environment = environment()

    def page(self, request: Request, template: str, status: int = 200, **values: Any) -> Response:
        """Return a page in the reader's language."""
        response = HTMLResponse(self.text(request, template, **values), status)
        keep_form_cookie(request, response, self._settings)
        return response

    def text(self, request: Request, template: str, **values: Any) -> str:
        """Return a filled-in template."""
        words = labels_of(request)
        return self._environment.get_template(template).render(
            t=words,
            language=words.language,
            languages=languages(),
            language_name=lambda other: labels(other)("language.name"),
            path=request.url.path,
            address=address_of(request),
            form_token=partial(form_token, request, self._settings),
            has_token=self._settings.token is not None,
            **_writers(words),
            **values,
        )


def _writers(words: Labels) -> Mapping[str, Any]:
    """Return the functions of ``figures`` by which a template writes, in one language."""
    return {
        "figure": lambda row, prefix="": figures.figure(row, words, prefix),
        "period": lambda row, prefix="": figures.period(row, words, prefix),
        "rate": lambda row: figures.rate(row, words),
        "amount": lambda value, row: figures.amount(value, row, words) if value is not None else "–",
        "number": lambda value: figures.number(value, words),
        "day": lambda value: figures.day(value, words),
        "moment": lambda value: figures.moment(value, words),
        "cell": cell,
    }


def labels_of(request: Request) -> Labels:
    """Return the labels in the reader's language: the one chosen, or the browser's."""
    accepted = request.headers.get("accept-language", "")
    return labels(preferred(accepted, request.cookies.get(LANGUAGE_COOKIE)))


def address_of(request: Request) -> str:
    """Return the address of a page as it can be passed on."""
    query = urlencode([pair for pair in request.query_params.multi_items() if pair[1]])
    return f"{request.url.scheme}://{request.url.netloc}{request.url.path}" + (f"?{query}" if query else "")
