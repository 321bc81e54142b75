"""Saying: a verb of saying in its sentence, with who says and in which sense the verb is read."""

from dataclasses import dataclass

from newstally.extract.grammar import Parse, Word
from newstally.extract.grammar.forms import FINITE_FORMS, VERB_FORMS, Form, PartOfSpeech
from newstally.extract.grammar.relations import ACTIVE_SUBJECTS, GRAMMATICAL_SUBJECTS, Relation
from newstally.extract.sources.cues import Cue
from newstally.extract.sources.lexicon import Lexicon
from newstally.extract.sources.mentions import can_speak

QUOTED = 4
"""Weight of attributions of quotations and of what is relayed."""
HEAVY = 3
"""Weight of verbs that say rather than think or do."""
STATING = frozenset({"clause", "comment", "quotation"})
"""What verbs take that say rather than tell of something."""
AMOUNT = "amount"
"""The object of verbs that attribute only amounts."""


@dataclass(slots=True)
class Saying:
    """A verb of saying with its subject. ``end`` is where content after the verb ends at the latest.

    ``passive``: the subject is the agent ("12 deaths were reported by the ministry").
    """

    parse: Parse
    lexicon: Lexicon
    verb: Word
    subject: Word
    cue: Cue
    passive: bool
    end: int

    def takes(self, *kinds: str) -> bool:
        """Whether the verb, read so, takes content of all the kinds (see cues.toml)."""
        return self.cue.takes.issuperset(kinds)

    @property
    def clause(self) -> Word | None:
        """The verb of the clause that follows as the complement."""
        return clause_after(self.verb)

    @property
    def reach(self) -> int:
        """Where what follows the verb ends, the whole sentence for a main verb that takes whatever follows it."""
        main = self.verb.root.i <= self.verb.i and self.end == self.verb.last + 1
        if self.takes("tail") and main:
            return self.parse.content_end(self.parse.sentence_of[self.verb.i])
        return self.end

    @property
    def after(self) -> list[tuple[int, int]]:
        """All that follows the verb, as content."""
        start = self.verb.i + 1
        return [(start, self.reach)] if self.reach > start else []


def clause_after(verb: Word) -> Word | None:
    """Return the verb of the clause that follows as the complement, or None."""
    return verb.right(Relation.CLAUSAL_COMPLEMENT)


def is_amount(noun: Word) -> bool:
    """Whether the noun is a number or is counted by one."""
    return (
        noun.form is Form.CARDINAL
        or any(character.isdigit() for character in noun.text)  # "R4bn"
        or any(child.form is Form.CARDINAL for child in noun.lefts)
    )


def has_amount(verb: Word) -> bool:
    """Whether an amount is the verb's object: "shares of one rose 2 percent, the other added 3 percent"."""
    return any(child.relation is Relation.OBJECT and is_amount(child) for child in verb.rights)


def end_of_content(parse: Parse, lexicon: Lexicon, verb: Word) -> int:
    """Return where content after the verb ends: with its clause, before a verb that is joined to it."""
    sentence_end = parse.content_end(parse.sentence_of[verb.i])
    whole = verb.relation is Relation.ROOT or _is_run_on(parse, lexicon, verb)
    end = sentence_end if whole else min(verb.last + 1, sentence_end)
    for child in verb.rights:
        joined = child.relation is Relation.CONJUNCT and child.form in VERB_FORMS
        if joined and not _goes_on(lexicon, verb, child):
            end = min(end, child.first)
            break
    stops = next((i for i in range(verb.i + 1, end) if _ends_clause(parse, i)), end)
    return _before_colon(parse, lexicon, verb, stops)


def _ends_clause(parse: Parse, i: int) -> bool:
    """Whether a semicolon ends a clause rather than an item of a list: a verb stands before the next one."""
    if parse.texts[i] != ";":
        return False
    end = parse.content_end(parse.sentence_of[i])
    following = next((k for k in range(i + 1, end) if parse.texts[k] == ";"), end)
    return any(parse[k].form in FINITE_FORMS for k in range(i + 1, following))


def _before_colon(parse: Parse, lexicon: Lexicon, verb: Word, end: int) -> int:
    """Return where content ends before a colon after which somebody else speaks."""
    if not lexicon.object_marks:
        return end
    colon = next((i for i in range(verb.i + 2, end) if parse.texts[i] == ":"), end)
    speaks = any(
        parse[i].is_verb and any(cue.weight > 1 for cue in lexicon.verbs.get(parse.lower[i], ()))
        for i in range(colon, end)
    )
    return colon if speaks else end


def _goes_on(lexicon: Lexicon, verb: Word, clause: Word) -> bool:
    """Whether a joined clause goes on with what is said: "said 9 died, 4 were hurt", "..., so it took 2 hours"."""
    subject = clause.left(*GRAMMATICAL_SUBJECTS)
    if subject is None or clause_after(verb) is None:
        return False
    conjunctions = {child.lower for child in verb.rights if child.relation is Relation.COORDINATOR}
    if not conjunctions:
        return subject.pos is not PartOfSpeech.PROPER_NOUN
    thing = lexicon.pronouns.get(subject.lower, ("",))[0] == "n"
    return thing and not conjunctions.isdisjoint(lexicon.consequences)


def _is_run_on(parse: Parse, lexicon: Lexicon, verb: Word) -> bool:
    """Whether clauses after commas that the parser hung the verb on go on with it: "told us one died, 20 were hurt"."""
    host, after = verb.head, verb.last + 1
    complement = verb.relation is Relation.CLAUSAL_COMPLEMENT and clause_after(verb) is not None
    if not complement or host.i < after or parse.texts[after] != ",":
        return False
    following = parse[after + 1]
    return (
        verb.first == verb.sentence[0]
        and following.relation in GRAMMATICAL_SUBJECTS
        and following.head is host
        and not any(
            "comment" in cue.takes and cue.weight >= HEAVY for cue in lexicon.verbs.get(host.lower, ())
        )
    )


def before_absolute(saying: Saying, end: int) -> int:
    """Return where an act ends before what others do meanwhile: "promised help, with the north sending 40 boats"."""
    parse = saying.parse
    for i in range(saying.verb.i + 1, end):
        token = parse[i]
        if token.relation is Relation.PREPOSITION and parse.texts[i - 1] == ",":
            clause = token.right(Relation.PREPOSITION_CLAUSE)
            subject = clause.left(*ACTIVE_SUBJECTS) if clause is not None else None
            if subject is not None and can_speak(parse, saying.lexicon, subject):
                return i  # but "warned of a storm, with winds reaching 90 km/h"
    return end
