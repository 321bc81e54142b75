"""Every name by which furniture is known is needed, and takes furniture out."""

import pytest

from newstally.extract.article import read_page
from newstally.extract.article.metadata import markup_data
from tests.extract.article_pages import PARAGRAPHS, page

NAMES = markup_data()["remove"]["names"]


@pytest.mark.parametrize("name", NAMES)
def test_each_name_marks_furniture(name: str):
    box = (
        f'<div class="{name}x"><p>All 512 readers of this box were asked whether they had read it.</p></div>'
    )
    assert read_page(page(inside=box), id="a1").text == "\n".join(PARAGRAPHS)


@pytest.mark.parametrize("name", NAMES)
def test_no_name_is_covered_by_another(name: str):
    assert [other for other in NAMES if other != name and name.startswith(other)] == []


@pytest.mark.parametrize("tag", markup_data()["remove"]["tags"])
def test_each_tag_marks_furniture(tag: str):
    box = f"<{tag}>All 512 readers of this box were asked whether they had read it to its end.</{tag}>"
    assert "512" not in read_page(page(inside=box), id="a1").text
