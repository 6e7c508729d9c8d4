"""The search page and its box, in a real browser: over the sample archive, and over an index that is made up."""

import csv
import gzip
import io
import json
import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit

import pytest

from browser import WIDTHS, Watched, axe
from pages import by_class, parse, text_of
from warraq.address import article_address
from warraq.asking import as_view
from warraq.index import whoosh
from warraq.model import LEVELS
from warraq.render.scripts import search_script
from warraq.rules import RULES
from warraq.search.query import parse as parse_query
from warraq.words import words

MADE_UP = (Path(__file__).parent / "js" / "made_up.js").read_text(encoding="utf-8")
DONE = "#hits[aria-busy=false]"
FIELD = "form[role=search] input"
COLOURS = ["color-contrast", "link-in-text-block"]

pytestmark = pytest.mark.browser


def asking(text, **more):
    return "search.html?" + "&".join(f"{name}={quote(value)}" for name, value in {"q": text, **more}.items())


def now(page):
    """What the address asks."""
    return {name: value[0] for name, value in parse_qs(urlsplit(page.url).query).items()}


def settled(page):
    """Wait until what is shown answers what is asked."""
    page.wait_for_function(
        "() => { const asked = new URLSearchParams(location.search).get('q')?.trim() || '';"
        " const field = document.querySelector('form[role=search] input').value.trim();"
        " return asked === field && document.querySelector('#hits').getAttribute('aria-busy') === 'false'; }"
    )


@pytest.fixture
def watched(browser, base):
    with Watched(browser, base) as one:
        yield one
        assert (one.foreign, one.complaints) == ([], [])


@pytest.fixture
def made_up(browser, sample):
    """Open the search page over an index that is made up."""
    opened = []

    def add(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text() + MADE_UP)

    def start(address="search.html", **how):
        one = Watched(browser, sample.address, **{"viewport": {"width": 1280, "height": 900}, **how})
        one.context.route(re.compile(r"/engine\.\w+\.js$"), add)
        opened.append(one)
        return one.open(address)

    yield start
    for one in opened:
        one.context.close()
        assert (one.foreign, one.complaints) == ([], [])


# The sample archive


def test_the_page_answers_as_the_program_does(watched, sample):
    engine = whoosh.open_index(sample.site.parent / "index")
    try:
        for text, level in (
            ("الكتب", "lemma"),
            ("الكتب", "typed"),
            ('"المكتبة العامة"', "lemma"),
            ("سوق -سمك", "stem"),
        ):
            answer = engine.search(parse_query(text, level))
            page = watched.open(asking(text, level=level))
            settled(page)
            found = page.eval_on_selector_all(
                "#hits > li", "all => all.map(one => [one.dataset.id, +one.dataset.score])"
            )
            assert sorted(identity for identity, _ in found) == sorted(hit.article.id for hit in answer.hits), text
            assert [score for _, score in found] == pytest.approx([hit.score for hit in answer.hits], abs=1e-9)
            assert f"{answer.total}" in page.locator(".count").inner_text() or answer.total < 3
            levels = page.locator(".levels a small").all_inner_texts()
            assert [int(count.replace(",", "")) for count in levels] == [answer.counts[name] for name in LEVELS]
            assert page.locator(".levels [aria-current] span").get_attribute("data-t") == f"level_{level}"
    finally:
        engine.close()


def test_a_result_leads_to_its_sentence_with_the_query(watched):
    page = watched.open(asking("الكتب"))
    settled(page)
    assert page.locator("#hits mark").count() > 2
    link = page.locator("#hits > li > a").first
    identity = page.locator("#hits > li").first.get_attribute("data-id")
    parts = urlsplit(link.get_attribute("href"))
    assert parts.path.removeprefix("./") == article_address(identity)
    assert parse_qs(parts.query) == {"hl": ["الكتب"], "level": ["lemma"]}
    assert re.fullmatch(r"s\d+", parts.fragment)
    link.click()
    page.wait_for_url(re.compile(r"/a/.*#s\d+$"))
    assert page.locator(f"#{parts.fragment}").count() == 1


def test_reasons_are_told_as_words_are_written(watched):
    page = watched.open(asking("مكتبةٌ", level="stem"))
    settled(page)
    told = page.locator("#hits .why").all_inner_texts()
    assert any(re.search("[^ ]*المكتبة[^ ]* ← مكتبةٌ", text) for text in told), told
    assert all(text.count("(") == text.count(")") for text in told)
    page = watched.open(asking("الرئيس"))
    settled(page)
    told = page.locator("#hits .why").all_inner_texts()
    assert any(re.search("رئيس[^ ]* ← الرئيس", text) for text in told), told
    assert "رييس" not in "".join(told)  # as it is folded


def test_reasons_name_the_words_that_a_result_shows(made_up):
    page = made_up()
    told = page.evaluate(
        """() => {
          const why = ["الرييس", "الروساء", "رييس", "لرييس"].map((form) => ({ word: "رييس", form, level: "lemma" }));
          const hit = { id: "x", address: "a/x.html", title: "أعمال الرئيس", why, copies: [] };
          return [[["قال ", false], ["الرؤساء", true]], [["قال كلامًا", false]]].map((snippet, at) =>
            warraq.ui.results({}, { q: "رئيس" }, [{ ...hit, snippet, title: at ? "أعمال" : hit.title }])[0]
              .querySelector(".why bdi").textContent);
        }"""
    )
    assert told == ["الرئيس، الرؤساء…", "الرييس، الروساء، لرييس"]


