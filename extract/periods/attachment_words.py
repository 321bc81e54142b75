"""Attachment words: the words of one language that tell which figure a time belongs to."""

from dataclasses import dataclass
from typing import Any

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import Form
from newstally.extract.grammar.relations import GRAMMATICAL_SUBJECTS, NOUN_CLAUSES, Relation
from newstally.extract.periods.dependency_path import has_subject
from newstally.extract.periods.figure_contexts import TimeMention


@dataclass(frozen=True, slots=True)
class AttachmentWords:
    """See ``periods.toml`` for what each set holds."""

    reporting: frozenset[str]
    acts: frozenset[str]
    announcing: frozenset[str]
    out: frozenset[str]
    documents: frozenset[str]
    present: frozenset[str]
    results: frozenset[str]
    results_after: frozenset[str]
    surveying: frozenset[str]
    long: frozenset[str]
    occasion: frozenset[str]
    into: frozenset[str]
    spells: frozenset[str]
    part: frozenset[str]
    naming_parts: frozenset[str]
    group: frozenset[str]
    attending: frozenset[str]
    efforts: frozenset[str]
    toward: frozenset[str]
    same_time: frozenset[str]
    same_day: frozenset[str]
    moments: frozenset[str]
    days: frozenset[str]
    adjacent: frozenset[str]
    parallel: frozenset[str]
    holding: frozenset[str]
    noun_only: frozenset[str]
    multiples: frozenset[str]
    lasting: frozenset[str]
    copular: frozenset[str]
    open_end: frozenset[str]

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "AttachmentWords":
        """Take them from the language's data on periods."""
        telling, occasion, same_time = data["telling"], data["occasion"], data["same_time"]
        return cls(
            reporting=frozenset(telling["verbs"]),
            acts=frozenset(telling["acts"]),
            announcing=frozenset(telling["announcing"]),
            out=frozenset(telling["out"]),
            documents=frozenset(telling["documents"]),
            present=frozenset(telling["present"]),
            results=frozenset(telling["results"]),
            results_after=frozenset(telling["for"]),
            surveying=frozenset(telling["surveying"]),
            long=frozenset(telling["long"]),
            occasion=frozenset(occasion["prepositions"]),
            into=frozenset(occasion["into"]),
            spells=frozenset(occasion["spells"]),
            part=frozenset(occasion["part"]),
            naming_parts=frozenset(occasion["naming_parts"]),
            group=frozenset(occasion["group"]),
            attending=frozenset(occasion["verbs"]),
            efforts=frozenset(occasion["efforts"]),
            toward=frozenset(occasion["toward"]),
            same_time=frozenset(same_time["words"]),
            same_day=frozenset(same_time["same_day"]),
            moments=frozenset(same_time["moments"]),
            days=frozenset(same_time["days"]),
            adjacent=frozenset(data["adjacent"]["prepositions"]),
            parallel=frozenset(data["adjacent"]["parallel"]),
            holding=frozenset(data["holding"]["entries"]),
            noun_only=frozenset(data["noun_only"]["entries"]),
            multiples=frozenset(data["multiples"]["words"]),
            lasting=frozenset(data["lasting"]["meanings"]),
            copular=frozenset(data["noun_only"]["verbs"]),
            open_end=frozenset(data["open_end"]["words"]),
        )

    def is_report(self, mention: TimeMention) -> bool:
        """Return whether a time is that of a reporting verb, not of what it tells."""
        return self.is_report_of(mention.governor, mention)

    def is_report_of(self, verb: Word, mention: TimeMention) -> bool:
        """Return whether a time, as that of the verb, is one of reporting; "now" or "since May" isn't."""
        if mention.expression.entry.is_relation or mention.name in self.present:
            return False
        lemma = (verb.lemma or verb.text).lower()
        return lemma in self.reporting and not (lemma in self.acts and self._is_of_deed(verb))

    def _is_of_deed(self, verb: Word) -> bool:
        """Return whether a verb such as "release" has something else than a document that is released."""
        if verb.relation in NOUN_CLAUSES:
            thing: Word | None = verb.head
        else:
            thing = verb.object or verb.dependent(Relation.PASSIVE_SUBJECT)
        return thing is not None and not thing.is_name and thing.lemma.lower() not in self.documents

    def is_time_of_report(self, mention: TimeMention) -> bool:
        """Return whether a time modifies what is a reporting verb in its sentence, or is when a document came out."""
        verb = mention.governor
        told = verb.is_verb or verb.form is Form.PAST_PARTICIPLE
        if told and self._is_what_is_told_of(mention):
            return False
        return (told and self.is_report(mention)) or self.is_of_issue(mention)

    @staticmethod
    def _is_what_is_told_of(mention: TimeMention) -> bool:
        """Return whether a time is the subject of its verb: "Monday is forecast to be the hottest day"."""
        verb, time = mention.governor, mention.governor.parse[mention.last]
        if time.relation in GRAMMATICAL_SUBJECTS:
            return True
        alone = time.relation is Relation.ADVERBIAL_NOUN and time.head is verb and not has_subject(verb)
        return alone and time.i < verb.i

    def is_of_issue(self, mention: TimeMention) -> bool:
        """Return whether a day is that on which a document came out: "a poll out Thursday"."""
        before = mention.governor.parse[mention.first - 1] if mention.first else None
        if before is None or before.relation is Relation.VERB_PARTICLE:
            return False  # "thrown out on Monday"
        return before.lower in self.out and mention.means in self.days

    def is_announced_by(self, thing: Word, mention: TimeMention) -> bool:
        """Return whether a day is that on which what stands before it was announced: "unveiled a plan on Monday"."""
        announces = thing.relation is Relation.OBJECT and thing.head.lemma.lower() in self.announcing
        return announces and thing.i < mention.first and mention.means in self.days
