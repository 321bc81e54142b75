"""Literals: values in SQL statements that take no parameters (ATTACH, COPY, SET, COMMENT)."""


def quoted(text: str) -> str:
    """Return a text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"
