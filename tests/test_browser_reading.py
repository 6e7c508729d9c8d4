"""From a result into an article, and the card of a word, in a real browser: from a host and from a folder."""

from urllib.parse import quote, unquote

import pytest
from click.testing import CliRunner

from archive import SETTINGS, make_archive
from browser import WIDTHS, Watched, axe
from host import Host
from warraq.cli import main

pytestmark = pytest.mark.browser

BOOKS = """---
id: books
title: كتاب الورّاق
date: 2017-10-15
source: بريد المدينة
---
هذا كِتَابٌ قديم، وهذا كتـــاب جديد. قرأ الكتاب ثم أعاد الكتابَ إلى صاحبه.

وقال أحمد: «كتابي هنا». أما الكُتّاب فكثير، وفى القاهرة 1,250 كتابا.

كتب مجلس الشورى إلى مجلس آخر، ثم اجتمع مجلس الشورى فى القاهرة. والولاياتالمتحدة بعيدة عن النيل، كتاب أخير.
"""
MORE = """---
id: more
title: النيل
date: 2019-02-03
---
ارتفع النيل، وكتاب عن النيل فى المكتبة. واشترى البحّار بعملة قديمة أدوات عمله.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    articles = {"books.md": BOOKS, "more.md": MORE}
    folder = make_archive(tmp_path_factory.mktemp("reading") / "archive", articles, SETTINGS)
    result = CliRunner().invoke(main, ["build", str(folder), "--jobs", "1"])
    assert result.exit_code == 0, result.output
    return folder / "build/site"


@pytest.fixture(scope="module")
def host(site):
    one = Host(site)
    yield one
    one.stop()


@pytest.fixture(params=["http", "file"])
def base(request, site, host):
    return host.address if request.param == "http" else site.as_uri() + "/"


MARKED = """name => [...(CSS.highlights.get(name) || [])].map(still => {
  const range = document.createRange();
  range.setStart(still.startContainer, still.startOffset);
  range.setEnd(still.endContainer, still.endOffset);
  return range.toString();
})"""
TEXT = "document.querySelector('.text').textContent"
OLD = "delete window.Highlight;"  # a browser that cannot paint


def into(watched, query, level="lemma", anchor="", article="books"):
    """Open an article from a result."""
    page = watched.open(f"a/{article}.html?hl={quote(query)}&level={level}{anchor}")
    page.locator(".hits[aria-busy=false]").wait_for()
    return page


def marked(page, name="hit"):
    return page.evaluate(MARKED, name)


def select(page, words):
    """Select a stretch of the text, as a finger or a mouse would."""
    script = """words => {
      const walker = document.createTreeWalker(document.querySelector('.text'), NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const at = walker.currentNode.data.indexOf(words);
        if (at >= 0) {
          getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + words.length);
          return;
        }
      }
    }"""
    page.evaluate(script, words)


# The hits of a query


QUERIES = [
    ("كتاب", "folded", ["كتاب", "كِتَابٌ", "كتـــاب", "كتاب"]),
    ("كتاب", "typed", ["كتاب", "كِتَابٌ", "كتـــاب", "كتاب"]),
    ("القاهره", "typed", []),
    ("القاهره", "folded", ["القاهرة", "القاهرة"]),
    ("«مجلس الشورى»", "lemma", ["مجلس", "الشورى"] * 2),
    ("مجلس -الشورى", "folded", ["مجلس"] * 3),
    ("كتاب*", "folded", ["كتاب", "كِتَابٌ", "كتـــاب", "كتابي", "كتابا", "كتاب"]),
    ("1250", "folded", ["1,250"]),
    ("المتحدة", "folded", ["المتحدة"]),
]


def test_what_answers_is_marked_as_it_is_written(browser, base):
    with Watched(browser, base) as watched:
        for query, level, wanted in QUERIES:
            assert marked(into(watched, query, level)) == wanted, query
        assert (watched.foreign, watched.complaints) == ([], [])


def test_a_ta_marbuta_is_no_pronoun_in_marks_and_on_cards(browser, base):
    with Watched(browser, base) as watched:
        assert marked(into(watched, "عمل", article="more")) == ["عمله"]
        page = into(watched, "عملة", article="more")
        assert marked(page) == ["بعملة", "عمله"]
        select(page, "بعملة")
        page.locator(".word dl").wait_for()
        assert page.locator(".word dd").first.inner_text() == "عمله"  # as the archive writes it


def test_wider_levels_mark_more(browser, host):
    with Watched(browser, host.address) as watched:
        counts = [len(marked(into(watched, "كتاب", level))) for level in ("folded", "stem", "lemma", "root")]
        assert counts == sorted(counts)
        assert counts[0] < counts[1]


def test_a_reader_goes_from_hit_to_hit_and_takes_the_marks_off(browser, base):
    with Watched(browser, base, viewport={"width": 390, "height": 500}) as watched:
        page = into(watched, "القاهرة", "folded")
        status = page.locator(".hits [role=status]")
        before = page.evaluate(TEXT)
        for key, told in (("n", "2 من 2"), ("n", "1 من 2"), ("p", "2 من 2"), ("Shift+N", "1 من 2")):
            page.keyboard.press(key)
            assert status.inner_text() == told
        page.locator(".hit_next").click()
        assert status.inner_text() == "2 من 2"
        assert marked(page, "hit-here") == ["القاهرة"]
        top = page.evaluate(
            "[...CSS.highlights.get('hit-here')].map(({startContainer: one}) => "
            "one.parentElement.getBoundingClientRect().top)[0]"
        )
        assert 0 <= top < 400
        page.locator(".hits_off").click()
        assert page.locator(".hits").count() == 0
        assert (marked(page), marked(page, "hit-here")) == ([], [])
        assert "hl=" not in page.url
        page.keyboard.press("n")
        assert page.evaluate(TEXT) == before
        assert watched.complaints == []


def test_the_first_hit_is_that_of_the_sentence_in_the_address(browser, host):
    with Watched(browser, host.address) as watched:
        page = into(watched, "كتاب", "folded")
        assert page.locator(".hits [role=status]").inner_text() == "1 من 4"
        last = page.locator(".text [id]").last.get_attribute("id")
        page.goto("about:blank")
        page = into(watched, "كتاب", "folded", f"#{last}")
        assert page.locator(".hits [role=status]").inner_text() == "4 من 4"


def test_a_query_without_hits_says_so(browser, host):
    with Watched(browser, host.address) as watched:
        page = into(watched, "زرافة")
        assert page.locator(".hits").inner_text().splitlines()[-1] == "لا موضع في النص"
        assert not page.locator(".hit_next").is_visible()
        page.keyboard.press("Escape")
        assert page.locator(".hits").count() == 0


def test_digits_shown_otherwise_keep_the_marks(browser, host):
    with Watched(browser, host.address) as watched:
        page = into(watched, "1250 كتابا", "folded")
        page.locator(".opts summary").click()
        page.locator(".opts input[type=radio]").nth(1).click()
        assert marked(page) == ["١,٢٥٠", "كتابا"]
        page.keyboard.press("n")
        assert marked(page) == ["١,٢٥٠", "كتابا"]


def test_a_long_query_leaves_room_for_the_buttons(browser, host):
    with Watched(browser, host.address, viewport={"width": 320, "height": 600}) as watched:
        page = into(watched, "كتاب قديم في القاهرة عند المكتبة الكبيرة قرب النيل أو بعيدا عنه", "folded")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        for name in ("hit_previous", "hit_next", "hits_off"):
            box = page.locator(f".{name}").bounding_box()
            assert 0 <= box["x"] <= box["x"] + box["width"] <= 320


def test_marks_are_not_printed(browser, host):
    with Watched(browser, host.address) as watched:
        page = into(watched, "كتاب", "folded")
        look = "getComputedStyle(document.querySelector('.text'), '::highlight(hit)').backgroundColor"
        assert page.evaluate(look) != "rgba(0, 0, 0, 0)"
        page.emulate_media(media="print")
        assert page.evaluate(look) == "rgba(0, 0, 0, 0)"
        assert not page.locator(".hits").is_visible()


WIDTHS_OF_LINES = """() => [...document.querySelectorAll('.text p')].map(p => {
  const one = p.cloneNode(true);
  one.style.cssText = 'position:absolute;white-space:nowrap;width:max-content';
  p.after(one);
  const width = one.getBoundingClientRect().width;
  one.remove();
  return width;
})"""


@pytest.mark.parametrize("digits", [0, 1])
def test_painting_changes_nothing_in_the_text_and_elements_part_no_letters(browser, base, digits):
    with Watched(browser, base) as watched:
        # A page whose fonts come late is set in others: only pages that find them in the cache can be compared.
        watched.open("a/books.html").wait_for_function("document.fonts.status === 'loaded'")
        page = watched.open("a/books.html")
        page.locator(".opts summary").click()
        page.locator(".opts input[type=radio]").nth(digits).click()
        plain = page.evaluate("document.querySelector('.text').innerHTML")
        text, widths = page.evaluate(TEXT), page.evaluate(WIDTHS_OF_LINES)
        into(watched, "كتاب 1250", "stem")
        assert page.evaluate("document.querySelector('.text').innerHTML") == plain
        hits = marked(page)
        page.add_init_script(OLD)
        into(watched, "كتاب 1250", "stem")
        pieces = "[...document.querySelectorAll('article mark.hit')].map(mark => mark.textContent)"
        assert page.evaluate(pieces) == hits
        assert page.evaluate(TEXT) == text
        for before, after in zip(widths, page.evaluate(WIDTHS_OF_LINES), strict=True):
            assert abs(before - after) < 1  # letters that part have other shapes and widths
        page.keyboard.press("n")
        assert page.locator("mark.here").count() == 1
        page.locator(".hits_off").click()
        assert page.evaluate("document.querySelector('.text').innerHTML") == plain
        page.locator(".opts summary").click()
        page.locator(".opts input[type=radio]").nth(0).click()
        assert "1,250" in page.evaluate(TEXT)


# The card of a word


def test_nothing_is_loaded_before_it_is_asked_for(browser, host):
    with Watched(browser, host.address) as watched:
        host.asked.clear()
        page = watched.open("a/books.html")
        page.wait_for_timeout(200)
        assert not [name for name in host.asked if name.startswith(("index/", "assets/engine", "assets/card"))]
        select(page, "القاهرة 1,250")
        page.wait_for_timeout(700)
        assert not [name for name in host.asked if name.startswith(("index/", "assets/engine", "assets/card"))]


def test_a_double_click_shows_the_word(browser, base):
    with Watched(browser, base) as watched:
        page = watched.open("a/more.html")
        box = page.evaluate("""() => {
          const node = document.querySelector('.text [id]').lastChild;
          const range = document.createRange();
          const at = node.data.indexOf('المكتبة');
          range.setStart(node, at);
          range.setEnd(node, at + 7);
          const {left, top, width, height} = range.getBoundingClientRect();
          return [left + width / 2, top + height / 2];
        }""")
        page.mouse.dblclick(*box)
        card = page.locator(".word[role=dialog]")
        card.wait_for()
        assert card.locator("h2").inner_text() == "المكتبة"
        assert page.evaluate("getSelection().toString().trim()") == "المكتبة"
        page.keyboard.press("Escape")
        assert card.count() == 0
        assert watched.complaints == []


def test_the_keyboard_opens_the_card_walks_and_comes_back(browser, base):
    with Watched(browser, base) as watched:
        page = watched.open("a/more.html")
        page.locator(".opts summary").focus()
        page.keyboard.press("Alt+w")
        card = page.locator(".word[role=dialog]")
        card.wait_for()
        words = ["ارتفع", "النيل", "وكتاب"]
        for word in words:
            page.locator(f".word h2:text-is('{word}')").wait_for()
            assert marked(page, "word") == [word]
            assert page.evaluate("document.querySelector('.word').contains(document.activeElement)")
            page.keyboard.press("ArrowLeft")
        page.keyboard.press("ArrowRight")
        page.locator(".word h2:text-is('وكتاب')").wait_for()
        page.keyboard.press("Escape")
        assert card.count() == 0
        assert page.evaluate("document.activeElement.localName") == "summary"
        assert marked(page, "word") == []


def test_the_keyboard_opens_the_card_of_a_name_that_is_a_link(browser, host):
    with Watched(browser, host.address) as watched:
        page = watched.open("a/books.html")
        link = page.locator(".text a[href^='../']").last
        link.focus()
        page.keyboard.press("Alt+w")
        page.locator(".word h2").wait_for()
        assert link.inner_text().startswith(page.locator(".word h2").inner_text())
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.localName") == "a"


def test_the_card_tells_what_the_archive_has_of_a_word(browser, base):
    with Watched(browser, base) as watched:
        page = watched.open("a/books.html")
        select(page, "القاهرة")
        page.locator(".word .ways").wait_for()
        page.locator(".word p[role=status] span[data-t=times]").wait_for()
        assert page.locator(".word p[role=status]").inner_text().split() == ["وردت", "مرتين", "مقالة", "واحدة"]
        page.keyboard.press("Escape")
        select(page, "كِتَابٌ")
        page.locator(".word dl").wait_for()
        assert page.locator(".word dd").all_inner_texts()[0].split("، ")[0] == "كتاب"
        assert "كتب" in page.locator(".word dd").last.inner_text()
        shown = dict(line.rsplit(" ", 1) for line in page.locator(".word .forms li").all_inner_texts())
        assert shown["كتاب"] == "4"  # the title has it too
        assert {"الكتاب", "وكتاب"} <= shown.keys()
        told = page.locator(".word svg").get_attribute("aria-label")
        assert "2017-10" in told
        assert "2019-02" in told
        assert page.locator(".word rect").count() == 17
        address = page.locator(".word a[data-t=word_search_all]").get_attribute("href")
        assert "مدخل:كتاب" in unquote(address) or "q=كتاب" in unquote(address)
        assert watched.complaints == []


def test_the_card_leads_to_the_search_and_says_everything_in_both_languages(browser, base):
    with Watched(browser, base) as watched:
        page = watched.open("a/books.html")
        select(page, "القاهرة")
        card = page.locator(".word[role=dialog]")
        card.locator("a").first.wait_for()
        page.locator("button[data-t=other_language]").evaluate("button => button.click()")
        page.wait_for_selector("html[lang=en]")
        assert "Search this spelling" in card.inner_text()
        page.wait_for_selector(".word p[role=status] span:not([data-t=word_waiting])")
        card.locator("a[data-t=word_search_typed]").click()
        page.wait_for_url("**/search.html?*")
        assert "q=القاهرة&level=typed" in unquote(page.url)


@pytest.mark.parametrize("word", ["كِتَابٌ", "أخير"])
def test_on_a_phone_the_card_does_not_cover_the_word(browser, host, word):
    with Watched(browser, host.address, viewport={"width": 390, "height": 640}, has_touch=True) as watched:
        page = watched.open("a/books.html")
        page.evaluate("scrollTo(0, document.querySelector('.text').getBoundingClientRect().top - 60)")
        select(page, word)
        page.locator(".word").wait_for()
        page.wait_for_selector(".word p[role=status] span:not([data-t=word_waiting])")
        boxes = page.evaluate("""() => [getSelection().getRangeAt(0), document.querySelector('.word')]
          .map(one => one.getBoundingClientRect()).map(({top, bottom}) => [top, bottom])""")
        (top, bottom), (over, under) = boxes
        assert bottom <= over or under <= top, boxes
        assert 0 <= over < under <= 640


@pytest.mark.parametrize(("width", "scheme"), [("phone", "dark"), ("desktop", "light")])
def test_axe_finds_nothing(browser, host, width, scheme):
    size = dict(zip(("width", "height"), WIDTHS[width], strict=True))
    how = {"viewport": size, "color_scheme": scheme, "bypass_csp": True, "reduced_motion": "reduce"}
    with Watched(browser, host.address, **how) as watched:
        page = into(watched, "كتاب")
        page.evaluate(axe())
        for opened in (False, True):
            if opened:
                page.keyboard.press("Alt+w")
                page.wait_for_selector(".word p[role=status] span:not([data-t=word_waiting])")
            found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
            assert [(one["id"], [node["html"][:100] for node in one["nodes"]]) for one in found] == []
