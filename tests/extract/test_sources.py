"""Who says a figure: attributions inside one sentence, by verbs, phrases, nouns and quotations."""

from collections.abc import Callable

import pytest
import spacy

from newstally.extract.model import Reading
from newstally.extract.run_together import run_together
from newstally.extract.sources.ranking import ranking_of
from newstally.extract.tokens import RememberedRuns
from tests.extract.numbers_at import number_at

Read = Callable[..., Reading]


VERBS = [
    (
        "Ana Ruiz mentioned raising the fee (with much less haste than her rival's plea for 15 dollars).",
        "15",
        None,
        None,
    ),
    ("The old harbour town boasts 15 museums.", "15", None, None),
    ("Peru recorded a wind above 90 mph once more.", "90", None, None),
    ("The weather office recorded 40 flashes of lightning.", "40", "weather office", "recorded"),
    ("Many towns promised help, with the north promising 40 boats.", "40", None, None),
    (
        "Separately, Courier Check found 60 shops on the list that had been fined.",
        "60",
        "Courier Check",
        "found",
    ),
    (
        "Courier Check identified the 1,900 firms that had kept a licence.",
        "1,900",
        "Courier Check",
        "identified",
    ),
    ("Auditors have uncovered about 120 forged bills.", "120", "Auditors", "uncovered"),
    ("The hiker found two coins.", "two", None, None),
    ("Ana Ruiz found two coins.", "two", None, None),
    ("Ana Ruiz said that 40 boats sank. We found 131 boats in Velm by evening.", "131", None, None),
    ("Ana Ruiz said: “We found 131 boats.”", "131", "Ana Ruiz", "said"),
    (
        "In May, prosecutors confirmed a list of 14 offences the brothers are held for.",
        "14",
        "prosecutors",
        "confirmed",
    ),
    (
        "It comes after figures published by Dorn Health show there was a sixfold rise.",
        "sixfold",
        "Dorn Health",
        "show",
    ),
    (
        "Juan Ortega told the Courier one of his friends had died, another was lost, and 20 people he knew were hurt.",
        "20",
        "Juan Ortega",
        "told",
    ),
    (
        'Bassi added the port is well run, so it was "no good" with waits of two hours.',
        "two",
        "Bassi",
        "added",
    ),
    (
        "The flats were empty when, according to the Selva Quake Agency, shocks hit the coast, with one reaching 40 km.",
        "40",
        "Selva Quake Agency",
        "according to",
    ),
    ("More than 400 people were brought out by boat, fire crews said.", "400", "fire crews", "said"),
    ("The central bank sees growth of 2 percent next year.", "2", "central bank", "sees"),
    ("The central bank sees prices rising by 3% next year.", "3", "central bank", "sees"),
    ("The strike has forced the bank to cut its forecast to 40 mergers.", "40", "bank", "cut"),
    ("Unless it rains, the SWA projects the valley will lose 32 wells.", "32", "SWA", "projects"),
    (
        "Mirela Antov, economist at the Centre for Farm Studies, estimated milk demand had outgrown supply by 30%.",
        "30",
        "Mirela Antov",
        "estimated",
    ),
    (
        "The frost led to accidents, outages and the death of 4 hikers and officials said 90 homes were dark.",
        "90",
        "officials",
        "said",
    ),
    (
        "The weather office warned of gusts of 80 km an hour, possibly reaching 110 on the coast.",
        "110",
        "weather office",
        "warned of",
    ),
    (
        "Rents rose by 8 percent, according to the union, compared with 3 percent in May.",
        "3",
        "union",
        "according to",
    ),
    ("Police said on Tuesday that 12 people had died in the fire.", "12", "Police", "said"),
    ("Police said 12 people had died.", "12", "Police", "said"),
    ("Twelve boats sank in the storm, the coast guard said.", "Twelve", "coast guard", "said"),
    ("Twelve boats sank in the storm, he said", "Twelve", "he", "said"),
    ("The storm, officials said, destroyed 340 homes.", "340", "officials", "said"),
    (
        "At least 40 miners are missing, said Pedro Quispe, who leads the rescue.",
        "40",
        "Pedro Quispe",
        "said",
    ),
    ("The ministry estimates that 3,000 farms were flooded.", "3,000", "ministry", "estimates"),
    ("Oxfam puts the number of displaced at 70,000.", "70,000", "Oxfam", "puts"),
    ("The health ministry reported 14 new cases of cholera.", "14", "health ministry", "reported"),
    ("Hospitals in the capital confirmed 31 deaths.", "31", "Hospitals in the capital", "confirmed"),
    ("The mayor told reporters that 600 trees would be planted.", "600", "mayor", "told"),
    (
        "Two officials acknowledged that 90 tonnes of grain had spoiled.",
        "90",
        "Two officials",
        "acknowledged",
    ),
    ("Researchers found that 8 out of 10 wells were dry.", "8", "Researchers", "found"),
    (
        "A survey by the university shows that 41% of tenants fear eviction.",
        "41",
        "survey by the university",
        "shows",
    ),
    ("Official figures show exports fell by 6.2 percent in May.", "6.2", "Official figures", "show"),
    (
        "Data from the port authority indicate that 212 ships were delayed.",
        "212",
        "Data from the port authority",
        "indicate",
    ),
    ("The report suggests that 5,000 jobs are at risk.", "5,000", "report", "suggests"),
    (
        "The airline, which the regulator says carried 9 million passengers, is for sale.",
        "9 million",
        "regulator",
        "says",
    ),
    (
        "The crash was caused by ice and killed 17 people, investigators concluded.",
        "17",
        "investigators",
        "concluded",
    ),
    ("The company denied that 400 workers had been dismissed.", "400", "company", "denied"),
    ("The union claims 2,500 members walked out.", "2,500", "union", "claims"),
    ("Economists expect prices to rise by 4 percent.", "4", "Economists", "expect"),
    ("The governor promised to build 300 schools.", "300", "governor", "promised"),
    ("Aid groups say 600 are missing, while the army says 90.", "90", "army", "says"),
    ("Only 90 came, far below the 600 claimed by the union.", "600", "union", "claimed"),
    ("Some 200 people danced, one sailor said.", "200", "one sailor", "said"),
    (
        "Exports fell by 6 percent, figures from the port authority show.",
        "6",
        "port authority",
        "show",
    ),
    ("Exports rose 6 percent, the port said on Friday, up from 4 in May.", "4", "port", "said"),
    ("The coast guard raised the death toll to 41.", "41", "coast guard", "raised"),
    (
        "Sales were lower than the 3 million dollars expected by analysts.",
        "3 million",
        "analysts",
        "expected",
    ),
    (
        "The Harbour Office issued a report showing that 90 boats had no licence.",
        "90",
        "Harbour Office",
        "showing",
    ),
    (
        "The study by the Reed Institute - which was set up in memory of the chemist Ana Bell - found 12 toxins.",
        "12",
        "Reed Institute",
        "found",
    ),
    ("The banker, who admitted hiding 3 million dollars, was jailed.", "3 million", "banker", "admitted"),
    ("The deal was rejected, with the board saying that 60 jobs would be lost.", "60", "board", "saying"),
    (
        "An outbreak that sickened 45 children was reported by the district office.",
        "45",
        "district office",
        "reported",
    ),
]

