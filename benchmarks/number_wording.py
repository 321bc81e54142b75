"""Wording: amounts in several units, vague numbers, thousands parted by spaces, rates and bounds."""

from collections.abc import Callable, Iterator

from benchmarks.number_expressions import Combination, Expression, filled


def durations() -> Iterator[Combination]:
    """Amounts in several units that are one."""
    for words, value, kind, unit in (
        ("2 years, 3 months and 4 days", 2 * 365.0 + 3 * 30 + 4, "duration", "day"),
        ("two years, three months and four days", 2 * 365.0 + 3 * 30 + 4, "duration", "day"),
        ("2 years and 3 months", 27.0, "duration", "month"),
        ("two years and six months", 30.0, "duration", "month"),
        ("1 hour and 20 minutes", 80.0, "duration", "minute"),
        ("1 hour, 20 minutes and 5 seconds", 4805.0, "duration", "second"),
        ("3 days and 4 hours", 76.0, "duration", "hour"),
        ("3 days, 4 hours and 10 minutes", 4570.0, "duration", "minute"),
        ("3 weeks and 2 days", 23.0, "duration", "day"),
        ("5 minutes and 12 seconds", 312.0, "duration", "second"),
        ("5 feet 2 inches", 62.0, "measure", "inch"),
        ("5 ft 2 in", 62.0, "measure", "inch"),
        ("5ft 2in", 62.0, "measure", "inch"),
        ("6-foot-3", 75.0, "measure", "inch"),
        ("6ft 3", 75.0, "measure", "inch"),
        ("6'3\"", 75.0, "measure", "inch"),
        ("7 pounds, 4 ounces", 116.0, "measure", "ounce"),
        ("7lb 4oz", 116.0, "measure", "ounce"),
        ("11 stone 4 pounds", 158.0, "measure", "pound"),
        ("2 metres 40 centimetres", 240.0, "measure", "centimetre"),
        ("3 dollars and 50 cents", 3.5, "money", "USD"),
        ("12 dollars and five cents", 12.05, "money", "USD"),
        ("4 pounds and 20 pence", 4.2, "money", "GBP"),
        ("2 euros and 10 cents", 2.1, "money", "EUR"),
    ):
        e = Expression(words, value, value, kind, unit)
        carriers = {
            "duration": ("The trip took {} in all.", "He was held for {}.", "They waited {}."),
            "measure": ("The record is {}, they said.", "It measured {}."),
            "money": ("It cost {} then.", "They asked for {} a piece."),
        }[kind]
        for carrier in carriers:
            yield Combination(
                "several units", words, filled(carrier, (e,)), (e,), country="gb" if unit == "GBP" else "us"
            )


VAGUE = (
    ("several hundred", 200.0, 1000.0), ("several thousand", 2e3, 1e4), ("several million", 2e6, 1e7), ("a few hundred", 200.0, 1000.0),
    ("a few thousand", 2e3, 1e4), ("some hundreds of", 100.0, 1000.0), ("hundreds of", 100.0, 1000.0), ("tens of thousands of", 1e4, 1e5),
    ("dozens of", 12.0, 120.0), ("thousands of", 1e3, 1e4), ("1,000s of", 1e3, 1e4), ("100s of", 100.0, 1e3), ("many thousand", 2e3, 1e4),
    ("a couple of hundred", 200.0, 200.0), ("a couple hundred", 200.0, 200.0),
)  # fmt: skip


def vague() -> Iterator[Combination]:
    """Words for many: role vague, and no claim."""
    for words, _, _ in VAGUE:
        for noun in ("people", "homes", "dollars"):
            for carrier in (
                "They counted {} {noun} there.",
                "It cost {} {noun} last year.",
                "In May {} {noun} were lost.",
            ):
                sentence = carrier.replace("{noun}", noun).format(words)
                yield Combination("vague", words, sentence, (), (words,))
    for sentence, words in (
        ("Double-digit growth is over.", "Double-digit"),
        ("He earns a six-figure salary.", "six-figure"),
        ("Sales grew in the mid-single digits.", "mid-single digits"),
        ("Growth was in the low single digits.", "low single digits"),
        ("Temperatures will reach the low 40s.", "40s"),
        ("Highs will be in the mid-30s.", "30s"),
        ("Highs will be in the upper 80s.", "80s"),
        ("Two 30-something men were held.", "30-something"),
        ("The firm made high double-digit returns.", "double-digit"),
        ("A seven-figure sum was paid.", "seven-figure"),
    ):
        yield Combination("vague", words, sentence, (), (words,))


