"""Files of a news crawl, and how they are taken into a ledger."""

from contextlib import closing
from pathlib import Path

from newstally.pipeline.bulk.run import BulkReport, Options, run_bulk
from newstally.pipeline.bulk.workers import LocalWorkers
from newstally.pipeline.configuration import Configuration, load_configuration
from newstally.pipeline.ledger.place import folder_of
from tests.ledger.conftest import contents
from tests.ledger.fetched_pages import flood, write_warc

SPANISH = """<html lang="es"><head><title>Crecida del Oru</title></head><body><article><h1>Crecida del Oru</h1>
<p>La alcaldesa de Tamborel dijo que los equipos buscaron toda la noche en los barrios bajos de la ciudad con botes y con
perros, y que llevaron a los ancianos y a los enfermos a una escuela en la colina donde los vecinos habían preparado camas.</p>
<p>Las tiendas siguieron cerradas y el transbordador no salió. Pidió a todos los que pudieran que no pasaran los puentes.</p>
</article></body></html>"""


def write_crawl(folder: Path) -> list[Path]:
    """Write three files, the second of which ends in the middle of its last record."""
    made = []
    for number in range(3):
        fetched = [flood(10 * number + at, 300 + 7 * number + at) for at in range(6)]
        if number == 0:
            fetched.append(("https://sur.example/crecida", 200, SPANISH))
        made.append(write_warc(folder / f"CC-NEWS-2026030{number}.warc.gz", fetched))
    made[1].write_bytes(made[1].read_bytes()[:-40])
    return made


def place(folder: Path, ledger: str = "ledger.duckdb") -> Configuration:
    written = f'contact = "desk@example.org"\nledger = "{ledger}"\n'
    (folder / "newstally.toml").write_text(written, encoding="utf-8")
    return load_configuration(folder / "newstally.toml")


def told(configuration: Configuration) -> dict[str, list[str]]:
    held = contents(configuration.ledger)
    return held | {"ledger_info": [row for row in held["ledger_info"] if "'edition'" not in row]}


def read(configuration: Configuration, files: list[str], **options: object) -> BulkReport:
    chosen = Options(results=folder_of(configuration.ledger) / "bulk", **options)  # type: ignore[arg-type]
    with closing(LocalWorkers(2)) as workers:
        return run_bulk(configuration, files, workers, chosen)
