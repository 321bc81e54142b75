"""News pages for measuring: ordinary ones, of which no two are alike."""

import random

TOLD_WITH_FIGURES = [
    "{a} officials said on {d} that {n} people had been moved out of {p} after the river {r} rose by {m} metres.",
    "The water office counted {k} damaged houses, about {q} percent more than in the flood of two years before.",
    "{w}, who leads the relief work in {p}, said that the town needed {e} million euros for repairs by the end of the year.",
    "According to the harbour office, {k} of the {n} boats that were tied up at the quay had been lost.",
    "The council had spent {e} million euros on the dam since 2019, which critics called too little and too late.",
    "Insurers expected losses of more than {q} million euros in the district, {w} told a local radio station.",
    "Some {n} pupils went back to school in {p} this week, the education ministry said.",
    "The regional bank cut its forecast for growth to {m}.4 percent, from {m}.9 percent in its spring report.",
    "At least {k} workers walked out of the mill in {p} on {d}, the union of textile workers said.",
    "A court in {p} sentenced {w} to {m} years in prison on {d} for taking bribes of {e},000 euros.",
    "Police said that {k} people were arrested when fans of the two clubs met near the station.",
    "Rents in {a} rose by {m}.2 percent in the past year, a survey of {n} tenants found.",
    "{w} won the race in {p} ahead of {k} other runners, the organisers said on {d}.",
    "The hospital in {p} has {k} beds, of which {q} were empty on {d}, according to its director.",
    "Exports of {a} fell by {q} percent in January, the customs office reported.",
    "The party of {w} won {q} of the {k} seats in the assembly, the electoral commission said.",
    "Nearly {n} households were without power on {d}, said the operator of the grid.",
    "The museum paid {e} million euros for the painting, {w} said, twice what experts had expected.",
]
"""Sentences with figures, of which each page has six."""

KINDS = [
    "old", "new", "narrow", "quiet", "stubborn", "wooden", "distant", "famous", "empty", "northern", "cautious",
    "cheerful", "forgotten", "expensive", "modest", "local", "foreign", "broken", "crowded", "hopeful", "angry",
    "patient", "public", "ancient",
]  # fmt: skip
THINGS = [
    "bridge", "baker", "ferry", "library", "teacher", "harbour", "garden", "choir", "lawyer", "market",
    "theatre", "quarry", "committee", "painter", "square", "station", "neighbour", "winter", "orchard",
    "cinema", "engineer", "rumour", "chapel", "minister", "festival", "tunnel", "judge", "fisherman", "speech",
    "lighthouse", "grocer", "museum", "meadow", "captain", "tailor", "newspaper", "stadium", "farmer",
    "village", "pharmacy",
]  # fmt: skip
DEEDS = [
    "avoided", "remembered", "praised", "surprised", "followed", "painted", "described", "admired", "refused",
    "repaired", "visited", "questioned", "annoyed", "defended", "expected", "replaced", "welcomed", "ignored",
    "studied", "borrowed", "honoured", "doubted", "carried",
]  # fmt: skip
CLOSINGS = """before the meeting began|as the rain went on|in front of the town hall|without giving a reason|for the sake of
peace|although nobody had asked|until the lights went out|with tears in their eyes|after a long silence|to everyone's
surprise""".replace("\n", " ").split("|")
"""Words of the other sentences: many enough that pages have no more in common than those of real papers."""


def news_page(number: int) -> bytes:
    """A page of 24 sentences, six of them with figures, in a frame of links."""
    chance = random.Random(number)
    names = {
        "a": "Tamborel",
        "p": f"Vellin {chr(65 + number % 26)}",
        "r": "Orudo",
        "w": f"Ines {chr(65 + number // 26 % 26)}arvel",
    }
    told = [
        sentence.format(
            **names,
            n=chance.randrange(100, 9100),
            k=chance.randrange(70, 820),
            q=chance.randrange(3, 63),
            m=chance.randrange(1, 8),
            e=chance.randrange(2, 92),
            d=chance.choice(("Monday", "Tuesday", "Thursday", "Friday")),
        )
        for sentence in chance.sample(TOLD_WITH_FIGURES, 6)
    ]
    sentences = told + [_other_sentence(chance) for _ in range(18)]
    chance.shuffle(sentences)
    body = "".join(f"<p>{' '.join(sentences[at : at + 2])}</p>" for at in range(0, len(sentences), 2))
    menu = "".join(f"<li><a href='/section/{one}'>Section {one}</a></li>" for one in range(60))
    moment = f"2026-02-{number % 27 + 1:02d}T10:00:00Z"
    return (
        f"<html lang='en'><head><title>{told[0]}</title><meta property='article:published_time' content='{moment}'>"
        f"</head><body><nav><ul>{menu}</ul></nav><article><h1>{told[0]}</h1>{body}</article>"
        f"<footer><ul>{menu}</ul></footer></body></html>"
    ).encode()


def _other_sentence(chance: random.Random) -> str:
    subject, thing = (f"{chance.choice(KINDS)} {chance.choice(THINGS)}" for _ in range(2))
    return f"The {subject} {chance.choice(DEEDS)} the {thing} {chance.choice(CLOSINGS)}."
