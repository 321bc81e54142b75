"""What a journalist finds on the page, asked for as a browser without scripts asks."""

import csv
import io
import json
import re
from urllib.parse import unquote

import pyarrow.parquet as pq
from openpyxl import load_workbook
from PIL import Image

from newstally.pipeline.serve.views.sql import SHOWN
from tests.serve.conftest import Served

MISSING = "SELECT claim_id FROM claims WHERE low = 57"


def test_every_view_is_shown_in_both_languages(served: Served, views: list[str]) -> None:
    for path in views:
        for language in ("en", "es"):
            answer = served.get(path, Accept_Language=f"{language}-XX, fr;q=0.5")
            assert answer.status == 200, (path, answer.text[-500:])
            assert f'<html lang="{language}">' in answer.text


def test_the_start_tells_what_is_new_and_who_contradicts_whom(served: Served) -> None:
    start = served.get("/").text
    assert "New on 25 Feb 2026" in start
    for told in ("57", "Piet Sorel", "33", "Ilse Brandt", "Delta Wire", "€12.5\u00a0million", "200 to 250"):
        assert told in start


def test_search_finds_a_question_whose_page_leads_to_the_sentence_and_its_archived_page(
    served: Served,
) -> None:
    claim = served.one(MISSING)
    question = served.one(f"SELECT question_id FROM claims WHERE claim_id = '{claim}'")
    assert f'href="/questions/{question}"' in served.get("/search?q=people+missing").text
    page = served.get(f"/questions/{question}").text
    assert f'href="/claims/{claim}" aria-label="Piet Sorel · 25 Feb 2026 · 57"' in page  # a mark of the chart
    assert "contradictions" in page
    shown = served.get(f"/claims/{claim}").text
    assert "Piet Sorel said that <mark>57</mark> people were missing in Veldhaven on Wednesday." in shown
    assert f'src="/archived/{claim}#newstally-sentence"' in shown


def test_search_as_you_type_gets_only_the_list(served: Served) -> None:
    found = served.get("/search?q=people+missing", HX_Request="true").text
    assert "/questions/" in found and "<html" not in found


def test_search_for_a_source_and_for_nothing(served: Served) -> None:
    assert "/sources/" in served.get("/search?q=sorel").text
    assert "Nothing found for “zyx”" in served.get("/search?q=zyx").text


def test_an_address_may_name_any_sighting_of_a_claim_or_source(served: Served) -> None:
    sightings = "SELECT sighting_id FROM sightings WHERE sighting_id <> claim_id ORDER BY 1 LIMIT 1"
    sighting = served.one(sightings)
    claim = served.one(f"SELECT claim_id FROM sightings WHERE sighting_id = '{sighting}'")
    for kind in ("claims", "questions"):
        one, other = served.get(f"/{kind}/{claim}"), served.get(f"/{kind}/{sighting}")
        assert other.status == 200
        assert one.text.partition("<title>")[2][:60] == other.text.partition("<title>")[2][:60]
    source = served.one("SELECT source_id FROM sightings WHERE source_id IS NOT NULL ORDER BY 1 LIMIT 1")
    bearer = served.one(f"SELECT lasting_id FROM sources WHERE source_id = '{source}'")
    assert unquote(served.get(f"/sources/{bearer}").headers["location"]) == f"/sources/{source}"


def test_an_archived_page_is_shown_without_what_acts_or_loads(served: Served) -> None:
    answer = served.get(f"/archived/{served.one(MISSING)}")
    assert '<mark id="newstally-sentence">' in answer.text
    for gone in (
        "<script",
        "tracker.example",
        "onload",
        "onerror",
        "<iframe",
        "<form",
        "javascript:",
        "http-equiv",
    ):
        assert gone not in answer.text
    assert 'href="http://times.example/next"' in answer.text
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("sandbox; default-src 'none'") and "script-src" not in policy


