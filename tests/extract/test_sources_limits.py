"""Where the rules of sources end: names near a figure that don't give it."""

from collections.abc import Callable

import pytest

from newstally.extract.rules import Example, example

LIMITS = [
    example('"We lost 40 boats," Ana Ruiz, an environmental writer, notes.', "40", source="Ana Ruiz"),
    example("It was hard to count 40 men.", "40", source=None),
    example("It took years to count 40 men.", "40", source=None),
    example("Orlo Bank wants to grow. It hopes to announce 40 jobs.", "40", source="Orlo Bank"),
    example("Nobody at the mill said 40 boats had sunk.", "40", source=None),
    example("No minister said 40 boats sank.", "40", source=None),
    example(
        "Ana Ruiz, head of the Velm Union, came. Ruiz said 40 boats sank.",
        "40",
        source_organisation="Velm Union",
    ),
    example("Velm mayor Ana Ruiz came. Ruiz said 40 boats sank.", "40", source_organisation=None),
    example("A report for the Velm Boat Union said 40 boats sank.", "40", source_organisation=None),
    example("A clerk from Velm said 40 boats sank.", "40", source="clerk from Velm"),
    example(
        "The president of Velm said 40 boats sank. Ana Ruiz, president of Osta, said 12 sank.",
        "40",
        source="president of Velm",
    ),
    example("It agreed to pay $5 million to settle the case.", "5 million", source=None),
    example("A survey in May asked 2,000 voters. Some 40 percent backed the mayor.", "2,000", source=None),
    example(
        "Tom Dale leads the inquiry. DCS Dale said 40 phones were taken.", "40", source_organisation=None
    ),
    example(
        "The judge said of the 300 fires, 220 involved adults, while 80 involved children.", "80", source=None
    ),
    example("Pidió una pena de 34 años.", "34", language="es", role="claim"),
    example("The mayor pledged to build 300 homes.", "300", source_organisation=None),
    example("The panel is thinking about closing 12 schools.", "12", source=None),
    example(
        "VELM, Feb 21 (LDA) - The men lodged 379 pleas, the deputy who oversees them said.",
        "379",
        source="deputy",
    ),
    example(
        "Ana Ruiz, head of the guard, in Francereported that 12 boats sank.",
        "12",
        source_organisation="guard",
    ),
    example("It pumps 1.4 million barrels per day.", "1.4 million barrels per day", source=None),
    example(
        "Según una persona cercana a la coalición de Vega, dos senadores ofrecieron su apoyo. Juan Vega calló.",
        "dos",
        language="es",
        source="persona cercana a la coalición de Vega",
    ),
    example(
        "According to the mayor, Ruiz was asleep and let 39 boats sink. Ruiz, 24, left.", "39", source="mayor"
    ),
    example(
        "The education ministry put absence at 25 per cent in Velm and at 23 per cent in Osta. The interior ministry spoke.",
        "23 per cent",
        source="education ministry",
    ),
    example("La policía detuvo a 34, dijo.", "34", language="es", source_organisation=None),
    example("A Brook poll found 54 percent back Ruiz, and 12 of 40 mayors do.", "40", source="Brook poll"),
    example(
        "El presidente del Consejo insistió en que cayeron 40 barcos.",
        "40",
        language="es",
        source="presidente del Consejo",
        source_organisation="Consejo",
    ),
    example("In Velm, according to the mayor, 40 boats sank.", "40", source="mayor", role="claim"),
    example("Hale told Ana Ruiz that 40 boats sank. She said 12 did.", "12", source="Ana Ruiz"),
    example("El alcalde en la entrevista dijo que 40 barcos cayeron.", "40", language="es", source="alcalde"),
    example(
        "Ruiz is head of Ferro. The Chief Officer, Ferro Boats, Tom Hale, said 40 sank.",
        "40",
        source="Tom Hale",
    ),
    example(
        "Aunque organismos del país elevan la cifra a 88, cayó.",
        "88",
        language="es",
        source="organismos del país",
    ),
    example("A nurse said 40 boats sank. Ruiz, the nurse, said 12 did.", "40", source="nurse"),
    example(
        "The governor of Velm, Oleg Dorn, met. Velm's deputy governor has promised one million rubles.",
        "one million rubles",
        source="Velm's deputy governor",
    ),
    example(
        "The mayor wrote a note:\n\nThe town has 40 boats.\n\nThe first ones sank.", "first", source=None
    ),
    example(
        "Según el US$ club, la ocupación no pasó del 72%. Para la cámara, subió 4.",
        "4",
        language="es",
        source="cámara",
    ),
    example("“Nos correspondía 35%”, sugirió que tiene que ver con Velm.", "35%", language="es", source=None),
    example("The city of Dorn, Selv., has estimated that 40 homes will go.", "40", source="city of Dorn"),
    example(
        "Fires were reported by police in Dorn, Selva, where smoke hid 40 homes.",
        "40",
        source="police in Dorn",
    ),
    example(
        "The Chairwoman of Selva Bank says Igor Malk took 40 coins.", "40", source="Chairwoman of Selva Bank"
    ),
    example(
        "Members of the Selva town delegation say it could cost $40 million.",
        "$40 million",
        source="Members of the Selva town delegation",
    ),
    example(
        "It is near Selva's size, the study's authors said. It has 40 lakes, according to the study.",
        "40",
        source="study",
    ),
    example(
        "Only 8 towns grew, according to surveys used by the Selva Office. A separate survey of homes found 40 empty.",
        "40",
        source="separate survey of homes",
    ),
    example(
        "“I know her,” said Ruiz-Hale's neighbor, Tom Dale, who was ill. “They made 40 mistakes.”",
        "40",
        source="Tom Dale",
    ),
    example(
        "Dorn Comics sells much. The shop is busy. Dorn's second-in-command, Lea Ly, wonders why.\n\n“It is dull,” she says, “with 40 heroes.”",
        "40",
        source="Lea Ly",
    ),
    example(
        "The firm, founded in Dorn, started deliveries, but Selva Post reports only 40 shops joined.",
        "40",
        source="Selva Post",
    ),
    example("Selva Wave (SW) reported in mid-2019, 40 shops had closed.", "40", source="Selva Wave"),
    example("Trade fell and now, according to Ruiz, banks ration cash to $40 a day.", "$40", source="Ruiz"),
    example(
        "Ruiz said the raids on Dorn that killed many and which Dorn's minister said have moved 40 men go on.",
        "40",
        source="Dorn's minister",
    ),
    example("The opaque court answers to the party, and rates there are 40%.", "40%", source=None),
    example(
        "The assembly hid its quarrels when it considered the $40 million bill.", "$40 million", source=None
    ),
    example(
        "The Velm Dockers' Union (UVD) spoke. UVD said 40 boats sank.", "40", source="Velm Dockers' Union"
    ),
    example(
        "El alcalde del municipio de Velm llegó. Un funcionario del municipio negó que haya 26 arrestados.",
        "26",
        language="es",
        source_organisation=None,
    ),
    example(
        'It has verified just 91 "political releases" from jail, half of what the deputy claims, and says that nearly 600 men remain.',
        "91",
        role="claim",
    ),
    example(
        "El Instituto del Migrante registró el retorno de 4 mil 872 vecinos en enero, mil 16 más que en diciembre.",
        "4 mil 872",
        language="es",
        source="Instituto del Migrante",
    ),
    example(
        "Before it came into force the group had verified 448 releases, most of them late, and it reckons that around 650 are left.",
        "448",
        source="group",
    ),
    example(
        "The three candidates agreed to fight the guild, which mayor Tom Hale blamed for the fires that killed more than 125 people in Velm.",
        "125",
        source=None,
    ),
    example(
        "El vocero militar, mayor Eitan Broz, se limitó a señalar que sus tropas responden cuando alguien cruza la línea y que en mayo entraron 4.200 camiones.",
        "4.200",
        language="es",
        source="Eitan Broz",
    ),
    example(
        "The Osta Dockers union met. There were 700 marchers by the count of the police, 900 according to the union.",
        "900",
        source="union",
    ),
    example(
        "The State has received 212 mm of rainfall since June 1, the weather office said on Tuesday.",
        "212",
        source="weather office",
    ),
    example(
        "The University of Osta opened. The available federal, state and local data puts the figure at $44 million.",
        "44 million",
        source="available federal, state and local data",
    ),
    example(
        "Dale gave his blessing, according to court documents reported previously by The Post, becoming a 93 percent owner of the mill.",
        "93",
        source="court documents",
    ),
    example(
        "Public Harbours and Docks Velm (PHDV) moved in. PHDV said 40 boats sank.",
        "40",
        source="Public Harbours and Docks Velm",
    ),
    example(
        "Tamer Haddad of the International Society of Blue Star and Blue Sun told reporters that 10,000 people were missing.",
        "10,000",
        source_organisation="International Society of Blue Star and Blue Sun",
    ),
    example("The average spending per insured user of the pen jumped 123 percent.", "123", source=None),
    example(
        "En todo el país, siempre según la Defensoría, van 49 muertos y cientos de heridos.",
        "49",
        language="es",
        source="Defensoría",
    ),
    example("News channel ABC 7 is reporting that 40 boats sank.", "40", source="ABC 7"),
    example(
        "La Secretaría de Pesca contó 310 botes perdidos. Negó que haya 600 barcos sin licencia.",
        "600",
        language="es",
        source="Secretaría de Pesca",
    ),
    example("749 people fell ill, raising the tally to 13,274.", "13,274", source=None),
    example(
        "The visa program, which gives cards to foreigners who invest $500,000 in mills, failed.",
        "500,000",
        source=None,
    ),
    example(
        "Un líder, que pidió la reserva de su nombre, dijo que la guerrilla se llevó a 20 vecinos.",
        "20",
        language="es",
        source="líder",
        cue="dijo",
    ),
    example(
        "Ana Ruiz came with a spokeswoman for the port authority. Ruiz said 40 boats sank.",
        "40",
        source_organisation=None,
    ),
    example('"Ana, we lost 40 boats," she said. Ana Ruiz wept. She said 12 sank.', "40", source="Ana Ruiz"),
    example(
        "Reed llegó. Y 40 vecinos huyeron. Dijo que 12 botes se hundieron.",
        "12",
        language="es",
        source="Reed",
    ),
    example("The House - Velm said 40 boats sank.", "40", source="Velm"),
    example("Estimated 40 by the office, the boats sank.", "40", source="office"),
    example("«40 botes» dijo Ruiz.", "40", language="es", source=None),
    example(
        "The boat of the union, Mr Tunde Bale, said 40 boats sank. The boat left.",
        "40",
        source="boat of the union",
    ),
    example("The club said 40 boats sank, Osta, left. The club said 12 sank.", "12", source="club"),
    example("Ruiz answered a man who says: “40 boats sank.”", "40", source="man"),
    example("Aunque organismos del país, elevar la cifra a 40 es malo.", "40", language="es", source=None),
    example("Ruiz said the port will reopen, warned 40 boats, and left 12.", "40", source="Ruiz"),
    example("Minister Ana Ruiz registered 40 wins.", "40", source="Ana Ruiz"),
    example("The office burned a report showing that 40 had died.", "40", source="report"),
    example("In the boat's view, 40 boats sank.", "40", source=None),
]


@pytest.mark.parametrize("limit", LIMITS, ids=[limit.text for limit in LIMITS])
def test_words_much_alike_are_read_otherwise(holds: Callable[[Example], bool], limit: Example) -> None:
    assert holds(limit)
