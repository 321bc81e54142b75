"""Pages and fixtures that the tests write."""

import gzip
import json
import os
import subprocess
from pathlib import Path

from tests import forked

ROOT = Path(__file__).resolve().parents[2]

FERRY = """<!doctype html><html lang="en"><head><title>Ferry sinks off Orlan | Harbour Post</title>
<meta property="og:type" content="article"><meta property="og:title" content="Ferry sinks off Orlan">
<meta property="article:published_time" content="2026-03-05T09:00:00+00:00">
<meta property="og:site_name" content="Harbour Post"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Ferry sinks off Orlan</h1>
<p>At least 14 people drowned on Tuesday when a ferry sank off the coast of Orlan, according to police.</p>
<p>Rescuers pulled 37 passengers from the water, according to harbour master Ilse Brandt. Brandt, 52, has run the
harbour for a long time and knew the crew well.</p>
<p>The owner, Northline, was fined $1.2 million last year after an inspection of its vessels.</p>
</article></body></html>
"""

FERRY_EXPECTED = """\
# Written by hand.
title: Ferry sinks off Orlan
published: 2026-03-05
outlet: Harbour Post
language: en

claims:
  # the toll
  - quantity: At least 14
    sentence: At least 14 people drowned on Tuesday when a ferry sank off the coast of Orlan, according to police.
    value: 14
    comparator: ">"
    kind: count
    unit: person       # not "people"
    as_of: 2026-03-03
  - quantity: 37
    sentence: Rescuers pulled 37 passengers from the water, according to harbour master Ilse Brandt.
    value: 37
    comparator: =
    source: Ilse Brandt
  # the fine
  - quantity: $1.2 million
    sentence: The owner, Northline, was fined $1.2 million last year after an inspection of its vessels.
    value: 1200000
    unit: USD
    as_of: 2025
absent:
  - quantity: 52
    sentence: Brandt, 52, has run the harbour for a long time and knew the crew well.
    role: age
"""

ABOUT = {"url": "https://harbour.example/ferry", "status": 200, "country": "us"}

PLAIN = ["--assert", "plain", "-p", "no:cacheprovider"]
"""What keeps pytest from rewriting the asserts of all our modules, which takes seconds: fixtures have none."""


def write_fixture(folder: Path, expected: str = FERRY_EXPECTED, page: str = FERRY) -> Path:
    """Write a fixture and return its folder."""
    folder.mkdir(parents=True)
    (folder / "page.html.gz").write_bytes(gzip.compress(page.encode()))
    (folder / "page.json").write_text(json.dumps(ABOUT))
    (folder / "expected.yaml").write_text(expected)
    return folder


def newstally(
    *arguments: object, package: Path = ROOT, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command line, with the packages in a folder, and return what it said."""
    environment = {**os.environ, "PYTHONPATH": str(package), "COLUMNS": "200"}
    return forked.newstally(*arguments, env=environment, cwd=cwd)
