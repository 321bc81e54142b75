"""Attributions by word order, around quotations and in sentences without grammar: ", said Ana Ruiz", "he added"."""

from newstally.extract.sources.attribution import Attribution, Mention
from newstally.extract.sources.lexicon import Lexicon
from newstally.extract.sources.mentions import is_speaking_noun
from newstally.extract.sources.view import View

LONGEST_DESCRIPTION = 8
LONGEST_APPOSITION = 15


def surface_attributions(view: View, lexicon: Lexicon, first: int, end: int) -> list[Attribution]:
    """Return attributions without content between two tokens: a source directly before or after a verb of saying."""
    found = []
    for i in range(first, end):
        cues = lexicon.verbs.get(view.lower[i])
        cue = next((cue for cue in cues or () if "quotation" in cue.takes and cue.particle is None), None)
        if cue is None or (i > first and view.words[i].istitle()):
            continue  # "in Selva and Niger States"
        source = _before(view, lexicon, i, first)
        if source is not None and not _agrees(view, lexicon, source, view.lower[i] == cue.base):
            source = None
        source = source or _after(view, lexicon, i, end)
        if source:
            found.append(Attribution(source, (i, i), [], cue.weight, cue.rule, True))
    return found


def _agrees(view: View, lexicon: Lexicon, source: Mention, base_form: bool) -> bool:
    """Whether a verb's form fits who stands before it: "officials report", but not "an intelligence report"."""
    word = view.lower[source.head]
    several = lexicon.pronouns.get(word, ("", "p"))[1] == "p"
    return (
        not base_form
        or word.endswith("s")
        or (word in lexicon.pronouns and several)
        or word in lexicon.self_pronouns
    )


def _before(view: View, lexicon: Lexicon, verb: int, first: int) -> Mention | None:
    last = verb - 1
    while last > first and (
        view.lower[last] in lexicon.between or view.lower[last].endswith(lexicon.adverb_endings)
    ):
        last -= 1
    if last < first:
        return None
    if view.words[last] == ",":
        last = _before_apposition(view, last, first)
    word = view.lower[last]
    if word in lexicon.pronouns or (word in lexicon.self_pronouns):
        return Mention(last, last, last)
    if view.words[last][0].isupper() and view.words[last] not in lexicon.not_names:
        start = last
        while start > first and (
            (view.words[start - 1][0].isupper() and view.words[start - 1] not in lexicon.not_names)
            or (
                view.lower[start - 1] in lexicon.particles
                and start - 2 >= first
                and view.words[start - 2][0].isupper()
            )
        ):
            start -= 1
        return Mention(start, last, last)
    if is_speaking_noun(lexicon, word) or word in lexicon.documents:
        start = last
        while start > first and last - start < LONGEST_DESCRIPTION and view.words[start - 1][0].isalpha():
            start -= 1
            if view.lower[start] in lexicon.articles:
                return Mention(start, last, last)
        return Mention(last, last, last)
    return None


def _before_apposition(view: View, comma: int, first: int) -> int:
    """Return the last token before "..., an environmental writer," if a name stands there, else the comma."""
    for i in range(comma - 1, max(first, comma - LONGEST_APPOSITION), -1):
        if view.words[i] == ",":
            return i - 1 if i > first and view.words[i - 1][0].isupper() else comma
    return comma


def _after(view: View, lexicon: Lexicon, verb: int, end: int) -> Mention | None:
    start = verb + 1
    if start >= end:
        return None
    word = view.words[start]
    if word[0].isupper() and word not in lexicon.not_names:
        last = start
        while last + 1 < end and (
            view.words[last + 1][0].isupper()
            or (
                view.lower[last + 1] in lexicon.particles
                and last + 2 < end
                and view.words[last + 2][0].isupper()
            )
        ):
            last += 1
        return Mention(start, last, last)
    if view.lower[start] not in lexicon.openers:
        return None
    for last in range(start + 1, min(start + LONGEST_DESCRIPTION, end)):
        if not view.words[last][0].isalpha():
            return None
        if view.words[last][0].isupper():
            stop = last
            while stop + 1 < end and view.words[stop + 1][0].isupper():
                stop += 1
            return Mention(start, stop, stop)
        if is_speaking_noun(lexicon, view.lower[last]):
            return Mention(start, last, last)
    return None
