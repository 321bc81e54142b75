"""Spanish, read with the model where it is installed: how countries write numbers, and that its data are whole."""

from collections.abc import Callable
from datetime import date

import pytest

from newstally.extract.model import Article, Reading
from newstally.extract.models import missing_model
from newstally.extract.reader import Reader
from newstally.extract.rules.language_examples import failing_examples

MISSING = missing_model("es")
pytestmark = pytest.mark.skipif(MISSING is not None, reason=str(MISSING))


@pytest.fixture(scope="module")
def spanish() -> Reader:
    return Reader("es")


@pytest.fixture(scope="module")
def read(spanish: Reader) -> Callable[..., Reading]:
    """Read a text of a Venezuelan paper of Thursday 2026-02-26, unless told otherwise."""

    def read_text(text: str, country: str | None = "ve") -> Reading:
        day = date(2026, 2, 26)
        return spanish.read(Article(id="t", text=text, published_at=day, country=country, language="es"))

    return read_text


def test_the_words_are_whole_and_their_examples_hold(spanish: Reader) -> None:
    assert failing_examples(spanish.read, "es") == []


@pytest.mark.parametrize(
    ("text", "country", "value"),
    [
        ("El dique costó 1.234,5 dólares.", "ar", 1234.5),
        ("El dique costó 1,234.5 dólares.", "mx", 1234.5),
        ("Llegaron 3.200 barcos.", None, 3200),
        ("Llegaron 3,200 barcos.", "gt", 3200),
        ("El río creció 12,5 metros y llegaron 3.200 barcos.", "mx", 3200),  # the article shows its sign
        ("El puerto perdió 1.400 barcos.", "mx", 1400),  # an agency's sign
        ("El dólar cerró en 3.745 soles y subió 0.2%; hubo 1,400 ventas.", "pe", 1400),
        ("Perdieron 12 mil 200 barcos.", "mx", 12_200),
        ("Perdieron mil 320 barcos.", "mx", 1320),
        ("Perdieron tres mil 173 barcos.", "mx", 3173),
        ("El puerto debe 2 millones 350 mil dólares.", "mx", 2_350_000),
        ("El puerto debe 3 mil 400 millones de pesos.", "mx", 3.4e9),
        ("El puerto debe 1,2 billones de euros.", "es", 1.2e12),
        ("El puerto debe un millardo de bolívares.", "ve", 1e9),
        ("El puerto debe Bs.702.246,84 al banco.", "ve", 702_246.84),
        ("Llegaron veintiún mil barcos.", "es", 21_000),
        ("Llegaron tres millones y medio de barcos.", "es", 3.5e6),
        ("Llegaron doscientos cincuenta mil barcos.", "es", 250_000),
        ("Llegó medio centenar de barcos.", "es", 50),
        ("Llegó una veintena de barcos.", "es", 20),
        ("La quinta parte de los barcos se hundió.", "es", 0.2),
        ("Se hundieron tres cuartas partes de los barcos.", "es", 0.75),
        ("Se hundió uno de cada tres barcos.", "es", 1 / 3),
        ("Se hundieron al menos 14 barcos.", "es", 14),
        ("Al menos 2.340 barcos se hundieron.", "co", 2340),
        ("Se hundieron más o menos 300 barcos.", "es", 300),
        ("La temperatura bajó a menos 12 grados.", "es", -12),
    ],
)
def test_numbers_by_the_habits_of_a_country(
    read: Callable[..., Reading], text: str, country: str | None, value: float
) -> None:
    assert [number.low for number in read(text, country).claims][-1] == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Unas 26 personas habían muerto en la riada.", "personas que habían muerto en riada"),
        ("Unas 60 casas se han hundido.", "casas que se han hundido"),
        ("Unos 90 vecinos acusaron al alcalde.", "vecinos que acusaron al alcalde"),
        ("Unas 300 familias han pasado tres días en tiendas.", "familias que han pasado días en tiendas"),
        ("Unos 340 presos han sido liberados.", "presos liberados"),
    ],
)
def test_subject_is_told_with_what_its_verb_needs(
    read: Callable[..., Reading], text: str, subject: str
) -> None:
    assert read(text).claims[0].subject == subject


