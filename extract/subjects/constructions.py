"""Constructions: the ways in which words lead from a quantity to what it is the quantity of.

A rule finds its thing by one construction. What is asked of a construction later (does its noun stand with the number?
can a later count leave that noun out?) is a property of it here, so that a new rule has to say nothing but by which
construction it reads.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Construction:
    """One construction. ``name`` is the middle of its rules' ids ("noun_ellipsis" in "subjects.noun_ellipsis.pair")."""

    name: str
    elided: bool = False
    """Whether the noun is left out beside the number and taken from another place."""
    decides_unit: bool = False
    """Whether the noun counted stands with its number, so that it outweighs what was taken for the unit before."""
    takes_value: bool = False
    """Whether the noun stands before the number and has it for its value ("a retirement age of 62")."""
    is_guess: bool = False
    """Whether a coordination with the amount before outweighs it."""
    repeatable: bool = True
    """Whether a later count can leave this one's noun out."""
    shared_out: bool = False
    """Whether what is found is a whole that a later bare share may be a share of as well."""
    own_phrase: bool = False
    """Whether the noun is told by a phrase of the amount's own or of an amount before, so that no purpose is added."""
    of_persons: bool = False
    """Whether it counts persons that the text leaves out."""
    argument: bool = False
    """Whether the thing is an argument of the verb that the amount belongs to."""
    by_clause: bool = False
    """Whether noun and amount are only in one clause together."""
    amount_of_noun: bool = False
    """Whether amount and noun stand in one noun phrase."""
    whole_after: bool = False
    """Whether the noun after "of" or "in" is what the amount is taken from or made of."""


COUNTED_NOUN = Construction("counted_noun", decides_unit=True)
"""A numeral and its noun: "12 trucks"."""
PARTITIVE_COUNT = Construction("partitive_count", decides_unit=True)
""" "191 of the 250 files"."""
HYPHENATED = Construction("hyphenated", decides_unit=True, repeatable=False)
""" "a 14-storey block" counts storeys."""
COLLECTIVE = Construction("collective", decides_unit=True, takes_value=True)
"""A noun for a number of what it doesn't name: "a death toll of 12" counts people."""
VALUED_NOUN = Construction("valued_noun", takes_value=True)
"""A noun before the number that has it for its value: "cases fell by 30"."""
FREQUENCY = Construction("frequency", repeatable=False)
""" "six times"."""
INDEX_LEVEL = Construction("index_level", repeatable=False)
""" "the index closed at 17,450"."""
NOUN_ELLIPSIS = Construction("noun_ellipsis", elided=True, shared_out=True)
"""The noun of a count or share before, left out here: "wounded 30"."""
VOTES = Construction("votes", elided=True)
""" "voted 310 to 112"."""
OTHERS = Construction("others", elided=True, decides_unit=True)
""" "four others"."""
NUMERAL_OF_NOUN = Construction("numeral_of_noun", elided=True, decides_unit=True)
"""A noun that a number of what was counted before describes: "against our 2.1 million figure"."""
PERSONS_TOLD_OF = Construction("persons_told_of", elided=True, of_persons=True)
"""The state of persons counted before in the sentence: "12 sailors were found, four dead"."""
IMPLIED_PERSONS = Construction("implied_persons", shared_out=True, of_persons=True)
"""Persons that no noun names: "killed 12"."""
NO_CONSTRUCTION = Construction("none", is_guess=True)
"""Nothing was found."""
NEAREST_NOUN = Construction("nearest_noun", is_guess=True)
"""No construction was found; the noun next to the quantity is taken."""
PARTITIVE = Construction("partitive", shared_out=True, own_phrase=True, whole_after=True)
""" "31% of investors"."""
MATERIAL = Construction("material", own_phrase=True, whole_after=True)
""" "$300 million in school funding"."""
ATTRIBUTIVE = Construction("attributive", amount_of_noun=True)
""" "a 5 km road"."""
BRACKETED = Construction("bracketed")
""" "kerosene (12.8%)"."""
NOUN_WITH_AMOUNT = Construction("noun_with_amount", amount_of_noun=True)
""" "a fine of $5 million"."""
SUBJECT_OF_VERB = Construction("subject_of_verb", argument=True, by_clause=True)
""" "the firm lost $2 million"."""
COPULAR = Construction("copular")
""" "turnout was 61%"."""
LEVEL = Construction("level")
""" "rates rose to 11%"."""
CHANGE = Construction("change", argument=True)
""" "sales rose by 5%"."""
VERB_ALONE = Construction("verb_alone", by_clause=True)
""" "I lost 30 pounds"."""
DURATION = Construction("duration", argument=True, by_clause=True)
"""What is done for a time: "held the road two hours"."""
CLAUSE = Construction("clause", by_clause=True)
""" "it took a year to build"."""
AMOUNT_AS_SUBJECT = Construction("amount_as_subject", argument=True, by_clause=True)
""" "$5 million was spent on roads"."""
COMPLEMENT = Construction("complement", argument=True, by_clause=True)
""" "spent $5 million on roads"."""
MEASURED_ADJECTIVE = Construction("measured_adjective", argument=True)
""" "hail 5 cm wide"."""
RELATIVE_CLAUSE = Construction("relative_clause", argument=True)
""" "the $200 that the senator raised"."""
MAGNITUDE = Construction("magnitude")
""" "with temperatures soaring, Osta recorded 41C"."""
CONTEST = Construction("contest")
""" "Ruiz beats Hale 46% to 40%"."""
OPINION = Construction("opinion", by_clause=True)
""" "nurses back Hale, 51% to 24%"."""
SHARE = Construction("share", own_phrase=True)
"""The thing that is a share of another: "women make up 40% of the judges"."""
SHORTFALL = Construction("shortfall", own_phrase=True)
"""A thing compared with itself: "Ohio is 6% below its peak employment"."""
RESTATEMENT = Construction("restatement", own_phrase=True)
""" "10 km (6 miles)"."""
COMPARISON = Construction("comparison", own_phrase=True)
""" "6%, up from 5%"."""
COORDINATION = Construction("coordination", argument=True)
""" "raised $12 million from insurers and $2 million from banks"."""
GAPPING = Construction("gapping", argument=True)
""" "trade grew 4%, mining 3%"."""
OBJECT_GAPPING = Construction("object_gapping", argument=True)
""" "they cut trade by 4%, mining by 3%"."""