def test_an_article_tells_what_changed_in_its_versions(served: Served) -> None:
    page = served.get(f"/articles/{served.one('SELECT article_id FROM articles WHERE version = 2')}").text
    assert "<del>45</del>" in page and "<ins>52</ins>" in page
    assert "52" in served.get("/revisions").text


def test_downloads_have_every_figure(served: Served) -> None:
    claim = served.one(MISSING)
    path = f"/questions/{claim}/figures"
    lines = [json.loads(line) for line in served.get(f"{path}.jsonl").text.splitlines()]
    rows = list(csv.DictReader(io.StringIO(served.get(f"{path}.csv").text)))
    table = pq.read_table(io.BytesIO(served.get(f"{path}.parquet").body)).to_pylist()
    ids = [row["claim_id"] for row in lines]
    assert claim in ids and ids == [row["claim_id"] for row in rows] == [row["claim_id"] for row in table]
    sheet = load_workbook(io.BytesIO(served.get(f"{path}.xlsx").body)).active
    assert sheet is not None and ids == [row[0].value for row in sheet.iter_rows(min_row=2)]
    picture = Image.open(io.BytesIO(served.get(f"{path}.png").body))
    assert picture.size == (1920, 760) and (31, 95, 168, 255) in {
        found for _, found in picture.getcolors(9999)
    }
    chart = served.get(f"{path}.svg")
    assert chart.text.startswith("<svg") and "attachment" in chart.headers["content-disposition"]


def test_sql_shows_rows_and_what_is_wrong(served: Served) -> None:
    assert "barges sunk" in served.get("/sql?q=SELECT+subject+FROM+claims").text
    wrong = served.get("/sql?q=SELECT+nothing+FROM+claims")
    assert wrong.status == 400 and "Binder Error" in wrong.text
    for forbidden in ("DROP TABLE claims", "FROM read_text('/etc/passwd')", "COPY claims TO '/tmp/x'"):
        answer = served.get(f"/sql?q={forbidden}")
        assert answer.status == 400 and "root:" not in answer.text
    assert served.get("/sql/result.csv?q=SELECT+1+AS+one").text == "one\n1\n"
    for rows, cut in ((SHOWN, False), (SHOWN + 1, True)):
        shown = served.get(f"/sql?q=FROM+range({rows})").text
        assert ("the downloads have all" in shown) is cut, rows


def test_a_query_that_would_not_end_is_stopped_and_others_are_answered(served: Served) -> None:
    endless = "SELECT count(*) FROM range(1000000000) a, range(1000000000) b"
    answer = served.get(f"/sql?q={endless}")
    assert (answer.status == 400 and "longer than" in answer.text) or "needs more than" in answer.text
    assert served.get("/questions").status == 200


def test_what_is_not_there_says_so(served: Served) -> None:
    for path in (
        "/claims/nothing",
        "/questions/nothing",
        "/articles/x",
        "/sources/x",
        "/archived/x",
        "/other",
    ):
        assert served.get(path).status == 404, path
    assert "This ledger has no such figure." in served.get("/claims/nothing").text


def test_a_figure_is_explained_by_reading_its_archived_page_again(served: Served) -> None:
    claim = served.one(MISSING)
    assert f'hx-get="/claims/{claim}/explain"' in served.get(f"/claims/{claim}").text
    told = served.get(f"/claims/{claim}/explain", HX_Request="true").text
    assert "<html" not in told and "<q>Red Cross spokesman Piet Sorel</q>" in told
    assert re.search(r"<code>sources\.[a-z_.]+</code>", told) and "extract/words/en/" in told
    whole = served.get(f"/explained/{claim}")
    assert whole.headers["content-security-policy"].startswith("sandbox allow-scripts; default-src 'none'")
    assert "unsafe" not in whole.headers["content-security-policy"] and 'class="figure claim"' in whole.text
    assert '<section id="blocks"' in whole.text
    assert served.get(f"/claims/{claim}/explain").text.count("<h1>") == 1
