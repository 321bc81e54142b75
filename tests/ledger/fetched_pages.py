"""Pages of a flood as a crawl leaves them: WARC files of their own."""

import io
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

HTML = """<html lang="en"><head><title>{title}</title><meta property="og:title" content="{title}">
<meta property="article:published_time" content="2026-03-0{day}T08:00:00Z"></head><body><article><h1>{title}</h1>
<p>Police said {count} people were killed when the river Oru flooded the towns of Tamborel and Port Sarn on Monday.</p>
<p>Rescue teams searched the lower quarters of the town through the night with boats, lamps and dogs, and carried the
old and the sick to a school on the hill, where volunteers from the villages around had prepared beds and soup.</p>
<p>Shops stayed shut and the ferry did not run. The mayor asked everybody who could to stay away from the bridges.</p>
</article></body></html>"""


Fetched = tuple[str, int, str]


def write_warc(path: Path, fetched: list[Fetched], first_hour: int = 8, day: int = 5) -> Path:
    """Write responses (address, status, body) as a crawl does: one gzip member for each record, unless in a .warc."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=path.suffix == ".gz", warc_version="WARC/1.1")
        for hour, (url, status, body) in enumerate(fetched, first_hour):
            http = StatusAndHeaders(
                f"{status} OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1"
            )
            headers = {"WARC-Date": f"2026-03-{day:02}T{hour:02}:00:00Z", "Newstally-Page": "article"}
            writer.write_record(
                writer.create_warc_record(
                    url,
                    "response",
                    payload=io.BytesIO(body.encode()),
                    http_headers=http,
                    warc_headers_dict=headers,
                )
            )
    return path


def flood(number: int, count: int, day: int = 2) -> Fetched:
    return f"https://north.example/{number}", 200, HTML.format(title=f"Flood {number}", count=count, day=day)
