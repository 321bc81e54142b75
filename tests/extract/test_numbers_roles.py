"""Roles: what each number is, and that the rule that decided it is named."""

import pytest

QUANTITIES = ("claim", "quantity")

ROLES = [
    # pairs of shares in a poll, scores elsewhere
    ("The poll has Lund ahead of Marsh 41-40.", "41", "claim"),
    ("The Hawks beat the Bulls 41-40.", "41-40", "score"),
    # groups and names
    ("They asked a group of 30 doctors.", "30", "claim"),
    ("Leaders of the Group of 20 met.", "20", "name"),
    ("Her +32 point lead held.", "32", "claim"),
    ("The count at one point stopped.", "one", "pronoun"),
    # emergency numbers
    ("The caller phoned 911 at once.", "911", "identifier"),
    ("She told a 911 operator.", "911", "identifier"),
    ("Lawyers called 112 witnesses.", "112", "claim"),
    # dates and times
    ("He left on 12 March.", "12", "date"),
    ("He left on March 12.", "12", "date"),
    ("He left on Oct. 7.", "7", "date"),
    ("The Oct. 7 attacks shook them.", "7", "date"),
    ("He left in 2019.", "2019", "date"),
    ("The 2019 report was long.", "2019", "date"),
    ("Sales were below 2019 levels.", "2019", "date"),
    ("He served in 2022-2025.", "2022-2025", "date"),
    ("Music of the 1990s filled the hall.", "1990s", "date"),
    ("The form is dated 12/05/2024.", "12/05/2024", "date"),
    ("Revenue fell in Q3.", "3", "date"),
    ("In nineteen eighty-four he left.", "nineteen eighty-four", "date"),
    ("He will leave on the 12th.", "12th", "date"),
    ("He left at 10:30.", "10:30", "time"),
    ("He left at 5pm.", "5", "time"),
    ("He left at 7 a.m. sharp.", "7", "time"),
    ("He left at 1800 GMT.", "1800", "time"),
    ("He left at half past six.", "six", "time"),
    # ages
    ("Children younger than 18 pay nothing.", "18", "age"),
    ("Ann Poe, 24, sang.", "24", "age"),
    ("A 12-year-old girl sang.", "12", "age"),
    ("Ann was 12 in 1976 when she sang.", "12", "age"),
    ("She won most voters under 30.", "30", "age"),
    ("Members under 21 must leave.", "21", "age"),
    ("The bus held 30 monks, 12 of them under 40.", "40", "age"),
    ("They jailed 40 women over 12 deaths.", "12", "claim"),
    ("Two teenagers, 15 and 17, were held.", "15", "age"),
    ("Two teenagers, 15 and 17, were held.", "17", "age"),
    ("She left school at 14 and sang.", "14", "age"),
    ("The oldest was 96.", "96", "age"),
    ("A boy of 12, she sang.", "12", "age"),
    ("She was 19 when she left.", "19", "age"),
    ("A singer in his 40s left.", "40s", "age"),
    ("Women aged 18 to 25 sang.", "18 to 25", "age"),
    ("A woman, 34, sang.", "34", "age"),
    ("The under-21 side sang.", "21", "age"),
    # ordinals and ranks
    ("It was the third attempt.", "third", "ordinal"),
    ("It was the 21st attempt.", "21st", "ordinal"),
    ("It was the twenty-first attempt.", "twenty-first", "ordinal"),
    ("She is No. 3 in Asia.", "3", "ordinal"),
    ("They are in the bottom three.", "three", "ordinal"),
    # names and identifiers
    ("Under Section 230 they are safe.", "230", "name"),
    ("Flight 17 landed.", "17", "name"),
    ("The G7 met.", "7", "name"),
    ("The R21 vaccine works.", "21", "name"),
    ("Boeing 737 jets were grounded.", "737", "name"),
    ("An iPhone 15 was lost.", "15", "name"),
    ("They fear Covid-19 again.", "19", "name"),
    ("The 5G network failed.", "5", "name"),
    ("The Big Four met.", "Four", "name"),
    ("The FTSE 100 fell.", "100", "name"),
    ("See page 12 there.", "12", "name"),
    ("The Phase 2 trials began.", "2", "name"),
    ("He lives at 10 Downing Street.", "10", "identifier"),
    ("See example.org/2024/story there.", "2024", "identifier"),
    ("The server is 192.168.0.1 here.", "192.168.0.1", "identifier"),
    ("Offices at 300 and 180 Kent Street closed.", "300", "identifier"),
    ("The house at 9 E 71st St was sold.", "9", "identifier"),
    ("She won the 80 metre hurdles.", "80", "name"),
    ('The film "13 Hours" earned $69 million.', "13", "name"),
    ("It grounded two new 737 Max jets.", "737", "name"),
    ("They honour the poet (1885-1941) there.", "1885-1941", "date"),
    ("The lower half of the state flooded.", "half", "other"),
    ("Some were as young as 14 then.", "14", "age"),
    # scores, lists, pronouns, the rest
    ("Leeds won 3-1 at home.", "3-1", "score"),
    ("Leeds drew 1-1 at home.", "1-1", "score"),
    ("1. Wash your hands", "1", "list"),
    ("One of them left.", "One", "pronoun"),
    ("This one is better.", "one", "pronoun"),
    ("No one left.", "one", "pronoun"),
    ("Both sides left.", "Both", "pronoun"),
    ("The shop is open 24/7 now.", "24/7", "other"),
    ("He played in the first half.", "half", "other"),
    ("It was a double murder.", "double", "other"),
    ("The fire wrecked a grade-two listed mill.", "two", "name"),
    ("It was a level-four warning.", "four", "name"),
    ("That brings the total for 2025 to 14,812.", "2025", "date"),
    ("They owe £ 10/2/2026 or so.", "10/2/2026", "date"),
    ("They owe $1:2:3 now.", "1:2:3", "time"),
    ("Deaths fell to 4.5 per 100,000 people.", "100,000", "other"),
]


@pytest.mark.parametrize(("text", "span", "role"), ROLES)
def test_role(read, text, span, role):
    found = {text[n.start : n.end]: n for n in read(text).numbers}
    assert found[span].role == role
    assert found[span].evidence["role"].rule


COUNTED = [
    ("In May, 15 soldiers died.", "15"),
    ("In 2019, 300 soldiers died.", "300"),
    ("The list holds about 2000 pages.", "2000"),
    ("One person was killed.", "One"),
    ("They gave Ukraine 31 tanks.", "31"),
    ("Police freed all three women.", "three"),
    ("The vote was won by 220 votes.", "220"),
    ("A poll of 2047 registered voters was held.", "2047"),
    ("It grounded two new 737 Max jets.", "two"),
    ("The poll shows Reed beating Lee 45 to 40 percent.", "45"),
    ("A quarter saw no change.", "A quarter"),
    ("The reservoir is a quarter full.", "a quarter"),
]


@pytest.mark.parametrize(("text", "span"), COUNTED)
def test_quantity_beside_what_looks_like_a_date_or_name(read, text, span):
    roles = {text[n.start : n.end]: n.role for n in read(text).numbers}
    assert roles[span] in QUANTITIES


def test_lines_that_count_on_are_a_list(read):
    reading = read("Nothing changed:\n1 Ana Ruiz.\n2 Tom Hale.\n\n3 Mia Cole.\n12 people died.")
    assert [number.role for number in reading.numbers] == ["list", "list", "list", "claim"]
