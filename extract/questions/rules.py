"""The rules by which a figure's question is told, by the names that evidence gives them."""

from newstally.extract.rules import example, family

LEFT_OUT = "subjects.noun_ellipsis."
"""How the ids begin of the rules that give a figure the noun of another one."""

VALUED = "subjects.valued_noun."
"""How the ids begin of the rules that give a figure the noun for an amount, or what stands nearest to it."""

NOUN = family(
    "questions.noun",
    "The noun that is counted says what is measured.",
    example("The clinic counted 14 deaths.", "14", measure="death"),
)
SUBJECT = family(
    "questions.subject",
    "The words of the figure's subject say what is measured, and of whom.",
    example("Police arrested 30 protesters.", "30", measure="arrest", population="protester"),
    example("Lawyers said 23 people remained in detention.", "23", measure="custody"),
    example("Officials said 23 people remain detained.", "23", measure="custody"),
)
IMPLIED = family(
    "questions.implied",
    "Those who are counted say what is measured where nothing else does.",
    example("Some 500 demonstrators, the city says.", "500", measure="attendance"),
)
CLAUSE = family(
    "questions.clause",
    "Where the subject says nothing, the nearest word of the figure's clause does.",
    example("The ferry sank and 14 were counted among the dead.", "14", measure="death"),
)
SENTENCE = family(
    "questions.sentence",
    "Where the clause says nothing, the sentence does.",
    example("Arrests were made all night, and the board spoke of 14 people.", "14", measure="arrest"),
)
BEFORE = family(
    "questions.before",
    "Where the sentence says nothing, a figure goes on with the measure and place of the one before.",
    example("The flood killed 12 people. The governor put it at 35.", "35", measure="death"),
)
PLACE = family(
    "questions.place",
    "The nearest place of the clause, or one that the subject names, is where a figure holds.",
    example("The flood killed 12 people in Hamburg.", "12", place="hamburg"),
)
ASPECT = family(
    "questions.aspect",
    "Words beside a figure say which part of the whole it is: new ones, a total, what there is room for.",
    example("At least 5 more people were injured.", "5", aspect="new"),
    example("Nine children were injured, and 6 of them are in hospital.", "6", aspect="part"),
)