PHRASES = [
    ("According to the fire brigade, 25 houses burned down.", "25", "fire brigade", "According to"),
    ("The flood killed 25 people, according to the fire brigade.", "25", "fire brigade", "according to"),
    ("The strike, according to the union, cost 4,000 jobs.", "4,000", "union", "according to"),
    ("As the finance ministry noted, debt rose to 61 percent.", "61", "finance ministry", "noted"),
    ("In a poll of voters published on Friday, 38 percent backed the mayor.", "38", "poll of voters", "In"),
    ("By the city's own count, 700 people sleep outside.", "700", "city", "By"),
    ("The paper, citing two army officers, put the toll at 19.", "19", "two army officers", "citing"),
    ("The bridge cost 40 million, by the city's own reckoning.", "40", "city", "by"),
    ("The cost was estimated by the treasury at 40 million.", "40", "treasury", "estimated by"),
    ("Sales missed Northbank estimates of 40 million.", "40", "Northbank", "estimates"),
    ("The union's tally stands at 54 arrests.", "54", "union", "tally"),
    ("The governor's promise to build 300 schools was broken.", "300", "governor", "promise"),
    ("The judge dismissed the prosecution's claim that 80 cars were stolen.", "80", "prosecution", "claim"),
    ("As reported by the Daily Courier, 18 shops were looted.", "18", "Daily Courier", "As reported by"),
]

