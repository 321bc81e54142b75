"""Attachment words: the words of one language that tell which figure a time belongs to."""

from dataclasses import dataclass
from typing import Any

from newstally.extract.grammar import Word
from newstally.extract.periods.figure_contexts import TimeMention


@dataclass(frozen=True, slots=True)
class AttachmentWords:
    """See ``periods.toml`` for what each set holds."""

    reporting: frozenset[str]
    surveying: frozenset[str]
    long: frozenset[str]
    occasion: frozenset[str]
    into: frozenset[str]
    spells: frozenset[str]
    part: frozenset[str]
    group: frozenset[str]
    attending: frozenset[str]
    efforts: frozenset[str]
    toward: frozenset[str]
    same_time: frozenset[str]
    same_day: frozenset[str]
    days: frozenset[str]
    adjacent: frozenset[str]
    holding: frozenset[str]
    noun_only: frozenset[str]
    lasting: frozenset[str]

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "AttachmentWords":
        """Take them from the language's data on periods."""
        telling, occasion, same_time = data["telling"], data["occasion"], data["same_time"]
        return cls(
            reporting=frozenset(telling["verbs"]),
            surveying=frozenset(telling["surveying"]),
            long=frozenset(telling["long"]),
            occasion=frozenset(occasion["prepositions"]),
            into=frozenset(occasion["into"]),
            spells=frozenset(occasion["spells"]),
            part=frozenset(occasion["part"]),
            group=frozenset(occasion["group"]),
            attending=frozenset(occasion["verbs"]),
            efforts=frozenset(occasion["efforts"]),
            toward=frozenset(occasion["toward"]),
            same_time=frozenset(same_time["words"]),
            same_day=frozenset(same_time["same_day"]),
            days=frozenset(same_time["days"]),
            adjacent=frozenset(data["adjacent"]["prepositions"]),
            holding=frozenset(data["holding"]["entries"]),
            noun_only=frozenset(data["noun_only"]["entries"]),
            lasting=frozenset(data["lasting"]["meanings"]),
        )

    def is_report(self, mention: TimeMention) -> bool:
        """Return whether a time is that of a reporting verb, not of what it tells."""
        return self.is_report_of(mention.governor, mention)

    def is_report_of(self, verb: Word, mention: TimeMention) -> bool:
        """Return whether a time, as that of the verb, is one of reporting; a relation such as "since May" isn't."""
        return (
            verb.lemma or verb.text
        ).lower() in self.reporting and not mention.expression.entry.is_relation

    def is_time_of_report(self, mention: TimeMention) -> bool:
        """Return whether a time modifies what is a reporting verb in its sentence too."""
        return mention.governor.is_verb and self.is_report(mention)
