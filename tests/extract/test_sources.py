"""Who says a figure: attributions inside one sentence, by verbs, phrases, nouns and quotations."""

from collections.abc import Callable

import pytest
import spacy

from newstally.extract.model import Number, Reading
from newstally.extract.run_together import run_together
from newstally.extract.sources.ranking import ranking_of
from newstally.extract.tokens import RememberedRuns

Read = Callable[..., Reading]


def source_of(reading: Reading, figure: str) -> Number:
    """Return the number that stands as ``figure`` in the text."""
    start = reading.article.text.index(figure)
    for number in reading.numbers:
        if number.start <= start < number.end:
            return number
    raise AssertionError(f"no number at {figure!r}; found {reading.numbers}")


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

OWN_VOICE = [
    ("Dorn recorded 38.5 degrees Celsius, Oren 37 degrees.", "38.5"),
    ("The Dorn Road station reported 38.5°C on Monday.", "38.5"),
    ("The attack, which wounded 9 men, was claimed by the group.", "9"),
    ("The bank sees 300 visitors a day.", "300"),
    ("The harbour saw 300 boats leaving.", "300"),
    ("The shop saw sales falling by 12 percent.", "12"),
    ("A jury in Dorn found Omar Haddad guilty on 12 counts of fraud.", "12"),
    ("The fee is 30 euros, although it varies according to your age.", "30"),
    ("Twelve people died in the fire on Monday.", "Twelve"),
    ("Smith, who has 3 children, said the road was closed.", "3"),
    ("The company has 500 employees and three factories.", "500"),
    ("Half of them said they had 2 jobs.", "2"),
    ("The guard was seen by Omar Haddad, who has 4 dogs.", "4"),
    ("Police said they were looking for Joe Fox, who was born in 1980.", "1980"),
    ("In 2015, Smith said that the road was closed.", "2015"),
    ("The river rose to 7 metres on Sunday.", "7"),
    ("The judge ordered him to pay 900 dollars.", "900"),
    ("It is estimated that 2,000 bears live in the park.", "2,000"),
    ("The search continued for 11 days.", "11"),
    ('The film "Seven Days in June" ran in 200 cinemas.', "200"),
    ("The 24 guards were told to leave.", "24"),
    ("The ministry does not say how many of the 500 dead were soldiers.", "500"),
    ("The magazine published 12 poems.", "12"),
    ("Rates rose to 4 percent, as analysts had expected.", "4"),
    ("The law threatens to cost shops 9 million dollars.", "9 million"),
    ("He declined to say how many of the 500 workers would go.", "500"),
    ("The company refused to confirm that 400 workers had been dismissed.", "400"),
    ("The mayor condemned the attack that killed 12 people.", "12"),
    ("The ministry blamed the fire, which killed 12 people, on a gas leak.", "12"),
    ("The singer will retire, according to 3 of her friends.", "3"),
    ("Some 40 people left as he mentioned raising taxes.", "40"),
    ("The river rose by 2 metres, because, according to Ruiz, the dam had failed.", "2"),
    ("The company cut its staff by 400.", "400"),
    ("On 5 May, Ruiz sailed to Leeds. “A fine day, a very fine day,” he wrote.", "5"),
]


@pytest.mark.parametrize(("text", "figure", "source", "cue"), [*VERBS, *PHRASES, *QUOTATIONS])
def test_finds_the_source_and_its_cue(read: Read, text: str, figure: str, source: str, cue: str) -> None:
    number = source_of(read(text), figure)
    assert (number.source, number.cue) == (source, cue)


@pytest.mark.parametrize(("text", "figure"), OWN_VOICE)
def test_the_outlets_own_voice_has_no_source(read: Read, text: str, figure: str) -> None:
    assert source_of(read(text), figure).source is None