def test_a_sentence_that_no_space_parts_from_the_last_has_its_own_source_and_time(
    read: Callable[..., Reading],
) -> None:
    reading = read("El banco dijo que perdió 30 barcos en 2024.El martes murieron 12 pescadores.")
    rows = [reading.row(number) for number in reading.claims]
    assert [row["as_of"] for row in rows] == [["2024-01-01", "2024-12-31"], ["2026-02-24", "2026-02-24"]]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Se requieren 30 millones de pesos para el muelle.", "projected"),
        ("Se prevé una afluencia de 20 mil turistas.", "projected"),
        ("Son necesarios 12 millones de pesos para el muelle.", "projected"),
        ("La alcaldesa anunció la construcción de 40 casas.", "projected"),
        ("El juez ordenó el pago de 300 pesos.", "projected"),
        ("El proyecto consta de 120 casas.", "projected"),
        ("Los pescadores se exponen a multas de 500 pesos.", "hypothetical"),
        ("Podrían ser hasta 40 los barcos hundidos.", "hypothetical"),
        ("No hay reportes de 12 barcos hundidos.", "negated"),
        ("Se hundieron 12 barcos.", "asserted"),
        ("El alcalde ofreció un apoyo de 500 pesos por familia.", "projected"),
        ("La empresa debe reponer el servicio a al menos 300 vecinos.", "projected"),
        ("La multa rondaría los 3 millones de pesos.", "hypothetical"),
        ("La alcaldesa negó que se hundieran 40 barcos: «Son apenas 12», aclaró.", "asserted"),
    ],
)
def test_what_is_planned_possible_or_denied(read: Callable[..., Reading], text: str, modality: str) -> None:
    assert read(text).claims[-1].modality == modality


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("Este año se robaron 289 barcos, frente a los 340 de 2023.", ["barcos", "barcos"]),
        ("El atún subió 4%; el bacalao fresco, 3%, y el pulpo, 2%.", ["atún", "bacalao", "pulpo"]),
        ("El banco mantuvo la tasa en 4,5%.", ["tasa"]),
        ("Reportaron 12 heridos y 4.300 evacuados.", ["heridos", "evacuados"]),
        ("El número de heridos subió a 18 y el de muertos a 4.", ["heridos", "muertos"]),
        ("El fiscal dijo que bajó 12 % el robo de barcos.", ["robo"]),
        ("Ya suman 41 los heridos.", ["heridos"]),
    ],
)
def test_what_is_counted_where_its_noun_stands_apart(
    read: Callable[..., Reading], text: str, heads: list[str]
) -> None:
    assert [number.head for number in read(text).claims] == heads


@pytest.mark.parametrize(
    ("text", "as_of"),
    [
        ("De enero a la fecha se hundieron 12 barcos.", "2026-01-01/2026-02-26"),
        ("En lo que va del 2026 se hundieron 12 barcos.", "2026-01-01/2026-02-26"),
        ("La pasada noche se hundieron 12 barcos.", "2026-02-25/2026-02-25"),
        ("Los primeros dos meses de 2025 se hundieron 12 barcos.", "2025-01-01/2025-02-28"),
        ("El puente, de 240 metros, está roto.", None),
        (
            "Desde que empezó la huelga, el 12 de febrero, se hundieron 12 barcos.",
            "2026-02-12/2026-02-26",
        ),
        ("En la hora pico de este martes se hundieron 12 barcos.", "2026-02-24/2026-02-24"),
    ],
)
def test_times_as_news_print_them(read: Callable[..., Reading], text: str, as_of: str | None) -> None:
    period = read(text).claims[0].as_of
    assert (None if period is None else "/".join(day.isoformat() for day in period)) == as_of


def test_an_average_is_no_half(read: Callable[..., Reading]) -> None:
    assert [number.low for number in read("Un barco medio de 900 toneladas pesa menos.").claims] == [900]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("En los años 90 murieron 40 personas.", (1990, 1999)),
        ("En los años noventa murieron 40 personas.", (1990, 1999)),
        ("En la década de los años 80 murieron 40 personas.", (1980, 1989)),
        ("En la década de los ochenta murieron 40 personas.", (1980, 1989)),
        ("La riada mató a 40 personas en la década del 70.", (1970, 1979)),
        ("Murieron 40 personas en la década de 1990.", (1990, 1999)),
        ("En los ochenta murieron 40 personas.", (1980, 1989)),
        ("Murieron 40 personas durante los 90.", (1990, 1999)),
        ("A mediados de los setenta murieron 40 personas.", (1970, 1979)),
    ],
)
def test_a_decade_is_no_figure_and_dates_one(
    read: Callable[..., Reading], text: str, period: tuple[int, int]
) -> None:
    (figure,) = read(text).claims
    assert figure.low == 40
    assert figure.as_of is not None
    assert (figure.as_of[0].year, figure.as_of[1].year) == period


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "«Es poco», sostiene la socióloga Ana Ruiz, de la consultora Norte Azul, para quien faltan 40 casas.",
            "Ana Ruiz",
        ),
        (
            "Faltan 40 casas, reveló el Irim, el centro de estudios adscrito a la Federación Norte. Otras 12 se"
            " hundieron, añade el boletín.",
            "boletín",
        ),
        ("El vocero Juan Vega negó que su agrupación haya observado 300 actas.", "Juan Vega"),
        ("Las autoridades manejan un rango de 38 a 80 muertos.", "autoridades"),
        (
            "Según la consultora Norte Azul, faltan 300 casas. La firma estima que 40 se hundieron.",
            "Norte Azul",
        ),
        (
            "Para la UGM, faltan 40 casas. Las patronales rebajan el dato a una horquilla de 12 a 20 casas.",
            "patronales",
        ),
    ],
)
def test_who_gives_a_figure(read: Callable[..., Reading], text: str, source: str) -> None:
    assert read(text).claims[-1].source == source
