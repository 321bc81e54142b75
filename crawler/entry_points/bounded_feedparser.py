"""Bounded feedparser: the patterns with which it looks into a feed's head, so that none takes longer than the head is.

feedparser's own try every encoding that a first line may declare against every end of it, and begin anew at each blank
and each declaration that doesn't end: a feed of a megabyte made for it keeps them busy for days. Those here find the
same in declarations of sensible length.
"""

import re

import feedparser.encodings
import feedparser.sanitizer

_BOUNDED = {
    feedparser.encodings: {
        "RE_XML_PI_ENCODING": re.compile(
            rb"""^<\?[^>\n]{0,300}?\bencoding=['"]([^'"\n]{0,100})['"][^>\n]{0,300}?\?>"""
        )
    },
    feedparser.sanitizer: {
        "RE_ENTITY_PATTERN": re.compile(rb"^[ \t]{0,100}<!ENTITY([^>]{0,500}?)>", re.MULTILINE),
        "RE_DOCTYPE_PATTERN": re.compile(rb"^[ \t]{0,100}<!DOCTYPE([^>]{0,500}?)>", re.MULTILINE),
        "RE_SAFE_ENTITY_PATTERN": re.compile(rb'\s{1,100}(\w{1,100})\s{1,100}"(&#\w{1,10};|[^&"]{0,500})"'),
    },
}


def bound() -> None:
    """Put these patterns in the place of feedparser's. Raises AttributeError if it doesn't have them any more."""
    for module, patterns in _BOUNDED.items():
        for name, pattern in patterns.items():
            getattr(module, name)
            setattr(module, name, pattern)
