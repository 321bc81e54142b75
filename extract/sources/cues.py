"""Cues: the readings of the verbs and phrases by which a text attributes what it tells."""

from dataclasses import dataclass
from typing import Any

from newstally.extract.words.inflection import Inflection


@dataclass(frozen=True, slots=True)
class Cue:
    """One reading of a verb of attribution: its grammar, as cues.toml explains it."""

    rule: str
    base: str
    takes: frozenset[str]
    weight: int
    document_only: bool
    person_only: bool
    investigator_only: bool
    keeper_only: bool
    officer_only: bool
    indirect: bool
    particle: str | None
    at: bool
    object: str | None
    won: frozenset[str]


def verbs_of(data: dict[str, Any], forms: Inflection) -> dict[str, tuple[Cue, ...]]:
    """Return the readings of each inflected form of a verb (of a phrasal verb: of its first word), heaviest first."""
    found: dict[str, list[Cue]] = {}
    for group, entry in data["verbs"].items():
        at, won = frozenset(entry.get("at", ())), forms.with_plurals(entry.get("won", ()))
        for base in entry["words"]:
            word, _, particle = base.partition(" ")
            cue = Cue(
                rule=f"cues.verbs.{group}.{base}",
                base=base,
                takes=frozenset(entry["takes"]),
                weight=entry["weight"],
                document_only=entry.get("subject") == "document",
                person_only=entry.get("subject") == "person",
                investigator_only=entry.get("subject") == "investigator",
                keeper_only=entry.get("subject") == "keeper",
                officer_only=entry.get("subject") == "officer",
                indirect=entry.get("indirect", False),
                particle=particle or None,
                at=base in at,
                object=entry.get("object"),
                won=won,
            )
            for form in dict.fromkeys(forms.verb_forms(word)):
                found.setdefault(form, []).append(cue)
    return {
        form: tuple(sorted(cues, key=lambda cue: (cue.particle is None, -cue.weight)))
        for form, cues in found.items()
    }


def phrases_of(data: dict[str, Any]) -> dict[str, tuple[tuple[tuple[str, ...], str, bool], ...]]:
    """Return phrases by their first word, longest first: words, entry, and whether only a speaker may be named."""
    checked = frozenset(data["checked"])
    found: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    for phrase in data["whole_sentence"]:
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append((words, f"cues.phrases.{phrase}", phrase in checked))
    return {
        first: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for first, entries in found.items()
    }
