"""Whether a figure is stated as a fact, denied, planned or only thought of."""

from collections.abc import Callable

import pytest

from newstally.extract.modality.modality_component import PERIODS_OF_CLAUSE
from newstally.extract.model import Reading
from newstally.extract.rules import registered

Read = Callable[..., Reading]

ASSERTED = [
    "The club may have the best books, having paid its debt of $5 million.",
    "She waited by the gate for half an hour.",
    "Growth was put at 3%, in line with the forecast of the bank.",
    "The bureau has correctly predicted five floods.",
    "No fewer than 30 people were hurt.",
    "There were no more than 12 survivors.",
    "Twelve people did not return home.",
    "They have not been paid for 3 months.",
    "He failed to win in 12 states.",
    "The city had to find $4 million.",
    "The 12 people who will be honoured met in May.",
    "The protests, which killed 30 people, will be investigated.",
    "The planned rally, which drew 300 people, ended early.",
    "The plan, approved last year, has cost $4 billion.",
    "A report that found 30 errors was published.",
    "She said on Monday that 12 people had died.",
    "It was 50 percent more than before.",
    "The drug can reduce deaths by 20%.",
    "The duty will raise prices, already growing at 7%.",
    "Ten or more cups a week were considered harmful.",
    "Twelve people were denied bail.",
    "Forty workers were promised new gloves.",
    "The mayor will resign over 12 deaths.",
    "The siege lasted until the guards released 30 captives.",
    "They did not report the deaths of 40 miners.",
    "Some 900 villagers have been told to leave.",
    "Families had no clean water for two weeks.",
    "The mill is considered to have 400 rivals.",
    "The charge carries a fine of $4,000.",
    "The number of injured, at 120, is set to grow.",
    "The process of closing all 35 wells is expected to be slow.",
    "The club's new home, a $1.9 billion stadium, is expected to open in autumn.",
]

NEGATED = [
    "There wasn't even $900 left in the safe.",
    "It is false that 40 people died.",
    "Police denied that 40 people had died.",
    "The ministry did not receive 200 of the vaccines it ordered.",
    "The company said it is not cutting 200 jobs.",
    "He falsely claimed that 3 million people voted illegally.",
    "There is no evidence that 2,000 votes were stolen.",
    "He dismissed reports that 50 soldiers had defected.",
    "The group failed to win 5% of the vote.",
    "The minister ruled out a 5% rise.",
    "Nobody paid more than $20.",
    "It is not true that 500 people were evicted.",
    "The mayor has no plans to hire 400 clerks.",
    "The crew was unable to save 40 dogs.",
]

PROJECTED = [
    "Each committee is working to raise $60 million.",
    "Fuel ought to fall below 90 cents.",
    "It is the first of 12 wells the company plans to drill.",
    "The council voted to close 12 schools.",
    "The widow is suing the clinic for $4 million.",
    "Spending rises to 5% in May, according to projections by the bank.",
    "The company plans to hire 300 workers.",
    "He said he would build 10 schools.",
    "The party hoped to win 60 seats.",
    "The company has been told to repay $5 million.",
    "The target is 40%.",
    "They missed the 40% target.",
    "The union demanded a 10% raise.",
    "The council rejected a plan for 500 homes.",
    "About 3,000 workers are expected to lose their jobs.",
    "Analysts had forecast growth of 3%.",
    "The budget deficit is projected at 4% of GDP.",
    "The court ordered the firm to pay $2 million.",
    "The mayor called for 200 more officers.",
    "Firm to cut 400 jobs",
    "More than 100 people were to be deported.",
    "The army must recruit 20,000 soldiers a year.",
    "A proposed 25% tariff on steel alarmed exporters.",
    "The number of cases is likely to reach 5,000.",
    "The government is on track to cut its costs by 12%.",
    "It agreed to pay $5 million to settle the case.",
    "The city has to find $4 million.",
    "We’ll add 250 beds.",
    "The new rules require 40 hours of training.",
    "Officials set a goal of moving to 4 days a week.",
    "The central bank sees inflation falling to 4%.",
    "Brokers see three rate cuts in spring.",
    "Unemployment is seen at 5% by winter.",
    "Profit beat the previous forecast of $2 million.",
    "Forecasters warned of likely gusts of 80 mph.",
    "The council announced payments of $600 for each family.",
    "The mill unveiled a $40 million expansion.",
    "The bank is close to selling 40 branches.",
    "The mill is on the verge of cutting 400 jobs.",
    "Markets are pricing in two rate cuts.",
    "Traders warned of 400 closures.",
    "The council raised its target to 40 gigawatts.",
]