def test_reasons_are_told_so_without_scripts_too(sample):
    engine = whoosh.open_index(sample.site.parent / "index")
    try:
        told = [hit.why for hit in as_view("الرئيس", engine.search(parse_query("الرئيس")), "ar").hits]
    finally:
        engine.close()
    assert any(re.search("رئيس[^ ]* ← الرئيس", text) for text in told), told
    assert "رييس" not in "".join(told)


def test_results_come_while_one_types_and_words_of_the_archive_are_proposed(watched):
    page = watched.open("search.html")
    field = page.locator(FIELD)
    assert page.evaluate("document.activeElement.type") == "search"
    page.keyboard.type("مك", delay=20)
    page.locator("[role=option]").first.wait_for()
    settled(page)
    proposed = page.locator("[role=option] bdi").all_inner_texts()
    assert 1 < len(proposed) <= 7
    assert field.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    settled(page)
    assert field.input_value().strip() == proposed[0]
    assert now(page)["q"] == proposed[0]
    assert page.locator("#hits > li").count() > 0


def test_a_value_that_articles_share_narrows_the_query_and_a_chip_widens_it_again(watched):
    page = watched.open(asking("المدينة"))
    settled(page)
    total = page.locator(".count [data-n]").get_attribute("data-n")
    value = page.locator(".facets section:has([data-t=field_source]) li a").first
    count = page.locator(".facets section:has([data-t=field_source]) li small").first.inner_text()
    name = value.inner_text()
    value.click()
    page.locator(".chips a").wait_for()
    settled(page)
    assert now(page)["q"] == f'المدينة مصدر:"{name}"'
    assert page.locator(".count [data-n]").get_attribute("data-n") == count
    assert set(page.locator("#hits .by > span:first-child").all_inner_texts()) == {name}
    page.locator(".chips a").click()
    page.wait_for_function("() => !document.querySelector('.chips a')")
    settled(page)
    assert now(page)["q"] == "المدينة"
    assert page.locator(".count [data-n]").get_attribute("data-n") == total


def test_a_stretch_of_time_is_chosen_and_given_up(watched):
    page = watched.open(asking("المدينة"))
    settled(page)
    last = page.get_by_role("slider").nth(1)
    last.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")  # earlier, where time runs from right to left
    page.keyboard.press("Enter")
    page.locator(".chips a").wait_for()
    settled(page)
    assert re.fullmatch(r"المدينة تاريخ:\d{4}(/\d\d)?(\.\.\d{4}(/\d\d)?)?", now(page)["q"])
    assert int(page.locator(".count [data-n]").get_attribute("data-n")) > 0
    page.locator(".time button").click()
    page.wait_for_function("() => !document.querySelector('.chips a')")
    settled(page)
    assert now(page)["q"] == "المدينة"


def test_every_occurrence_stands_in_its_context(watched):
    page = watched.open(asking("الكتب", view="context"))
    settled(page)
    lines = page.locator(".kwic > li")
    assert lines.count() > 5
    for at in range(min(5, lines.count())):
        whole = lines.nth(at).locator(".line").evaluate("line => line.textContent")
        assert lines.nth(at).locator("mark").inner_text().strip() in whole
    address = unquote(lines.first.locator(".line").get_attribute("href"))
    assert re.match(r"\./a/.*\?hl=الكتب&level=lemma#s\d+$", address)


def test_the_counts_through_time_are_those_of_the_results(watched):
    page = watched.open(asking("الكتب", view="time"))
    settled(page)
    total = int(page.locator(".count [data-n]").get_attribute("data-n"))
    page.locator(".counts summary").first.click()
    counts = page.locator(".counts").first.locator("tbody td:nth-of-type(1)").all_inner_texts()
    assert 0 < sum(int(count.replace(",", "")) for count in counts) <= total
    assert page.locator("figure svg[role=img]").count() == 1
    assert page.locator("svg [style], svg[style]").count() == 0
    sums = [int(count) for count in page.locator(".sources small").all_inner_texts()]
    assert len(sums) > 1
    assert sums == sorted(sums, reverse=True)
    with page.expect_download() as waiting:
        page.locator(".counts button").first.click()
    rows = list(csv.reader(io.StringIO(waiting.value.path().read_text(encoding="utf-8-sig"))))
    assert rows[0] == ["month", "occurrences", "articles", "all_articles"]
    assert sum(int(row[2]) for row in rows[1:]) <= total


def test_results_are_taken_away_as_files(watched):
    page = watched.open(asking("الكتب"))
    settled(page)
    total = int(page.locator(".count [data-n]").get_attribute("data-n"))
    page.locator(".files summary").click()
    texts = {}
    for name in ("csv", "json", "bib", "ris"):
        with page.expect_download() as waiting:
            page.locator(f"[data-format={name}]").click()
        assert waiting.value.suggested_filename == f"results.{name}"
        texts[name] = waiting.value.path().read_bytes().decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(texts["csv"].removeprefix("\ufeff"))))
    data = json.loads(texts["json"])
    assert [row["id"] for row in rows] == [hit["id"] for hit in data["hits"]]
    assert len(rows) == data["total"] == total
    assert (data["query"], data["level"]) == ("الكتب", "lemma")
    assert len(re.findall(r"^@(article|misc)\{[A-Za-z0-9-]+,$", texts["bib"], re.MULTILINE)) == total
    assert texts["ris"].count("TY  - NEWS\r\n") == texts["ris"].count("\r\nER  - \r\n") == total
    for row in rows:
        assert row["title"] in texts["ris"]
    authors = sorted(row["author"] for row in rows if row["author"])
    assert authors == sorted(hit["author"] for hit in data["hits"] if hit["author"])
    assert authors == sorted(re.findall(r"^AU  - (.+)\r$", texts["ris"], re.MULTILINE))
    assert authors == sorted(re.findall(r"^  author = \{\{(.+)\}\},$", texts["bib"], re.MULTILINE))
    assert authors


