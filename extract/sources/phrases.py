"""Attributions by phrases and nouns: "according to", "in a poll by", "the ministry's claim that", "Police: ..."."""

from spacy.tokens import Token

from newstally.extract.sources.attribution import Attribution, Mention
from newstally.extract.sources.lexicon import Lexicon
from newstally.extract.sources.mentions import can_speak, is_document, mention_of
from newstally.extract.sources.view import View

LONGEST_SOURCE = 30
"""Tokens within which the noun of a source follows its phrase."""
LEAST = 4
"""Tokens before a document's noun, and after the verb that closes a sentence, in "..., official figures show."."""
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
JOINING = frozenset({"mark", "cc"})
"""Dependents with which a clause begins that is joined to what stands before it."""
REACH_OF_AMOUNT = 2
"""Tokens before "per" within which an amount stands that it is the rate of."""
PLURAL = frozenset({"NNS", "NNPS"})


def phrase_attributions(view: View, lexicon: Lexicon, sentence: int) -> list[Attribution]:
    """Return the attributions of a parsed sentence that phrases and nouns make."""
    first, end = view.sentences[sentence]
    end = view.content_end(sentence)
    found: list[Attribution] = []
    for i in range(first, end):
        word = view.lower[i]
        if word in lexicon.phrases:
            attribution = _phrase(view, lexicon, i, first, end)
            if attribution:
                if found and found[0].cue[0] <= first + 1:
                    attribution.weight -= 1  # who opens the sentence with "according to" speaks in all of it
                found.append(attribution)
                continue
        if word in lexicon.before_document:
            attribution = _in_document(view, lexicon, i, first, end)
            if attribution:
                found.append(attribution)
        if word in lexicon.documents:
            attribution = _closing_document(view, lexicon, i, first, end)
            if attribution:
                found.append(attribution)
        if word in lexicon.figure_nouns:
            attribution = _figure(view, lexicon, view.doc[i])
            if attribution:
                found.append(attribution)
        if word in lexicon.nouns:
            attribution = _noun(view, lexicon, view.doc[i])
            if attribution:
                found.append(attribution)
    return found


def _phrase(view: View, lexicon: Lexicon, i: int, first: int, end: int) -> Attribution | None:
    for words, rule, checked in lexicon.phrases[view.lower[i]]:
        stop = i + len(words)
        if tuple(view.lower[i:stop]) != words:
            continue
        head = _object_of(view, stop, end)
        if head is None:
            return None
        if view.lower[head.left_edge.i] in lexicon.own_voice:
            return None  # "according to your tariff"
        if checked and i > first and _counts_by(view, i):
            return None  # "350 rupees per antigen test"
        if checked and not (is_document(view, lexicon, head) or can_speak(view, lexicon, head)):
            return None
        source = mention_of(view, lexicon, head)
        if source.first < stop:
            source = Mention(stop, max(source.last, stop), head.i)
        weight = 4 if view.lower[i] in lexicon.relaying else 3
        return Attribution(
            source, (i, stop - 1), _beside(view, lexicon, i, source, first, end), weight, rule, True
        )
    return None


def _counts_by(view: View, i: int) -> bool:
    """Whether an amount stands right before a phrase of one word, which then says what it is reckoned by."""
    return any(word[0].isdigit() for word in view.words[max(i - REACH_OF_AMOUNT, 0) : i])


def _object_of(view: View, start: int, end: int) -> Token | None:
    """Return the noun that the preposition before ``start`` governs; by the grammar, else by the words."""
    if start >= end:
        return None
    for child in view.doc[start - 1].rights:
        if child.dep_ in ("pobj", "dobj", "nsubj", "pcomp"):
            return child
    token = view.doc[start]
    while (
        token.head.i > token.i
        and token.head.i < min(end, start + LONGEST_SOURCE)
        and token.dep_ in ("det", "amod", "compound", "poss", "nummod", "nmod", "case", "advmod", "quantmod")
    ):
        token = token.head
    return token


def _beside(
    view: View, lexicon: Lexicon, i: int, source: Mention, first: int, end: int
) -> list[tuple[int, int]]:
    """Content around the phrase: before it, where a verb stands there; else, or where it stands first, after it."""
    after = source.last + 1
    start = first
    for j in range(i - 1, first - 1, -1):
        if view.words[j] in (";", ":"):
            start = j + 1
            break
    stop = end
    for j in range(after, end):
        if view.words[j] == ";":
            stop = j
            break
    before = view.doc[i - 2 if view.words[i - 1] == "," and i > start + 1 else i - 1]
    if start < before.i < i and (
        before.dep_ in JOINING or before.tag_ == "WRB"
    ):  # "..., because, according to the mayor, 12 had left"
        return [(after, stop)] if after < stop else []
    host = view.doc[i].head
    if start < i < host.i and host.tag_ in FINITE and host.left_edge.i < i:
        return [(max(start, host.left_edge.i), i), (after, min(stop, host.right_edge.i + 1))]
    if any(view.doc[j].tag_ in FINITE for j in range(start, i)):
        if view.lower[after : after + 1] and view.lower[after] in lexicon.at_words:
            return [(start, i), (after, stop)]  # "estimated by the ministry at 4 billion"
        if view.words[after : after + 1] == [","] and view.lower[after + 1] in lexicon.comparisons:
            return [(start, i), (after, stop)]  # "..., according to police, up from 12 last year"
        return [(start, i), *_joined(host, after, stop)]
    spans = [(start, i), (after, stop)]
    return [span for span in spans if span[1] > span[0]]


