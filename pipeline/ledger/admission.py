"""Admission: which statements may be asked, decided before anything parses them.

DuckDB reads files while it parses some statements (``IMPORT DATABASE``), so the kind of a statement is told from its
words: its first one, and that there is one statement only.
"""

import itertools
import re
from collections.abc import Iterator

import duckdb

from newstally.pipeline.ledger.errors import LedgerError

ASKING = frozenset(
    {
        "describe",
        "desc",
        "explain",
        "from",
        "pivot",
        "pivot_longer",
        "pivot_wider",
        "select",
        "show",
        "summarize",
        "table",
        "unpivot",
        "values",
        "with",
        "(",
    }
)
"""First words of statements that only ask."""

MOST_COMMENTS = 500

EXPLAINING = frozenset({"explain", "analyze"})

WORD = re.compile(r"[a-z_]+|\S", re.IGNORECASE)

MADE_FOR = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}


def admit(query: str) -> str:
    """Return the one statement of a query, if by its words it only asks.

    Raises LedgerError if there is none, several, or one that does something else.
    """
    statement = _only_one(query.removeprefix("\ufeff"))
    word = _first_word(statement)
    if word not in ASKING:
        raise LedgerError(
            f"{word.upper()} is not a query; the ledger can be read here (SELECT, FROM, DESCRIBE), not changed"
        )
    return statement


def _only_one(query: str) -> str:
    """Return a query without the semicolons at its end. Raises LedgerError if there are several statements, or none."""
    if query.count("/*") > MOST_COMMENTS:  # which DuckDB's lexer reads again for each that stands in another
        raise LedgerError(f"a query has at most {MOST_COMMENTS} comments")
    encoded = query.encode("utf-8", "replace")
    starts = [start for start, _ in duckdb.tokenize(query)]
    ends = [start for start in starts if encoded[start : start + 1] == b";"]
    told = [list(part) for ended, part in itertools.groupby(starts, key=set(ends).__contains__) if not ended]
    if not told:
        raise LedgerError("there is no query")
    if len(told) > 1:
        raise LedgerError(f"one query at a time, please; there are {len(told)}")
    [words] = told
    end = next((at for at in ends if at > words[-1]), len(encoded))
    begin = max((at + 1 for at in ends if at < words[0]), default=0)
    return encoded[begin:end].decode("utf-8", "replace")


def _first_word(statement: str) -> str:
    """Return the first word of a statement in lower case, of one that is to be explained its own.

    Words are those that DuckDB's own lexer tells: it nests comments, and ends a line at a carriage return.
    """
    words = iter(_words(statement))
    word = next(words, "")
    while word in EXPLAINING:
        word = next(words, "")
        if word == "(":  # "EXPLAIN (FORMAT json) SELECT 1", or "EXPLAIN (SELECT 1)"
            inside = next(words, "")
            if inside in ASKING:
                return word
            while inside not in {")", ""}:
                inside = next(words, "")
            word = next(words, "")
    return word


def _words(statement: str) -> Iterator[str]:
    """Yield how each token of a statement begins: a word in lower case, or the character that is none."""
    encoded = statement.encode("utf-8", "replace")
    starts = [start for start, _ in duckdb.tokenize(statement)]
    for start, end in itertools.pairwise([*starts, len(encoded)]):
        word = WORD.match(encoded[start:end].decode("utf-8", "replace").strip())
        yield word[0].lower() if word else ""


def require_query(connection: duckdb.DuckDBPyConnection, statement: str) -> None:
    """Raise LedgerError unless DuckDB, too, takes a statement for a query.

    A PIVOT whose columns are found by asking is two: the first makes a type for them that ends with the connection.
    """
    try:
        kinds = [part.type for part in connection.extract_statements(statement)]
    except duckdb.Error as error:
        raise LedgerError(short(error)) from None
    first, last = kinds[:-1], kinds[-1] if kinds else None
    pivoting = re.search(r"\bpivot(_wider)?\b", statement, re.IGNORECASE)
    if pivoting and duckdb.StatementType.EXPLAIN in first:
        raise LedgerError("a PIVOT can be explained where its columns are named: ON column IN (value, …)")
    if last not in MADE_FOR or any(kind != duckdb.StatementType.CREATE or not pivoting for kind in first):
        named = ", ".join(str(kind).rpartition(".")[2] for kind in kinds)
        raise LedgerError(
            f"{named} is not a query; the ledger can be read here (SELECT, FROM, DESCRIBE), not changed"
        )


def short(error: duckdb.Error) -> str:
    """Return DuckDB's message without its stack and hints about candidates on further lines."""
    lines = [line for line in str(error).split("\n") if line.strip()]
    return "\n  ".join(lines[:5]) if lines else type(error).__name__