def test_the_box_of_every_page_is_reached_by_a_key_and_proposes_words(watched):
    for address in (article_address("cairo-final"), "about.html"):
        page = watched.open(address)
        page.keyboard.press("/")
        page.locator(FIELD).wait_for()
        assert page.evaluate("document.activeElement.name") == "q"
        page.keyboard.type("الم", delay=20)
        page.locator("[role=option]").first.wait_for()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        word = page.locator(FIELD).input_value().strip()
        assert len(word) > 2
        page.keyboard.press("Enter")
        page.wait_for_url("**/search.html?q=*")
        settled(page)
        assert now(page)["q"].strip() == word


def test_without_scripts_the_page_says_what_to_do(browser, sample):
    with Watched(browser, sample.site.as_uri() + "/", java_script_enabled=False) as watched:
        page = watched.open("search.html?q=x")
        assert page.locator("noscript pre").inner_text() == 'warraq search "…"'
        for link in page.locator("#results .doors a").all():
            assert (sample.site / link.get_attribute("href")).is_file()
        assert page.locator("#results .doors a").count() == 4


def test_every_example_of_the_help_page_finds_something(sample):
    tree = parse((sample.site / "help.html").read_text(encoding="utf-8"))
    links = by_class(tree, "try")
    engine = whoosh.open_index(sample.site.parent / "index")
    try:
        for link in links:
            (text,) = parse_qs(urlsplit(link.get("href")).query)["q"]
            assert text == text_of(link)
            answer = engine.search(parse_query(text))
            assert answer.total, text
            assert not answer.notes, text
    finally:
        engine.close()
    kinds = {row.get("data-t") for row in tree.iter("td")}
    assert len(kinds) == len(links) >= 15


# An index that is made up


def test_an_answer_that_comes_late_is_dropped(made_up):
    page = made_up()
    page.keyboard.type("بط")
    page.wait_for_function("() => warraq.asked.some(one => one[0] === 'search' && one[1] === 'بط')")
    page.keyboard.type("ل صفر")
    settled(page)
    assert page.locator(".count").inner_text() == "لا شيء يطابق بحثك"
    page.wait_for_timeout(500)
    assert page.locator(".count").inner_text() == "لا شيء يطابق بحثك"
    assert page.locator("#hits > li").count() == 0


@pytest.mark.parametrize("address", ["search.html", asking("الكتب")])
def test_the_first_file_of_the_index_is_asked_for_only_once(watched, address):
    asked = []
    watched.page.on("request", lambda request: asked.append(request.url))
    page = watched.open(address)
    assert page.locator("link[rel=preload][as=script]").get_attribute("href") == "index/start.js"
    settled(page)
    page.locator(FIELD).fill("الكتب")
    settled(page)
    assert sum(address.endswith("index/start.js") for address in asked) == 1


def test_one_letter_asks_nothing_and_fast_typing_asks_once(made_up):
    page = made_up()
    page.keyboard.type("ك")
    page.wait_for_timeout(300)
    assert [method for method, *_ in page.evaluate("warraq.asked")] == ["openIndex"]
    page.keyboard.type("تابات", delay=10)
    settled(page)
    asked = page.evaluate("warraq.asked.filter(one => one[0] === 'search').map(one => one[1])")
    assert asked[-1] == "كتابات"
    assert len(asked) <= 2


def test_no_letter_is_taken_from_who_types(made_up):
    page = made_up(asking("قليل"))
    settled(page)
    page.fill(FIELD, "")
    page.keyboard.type("ك")  # one letter asks nothing, and stays
    page.wait_for_timeout(600)
    assert page.input_value(FIELD) == "ك"
    page.keyboard.type("ت")
    page.keyboard.press("Backspace")
    page.wait_for_timeout(600)
    assert page.input_value(FIELD) == "ك"
    assert now(page)["q"] == "قليل"


def test_the_address_holds_the_question_and_the_way_back(made_up):
    page = made_up()
    page.keyboard.type("كتاب", delay=350)  # slow enough for each letter to be asked
    settled(page)
    page.keyboard.press("Enter")
    length = page.evaluate("history.length")
    assert now(page) == {"q": "كتاب"}
    page.locator(".levels a").nth(4).click()
    settled(page)
    page.locator(".orders a").nth(1).click()
    settled(page)
    page.locator(".views a").nth(1).click()
    page.locator(".kwic").wait_for()
    everything = {"q": "كتاب", "level": "root", "order": "date", "view": "context"}
    assert now(page) == everything
    assert page.evaluate("history.length") == length + 3
    shared = page.url
    for less in ("view", "order", "level"):
        page.go_back()
        settled(page)
        del everything[less]
        assert now(page) == everything
        assert page.locator(".views [aria-current]").get_attribute("data-t") == "view_list"
    page.go_back()
    page.wait_for_function("() => !location.search")
    assert page.locator(FIELD).input_value() == ""
    assert page.locator(".finder").is_hidden()
    page.go_forward()
    settled(page)
    assert page.locator("#hits > li").count() == 10
    page.goto(shared)
    page.locator(".kwic").wait_for()
    assert page.locator(".levels [aria-current] span").get_attribute("data-t") == "level_root"
    last = page.evaluate("warraq.asked.filter(one => one[0] === 'search').pop()")
    assert last[1:4] == ["كتاب", "root", "date"]


def test_the_way_back_is_not_undone_by_letters_still_waiting(made_up):
    page = made_up(asking("قليل"))
    settled(page)
    page.locator(".levels a").nth(4).click()
    settled(page)
    page.fill(FIELD, "كتاب")
    page.evaluate("history.back()")
    page.wait_for_function("() => !location.search.includes('root')")
    page.wait_for_timeout(500)
    assert now(page) == {"q": "قليل"}
    assert page.locator(FIELD).input_value() == "قليل"


