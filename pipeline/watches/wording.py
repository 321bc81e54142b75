"""Wording: what is told of a notice, in one line and in a few."""

from collections.abc import Mapping
from typing import Any

from newstally.pipeline.output import cell

SIGNS = {"=": "", "..": "", "~": "about ", ">": "more than ", "<": "less than "}


def figure(row: Mapping[str, Any], prefix: str = "") -> str:
    """Return a figure as people write it: "more than 3,200", "540–580"."""
    comparator, low, high = (row[f"{prefix}{name}"] for name in ("comparator", "low", "high"))
    number = cell(low) if comparator != ".." else f"{cell(low)}–{cell(high)}"
    return f"{SIGNS.get(comparator, '')}{number}"


def title_of(kind: str, row: Mapping[str, Any]) -> str:
    """Return what a notice tells in one line."""
    subject = cell(row.get("subject")) or cell(row.get("unit"))
    source = cell(row.get("source")) or cell(row.get("outlet"))
    if kind == "figure":
        return f"{figure(row)} {subject}, says {source}"
    if kind == "change":
        return f"{figure(row)} {subject}, says {source}; before: {cell(row['before'])}"
    if kind == "contradiction":
        other = cell(row["other_source"]) or cell(row["other_outlet"])
        return f"{subject}: {source} says {figure(row)}, {other} {figure(row, 'other_')}"
    if kind == "revision":
        return f"{cell(row['outlet'])} changed {cell(row['before'])} to {cell(row['after'])}: {subject}"
    if kind == "withdrawal":
        return f"{cell(row['outlet'])} withdrew “{cell(row['title'])}” with {cell(row['figures'])} figures"
    return f"{cell(row['outlet'])}: {cell(row['mark'])}: {cell(row['why'])}"


LINES = ("sentence", "other_sentence", "before_sentence", "after_sentence", "reason", "url", "other_url")
"""What of a message is told below its title, in this order."""


def body_of(message: Mapping[str, Any]) -> str:
    """Return what is told below a title: the sentences, why two figures are comparable, and the pages."""
    return "\n".join(cell(message[name]) for name in LINES if message.get(name))
