"""Grammar: the parse of a text, asked in the field's words and never in a model's labels.

    parse = parse_of(doc)
    verb = parse[7]
    verb.subject, verb.object, verb.is_passive, verb.agent
    verb.relation is Relation.RELATIVE_CLAUSE, verb.form in FINITE_FORMS, noun.pos in NOUNS

``Relation``, ``Form`` and ``PartOfSpeech`` are the terms, ``Word`` holds the questions, and one adapter per annotation
scheme brings a model's labels and trees to them (``clear`` for spaCy's English models, ``universal`` for Universal
Dependencies). No module outside of this package names a label or a tag.
"""

from newstally.extract.grammar.parse import Parse, parse_of
from newstally.extract.grammar.text import Text
from newstally.extract.grammar.word import Word

__all__ = ["Parse", "Text", "Word", "parse_of"]