def test_the_box_is_a_combobox_of_keys_alone(made_up):
    page = made_up(asking("قليل"))
    settled(page)
    page.locator("h1").click()
    page.keyboard.press("/")
    field = page.locator(FIELD)
    assert field.evaluate("field => field === document.activeElement")
    assert field.evaluate("field => field.value.slice(field.selectionStart, field.selectionEnd)") == "قليل"
    page.keyboard.type("سوق كت", delay=20)
    page.locator("[role=option]").first.wait_for()
    roles = {
        name: field.get_attribute(name) for name in ("role", "aria-autocomplete", "aria-expanded", "aria-controls")
    }
    assert roles == {
        "role": "combobox",
        "aria-autocomplete": "list",
        "aria-expanded": "true",
        "aria-controls": "box-words",
    }
    assert page.locator("[role=listbox]").get_attribute("aria-label")
    active = "document.querySelector('form[role=search] input').getAttribute('aria-activedescendant')"
    assert page.evaluate(active) is None
    for at in (0, 1, 2, 3):
        page.keyboard.press("ArrowDown")
        assert page.evaluate(active) == f"box-words-{at}"
        assert page.locator("[aria-selected=true]").count() == 1
    page.keyboard.press("ArrowDown")
    assert page.evaluate(active) is None
    page.keyboard.press("ArrowUp")
    assert page.evaluate(active) == "box-words-3"
    page.keyboard.press("Escape")
    assert page.locator("[role=listbox]").is_hidden()
    assert field.input_value() == "سوق كت"
    page.keyboard.press("ArrowDown")
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    settled(page)
    assert field.input_value() == "سوق كتاب "
    assert field.evaluate("field => field === document.activeElement")


def active(page):
    """Which of the words proposed the keys are at."""
    return page.locator(FIELD).get_attribute("aria-activedescendant")


def test_words_that_come_late_take_no_choice_away(made_up):
    page = made_up()
    page.keyboard.type("كت")
    page.locator("[role=option]").first.wait_for()
    page.evaluate("warraq.held = []")
    page.keyboard.type("ا")
    page.keyboard.press("ArrowDown")  # the words shown are still those of كت
    assert active(page) is None
    page.wait_for_timeout(200)
    assert page.evaluate("warraq.held.length") == 1  # asked for once, by the key and not by the pause after it
    page.evaluate("warraq.held[0]()")
    page.wait_for_function("() => document.querySelectorAll('[role=option]').length === 3")
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(200)
    assert active(page) == "box-words-0"
    page.keyboard.press("Enter")
    assert page.locator(FIELD).input_value() == "كتاب "
    assert page.evaluate("warraq.held.length") == 1


def test_words_of_older_letters_are_not_shown(made_up):
    page = made_up()
    page.evaluate("warraq.held = []")
    page.keyboard.type("كت")
    page.wait_for_function("() => warraq.held.length === 1")
    page.keyboard.type("ا")
    page.evaluate("warraq.held[0]()")
    page.wait_for_function("() => warraq.held.length === 2")
    assert page.locator("[role=listbox]").is_hidden()
    page.evaluate("warraq.held[1]()")
    page.locator("[role=option]").first.wait_for()
    assert page.locator("[role=option]").count() == 3
    page.keyboard.type(" ")
    assert page.locator("[role=listbox]").is_hidden()  # at once: what follows is another word


def test_a_chosen_word_is_asked_for_and_not_the_letters_before_it(made_up):
    page = made_up()
    page.keyboard.type("كت")
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    settled(page)
    page.wait_for_timeout(500)
    assert page.locator(FIELD).input_value() == "كتاب "
    assert now(page)["q"] == "كتاب"
    assert page.evaluate("warraq.asked.filter(one => one[0] === 'search').pop()[1]") == "كتاب"


def test_keys_that_move_within_the_field_leave_the_words(made_up):
    page = made_up()
    page.keyboard.type("كت")
    page.locator("[role=option]").first.wait_for()
    for key in ("Home", "End", "ArrowLeft", "ArrowRight"):
        page.keyboard.press("ArrowDown")
        assert active(page) == "box-words-0"
        page.keyboard.press(key)
        assert active(page) is None, key


def test_what_a_phone_composes_is_searched_and_completed(made_up):
    page = made_up()
    page.locator(FIELD).focus()
    session = page.context.new_cdp_session(page)
    for text in ("ك", "كت"):
        end = len(text)
        session.send("Input.imeSetComposition", {"text": text, "selectionStart": end, "selectionEnd": end})
    page.locator("[role=option]").first.wait_for()
    settled(page)
    assert now(page)["q"] == "كت"


@pytest.mark.parametrize("text", ['مصدر:"بريد', "-", '"كتا', "كتاب 201", "<b"])
def test_nothing_is_proposed_for_what_is_no_word(made_up, text):
    page = made_up()
    typing = page.evaluate("text => warraq.ui.typing(text, text.length)", text)
    word = re.search(r"[\u0621-\u064a]{2,}$", text)
    assert typing == ([word.start(), word[0]] if word else None)


