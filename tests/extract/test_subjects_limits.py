"""Where the rules of subjects end: nouns near a figure that aren't what it counts."""

from collections.abc import Callable

import pytest

from newstally.extract.rules import Example, example

LIMITS = [
    example("It fell 40 cm in May.", "40", subject="It fell"),
    example(
        "Retail sales gained 0.7 percent after a 0.5 percent rise.", "0.7", subject="Retail sales gained"
    ),
    example("Of the men, 40 left and 12 stayed.", "12", subject="men"),
    example("There were 40 and 12 women.", "40", subject="women"),
    example("He gave each man 40.", "40", subject=None),
    example("Of the dead, 40 were men.", "40", role="claim"),
    example("It left 40 dead and 12 hurt.", "12", subject="people hurt"),
    example(
        "In the poll, 54% said they supported the plan and 31% were opposed.", "31", subject="people opposed"
    ),
    example("Of the 400 who came, 40% were old.", "400", role="quantity"),
    example("Ruiz had 40% to Hale's 12%.", "12", subject="Hale had"),
    example(
        "The ministry did not receive 200 of the vaccines it ordered.", "200", subject="vaccines received"
    ),
    example("Exports rose 6 percent, the port said on Friday, up from 4 in May.", "4", role="quantity"),
    example(
        'Ana Ruiz met the mayor, Tom Hale, on Monday.\n\n"HALE: How many homes are left in Dorn?\n\n"RUIZ: I went to all of the streets. I saw about 300.\n\n"HALE: Nobody has told us that before.',
        "300",
        unit=None,
    ),
    example("The number of goats is 40.", "40", subject="goats"),
    example("Two bus drivers were among the 11 dead.", "11", subject="people dead"),
    example(
        "Ana Ruiz leads with 44 percent of the vote, a poll shows. Her rival Omar Haddad has 38 percent.\n\n“We have 7 percent to win,” Haddad said.\n\nThe poll was conducted last week by Harlow Strategies.",
        "7",
        subject="We have",
    ),
    example(
        "Ana Ruiz leads with 44 percent of the vote, a poll shows. Her rival Omar Haddad has 38 percent.\n\n“We have 7 percent to win,” Haddad said.\n\nThe poll was conducted last week by Harlow Strategies.",
        "44",
        subject="vote",
    ),
    example(
        "Barsa, a town of 40,000 people 60 km from the border, was hit.", "40,000", subject="town of people"
    ),
    example("Rainfall in Orla was heavy, and the office measured 40 mm.", "40", subject="Rainfall in Orla"),
    example(
        "The UN needs $4 billion to feed 10 million people.", "4 billion", subject="UN needs to feed people"
    ),
    example(
        "Rescuers said the flood had reached the village of Ulm, located 40 km from Dorn.",
        "40",
        subject="village of Ulm located from Dorn",
    ),
    example("Three hospitals were hit and 12 people died.", "12", subject="people died"),
    example("They sold for $40 a boat.", "40", subject="They sold"),
    example("In Velm (40%) it is low.", "40", subject="Velm"),
    example("Of those, 40 left.", "40", role="quantity"),
    example("They found 40 goats, twice as many sheep.", "twice", unit="sheep"),
    example("They sold 40 goats and made $12.", "12", subject="made"),
    example("The number is 40.", "40", role="quantity"),
    example("Ruiz got 40%, Hale got 12%.", "12", subject="Hale got"),
    example("Ruiz had 40%; her rival, 12%.", "12", subject="rival"),
    example("Some 40% are for the plan, 12% against.", "40", subject="plan"),
    example("The fever passed the 40 mark.", "40", unit="mark"),
    example("Ruiz owns 40.", "40", role="quantity"),
    example("Ruiz owns Ferro (40%) and Selva (12%).", "40", subject="Ferro"),
    example("Forty of her goats and 12 of his died.", "Forty", subject="goats that died"),
    example("Forty on the boat died, 12 on the pier.", "Forty", kind="count"),
    example("Velm had 40C, Osta 12C.", "40", role="claim"),
    example("Profit beat the $4 billion that analysts expected.", "$4 billion", head="Profit"),
    example("It was 40 boats and 5 degrees below zero.", "5 degrees below zero", head="It"),
    example("It made 40 boats. Analysts had expected $2.", "$2", head="Analysts"),
    example("40 gunmen came in a raid that killed 1,200.", "1,200", unit="person"),
    example("The port was held by rebels for 40 days.", "40 days", head="port", subject="port held"),
    example(
        "Ruiz, head of the board, told the paper that 371 of the pleas were filed in Velm, and two in Osta.",
        "two",
        subject="pleas filed in Osta",
    ),
    example("The bank kept its rate at 5%.", "5%", head="rate"),
    example("It put the counts at 25,000.", "25,000", role="quantity"),
    example("The largest group, 3 million, likes parents.", "3 million", unit="person"),
    example(
        'The three men were "Velm men who had fled that day," the union official said, adding that they shot 40.',
        "40",
        subject="men who shot",
    ),
    example("The Velm 6.4 quake was felt.", "6.4", head="quake"),
    example(
        'Ana Ruiz answered a man who says he is poor: "You hid 40 million dollars in a bank abroad."',
        "40 million dollars",
        subject="hidden in bank",
    ),
    example("Two teenagers, 15 and 17, were held.", "17", subject="teenagers"),
    example("A poll has Hale leading Ruiz 41-40.", "40", head="Ruiz"),
    example("By 58%-33%, those polled want the port open.", "33%", head="those"),
    example("Juan Vega, segundo, baja 2,1 y queda en 22,5 por ciento.", "2,1", language="es", role="claim"),
    example("Dozens of farmers lost millions of rand.", "millions", unit="rand"),
    example(
        "That left 644 in jail on Saturday, in the union's figures, 564 of them men and 80 women.",
        "564",
        unit="person",
    ),
    example("The package has been cut from R11bn to R5.5bn from this year.", "R5.5bn", subject="package cut"),
    example(
        "One bomb hit a 200-student school, another bomb hit the market and two others hit the port.",
        "two",
        unit="bomb",
    ),
    example("Daily losses rose by a share of 40%.", "40%", head="losses"),
    example("It raised its rate to 5%.", "5%", subject="rate"),
    example(
        "He said that money was raised in his $353,000-a-plate dinner for Ruiz.",
        "$353,000",
        head="dinner",
        subject="dinner for Ruiz",
    ),
    example(
        "Ruiz had raised $3 million and had about $800,000 in her campaign account.",
        "about $800,000",
        head="Ruiz",
    ),
    example(
        "Las remesas sumaron $9.134 en 2025, según el Banco de Velm.", "$9.134", language="es", head="remesas"
    ),
    example(
        "El nivel en el puerto de Velm era este viernes de 0,84 metros.",
        "0,84 metros",
        language="es",
        head="nivel",
    ),
    example(
        "Hale had his greatest support among the sailors surveyed (60 percent) while Ruiz's greatest support (31 percent) came from pilots.",
        "60 percent",
        head="support",
    ),
    example(
        "Growth was spurred by a rise in industry, which offset a 3.2% drop in farming.",
        "3.2%",
        subject="drop in farming",
    ),
    example(
        "Ferro sees fiscal year sales growth of 1.8 percent and comparable sales growth of 3.5 percent.",
        "3.5 percent",
        subject="comparable sales growth",
    ),
    example(
        "Ruiz wins with 38 percent support; Hale comes in second with 34 percent while Cole gets 11 percent.",
        "34 percent",
        head="Hale",
    ),
    example(
        "In head-to-head contests, Ruiz leads Hale 43 percent to 41 percent in Velm and 42 percent to 39 percent in Osta.",
        "42 percent",
        head="Ruiz",
    ),
    example(
        "His campaign's and his committee's coffers had fallen to $1.2 million each by May.",
        "$1.2 million",
        head="campaign",
    ),
    example(
        "Ferro raised $16 million in May, compared with $103 million raised by the rival fund.",
        "$103 million",
        head="fund",
    ),
    example("By 58%-33%, those surveyed said the fund should stay.", "33%", head="those"),
    example(
        "In the poll, Ruiz's support has risen over two weeks, going from 40 percent on July 14 to 46 percent on August 1.",
        "46 percent",
        head="support",
    ),
    example(
        "With the focus on the first four states - Velm, Osta, Dorn and Ulm - its plans to act slowed.",
        "four",
        head="states",
    ),
    example(
        "The campaign named four other nights - one of them on a weekend, which it had called wrong.",
        "four",
        subject="nights",
    ),
    example(
        "“If Ruiz had won half of the tosses and split the six delegates three and three with Hale, he would have lost.”",
        "three",
        subject="delegates split",
    ),
    example('"The boats," he said, "sank: 40 of them." Ruiz wept at 12.', "40", subject="boats that sank"),
    example("The vote — 611 in favor, 748 opposed — kept the rules.", "748", unit="person"),
    example("Half said yes, 61% said no, a Brook poll found.", "61%", head="people"),
    example(
        "The Dales earned $140,000 over the eight year span, from book sales.", "eight year", head="span"
    ),
    example("The office is saving money, including cutting overtime hours by 17%.", "17%", head="hours"),
    example(
        "The tax, which rose from 10 dollars per ton of carbon in 2008 to 30 dollars, fell.",
        "10 dollars per ton",
        head="tax",
    ),
    example("“40 boats sank,” a tired Ruiz, 43, from Velm, said.", "43", head="Ruiz"),
    example(
        "Aunque la condena leída ayer suma 1.200 años, seis hombres pasarán presos 60 años.",
        "1.200 años",
        language="es",
        head="condena",
    ),
    example(
        "The Elections Project estimated that turnout was up about 19 percentage points.",
        "19",
        head="turnout",
    ),
    example(
        "Printer giant Hale's stock climbed 60 percent and computer maker Dale's soared 90 percent.",
        "60",
        head="stock",
    ),
    example("Hale Cells had 3.7 GW of cell capacity and Dale had 3 GW of output.", "3", head="output"),
    example(
        "In head-to-head contests, Hale leads Ruiz 43 percent to 41 percent in Velm and 42 percent to 39 percent in Osta.",
        "43",
        subject="Hale in Velm",
    ),
    example("In May 40 people are estimated to have died.", "40", subject="people estimated"),
    example(
        "In May the same table had 277 names in 22 provinces, 101 of them from Osta and 24 from Velm.",
        "277",
        subject="same table's names",
    ),
    example(
        "The group of eight, all eight of them, agreed to vote against every change.", "eight", role="claim"
    ),
    example("Of 40 men in May, 12 now sing.", "12", subject="men who sing"),
    example("Of the homes lost, 40 were told. Of homes in Velm, 6 burned.", "6", head="homes", unit="home"),
    example(
        "He said that 371 of the petitions were filed in the capital, one in Velm, two in the state of Osta.",
        "two",
        head="petitions",
    ),
    example("Poll of likely buyers found it. 40% said yes.", "40", head="buyers"),
    example("The men (40) and (2) hold.", "40", role="claim"),
    example("The men crossed at the 5,000 mark.", "5,000", unit="mark"),
    example("They had 3 pc.", "3", subject="pc"),
    example(
        "The jobless rate was 9 percent in May. Selva University estimates it will average 15 percent.",
        "15 percent",
        head="rate",
    ),
    example(
        "Nurses hold 30% of the debt, with 40 borrowers owing between $2,000 and $4,000.",
        "$2,000 and $4,000",
        head="borrowers",
    ),
    example("He received 40 acres from the government.", "40 acres", head="received"),
]


@pytest.mark.parametrize("limit", LIMITS, ids=[limit.text for limit in LIMITS])
def test_words_much_alike_are_read_otherwise(holds: Callable[[Example], bool], limit: Example) -> None:
    assert holds(limit)
