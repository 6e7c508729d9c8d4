"""Words that the archive does not have, in a real browser: a second script answers for them, loaded when asked."""

import re

import pytest

from browser import Watched
from test_browser_search import DONE, FIELD, asking, now, settled
from warraq.index import whoosh
from warraq.search.query import parse

SCRIPT = re.compile(r"/unknown\.\w+\.js$")

pytestmark = pytest.mark.browser


@pytest.fixture(params=["beside", "within"])
def search_page(request, browser, base):
    """The search page, its engine in a worker beside it or, where a browser lets it have none, within."""
    with Watched(browser, base) as one:
        if request.param == "within":
            one.context.add_init_script("globalThis.Worker = function () { throw new Error('no worker'); }")
        one.loaded = []
        one.page.on("request", lambda sent: SCRIPT.search(sent.url) and one.loaded.append(sent.url))
        one.parts = []
        one.page.on("request", lambda sent: "/index/" in sent.url and one.parts.append(sent.url))
        yield one


@pytest.mark.parametrize(("latin", "arabic"), [("Cairo", "القاهرة"), ("Mohamed Ali", "محمد علي")])
def test_a_name_in_latin_letters_leads_to_the_arabic_one(search_page, latin, arabic):
    page = search_page.open(asking("الكتب"))
    settled(page)
    assert not search_page.loaded  # for the words of the archive nothing more is needed
    page.fill(FIELD, "")
    page.locator(FIELD).press_sequentially(latin, delay=20)
    page.locator(".mean a", has_text=arabic).first.wait_for()
    settled(page)
    assert page.locator("#hits > li").count() == 0
    assert page.locator(".mean a").first.inner_text() == arabic
    page.locator(".mean a").first.click()
    page.wait_for_selector("#hits > li")
    settled(page)
    assert now(page)["q"] == page.input_value(FIELD) == arabic
    assert page.locator("#hits mark").first.inner_text()
    assert page.locator(".mean").count() == 0
    assert len(search_page.loaded) == 1
    assert len(search_page.parts) == len(set(search_page.parts)) > 3  # another worker has what the first one had
    assert (search_page.foreign, search_page.complaints) == ([], [])


def test_questions_asked_at_once_are_answered_whether_they_need_the_script_or_not(search_page, sample):
    page = search_page.open(asking("الكتب"))
    settled(page)
    texts = ["سوق", "Cairo", "مكتبت", "الكتب", "قرؤوهما", "Cairo museum"]
    told = page.evaluate(
        """async (texts) => {
            const index = await warraq.openIndex(new URL("index/", document.baseURI).href);
            return Promise.all(texts.map((text) => index.search(text, { limit: 100 })));
        }""",
        texts,
    )
    engine = whoosh.open_index(sample.site.parent / "index")
    try:
        for text, answer in zip(texts, told, strict=True):
            known = engine.search(parse(text), limit=100)
            assert {hit["id"] for hit in answer["hits"]} == {hit.article.id for hit in known.hits}, text
            assert bool(answer["suggestions"]) == bool(known.suggestions), text  # of those that begin alike
    finally:
        engine.close()


def test_a_script_that_cannot_be_had_is_told_of_and_asked_for_again(search_page):
    search_page.context.route(SCRIPT, lambda route: route.abort())
    page = search_page.open(asking("Cairo"))
    page.locator("[role=alert] button").wait_for()
    assert "unknown.js" in page.locator("[role=alert]").inner_text()
    search_page.context.unroute(SCRIPT)
    page.locator("[role=alert] button").click()
    page.wait_for_selector(DONE, state="attached")
    assert page.locator(".mean a").first.inner_text() == "القاهرة"