HYPOTHETICAL = [
    "Sunday will be windy, with gusts of 80mph possible.",
    "If approved, the merger would create a company worth $12 billion.",
    "Unless rain comes, 2 million people could go hungry.",
    "The storm may have killed 12 people.",
    "It was not clear whether 30 people were missing.",
    "Suppose a family earns $40,000 a year.",
    "The bridge, which would have cost $3 billion, was cancelled.",
    "Some 200 workers could be laid off.",
    "Rescuers did not rule out that more than 20 people were still trapped.",
    "He faces up to 20 years in prison.",
    "Theft is punishable by up to 20 years in jail.",
    "The firm is considering selling 40 shops.",
    "The mill could still lose possibly 40 clients.",
    "The panel is thinking about closing 12 schools.",
    "The judge could order the firm to pay $40 million.",
    "The union has not ruled out a strike of 40,000 members.",
    "There were fears of 40,000 deaths.",
    "If the deal fails, the bank is expected to close 40 branches.",
]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        *((text, "asserted") for text in ASSERTED),
        *((text, "negated") for text in NEGATED),
        *((text, "projected") for text in PROJECTED),
        *((text, "hypothetical") for text in HYPOTHETICAL),
    ],
)
def test_the_words_that_govern_a_figure_decide(read: Read, text: str, modality: str) -> None:
    assert [number.modality for number in read(text).numbers if number.is_quantity] == [modality]


@pytest.mark.parametrize(
    ("text", "modalities"),
    [
        ("The UN needs $4 billion to feed 10 million people.", ["projected", "projected"]),
        ("The army plans to increase its 40,000 troops to 60,000.", ["asserted", "projected"]),
        ("The bill would raise the tax from 12 percent to 14 percent.", ["asserted", "projected"]),
        (
            "Ferries will stay in port if waves reach 3 metres or winds hit 40 mph.",
            ["hypothetical", "hypothetical"],
        ),
        ("Without the 2 million jobs, the state would be 350,000 short.", ["asserted", "hypothetical"]),
        ("The repair would take 12 hours and cost $85,000.", ["projected", "projected"]),
        ("The repair would take 12 hours, and the tents cost $85,000.", ["projected", "asserted"]),
        ("If the bank does not pay $40 million it will close.", ["hypothetical"]),
        ("Rents will swallow 31 percent of wages, up from 24 percent.", ["projected", "asserted"]),
        ("Not 40 but 52 people were on board.", ["negated", "asserted"]),
        ("The company has 400 employees and will add 50.", ["asserted", "projected"]),
        ("Up to 300 troops will remain, and 200 have left.", ["projected", "asserted"]),
        ("The strike will affect 40,000 passengers, who paid $200 each.", ["projected", "asserted"]),
        ("The road was supposed to cost $2 million but cost $5 million.", ["projected", "asserted"]),
        ("The economy grew 2%, less than the 3% forecast.", ["asserted", "projected"]),
        ("The bank cut its growth forecast to 2% from 3%.", ["projected", "projected"]),
        ("Output will grow 2%, up from a forecast of 1%.", ["projected", "projected"]),
        ("The tax will rise to 12% from 9%.", ["projected", "asserted"]),
        ("The bank will pay 12 cents, compared with 10 cents last year.", ["projected", "asserted"]),
        ("The mill sold two or possibly three barns.", ["asserted", "hypothetical"]),
        ("The Solent, home to 4 million people, will get 12 spas.", ["asserted", "projected"]),
        ("Officials expect the toll, now at 120, to rise to 200.", ["asserted", "projected"]),
        ("Emissions fell 12%, short of the 40% promised.", ["asserted", "projected"]),
        ("The park has 12 lakes instead of the 14 planned.", ["asserted", "projected"]),
        ("Forty workers were promised $200 each.", ["asserted", "projected"]),
        ("The city will spend $3 million over five years.", ["projected", "projected"]),
    ],
)
def test_each_figure_of_a_sentence_is_judged_for_itself(read: Read, text: str, modalities: list[str]) -> None:
    assert [number.modality for number in read(text).numbers if number.is_quantity] == modalities


def test_the_evidence_names_the_entry_and_the_word(read: Read) -> None:
    text = "Police denied that 40 people had died."
    number = next(n for n in read(text).numbers if n.is_quantity)
    evidence = number.evidence["modality"]
    assert (evidence.rule, evidence.entry) == ("modality.verb.clause", "modality.with_clause.deny")
    assert text[evidence.start : evidence.end] == "denied"


def test_a_plain_assertion_needs_no_evidence(read: Read) -> None:
    number = next(n for n in read("The fire destroyed 40 houses.").numbers if n.is_quantity)
    assert (number.modality, number.evidence.get("modality")) == ("asserted", None)


def test_the_rules_of_periods_that_modality_asks_for_are_there() -> None:
    assert {rule.id for rule in registered()} >= PERIODS_OF_CLAUSE


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("There are also plans to build 40 forts.", "projected"),
        ("Up to 40 jobs are slated for cuts.", "projected"),
        ("The cost will be above the 40 dollars told in May.", "asserted"),
        ("The mayor needs to comply with 40 orders that were issued on Monday.", "asserted"),
        ("The mayor could free 40 sailors jailed in May.", "asserted"),
        ("The mayor could build 40 homes ordered in May.", "hypothetical"),
        ("The mayor hopes to see 40 homes promised in May.", "projected"),
        ("The hall needs 40 chairs.", "projected"),
    ],
)
def test_what_was_there_before_is_a_fact_whatever_is_to_become_of_it(
    read: Callable[..., Reading], text: str, modality: str
) -> None:
    (figure,) = [number for number in read(text).numbers if number.is_quantity]
    assert figure.modality == modality
