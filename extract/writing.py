"""Writing: how many words a text has, in scripts with and without spaces between them."""

import re

UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
"""Signs of Thai, Japanese and Chinese, which are written without spaces between words."""


def word_count(text: str) -> int:
    """Return how many words a text has; of writing without spaces, two signs count as a word."""
    words = len(text.split())
    return words if text.isascii() else words + len(UNSPACED.findall(text)) // 2
