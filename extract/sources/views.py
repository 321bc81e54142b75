"""Views: whose view, account or words a sentence tells by a phrase at its head or end ("In her view, ...")."""

from newstally.extract.grammar import Parse
from newstally.extract.grammar.relations import Relation
from newstally.extract.rules import counterexample, example, rule
from newstally.extract.sources.attribution import Attribution
from newstally.extract.sources.lexicon import Lexicon
from newstally.extract.sources.mentions import can_speak, mention_of

WEIGHT = 2


@rule(
    "sources.phrase.view",
    example("In Ana Ruiz's view, shares could reach 200 dollars.", "200 dollars", source="Ana Ruiz"),
    example("The analyst Ana Ruiz likes Holt. In her view, it is worth $200.", "$200", source="Ana Ruiz"),
    counterexample("In view of the storm, 12 boats stayed in port.", "12", source=None),
    counterexample("The house stands in Ana Ruiz's view, 12 metres from the sea.", "12 metres", source=None),
)
def view_attribution(parse: Parse, lexicon: Lexicon, i: int, first: int, end: int) -> Attribution | None:
    """Take whose view it is for the source of a sentence that a phrase with it opens or closes."""
    noun = parse[i]
    phrase = noun.head
    holder = noun.left(Relation.POSSESSOR)
    if (
        holder is None
        or phrase.relation is not Relation.PREPOSITION
        or phrase.lower not in lexicon.before_view
    ):
        return None
    if holder.lower in lexicon.own_voice - lexicon.its:
        return None
    theirs = holder.lower in lexicon.owners or holder.lower in lexicon.its
    if not theirs and not can_speak(parse, lexicon, holder):
        return None
    after = noun.last + 1
    if phrase.i == first and parse.texts[after] == ",":
        content = (after, end)
    elif parse.texts[phrase.i - 1] == "," and parse[after].is_punctuation and after >= end - 1:
        content = (first, phrase.i)
    else:
        return None
    entry = f"cues.phrases.views.{noun.lower}"
    source = mention_of(parse, lexicon, holder)
    return Attribution(source, (phrase.i, i), [content], WEIGHT, "sources.phrase.view", entry)
