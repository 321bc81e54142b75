"""The fullest name that an article uses for a source."""

from collections.abc import Callable

import pytest

from newstally.extract.model import Reading

Read = Callable[..., Reading]


def source(reading: Reading, figure: str) -> str | None:
    start = reading.article.text.rindex(figure)
    return next(number.source for number in reading.numbers if number.start <= start < number.end)


SURNAMES = [
    ("Pedro Oliva runs the port. The waits were 40 minutes, according to Supt Oliva.", "40", "Pedro Oliva"),
    ("Tom Dale leads the inquiry. Det Insp Dale said 40 phones were taken.", "40", "Tom Dale"),
    ("Tom Dale leads the inquiry. DCS Dale said 40 phones were taken.", "40", "Tom Dale"),
    ("Tom Dale leads the fire service. Stn Ldr Dale said 40 homes were lost.", "40", "Tom Dale"),
    ("US Secretary of State Mark Robin spoke. Robin said 40 planes would come.", "40", "Mark Robin"),
    ("Ana Ruiz runs the farm. Ruiz said 40 cows had died.", "40", "Ana Ruiz"),
    ("Ruiz said 40 cows had died. Ana Ruiz has run the farm for years.", "40", "Ana Ruiz"),
    ("Senator Ana Ruiz opened the debate. Ms. Ruiz said 40 towns had no water.", "40", "Ana Ruiz"),
    ("Sir Alan Poole is the chairman. Sir Alan said 40 shops would close.", "40", "Alan Poole"),
    ("Tom Hale met his wife, Jane Hale. Mrs Hale said 40 cows had died.", "40", "Jane Hale"),
    ("Tom Hale met his wife, Jane Hale. Mr Hale said 40 cows had died.", "40", "Tom Hale"),
    ("Ana Ruiz and Omar Haddad met. Haddad said 40 points were agreed.", "40", "Omar Haddad"),
    ("Joao de Souza lives here. De Souza said 40 homes were sold.", "40", "Joao de Souza"),
    ("Dr. Ana Bank said 40 boats sank.", "40", "Ana Bank"),
    ("Sir Alan Council said 40 boats sank.", "40", "Alan Council"),
]

ROLES = [
    (
        "Harbour news\n\nA source said that 40 boats were lost.\n\nThe storm came at night.\n\n"
        "“It was bad,” Open Source International said.",
        "40",
        "source",
    ),
    (
        "An officer from Dorn confirmed it.\n\nBoats were lost, the officer said.\n\n"
        "Guard chief Tom Dale was sorry.\n\nThe officer said 40 men were held.",
        "40",
        "officer",
    ),
    ("Hens cost 40 pesos a year, says University of Selva, Dorn economist Ana Ruiz.", "40", "Ana Ruiz"),
    ("The law costs 40 million pesos, said its author, Assembly member Ana Ruiz.", "40", "Ana Ruiz"),
    ("On Monday the payroll processor DRP reported that mills had lost 40 jobs.", "40", "DRP"),
    (
        "The acting Director, Harbour Health and Safety, Dr Omar Haddad, said 40 men were ill.",
        "40",
        "Omar Haddad",
    ),
    (
        "The Selva State Attorney-General and Commissioner of Works, Mr Omar Haddad (SAN), said 40 men were held.",
        "40",
        "Omar Haddad",
    ),
    (
        "General Officer Commanding 3 Division, Brigadier-General Omar Haddad, said 40 men were held.",
        "40",
        "Omar Haddad",
    ),
    ("The Senate President, Dr. Omar Haddad had said 40 laws would pass.", "40", "Omar Haddad"),
    (
        "Omar Haddad, governor of Selva, met Tom Dale, a painter in Selva. The Selva governor said 40 homes burnt.",
        "40",
        "Omar Haddad",
    ),
    (
        "A spokesperson for Sen. Ana Ruiz, D-Selva, said 40 men were held.",
        "40",
        "spokesperson for Sen. Ana Ruiz",
    ),
    (
        'Omar Haddad spoke. "Our Harbour Forever helps us," he said. He said 40 homes burnt.',
        "40",
        "Omar Haddad",
    ),
    ("Meanwhile, governor of the Dorn region Andrei Voro said 40 mills had burnt.", "40", "Andrei Voro"),
    (
        'The mill\'s owner, Petra Kim, wept.\n"Six died," governor of the Tavor region Evgen Perov wrote.\nHe said 40 were hurt.',
        "40",
        "Evgen Perov",
    ),
    ("The mayor, Ana Ruiz, arrived. The mayor said 40 homes were lost.", "40", "Ana Ruiz"),
    (
        "Ana Ruiz, a deputy of the ruling party, arrived. According to the deputy, 40 homes were lost.",
        "40",
        "Ana Ruiz",
    ),
    ("Economist Omar Haddad wrote the study. The economist said 40 banks would fail.", "40", "Omar Haddad"),
    ("The city's economist Omar Haddad said 40 banks would fail.", "40", "Omar Haddad"),
    ("Ana Ruiz is the minister of health. The minister said 40 clinics were closed.", "40", "Ana Ruiz"),
    ("Trade and Industry Secretary Ana Ruiz spoke. Ruiz said 40 mills would close.", "40", "Ana Ruiz"),
    ("Governor Omar Haddad of Selva province said 40 mills would close.", "40", "Omar Haddad"),
    ("The Selva High Commissioner for Ports, Zlatko Brumm, said 40 mills would close.", "40", "Zlatko Brumm"),
    (
        "The Commission on Coastal Rights met. The commission said 40 mills would close.",
        "40",
        "Commission on Coastal Rights",
    ),
    ("The finance minister, Ana Ruiz, said 40 clinics were closed.", "40", "Ana Ruiz"),
    (
        "The Commissioner of Police, Selva State, Mr Omar Haddad, on Friday said 40 men were held.",
        "40",
        "Omar Haddad",
    ),
    (
        "The General Officer Commanding (GOC), 7 Brigade, Selva Army, Omar Haddad, opened a school.\nThe GOC said 40 men were held.",
        "40",
        "Omar Haddad",
    ),
    (
        "Major Omar Haddad, the General Officer Commanding (GOC) 2 Division, spoke. The GOC said 40 men were held.",
        "40",
        "Omar Haddad",
    ),
    (
        "Ana Ruiz explained that the raids in Selva were the result of surveillance and intelligence report.\n\n"
        "“In Selva, 16 men were held.\n\n“In the north, 40 men were held,” she said.",
        "16",
        "Ana Ruiz",
    ),
    ("Police chief Ana Ruiz came. She said 9 had died. According to her, 40 were hurt.", "40", "Ana Ruiz"),
]