def _joined(host: Token, after: int, stop: int) -> list[tuple[int, int]]:
    """What goes on after the phrase with the same subject: "killed 12, according to police, and wounded 30"."""
    for child in host.rights:
        if (
            child.dep_ == "conj"
            and child.i > after
            and not any(inner.dep_ == "nsubj" for inner in child.lefts)
        ):
            return [(after, min(stop, child.right_edge.i + 1))]
    return []


def _in_document(view: View, lexicon: Lexicon, i: int, first: int, end: int) -> Attribution | None:
    """Read "In a poll of 1,000 voters, ...": a document in a phrase at the head of its clause."""
    head = _object_of(view, i + 1, end)
    if head is None or head.i <= i:
        return None
    source = mention_of(view, lexicon, head)
    if source.first <= i:
        return None
    if i > first + 1:
        if (
            view.words[i - 1] == ","
            and view.lower[i] in lexicon.before_closing
            and head.lower_ in lexicon.heading_documents
        ):
            return Attribution(
                source, (i, i), [(first, i)], 2, f"cues.phrases.before_closing.{view.lower[i]}"
            )
        if head.lower_ not in lexicon.surveys or view.lower[i] not in lexicon.before_survey:
            return None
        if head.tag_ in PLURAL:
            return None  # "behind in the polls" says how one stands, not who counted
        return Attribution(source, (i, i), [(first, i)], 2, f"cues.phrases.before_survey.{view.lower[i]}")
    if head.lower_ not in lexicon.heading_documents:
        return None
    stop = max(view.doc[i].right_edge.i, source.last) + 1
    if stop >= end:
        return None
    return Attribution(source, (i, i), [(stop, end)], 2, f"cues.phrases.before_document.{view.lower[i]}")


def _noun(view: View, lexicon: Lexicon, noun: Token) -> Attribution | None:
    """Read "the ministry's claim that ...", "an estimate of 12 by the ministry"."""
    if noun.pos_ != "NOUN":
        return None
    source: Token | None = None
    content: tuple[int, int] | None = None
    for child in noun.children:
        if child.dep_ == "poss" or (child.dep_ == "compound" and child.tag_ == "NNP"):
            source = child
        elif (
            child.dep_ in ("acl", "ccomp")
            and child.i > noun.i
            and (_has_that(child) or _has_to(lexicon, noun, child))
        ):
            content = (child.left_edge.i, child.right_edge.i + 1)
        elif child.dep_ == "prep" and child.i > noun.i:
            inner = next((token for token in child.children if token.dep_ == "pobj"), None)
            if inner is None:
                continue
            if source is None and _leads_to_source(view, lexicon, child, inner):
                source = inner
            elif noun.lower_ in lexicon.amount_nouns and child.lower_ in lexicon.content_prepositions:
                content = content or (child.i, child.right_edge.i + 1)
    if source is None or content is None or source.lower_ in lexicon.own_voice:
        return None
    mention = mention_of(view, lexicon, source)
    return Attribution(mention, (noun.i, noun.i), [content], 2, lexicon.nouns[noun.lower_])


def _closing_document(view: View, lexicon: Lexicon, i: int, first: int, end: int) -> Attribution | None:
    """Read "Traffic fell 12%, figures from the port authority show.", where the verb was taken for a noun."""
    verb = next((j for j in range(i + 1, end) if not view.words[j][0].isalpha()), end) - 1
    if verb <= i or verb + LEAST < end or view.doc[verb].tag_.startswith("VB"):
        return None
    cue = next((cue for cue in lexicon.verbs.get(view.lower[verb], ()) if cue.document_only), None)
    comma = i - 1
    while comma > first and view.words[comma][0].isalpha():
        comma -= 1
    if view.doc[verb - 1].pos_ in ("ADP", "DET"):
        return None  # "according to results from the secretary of state"
    if cue is None or view.words[comma] != "," or i - comma > LEAST:
        return None
    return Attribution(Mention(comma + 1, verb - 1, i), (verb, verb), [(first, comma)], 3, cue.rule, True)


def _figure(view: View, lexicon: Lexicon, noun: Token) -> Attribution | None:
    """Read "the union's tally stands at 54", "the ministry's figure includes 12 soldiers"."""
    if noun.dep_ not in ("nsubj", "nsubjpass") or noun.head.i < noun.i:
        return None
    holder = next((child for child in noun.lefts if child.dep_ == "poss"), None)
    if holder is None or holder.lower_ in lexicon.own_voice or not can_speak(view, lexicon, holder):
        return None
    content = [(noun.head.i, max(noun.head.right_edge.i + 1, noun.head.i + 1))]
    return Attribution(
        mention_of(view, lexicon, holder), (noun.i, noun.i), content, 2, f"cues.nouns.figures.{noun.lower_}"
    )


def _leads_to_source(view: View, lexicon: Lexicon, preposition: Token, noun: Token) -> bool:
    if preposition.lower_ in lexicon.naming_prepositions:
        return noun.pos_ == "PROPN"
    return preposition.lower_ in lexicon.source_prepositions and (
        can_speak(view, lexicon, noun) or is_document(view, lexicon, noun)
    )


def _has_to(lexicon: Lexicon, noun: Token, clause: Token) -> bool:
    """Whether an infinitive tells what was promised: "his pledge to build 40 schools"."""
    return noun.lower_ in lexicon.infinitive_nouns and any(child.tag_ == "TO" for child in clause.lefts)


def _has_that(clause: Token) -> bool:
    return any(
        child.dep_ in ("mark", "dobj", "nsubj") and child.tag_ in ("IN", "WDT") for child in clause.lefts
    )