QUOTATIONS = [
    ('"We lost 40 houses," said Ana Ruiz, the mayor.', "40", "Ana Ruiz", "said"),
    ("“We lost 40 houses,” Ruiz said.", "40", "Ruiz", "said"),
    ('Ana Ruiz said: "We lost 40 houses."', "40", "Ana Ruiz", "said"),
    ('"It was bad," Ana Ruiz said. "We lost 40 houses."', "40", "Ana Ruiz", "said"),
    ('"It was bad. We lost 40 houses. No one came," Ana Ruiz said.', "40", "Ana Ruiz", "said"),
    ("''We lost 40 houses,'' Ana Ruiz said.", "40", "Ana Ruiz", "said"),
    ("‘We lost 40 houses,’ said Ana Ruiz.", "40", "Ana Ruiz", "said"),
    ('Ana Ruiz, a farmer, was blunt. "We lost 40 houses," she added.', "40", "Ana Ruiz", "added"),
    ('Ana Ruiz counted the boats. "Maybe 500," said a sailor.', "500", "sailor", "said"),
    (
        'Ana Ruiz answered a man who says he is poor: "You hid 40 million dollars in a bank abroad."',
        "40 million",
        "Ana Ruiz",
        "answered",
    ),
    ('The ministry called it "the worst season on record, with 40 ships lost".', "40", "ministry", "called"),
]


@pytest.mark.parametrize(("text", "figure", "source", "cue"), [*VERBS, *PHRASES, *QUOTATIONS])
def test_finds_the_source_and_its_cue(read: Read, text: str, figure: str, source: str, cue: str) -> None:
    number = number_at(read(text), figure)
    assert (number.source, number.cue) == (source, cue)


def test_gives_the_place_of_the_mention_and_the_rule(read: Read) -> None:
    text = "On Monday police in Leeds said 12 cars were stolen."
    number = number_at(read(text), "12")
    assert number.source_start is not None
    assert text[number.source_start : number.source_end] == "police in Leeds"
    assert number.evidence["source"].rule == "sources.verb.clause"
    assert number.evidence["source"].entry == "cues.verbs.saying.say"


@pytest.mark.parametrize(
    ("text", "figure", "source"),
    [
        ("The army told Reuters that 30 rebels were captured.", "30", "army"),
        ("Ana Ruiz told the Daily Courier newspaper she had sold 60 cows.", "60", "Ana Ruiz"),
        ("In statements to the agency EFE, Ana Ruiz said 60 cows had died.", "60", "Ana Ruiz"),
        ("OSLO (AP) — The government said on Friday that it had bought 12 ferries.", "12", "government"),
    ],
)
def test_the_channel_of_a_statement_is_not_its_source(
    read: Read, text: str, figure: str, source: str
) -> None:
    assert number_at(read(text), figure).source == source


def test_a_source_that_ends_like_a_verb_is_read_whole(read: Read) -> None:
    reading = read("Ruiz won with 51 percent, according to early results from the secretary of state.")
    assert [claim.source for claim in reading.claims] == ["early results from the secretary of state"]


def test_a_country_run_together_with_its_verb_is_read_as_two_words(read: Read) -> None:
    number = number_at(read("Hospitals were full. Ghanareported 40 cases on Monday."), "40")
    assert (number.source, number.cue) == ("Ghana", "reported")


def test_words_run_together_are_two_however_many_were_read_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newstally.extract.tokens.REMEMBERED", 1)
    tokens = RememberedRuns(spacy.blank("en").tokenizer, run_together("en"))
    tokens("Hospitals were full.")
    assert [token.text for token in tokens("Ghanareported 40")] == ["Ghana", "reported", "40"]


def test_kept_runs_have_the_tokens_that_the_tokenizer_gives_them() -> None:
    tokens, alone = RememberedRuns(spacy.blank("en").tokenizer), spacy.blank("en").tokenizer
    for text in ('Mr. Vega didn\'t say "cannot", gonna go.', "", "Vega cannot go (didn't) at 5 a.m. gonna"):
        for _ in range(2):
            assert [token.text for token in tokens(text)] == [token.text for token in alone(text)]


def test_a_learned_choice_tells_what_it_was_preferred_to(read):
    number = next(n for n in read("The report explores data showing that 67,000 homes stand empty.").claims)
    preference = number.source_preference
    assert number.source == "report"
    assert preference.chance > preference.next_chance > 0
    assert preference.next_words == "data"
    assert any(weight > 0 for _, weight in preference.reasons)


def test_a_language_without_learned_weights_keeps_what_the_rules_say():
    assert ranking_of("en") is not None
    assert ranking_of("fr") is None
