"""Words that a page ran together: the name of a country and the verb of saying after it ("Selvareported").

A link or a line break that ends right after the name leaves no space where the page showed one.
"""

import re

from newstally.extract.countries import country_names
from newstally.extract.words import language_data
from newstally.extract.words.inflection import inflection

SHORTEST_VERB = 4
"""Letters of a verb from which a word is held to be two."""


def run_together(language: str) -> re.Pattern[str]:
    """Return the pattern of such words, the name and the verb as its groups."""
    groups = language_data(language, "cues")["verbs"].values()
    forms = {
        form
        for group in groups
        if {"clause", "comment"} <= set(group["takes"])
        for word in group["words"]
        for form in inflection(language).verb_forms(word)
        if form.isalpha() and len(form) >= SHORTEST_VERB
    }
    names = [name for name in country_names(language) if name.isalpha()]
    alternatives = (
        "|".join(sorted(map(re.escape, words), key=len, reverse=True)) for words in (names, forms)
    )
    return re.compile("({})({})".format(*alternatives))