def test_the_page_is_walked_by_keys_alone(made_up):
    page = made_up(asking("كتاب"))
    settled(page)
    page.locator(".facets li").first.wait_for()
    page.locator(FIELD).focus()
    seen = []
    for _ in range(70):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate("(node => node.dataset.key || node.dataset.t || node.textContent)(document.activeElement)")
        )
    for key in (
        "level root",
        "view context",
        "order date",
        "hit made-0",
        "brush from",
        "brush to",
        "source بريد المدينة",
    ):
        assert key in seen, key
    assert "download" in seen
    first = page.locator("[role=slider]").first
    value = first.get_attribute("aria-valuetext")
    assert value == "يناير 2011"
    first.focus()
    page.keyboard.press("PageUp")
    assert first.get_attribute("aria-valuetext") == "يناير 2012"
    page.keyboard.press("ArrowLeft")
    assert first.get_attribute("aria-valuetext") == "فبراير 2012"
    page.keyboard.press("Escape")
    assert first.get_attribute("aria-valuetext") == value
    page.keyboard.press("PageUp")
    page.locator(".chips a").wait_for()  # what keys chose is taken after a while
    settled(page)
    assert now(page)["q"] == "كتاب تاريخ:2012..2014"
    page.wait_for_function("() => document.activeElement.dataset.key === 'brush from'")
    assert page.locator(".brush .out").count() == 12


def test_a_stretch_of_time_is_drawn_with_the_mouse_and_with_a_finger(made_up):
    for how in ({}, {"has_touch": True}):
        page = made_up(asking("كتاب"), **how)
        settled(page)
        page.locator(".brush").wait_for()
        for grip in page.locator(".grip .hit").all():
            assert grip.bounding_box()["width"] >= 24
        place = page.locator(".brush").bounding_box()
        step = place["width"] / 48
        start, end = (place["x"] + place["width"] - step * (at + 0.5) for at in (12, 23))
        height = place["y"] + place["height"] / 2
        if how:
            touch = page.context.new_cdp_session(page)

            def finger(kind, x, session=touch, y=height):
                points = [] if x is None else [{"x": x, "y": y}]
                session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

            finger("touchStart", start)
            finger("touchMove", (start + end) / 2)
            finger("touchMove", end)
            finger("touchEnd", None)
        else:
            page.mouse.move(start, height)
            page.mouse.down()
            page.mouse.move(end, height, steps=4)
            page.mouse.up()
        page.locator(".chips a").wait_for()
        assert now(page)["q"] == "كتاب تاريخ:2012"


def test_the_focus_is_not_lost_when_what_had_it_is_gone(made_up):
    page = made_up(asking("كتاب"))
    settled(page)
    page.locator(".facets li a").first.focus()
    page.keyboard.press("Enter")
    page.locator(".chips a").wait_for()
    page.wait_for_function("() => document.activeElement.className === 'count'")
    page.locator(".levels a").nth(1).focus()
    page.keyboard.press("Enter")
    settled(page)
    assert page.evaluate("document.activeElement.dataset.key") == "level folded"


def test_readers_of_the_screen_are_told_how_many(made_up):
    page = made_up(asking("قليل"))
    settled(page)
    told = page.locator("[role=status].hidden")
    page.wait_for_function("() => document.querySelector('[role=status].hidden').textContent")
    assert told.inner_text() == "وُجدت 37 مقالة"
    page.locator(FIELD).fill("كتب وحيد")
    settled(page)
    page.wait_for_function("() => document.querySelector('[role=status].hidden').textContent.includes('واحدة')")


def test_levels_are_a_way_out_only_where_one_finds_something(made_up):
    page = made_up(asking("صفر"))
    settled(page)
    page.wait_for_function("() => warraq.asked.some(one => one[0] === 'counts')")
    page.wait_for_timeout(100)
    assert page.locator(".levels").is_hidden()
    assert page.locator(".notes [data-t=found_nothing]").is_visible()
    page.fill(FIELD, "أصل")
    page.locator(".levels a").first.wait_for()
    settled(page)
    assert page.locator(".levels small").all_inner_texts() == ["0", "0", "0", "0", "12"]
    assert page.locator(".notes [data-t=found_wider]").inner_text() == "جرّب كلمات أقل، أو سعة أكبر."
    page.fill(FIELD, "صفر")
    page.locator(".levels").wait_for(state="hidden")
    assert page.locator(".notes [data-t=found_nothing]").inner_text() == "جرّب كلمات أقل، أو غيرها."


PLACES = """all => all.map((one) => {
  const walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
  const places = {};
  while (walker.nextNode()) {
    for (const found of walker.currentNode.data.matchAll(/\\d{4}/g)) {
      const range = document.createRange();
      range.setStart(walker.currentNode, found.index);
      range.setEnd(walker.currentNode, found.index + 4);
      places[found[0]] = range.getBoundingClientRect().left;
    }
  }
  return Object.entries(places).sort(([, a], [, b]) => a - b).map(([year]) => year).join(" ");
})"""


def test_years_stand_in_the_direction_that_time_runs_in(made_up, watched):
    page = made_up(asking("كتاب تاريخ:2012..2014", view="time"))
    settled(page)
    page.locator(".brush").wait_for()
    shown = ".chips a, .told-range > span, .view > p.hint"
    assert page.eval_on_selector_all(shown, PLACES) == ["2014 2012", "2014 2011", "2014 2012"]
    edges = page.eval_on_selector_all(".brush .knob", "all => all.map(one => one.getBoundingClientRect().left)")
    assert edges[0] > edges[1]
    page.locator("button[data-t=other_language]").click()
    page.wait_for_selector("html[lang=en]")
    page.wait_for_function("() => document.querySelector('.chips a')?.innerText.includes('Date')")
    page.wait_for_function("() => document.querySelector('.told-range').innerText.includes('Jan')")
    assert page.eval_on_selector_all(shown, PLACES) == ["2012 2014", "2011 2014", "2012 2014"]
    home = watched.open("index.html")
    assert home.eval_on_selector_all(".hero .by span:nth-child(2)", PLACES) == ["2025 1998"]
    about = watched.open("about.html")
    assert "2025 1998" in about.eval_on_selector_all(".figures dd", PLACES)