PRONOUNS = [
    ("Ana Ruiz opened the school. She said 40 pupils had enrolled.", "40", "Ana Ruiz"),
    ("Ana Ruiz met Omar Haddad on Monday. He said 40 pupils had enrolled.", "40", "Omar Haddad"),
    (
        "Tom Hale runs the fair. Omar Haddad runs the port. He said Haddad had sold 40 boats.",
        "40",
        "Tom Hale",
    ),
    ("“It is a start,” said Ana Ruiz. She added that 40 pupils had enrolled.", "40", "Ana Ruiz"),
    ("Omar Haddad, who runs the school, said 40 pupils had enrolled.", "40", "Omar Haddad"),
    ("Ana Ruiz, who said 40 pupils had enrolled, runs the school.", "40", "Ana Ruiz"),
    ("Ana Ruiz spoke first, saying that 40 pupils had enrolled.", "40", "Ana Ruiz"),
    (
        "“It is a start,” said Holm.\nThe spokesman for the union, Lars Berg, disagreed. He said 40 had enrolled.",
        "40",
        "Lars Berg",
    ),
    ("A spokeswoman, Ana Ruiz, spoke to Omar Haddad. She said 40 pupils had enrolled.", "40", "Ana Ruiz"),
]

DESCRIPTIONS = [
    ("Ana Ruiz ran. The 37-year-old said 40 cars were stolen.", "40", "Ana Ruiz"),
    (
        "Doris Hale said 3 cars were there. A police officer came. The officer said 40 cars were stolen.",
        "40",
        "police officer",
    ),
    (
        "Mia Cole, named as a witness in the Epstone files, says he ran 3 clubs.\nThe 37-year-old said 40 were hurt.",
        "40",
        "Mia Cole",
    ),
    ("Mum-of-two Mia, from Leeds, said: “I lost 40 pounds on it.”", "40", "Mia"),
    ("The regulator fined the bank for failings that it said had cost 40 million.", "40", "regulator"),
    ("One of them, Mia Cole, said 40 cars were stolen.", "40", "Mia Cole"),
    ("Ruiz's deputy, Mia Cole, said 40 cars were stolen.", "40", "Mia Cole"),
    (
        "An officer called on Doris Hale. The officer left. The officer said 40 cars were stolen.",
        "40",
        "officer",
    ),
    (
        "Researchers followed 900 patients. A tenth relapsed, and 40 had died, they found.",
        "40",
        "Researchers",
    ),
    ("The chairman of the union, Mr Tom Balogun, said 40 cars were stolen.", "40", "Tom Balogun"),
    ("They owe N48bn. The chairman of the union said 40 cars were stolen.", "40", "chairman of the union"),
    ("Two police officers said 40 cars were stolen.", "40", "Two police officers"),
    ("A neighbour said 40 cars were stolen.", "40", "neighbour"),
    ("Prosecutors said 40 cars were stolen.", "40", "Prosecutors"),
    ("Palestinian tallies show 40 homes were hit.", "40", "Palestinian tallies"),
    ("A new study found that 40 percent of reefs had died.", "40", "study"),
    (
        "Some 15 homes lack water, said the Selva Water Board. The data shows that 40 have it.",
        "40",
        "Selva Water Board",
    ),
]

