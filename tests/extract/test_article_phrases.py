"""What is worded as furniture is known from a pattern that is quick to say no, and finds no less."""

import re

import pytest

from newstally.extract.article.phrases import alternatives, factored, is_worded_as_furniture


@pytest.mark.parametrize(
    "paragraph",
    [
        "Weekly Marden Herald, all rights reserved.",
        "© 2026 Marden Herald",
        "Come back soon. You can unsubscribe at any time.",
        "Before you go: read our privacy notice for details.",
        "If you value our reporting, tell a friend.",
        "Sign up: enter your email address below",
        "Parece que otro usuario a tu suscripción entra a la vez.",
        "Alguien está usando tu cuenta en otra parte.",
    ],
)
def test_words_of_an_outlet_are_known_wherever_they_stand_in_a_paragraph(paragraph: str):
    assert is_worded_as_furniture(paragraph)


@pytest.mark.parametrize(
    "paragraph",
    ["The river rose by two metres, and all rights to fish in it were suspended.", "She can read our river."],
)
def test_a_sentence_with_some_of_these_words_is_text(paragraph: str):
    assert not is_worded_as_furniture(paragraph)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("(?:a|b)c", ["ac", "bc"]),
        ("(?:(?:a|b) c|d[|)]e|f\\|g)", ["a c", "b c", "d[|)]e", "f\\|g"]),
        ("(?:a|b)?c", ["ac", "bc", "c"]),
        ("(?:a|b)+c", ["(?:a|b)+c"]),
        ("a(?:b|c)", ["a(?:b|c)"]),
    ],
)
def test_a_pattern_matches_where_one_of_its_alternatives_does(pattern: str, expected: list[str]):
    assert alternatives(pattern) == expected


def test_patterns_that_begin_alike_are_tried_together_and_match_the_same():
    entries = [
        "read more",
        "read (?:our|the) letter",
        "re+ads",
        "\\(c\\) 2026",
        "\\d+ views",
        "r",
        "©.{0,3}$",
    ]
    together = re.compile(factored(entries))
    for text in ("read more", "read the letter", "reeeads", "(c) 2026", "12 views", "r", "© Ruiz", "© AR"):
        assert bool(together.match(text)) == any(re.match(entry, text) for entry in entries)
    assert not together.match("ad") and not together.match("c 2026")