def test_more_results_are_added_and_the_address_knows(made_up):
    page = made_up(asking("قليل"))
    settled(page)
    for shown, then in ((10, 30), (30, 37)):
        assert page.locator("#hits > li").count() == shown
        page.locator("button.more").click()
        page.wait_for_function("count => document.querySelectorAll('#hits > li').length === count", arg=then)
        settled(page)
        page.wait_for_function("key => document.activeElement.dataset.key === key", arg=f"hit made-{shown}")
    assert now(page)["n"] == "50"
    assert page.locator("button.more").is_hidden()
    page.reload()
    settled(page)
    assert page.locator("#hits > li").count() == 37


def test_copies_are_taken_as_one_on_request_and_that_is_remembered(made_up):
    page = made_up(asking("قليل"))
    settled(page)
    switch = page.get_by_label("كل تقرير مرة واحدة")
    assert not switch.is_checked()
    switch.focus()
    page.keyboard.press("Space")
    page.wait_for_function("() => document.querySelector('#hits .others')")
    settled(page)
    assert now(page) == {"q": "قليل", "collapse": "1"}
    assert page.locator(".count").inner_text() == "وُجد 29 تقريرًا في 37 مقالة"
    assert page.evaluate("document.activeElement.name") == "collapse"
    copies = page.locator("#hits > li").nth(3).locator(".others")
    assert re.sub(r"\s+", " ", copies.inner_text()).startswith("و8 نسخ أخرى منها: نسخة 90 · 7 مايو 2013")
    assert copies.inner_text().endswith("…")
    assert copies.locator("a").count() == 6
    assert "hl=" in copies.locator("a").first.get_attribute("href")
    page.locator("button.more").click()
    page.wait_for_function("() => document.querySelectorAll('#hits > li').length === 29")
    assert page.locator("button.more").is_hidden()
    for view in (1, 2):
        page.locator(".views a").nth(view).click()
        page.wait_for_selector(".kwic" if view == 1 else ".plot")
    settled(page)
    page.wait_for_function("() => warraq.collapsing.includes('counts') && warraq.collapsing.includes('facets')")
    assert {"search", "concordance", "frequency"} <= set(page.evaluate("warraq.collapsing"))
    page.goto(page.url.partition("?")[0] + "?q=" + quote("كتاب"))
    settled(page)
    assert (now(page)["collapse"], switch.is_checked()) == ("1", True)
    page.goto(page.url.replace("collapse=1", "collapse=0"))
    settled(page)
    assert not switch.is_checked()
    page.go_back()
    settled(page)
    assert switch.is_checked()
    switch.uncheck()
    page.wait_for_function("() => !document.querySelector('#hits .others')")
    assert now(page) == {"q": "كتاب"}
    page.reload()
    settled(page)
    assert not switch.is_checked()


def test_lines_are_aligned_on_the_word_and_sorted_by_what_stands_beside_it(made_up):
    page = made_up(asking("قليل", view="context"))
    page.locator(".kwic > li").first.wait_for()
    edges = page.eval_on_selector_all(
        ".kwic mark", "all => all.map(one => Math.round(one.getBoundingClientRect().right))"
    )
    assert len(edges) == 74
    assert max(edges) - min(edges) <= 1
    ahead = page.eval_on_selector_all(
        ".ahead > span", "all => all.map(one => Math.round(one.getBoundingClientRect().left))"
    )
    assert max(ahead) - min(ahead) <= 1
    for key, by, part, last in (("by_before", "before", ".ahead", True), ("by_after", "after", ".onward", False)):
        page.locator(f"[data-t={key}]").click()
        page.wait_for_function("by => location.search.includes('by=' + by)", arg=by)
        page.locator(".kwic > li").first.wait_for()
        settled(page)
        texts = page.eval_on_selector_all(part, "all => all.map(one => one.textContent)")
        beside = [text.split()[-1 if last else 1] for text in texts if "onerror" not in text]
        order = ["ألف", "باء", "جيم", "دال"]
        places = [order.index(word) for word in beside]
        assert places == sorted(places)
    with page.expect_download() as waiting:
        page.locator(".kwic + button").click()
    rows = list(csv.DictReader(io.StringIO(waiting.value.path().read_text(encoding="utf-8-sig"))))
    assert len(rows) == 74


def test_more_lines_are_sorted_than_are_shown_and_how_many_is_told(made_up):
    page = made_up(asking("كتاب", view="context", by="before"))
    settled(page)

    def first_words():
        texts = page.eval_on_selector_all(".ahead", "all => all.map(one => one.textContent)")
        return [text.split()[-1] for text in texts]

    assert first_words() == ["ألف"] * 100  # a quarter of the lines are such, and they were loaded in turn with others
    told = page.locator(".view .hint").inner_text()
    assert "100 من 16,246" in told
    assert "1,000" in told
    page.locator(".more").click()
    page.wait_for_function("() => document.querySelectorAll('.kwic > li').length === 200")
    assert first_words() == ["ألف"] * 200
    with page.expect_download() as waiting:
        page.locator(".kwic + button").click()
    assert len(list(csv.DictReader(io.StringIO(waiting.value.path().read_text(encoding="utf-8-sig"))))) == 1000
    page.locator("[data-t=by_place]").click()
    page.wait_for_function("() => !location.search.includes('by=')")
    settled(page)
    assert len(set(first_words())) == 4
    assert "1,000" not in page.locator(".view .hint").inner_text()