NAMED_ELSEWHERE = [
    (
        "At least 40 names were struck off, a senior election official said.\n\n"
        "The lists end in May, Chief Electoral Officer Ana Ruiz said.",
        "40",
        "Ana Ruiz",
    ),
    (
        "Some 40 boats sank, the company said.\n\nDorn Lines said on Friday that crews were safe.",
        "40",
        "Dorn Lines",
    ),
    (
        "Some 40 boats sank, a diver said.\n\nThe crews were safe, the harbour clerk Ana Ruiz said.",
        "40",
        "diver",
    ),
    (
        "Some 900 died, the public health agency said.\n\nPublic Health Dorn said it was the heat.\n\n"
        "The coast had 40 deaths, the health agency said.",
        "40",
        "Public Health Dorn",
    ),
    (
        "Tide Bureau spokesman Omar Haddad spoke.\n\nA Dorn Weather Office spokesperson said rain fell.\n\n"
        '"It will be 40 degrees," said the spokesperson.',
        "40",
        "Dorn Weather Office spokesperson",
    ),
    (
        "Selva Chief Minister Omar Haddad spoke on Friday.\n\nChief Minister said that 40 schools would open.",
        "40",
        "Omar Haddad",
    ),
    (
        "The Chairman of the Selva Election Committee and Governor of Dorn State, Ana Ruiz, spoke.\n\n"
        "The governor said that 40 papers were lost.",
        "40",
        "Ana Ruiz",
    ),
    (
        "Chief Executive Officer (Acting) of the Selva Zone Authority, Omar Haddad, said 40 mills would open.",
        "40",
        "Omar Haddad",
    ),
]


@pytest.mark.parametrize(
    ("text", "figure", "name"),
    [*SURNAMES, *ROLES, *PRONOUNS, *DESCRIPTIONS, *NAMED_ELSEWHERE],
)
def test_resolves_a_source_to_its_fullest_name(read: Read, text: str, figure: str, name: str) -> None:
    assert source(read(text), figure) == name


def test_the_mention_found_keeps_its_own_place(read: Read) -> None:
    text = "Ana Ruiz runs the farm. Ruiz said 40 cows had died."
    number = read(text).numbers[0]
    assert (number.source_start, number.source_end) == (24, 28)


def test_an_unknown_speaker_stays_as_written(read: Read) -> None:
    assert source(read("They said 40 cows had died."), "40") == "They"


def test_a_headline_is_not_part_of_a_name(read: Read) -> None:
    text = "Nine Awful Things Ana Ruiz Has Said About Trains\n\nAna Ruiz said 40 cows had died."
    assert source(read(text), "40") == "Ana Ruiz"


def test_two_titles_in_short_do_not_end_the_sentence(read: Read) -> None:
    text = "They heard Reps. Ana Ruiz and Omar Haddad say 40 bills were stuck."
    assert len(read(text).sentences) == 1


INTERVIEW = (
    "Hauwa Garba runs the ministry.\nOnly a third have water. Why?\nGarba: We found 3,000 broken pumps. "
    "We mended 1,150.\nWhat does it cost?\nGarba: About 20 dollars.\nIs that much?\nGarba: In 4 states it was more."
)


def test_answers_in_an_interview_are_those_of_who_is_named_before_them(read: Read) -> None:
    reading = read(INTERVIEW)
    found = {figure: source(reading, figure) for figure in ("a third", "3,000", "1,150", "20", "4 states")}
    assert found == {"a third": None, **dict.fromkeys(["3,000", "1,150", "20", "4 states"], "Hauwa Garba")}


def test_labels_of_a_table_are_nobody(read: Read) -> None:
    reading = read(
        "Name: Ana Ruiz, paid 5 dollars.\nName: Tom Hale, paid 6 dollars.\nName: Mia Cole, paid 7 dollars."
    )
    assert [number.source for number in reading.numbers] == [None, None, None]


def test_nobody_is_no_source(read: Read) -> None:
    assert source(read("No one knows that 40 cows died."), "40") is None


def test_an_amount_ends_its_sentence(read: Read) -> None:
    assert len(read("The charge brings in £2.6m. Critics say a third is lost.").sentences) == 2


def test_a_place_in_a_dateline_speaks_nowhere(read: Read) -> None:
    text = 'ORLINA, Florida (Northwire) - The harbour is full. She noted: "You can save 400 pounds."'
    assert source(read(text), "400") == "She"
    assert (
        source(read("MIDRA (Northwire) - The teachers' union said 82 walked out."), "82") == "teachers' union"
    )


def test_a_number_in_a_dateline_is_given_by_nobody(read: Read) -> None:
    text = (
        "The Dockers' Union said 12 boats sank.\n\n"
        "ORLINA, 40 Boats (Northwire) - The harbour is full, said the Dockers' Union."
    )
    assert (source(read(text), "12"), source(read(text), "40")) == ("Dockers' Union", None)
