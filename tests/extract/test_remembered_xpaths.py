"""What trafilatura asks of the names of elements is found from memory as by the expressions themselves."""

from importlib import import_module

import pytest
import trafilatura
from lxml.etree import XPath
from lxml.html import document_fromstring
from trafilatura import xpaths

from newstally.extract.article.remembered_xpaths import (
    BASELINE,
    CLEANING,
    LISTS,
    RememberedXPath,
    looks_at_own_names,
    remembered,
    remembering,
)

PAGE = """<html><body><nav class="menu">Home</nav>
<div id="page" class="cookie-tales"><div class="cookie-tales" id="other"><main class="content-body">
<article class="entry-content"><h1>Flood on the Dorn</h1>
<p>More than 40 people were killed when the river Dorn broke its banks, the mayor of Ferromont said on Tuesday.</p>
<p class="byline">By Ana Ruiz</p><span class="sharedaddy">Share</span><span style="display:none">ad</span>
<p>About 1,200 houses are without power, 15% of the total, according to the grid's operator in the town of Marden.</p>
<o:p class="hidden">x</o:p><o:p>y</o:p><div aria-hidden="true">z</div></article></main></div></div>
<div class="newsletter" id="post-body">Subscribe</div><section class="comments"><ul class="comment-list">
<li>Nice</li></ul></section><ul id="comments"><li>More</li></ul><ul class="towns"><li>Marden</li></ul>
<div id="onetrust-banner">We use cookies</div><footer>Imprint</footer></body></html>"""
TWICE = PAGE.replace("Dorn", "Lomora")
ASKED = [
    one
    for name in LISTS
    for one in getattr(xpaths, name)
    if isinstance(one, XPath) and looks_at_own_names(one)
]


@pytest.mark.parametrize("expression", [*ASKED, getattr(import_module(BASELINE), CLEANING)])
def test_memory_finds_the_elements_that_the_expression_finds(expression: XPath):
    from_memory = RememberedXPath(expression)
    for page in (PAGE, TWICE, PAGE.replace(' class="cookie-tales"', "")):
        tree = document_fromstring(page)
        assert from_memory(tree) == expression(tree)


SCROLLED = PAGE.replace(
    "<footer>",
    '<div class="infinite-scroll"><p>Next</p></div><div class="infinitescroll"><h1>Next</h1></div>'
    '<section id="mvp-post-add-box"><h1>More</h1></section><footer>',
)


@pytest.mark.parametrize("name", LISTS)
def test_an_expression_that_looks_beyond_names_at_what_few_elements_hold_finds_the_same(name: str):
    own = getattr(xpaths, name)
    for page in (PAGE, SCROLLED):
        tree = document_fromstring(page)
        found = [[*quick(tree)] for quick in remembered(own)]
        assert [each[:1] for each in found] == [[*expression(tree)][:1] for expression in own]
    pruned = xpaths.RAW_TREE_PRUNE_XPATH
    tree = document_fromstring(SCROLLED)
    assert [e.get("class") or e.get("id") for e in remembered(pruned)[0](tree)] == [
        "infinite-scroll",
        "mvp-post-add-box",
    ]


def test_the_first_attribute_of_several_decides_whatever_another_element_has_first():
    named = XPath(".//*[re:test(@id|@class, '^cookie')]", namespaces={"re": xpaths.REGEXP_NS})
    from_memory = RememberedXPath(named)
    tree = document_fromstring(PAGE)
    assert [element.get("id") for element in from_memory(tree)] == ["other"]
    assert from_memory(tree) == named(tree)


@pytest.mark.parametrize(
    "path",
    [
        ".//article",
        ".//div[.//h1][@id]",
        ".//*[@id][2]",
        ".//p[contains(., 'Dorn') or @id]",
        ".//p[contains(text(), 'Dorn') or @id]",
        ".//p[parent::div or @id]",
        "//div[@id]/..",
        ".//div[@id][position() = 2]",
    ],
)
def test_an_expression_that_looks_at_more_than_names_is_not_remembered(path: str):
    assert not looks_at_own_names(XPath(path))


def test_trafilatura_finds_the_same_text_and_has_its_own_expressions_again():
    before = [list(getattr(xpaths, name)) for name in LISTS]
    cleaned = getattr(import_module(BASELINE), CLEANING)
    with remembering():
        from_memory = trafilatura.extract(PAGE)
        assert [list(getattr(xpaths, name)) for name in LISTS] != before
    assert from_memory and from_memory == trafilatura.extract(PAGE)
    assert [list(getattr(xpaths, name)) for name in LISTS] == before
    assert getattr(import_module(BASELINE), CLEANING) is cleaned