def groups() -> Iterator[Combination]:
    """Signs between thousands."""
    for written, value in (
        ("12'500", 12500.0), ("12’500", 12500.0), ("12\u00a0500", 12500.0), ("12\u202f500", 12500.0), ("12\u2009500", 12500.0), ("1 234 567", 1234567.0), ("1'234'567", 1234567.0),
        ("12,500", 12500.0), ("1,23,456", 123456.0), ("１２５００", 12500.0), ("１２，５００", 12500.0), ("12 500", 12500.0), ("340 000", 340000.0), ("1,234,567.5", 1234567.5),
    ):  # fmt: skip
        for carrier, kind, unit in (
            ("They counted {} people there.", "count", "person"),
            ("It employs {} workers in Ostava.", "count", "worker"),
            ("It uses {} tonnes of coal.", "measure", "tonne"),
            ("It cost {} euros.", "money", "EUR"),
            ("It cost ${} then.", "money", "USD"),
        ):
            e = Expression(written, value, value, kind, unit)
            yield Combination("groups", written, carrier.format(written), (e,), country="us")


PERS = (
    ("a day", "day"),
    ("per day", "day"),
    ("each day", "day"),
    ("every day", "day"),
    ("daily", "day"),
    ("a year", "year"),
    ("annually", "year"),
    ("per year", "year"),
    ("an hour", "hour"),
    ("a week", "week"),
    ("per month", "month"),
    ("a month", "month"),
    ("per person", "person"),
    ("a head", "person"),
    ("per household", "household"),
)


def rates() -> Iterator[Combination]:
    """What figures are per."""
    for per, name in PERS:
        for words, low, kind, unit in (
            ("9,000 passengers", 9000.0, "count", "passenger"), ("$3m", 3e6, "money", "USD"), ("£17", 17.0, "money", "GBP"), ("2.5 million euros", 2.5e6, "money", "EUR"), ("40 patients", 40.0, "count", "patient"), ("$40", 40.0, "money", "USD"), ("six meals", 6.0, "count", "meal"), ("Rs 4 crore", 4e7, "money", "INR"), ("20,000 tonnes of waste", 2e4, "measure", None), ("three days", 3.0, "duration", "day"),
        ):  # fmt: skip
            number = (
                words.removesuffix(" passengers")
                .removesuffix(" patients")
                .removesuffix(" meals")
                .removesuffix(" tonnes of waste")
            )
            e = Expression(number, low, low, kind, unit, per=name)
            for carrier in (
                "The service handles {words} {per}.",
                "It comes to {words} {per}, the agency said.",
                "They need {words} {per} to go on.",
            ):
                yield Combination("rate", f"{per}|{words}", carrier.format(words=words, per=per), (e,))


def bounds() -> Iterator[Combination]:
    """ "Up to" as a bound and as the way up."""
    for amount, low, kind, unit in (
        ("4,000", 4e3, "count", None),
        ("4 million", 4e6, "count", None),
        ("$5bn", 5e9, "money", "USD"),
        ("40 percent", 40.0, "percent", "%"),
    ):
        for carrier in (
            "It grew up to {}.",
            "It moved back up to {} in May.",
            "The total went up to {}.",
            "It was up to {} from 30.",
            "That brings it up to {}.",
            "Prices crept up to {} last week.",
        ):
            e = Expression(amount, low, low, kind, unit)
            yield Combination("way up", carrier, carrier.format(amount), (e,))
        for carrier in (
            "It can take up to {} at once.",
            "Up to {} were lost, they said.",
            "They want up to {} more.",
            "The fine may reach up to {}.",
            "It offers up to {} in all.",
        ):
            e = Expression(amount, low, low, kind, unit, "<")
            yield Combination("bound", carrier, carrier.format(amount), (e,))


WORDING: dict[str, Callable[[], Iterator[Combination]]] = {
    "several units": durations,
    "vague": vague,
    "groups": groups,
    "rate": rates,
    "bound": bounds,
}
