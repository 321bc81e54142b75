"""What is worded as furniture is known from a pattern that is quick to say no, and finds no less."""

import pytest

from newstally.extract.article.phrases import beginnings, is_worded_as_furniture


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
        ("(?:a|b)c", ["a", "b"]),
        ("(?:(?:a|b) c|d[|)]e|f\\|g)", ["a", "b", "d[|)]e", "f\\|g"]),
        ("(?:a|b)?c", ["(?:a|b)?c"]),
        ("a(?:b|c)", ["a(?:b|c)"]),
    ],
)
def test_a_pattern_begins_with_one_of_its_alternatives(pattern: str, expected: list[str]):
    assert beginnings(pattern) == expected