def test_more_values_than_can_be_unfolded_are_told_of(made_up):
    page = made_up()
    button = """many => {
      const place = Array.from({ length: many }, (_, at) => [`مكان ${at}`, 1]);
      return warraq.ui.facets({ q: "" }, { place }, new Map())[0].querySelector("button").textContent;
    }"""
    assert [page.evaluate(button, many) for many in (7, 8, 9, 40, 60)] == [
        "وقيمة أخرى", "وقيمتان أخريان", "و3 أخرى", "و34 أخرى", "و34 أخرى…",
    ]  # fmt: skip


def test_filters_are_read_from_the_question_and_written_into_it(made_up):
    page = made_up()
    read = "text => warraq.ui.filters(text).map(one => [one.field, one.value, one.not])"
    for field, names in {**RULES["query"]["fields"], "date": RULES["query"]["date"]}.items():
        for name in (field, *names):
            assert page.evaluate(read, f'كتب {name}:"قيمة ما" -{name}:أخرى') == [
                [field, "قيمة ما", False],
                [field, "أخرى", True],
            ]
    assert page.evaluate(read, '"قال مصدر:رويترز" كتب') == []
    write = "([text, field, value, lang]) => warraq.ui.within(text, field, value, lang)"
    for value in ("بريد المدينة", 'صحيفة "النهار"', "«الأهرام»", '"a" «b» “c”'):
        for lang in ("ar", "en"):
            text = page.evaluate(write, ["كتب", "source", value, lang])
            (filter_,) = (node for node in parse_query(text).tree["of"] if node["op"] == "field")
            assert filter_["words"] == [word.form for word in words(value)]
    assert page.evaluate(write, ["كتب date:2013", "date", "2014-02..2015", "ar"]) == "كتب تاريخ:2014/02..2015"
    assert page.evaluate(write, ["كتب تاريخ:2013", "date", "", "en"]) == "كتب"
    assert page.evaluate("text => warraq.ui.without(text, warraq.ui.filters(text)[0])", "أ مصدر:ب ج") == "أ ج"


def test_periods_are_whole_and_told_shortly(made_up):
    page = made_up()
    for ends, told in (
        (["2013-01", "2013-12"], "2013"),
        (["2013-01", "2014-12"], "2013..2014"),
        (["2013-02", "2013-02"], "2013-02"),
        (["2013-02", "2014-12"], "2013-02..2014-12"),
        (["2013", "2015"], "2013..2015"),
    ):
        assert page.evaluate("ends => warraq.ui.range(...ends)", ends) == told
    bins = page.evaluate("rows => warraq.ui.bins(rows)", [["2013-11", 2], ["2014-02", 1], ["", 9], ["2014-13", 9]])
    assert [one["period"] for one in bins["bins"]] == ["2013-11", "2013-12", "2014-01", "2014-02"]
    bins = page.evaluate("rows => warraq.ui.bins(rows)", [["1890", 2], ["1892-02", 1], ["1892-03", 1]])
    assert [(one["period"], one["values"]) for one in bins["bins"]] == [("1890", [2]), ("1891", [0]), ("1892", [2])]


def test_the_years_of_the_plot_never_touch(made_up):
    page = made_up()
    measured = page.evaluate("""() => {
      const { ui } = warraq;
      const state = ui.read("?q=x");
      const names = Array.from({ length: 12 }, () => "شهر");
      const drawn = [];
      for (const dir of ["rtl", "ltr"]) {
        document.documentElement.dir = dir;
        for (const first of [0, 1, 9, 10, 11]) {
          for (const length of [2, 3, 14, 45, 170, 300]) {
            const months = Array.from({ length }, (_, at) => {
              const month = 2013 * 12 + first + at;
              return [`${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`, 1, 1, 9];
            });
            for (const width of [280, 350, 704]) {
              const parts = ui.time({ months: names }, state, { months, sources: [] }, width, () => {});
              const figure = parts.find((part) => part.tagName === "FIGURE");
              document.body.append(figure);
              const left = figure.querySelector("svg").getBoundingClientRect().left;
              const boxes = [...figure.querySelectorAll("text[text-anchor=middle]")].map((text) => {
                const box = text.getBoundingClientRect();
                return [box.left - left, box.right - left, text.textContent];
              });
              figure.remove();
              drawn.push([`${dir} ${first} ${length} ${width}`, width, boxes.sort((one, other) => one[0] - other[0])]);
            }
          }
        }
      }
      return drawn;
    }""")
    for case, width, boxes in measured:
        assert boxes, case
        assert boxes[0][0] >= -1, case
        assert boxes[-1][1] <= width + 1, case
        for before, after in pairwise(boxes):
            assert after[0] - before[1] > 4, (case, boxes)
        assert len({year for _, _, year in boxes}) == len(boxes), case


def test_names_in_a_large_file_are_offered_with_its_size(made_up):
    page = made_up(asking("كتاب"))
    section = page.locator(".facets section:has([data-t=field_organization])")
    section.locator("button").wait_for()
    assert "0.3" in section.inner_text()
    assert page.locator(".facets section:has([data-t=field_place]) li").count() > 1
    section.locator("button").focus()
    page.keyboard.press("Enter")
    section.locator("li a").wait_for()
    assert section.locator("ul").evaluate("list => list === document.activeElement")


