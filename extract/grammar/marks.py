"""Marks: which tokens are hyphens, dashes and quotation marks, for all languages alike."""

HYPHENS = frozenset({"-", "‐", "‑"})
"""What joins the parts of a word."""
DASHES = frozenset({"-", "–", "—", "--"})
"""What may set off an aside; the hyphen too, with which many type a dash."""
HORIZONTAL_BARS = frozenset("-‐‑‒–—−")
"""Whatever may stand between two figures: hyphens, dashes, the minus sign."""
OPENING_QUOTES = frozenset({'"', "“", "''", "``", "‘", "«"})
CLOSING_QUOTES = frozenset({'"', "”", "''", "»", "’"})
