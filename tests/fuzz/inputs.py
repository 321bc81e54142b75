"""Inputs: how hypothesis makes inputs of a target: sound ones with edits, and pieces one after the other."""

from hypothesis import strategies as st

from tests.fuzz.targets import Target

MOST_EDITS = 8
MOST_PIECES = 60
LONGEST_CUT = 200


def inputs(target: Target) -> st.SearchStrategy[bytes]:
    """Return a strategy for inputs of a target, few of which are sound."""
    piece = st.one_of(st.sampled_from(target.pieces), st.binary(max_size=8))
    edit = st.tuples(st.floats(0, 1), st.integers(0, LONGEST_CUT), st.lists(piece, max_size=4).map(b"".join))
    edited = st.tuples(st.sampled_from(target.seeds), st.lists(edit, max_size=MOST_EDITS)).map(_edit)
    return st.one_of(edited, edited, st.lists(piece, max_size=MOST_PIECES).map(b"".join))


def _edit(what: tuple[bytes, list[tuple[float, int, bytes]]]) -> bytes:
    """Cut bytes out of a sound input and put others in their place, at places given as shares of its length."""
    data, edits = what
    for share, cut, put in edits:
        at = int(share * len(data))
        data = data[:at] + put + data[at + cut :]
    return data
