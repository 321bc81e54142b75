"""Pages for the tests of the article component, built from the parts that real pages have."""

import json
from typing import Any

PARAGRAPHS = (
    "The harbour authority said on Monday that 412 containers had gone overboard since the storm began.",
    "Its director, Ilse Vanterpool, told reporters that salvage crews had recovered 57 of them so far. The rest had "
    "drifted towards the outer islands, she said, where fishermen were asked to keep their distance.",
    "Insurers put the damage at 38 million dollars. The shipping line disputed the figure and spoke of less than half.",
    "Two crew members were treated for broken ribs, according to the coast guard, which flew them to the mainland.",
)
TITLE = "Storm sweeps 412 containers into the sea"


def page(
    *,
    title: str = TITLE,
    h1: str | None = TITLE,
    head: str = "",
    under_title: str = "",
    paragraphs: tuple[str, ...] = PARAGRAPHS,
    inside: str = "",
    after: str = "",
    lang: str | None = "en",
) -> bytes:
    """Return a page with a navigation, an article and a footer. ``inside`` stands in the middle of the article."""
    body = [f"<p>{text}</p>" for text in paragraphs]
    body.insert(len(body) // 2, inside)
    return f"""<!DOCTYPE html>
<html{f' lang="{lang}"' if lang else ""}><head><meta charset="utf-8"><title>{title}</title>{head}</head>
<body><header><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav></header>
<main><article>{f"<h1>{h1}</h1>" if h1 is not None else ""}{under_title}
<div class="story-text">{"".join(body)}</div></article>{after}</main>
<footer><p>All the pages of this site belong to its publisher, who answers letters on Thursdays.</p></footer>
</body></html>""".encode()


def json_ld(**properties: Any) -> str:
    """Return a script element with a NewsArticle of the given properties."""
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE} | properties
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def meta(**properties: str) -> str:
    """Return meta elements; ``__`` in a name stands for a colon."""
    return "".join(
        f'<meta property="{name.replace("__", ":")}" content="{value}">' for name, value in properties.items()
    )
