"""Positions: on which line of a TOML file each key and each item of a list stands. ``tomllib`` doesn't tell.

For files that ``tomllib`` has read already: what isn't TOML is not noticed here.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

Path = tuple[str | int, ...]
"""The way to an entry through tables and lists: ("verbs", "saying", "words", 3)."""

TOKEN = re.compile(
    r"""
    (?P<space> [ \t\r]+ | \#[^\n]* )
  | (?P<newline> \n )
  | (?P<long> \"{3}(?:\\.|[^\\])*?\"{3} | '{3}.*?'{3} )
  | (?P<string> "(?:\\.|[^"\\\n])*" | '[^'\n]*' )
  | (?P<mark> [\[\]{}=,.] )
  | (?P<bare> [^\s\[\]{}=,."'\#]+ )
    """,
    re.VERBOSE | re.DOTALL,
)
ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))")
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


class Token(NamedTuple):
    """A piece of the file: what kind of piece, its text and its line."""

    kind: str
    text: str
    line: int


def positions(text: str) -> dict[Path, int]:
    """Return the line (from 1) of every table, key and list item of a TOML text, by the way to it."""
    return _Scanner(text).scan()


class _Scanner:
    """Walks through the pieces of a file, noting where keys and items begin."""

    def __init__(self, text: str) -> None:
        self.tokens = [*_tokens(text), Token("end", "", text.count("\n") + 1)]
        self.at = 0
        self.found: dict[Path, int] = {(): 1}
        self.lengths: dict[Path, int] = {}  # of arrays of tables, so far

    def scan(self) -> dict[Path, int]:
        """Return the line of each entry."""
        table: Path = ()
        while (token := self._next()).kind != "end":
            if token.kind == "newline":
                continue
            if token.text == "[":
                table = self._header(token.line)
            else:
                self.at -= 1
                self._pair(table)
        return self.found

    def _next(self) -> Token:
        token = self.tokens[self.at]
        self.at += token.kind != "end"
        return token

    def _skip_lines(self) -> None:
        while self.tokens[self.at].kind == "newline":
            self.at += 1

    def _header(self, line: int) -> Path:
        """Return the table that a header in brackets opens; in double brackets it is the next of an array."""
        array = self.tokens[self.at].text == "["
        self.at += array
        path = self._key(())
        while self.tokens[self.at].text == "]":
            self.at += 1
        if array:
            count = self.lengths.get(path, 0)
            self.lengths[path] = count + 1
            self.found.setdefault(path, line)
            path = (*path, count)
        self.found.setdefault(path, line)
        return path

    def _key(self, table: Path) -> Path:
        """Return the way to a key that may have dots, with the last item of each array of tables on it."""
        path = table
        while True:
            part = self._next()
            path = (*path, _unquoted(part))
            self.found.setdefault(path, part.line)
            if self.tokens[self.at].text != ".":
                return path
            self.at += 1
            if path in self.lengths:
                path = (*path, self.lengths[path] - 1)

    def _pair(self, table: Path) -> None:
        path = self._key(table)
        if self._next().text == "=":
            self._value(path)

    def _value(self, path: Path) -> None:
        token = self._next()
        if token.text == "[" and token.kind == "mark":
            self._list(path)
        elif token.text == "{" and token.kind == "mark":
            self._table(path)
        else:
            while self.tokens[self.at].text == "." or self.tokens[self.at].kind == "bare":
                self.at += 1  # a number or a date in several pieces

    def _list(self, path: Path) -> None:
        number = 0
        while True:
            self._skip_lines()
            token = self.tokens[self.at]
            if token.kind == "end" or token.text == "]":
                self.at += token.kind != "end"
                return
            if token.text == "," and token.kind == "mark":
                self.at += 1
                continue
            self.found[(*path, number)] = token.line
            self._value((*path, number))
            number += 1

    def _table(self, path: Path) -> None:
        while (token := self.tokens[self.at]).kind != "end":
            if token.text == "}":
                self.at += 1
                return
            if token.kind == "newline" or token.text == ",":
                self.at += 1
            else:
                self._pair(path)


def _tokens(text: str) -> Iterator[Token]:
    line, at = 1, 0
    while at < len(text):
        match = TOKEN.match(text, at)
        if match is None:
            at += 1
            continue
        kind = match.lastgroup or ""
        if kind != "space":
            yield Token(kind, match[0], line)
        line += match[0].count("\n")
        at = match.end()


def _unquoted(token: Token) -> str:
    if token.kind != "string":
        return token.text
    inside = token.text[1:-1]
    if token.text[0] == "'":
        return inside
    return ESCAPED.sub(lambda m: chr(int(m[1] or m[2], 16)) if not m[3] else ESCAPES.get(m[3], m[3]), inside)