def test_gives_the_place_of_the_mention_and_the_rule(read: Read) -> None:
    text = "On Monday police in Leeds said 12 cars were stolen."
    number = source_of(read(text), "12")
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
    assert source_of(read(text), figure).source == source


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        (
            "Forbes put the fortune at 42 million, while Bloomberg estimates it at 40 million.",
            {"42 million": "Forbes", "40 million": "Bloomberg"},
        ),
        (
            "The army said 12 soldiers were killed, but the rebels claimed that 50 had died.",
            {"12": "army", "50": "rebels"},
        ),
        (
            "The mayor said that the police had told him that 6 men were held.",
            {"6": "police"},
        ),
        (
            "The raid killed 12 people, according to police, and wounded 30.",
            {"12": "police", "30": "police"},
        ),
        (
            "According to the mayor, 50 homes, of which 20 were empty, were lost, according to local media.",
            {"50": "mayor", "20": "mayor"},
        ),
        (
            "Court data show that the city recorded 41 murders. The city recorded 9 fires.",
            {"41": "Court data", "9": "city"},
        ),
        (
            "The alarm follows an alert issued by the Rain Bureau regarding a storm, with waves reaching 6 metres.",
            {"6": "Rain Bureau"},
        ),
        (
            "The bureau recorded 18 mm at Dorn, 2 mm at Oren; 36 mm at Selva. "
            "It has forecast heat in the north, while the south may reach 44 degrees.",
            {"18": "bureau", "36": "bureau", "44": "bureau"},
        ),
        (
            "The river board called for a stop to fishing when rivers reach 20C. "
            "The board instructed growers to mend pumps within 24 hours.",
            {"20C": "river board", "24": "river board"},
        ),
        (
            "Local papers quoted the forest chief as saying 4,400 hectares had burned.",
            {"4,400": "forest chief"},
        ),
        (
            "Aid groups put the toll at 600; the army says it is 90.",
            {"600": "Aid groups", "90": "army"},
        ),
        (
            "While Forbes lists the fortune at 42 million, Bloomberg says it is 40 million.",
            {"42 million": "Forbes", "40 million": "Bloomberg"},
        ),
        (
            "Police say the crash left 14 hurt.\nOf those, 12 are in hospital.\nAnother 3 fled.",
            {"14": "Police", "12": "Police", "3": None},
        ),
        (
            "The Growth Fund expects inflation of 6%. Unemployment is forecast to climb to 8%. It was 7% in May.",
            {"6": "Growth Fund", "8": "Growth Fund", "7": None},
        ),
        (
            "The statistics office said prices rose 3% in May. Food rose 5%. The tower was built in 12 weeks.",
            {"3": "statistics office", "5": "statistics office", "12": None},
        ),
        (
            "Farm Office data show that 3% of loans were refused.\nRefused loans fell to 5% in June.\nShips left 12% later.",
            {"3": "Farm Office data", "5": None, "12": None},
        ),
        (
            "Inspectors said 60 shops had no licence.\nMore than 40 of those were in Dorn.",
            {"60": "Inspectors", "40": "Inspectors"},
        ),
        (
            "Some 900 farms will receive seed, the office said. Another region will receive 30 pumps. It has 4 wells.",
            {"900": "office", "30": "office", "4": None},
        ),
        (
            "Police said 40 people were hurt. Of those, 12 are in hospital. The town has 3,000 inhabitants.",
            {"40": "Police", "12": "Police", "3,000": None},
        ),
    ],
)
def test_each_figure_has_its_own_source(read: Read, text: str, sources: dict[str, str | None]) -> None:
    reading = read(text)
    assert {figure: source_of(reading, figure).source for figure in sources} == sources


@pytest.mark.parametrize(
    "text", ["Elena Marsh died on Monday. She wrote 17 novels.", "The agency cut posts. It added 300 beds."]
)
def test_an_amount_that_a_verb_acts_on_is_not_said(read: Read, text: str) -> None:
    assert [claim.source for claim in read(text).claims] == [None]


def test_a_source_that_ends_like_a_verb_is_read_whole(read: Read) -> None:
    reading = read("Ruiz won with 51 percent, according to early results from the secretary of state.")
    assert [claim.source for claim in reading.claims] == ["early results from the secretary of state"]


def test_a_country_run_together_with_its_verb_is_read_as_two_words(read: Read) -> None:
    number = source_of(read("Hospitals were full. Ghanareported 40 cases on Monday."), "40")
    assert (number.source, number.cue) == ("Ghana", "reported")


def test_words_run_together_are_two_however_many_were_read_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newstally.extract.tokens.REMEMBERED", 1)
    tokens = RememberedRuns(spacy.blank("en").tokenizer, run_together("en"))
    tokens("Hospitals were full.")
    assert [token.text for token in tokens("Ghanareported 40")] == ["Ghana", "reported", "40"]


def test_what_a_law_sets_is_told_by_the_outlet(read: Read) -> None:
    reading = read("The Harbour Act, passed in May, specifies 13 offences.")
    assert [claim.source for claim in reading.claims] == [None]


def test_a_learned_choice_tells_what_it_was_preferred_to(read):
    number = next(n for n in read("The report explores data showing that 67,000 homes stand empty.").claims)
    preference = number.source_preference
    assert number.source == "report"
    assert preference.chance > preference.next_chance > 0
    assert preference.next_words == "data"
    assert any(weight > 0 for _, weight in preference.reasons)


def test_a_language_without_learned_weights_keeps_what_the_rules_say():
    assert ranking_of("en") is not None
    assert ranking_of("es") is None
