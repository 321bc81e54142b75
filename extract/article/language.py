"""Language: what the page declares, checked against its text."""

import re

from newstally.extract.article.metadata import Metadata
from newstally.extract.language import detect_language

CODE = re.compile(r"^\s*([a-zA-Z]{2,3})(?:[-_,;\s]|$)")


def find_language(metadata: Metadata, text: str, header: str | None, usual: str | None) -> str | None:
    """Return the ISO 639-1 code of the language of the text. ``header`` is the response's, ``usual`` the outlet's."""
    declared = next(
        (
            match.group(1).lower()
            for value in (
                metadata.article.get("inLanguage"),
                metadata.html_language,
                metadata.meta_of("language"),
                header,
                usual,
            )
            if isinstance(value, str) and (match := CODE.match(value))
        ),
        None,
    )
    return detect_language(text, declared)