def test_who_wants_to_save_loads_no_more_than_the_results(made_up):
    page = made_up("search.html")
    page.evaluate("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    page.locator(FIELD).fill("كتاب")
    settled(page)
    page.locator(".facets section:has([data-t=field_place]) button").wait_for()
    page.wait_for_timeout(600)
    assert "counts" not in {method for method, *_ in page.evaluate("warraq.asked")}
    assert page.locator(".levels a").count() == len(LEVELS)


def test_hostile_texts_stay_texts(made_up):
    hostile = '><img src=x onerror=warraq.broken=1><script>warraq.broken=1</script> مصدر:"<b>x</b>"'
    for view in ("list", "context", "time"):
        page = made_up(asking(hostile, view=view))
        page.locator(".facets li").first.wait_for()
        settled(page)
        assert page.locator(FIELD).input_value() == hostile
        assert page.evaluate("warraq.broken") is None
        assert page.locator("main :is(img, script, b, iframe)").count() == 0
        assert "<b>x</b>" in page.locator(".chips").inner_text()
        shown = page.locator("main").inner_text()
        assert "\u202e" not in shown
        assert 'onerror="warraq.broken=1"' in shown


def test_a_spreadsheet_runs_nothing_of_what_is_saved(made_up):
    page = made_up()
    rows = [["=1+1", "+1", "-1", "@x", "\t=1", "＝1", 'a"b', "a,b", "سطر\nآخر", "عادي", -1.5]]
    text = page.evaluate("rows => warraq.ui.csv(rows)", rows)
    assert text.startswith("\ufeff")
    assert text.endswith("\r\n")
    (cells,) = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    assert cells == ["'=1+1", "'+1", "'-1", "'@x", "'=1", "'＝1", 'a"b', "a,b", "سطر آخر", "عادي", "-1.5"]


def test_an_index_that_cannot_be_searched_is_told_of(made_up, sample):
    page = made_up(asking("damaged"))
    alert = page.locator("[role=alert]")
    alert.locator("button").wait_for()
    if sample.address.startswith("http"):
        assert "onerror" in alert.inner_text()
    assert page.locator("main img").count() == 0
    assert page.locator("#results ol").get_attribute("aria-busy") == "false" or page.locator("#results .doors").count()
    alert.locator("button").click()
    page.wait_for_function("() => warraq.asked.length > 1")
    assert len(page.evaluate("warraq.asked")) > 1


def test_nothing_scrolls_sideways_on_a_phone(made_up):
    for view in ("list", "context", "time"):
        for text in ('كتاب مصدر:"بريد المدينة" تاريخ:2012/03..2014/05', "صفر"):
            page = made_up(asking(text, view=view, collapse="1"), viewport={"width": 390, "height": 844})
            settled(page)
            page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
            page.wait_for_timeout(100)
            for width in (390, 320):
                page.set_viewport_size({"width": width, "height": 800})
                assert page.evaluate("document.documentElement.scrollWidth") <= width, (view, text, width)


def test_what_opens_stays_within_the_page(made_up):
    page = made_up(asking("كتاب"))
    settled(page)
    for lang in ("ar", "en"):
        page.evaluate("lang => { if (document.documentElement.lang !== lang) warraq.choose('lang', lang); }", lang)
        page.reload()
        settled(page)
        page.locator(".files summary").click()
        for width in (320, 390, 480, 560, 620, 700, 800, 900, 1000, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            box = page.locator(".files > div").bounding_box()
            assert box["x"] >= 0, (lang, width)
            assert box["x"] + box["width"] <= width, (lang, width)
        page.set_viewport_size({"width": 1280, "height": 800})


@pytest.mark.parametrize(("width", "scheme"), [("phone", "dark"), ("desktop", "light")])
def test_axe_finds_nothing(made_up, width, scheme):
    size = dict(zip(("width", "height"), WIDTHS[width], strict=True))
    how = {"viewport": size, "color_scheme": scheme, "bypass_csp": True, "reduced_motion": "reduce"}
    script = axe()
    addresses = [
        asking('كتاب مصدر:"بريد المدينة" تاريخ:2012'),
        asking("كتاب", view="context"),
        asking("كتاب", view="time"),
        asking("كتاب", collapse="1"),
        asking("صفر"),
        "search.html",
        "help.html",
    ]
    for address in addresses:
        page = made_up(address, **how)
        if "?" in address:
            settled(page)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        if address == "search.html":
            page.keyboard.type("كت")
            page.locator("[role=option]").first.wait_for()
            page.keyboard.press("ArrowDown")
        page.wait_for_timeout(300)
        page.evaluate(script)
        for rules in (None, {"type": "rule", "values": COLOURS}):
            run = {"resultTypes": ["violations"], **({"runOnly": rules} if rules else {})}
            found = page.evaluate("run => axe.run(document, run)", run)["violations"]
            told = [(one["id"], node["html"][:160], node["failureSummary"]) for one in found for node in one["nodes"]]
            assert told == [], (address, page.evaluate("document.documentElement.dataset.scheme"))
            page.evaluate("document.querySelector('button.scheme').click()")


def test_the_furniture_changes_its_language_with_the_results_in_place(made_up):
    page = made_up(asking("قليل"))
    settled(page)
    page.locator(".facets li").first.wait_for()
    page.locator("button[data-t=other_language]").click()
    page.wait_for_selector("html[lang=en]")
    settled(page)
    page.wait_for_function("() => document.querySelector('.count').textContent === '37 articles found'")
    page.wait_for_function(
        "() => document.querySelector('[role=slider]').getAttribute('aria-valuetext') === 'January 2011'"
    )
    page.locator(".facets li a").first.click()
    page.locator(".chips a").wait_for()
    assert now(page)["q"] == 'قليل source:"بريد المدينة"'


def test_digits_are_shown_as_the_reader_likes(made_up):
    page = made_up(asking("قليل"))
    page.evaluate("warraq.choose('digits', 'arabic')")
    page.reload()
    settled(page)
    page.locator(".facets li").first.wait_for()
    assert page.locator(".count").inner_text() == "وُجدت ٣٧ مقالة"
    assert not re.search("[0-9]", page.locator(".finder").inner_text())
    assert page.locator("#hits > li").first.get_attribute("data-id") == "made-0"


def test_the_scripts_of_the_page_are_small():
    assert len(gzip.compress(search_script().encode(), 9)) < 16_000
