"""Sentence: all attributions that a parsed sentence makes by itself, whatever numbers there are in it."""

from newstally.extract.grammar import Parse
from newstally.extract.sources.attribution import Attribution
from newstally.extract.sources.citations import citation
from newstally.extract.sources.document_phrases import closing_document, document_phrase, polled_by
from newstally.extract.sources.ellipses import (
    left_out_before_clause,
    left_out_figures,
    left_out_verbs,
    left_out_with_amount,
)
from newstally.extract.sources.lexicon import Lexicon
from newstally.extract.sources.nouns import figure_attribution, noun_attribution
from newstally.extract.sources.phrases import phrase_attribution, share_between
from newstally.extract.sources.verbs import verb_attributions
from newstally.extract.sources.views import view_attribution


def sentence_attributions(parse: Parse, lexicon: Lexicon, sentence: int) -> list[Attribution]:
    """Return the attributions of a parsed sentence: those of phrases and nouns, then those of other verbs."""
    found = _by_phrases_and_nouns(parse, lexicon, sentence)
    taken = {i for phrase in found for i in range(phrase.cue[0], phrase.cue[1] + 1)}
    verbs = verb_attributions(parse, lexicon, sentence)
    cited = citation(parse, lexicon, sentence)
    found += [cited] if cited is not None else []
    verbs = [verb for verb in verbs if verb.cue[0] not in taken]
    found += left_out_figures(parse, lexicon, found)
    at_amounts = left_out_verbs(parse, lexicon, verbs)
    clauses = left_out_before_clause(parse, lexicon, verbs)
    return [*found, *verbs, *at_amounts, *clauses, *left_out_with_amount(parse, lexicon, verbs)]


def _by_phrases_and_nouns(parse: Parse, lexicon: Lexicon, sentence: int) -> list[Attribution]:
    first, end = parse.sentences[sentence][0], parse.content_end(sentence)
    found: list[Attribution] = []
    for i in range(first, end):
        phrase = phrase_attribution(parse, lexicon, i, first, end)
        if phrase is None:
            found += _by_word(parse, lexicon, i, first, end)
            continue
        if found and found[0].cue[0] <= first + 1:
            phrase.weight -= 1  # who opens the sentence with "according to" speaks in all of it
        elif found and found[-1].goes_by("cues.phrases"):
            share_between(parse, found[-1], phrase)
        found.append(phrase)
    return found


def _by_word(parse: Parse, lexicon: Lexicon, i: int, first: int, end: int) -> list[Attribution]:
    """What one word attributes that is no phrase: as a preposition, a document, a figure or a noun of saying."""
    word = parse.lower[i]
    found = (
        document_phrase(parse, lexicon, i, first, end) if word in lexicon.before_document else None,
        closing_document(parse, lexicon, i, first, end) if word in lexicon.documents else None,
        polled_by(parse, lexicon, i, first, end) if word in lexicon.polling else None,
        figure_attribution(parse, lexicon, parse[i])
        if word in lexicon.figure_nouns or word in lexicon.given_nouns
        else None,
        noun_attribution(parse, lexicon, parse[i]) if word in lexicon.nouns else None,
        view_attribution(parse, lexicon, i, first, end) if word in lexicon.views else None,
    )
    return [attribution for attribution in found if attribution is not None]
