"""The sample archive in a real browser, from the local server and from a folder."""

import re
from pathlib import Path
from urllib.parse import quote

import pytest

from browser import WIDTHS, Watched, axe
from pages import parse
from warraq.address import article_address
from warraq.annotate import annotate
from warraq.read import Problem, read
from warraq.search.tokens import tokens
from warraq.settings import load

ROOT = Path(__file__).parent.parent
QUERY = "search.html?q=" + quote("الكتب")
# Rules that look at colours: the other rules say the same in both schemes.
COLOURS = ["color-contrast", "link-in-text-block"]
ARTICLES = {article.id: article for article in read([ROOT / "corpus"], load(ROOT)) if not isinstance(article, Problem)}

chromium = pytest.mark.browser


def kinds(site):
    """A page of each kind, by what it is."""
    first = {
        name: next(path.relative_to(site).as_posix() for path in sorted((site / folder).glob(pattern)))
        for name, folder, pattern in (
            ("year", "dates", "[0-9][0-9][0-9][0-9].html"),
            ("month", "dates", "[0-9][0-9][0-9][0-9]-*.html"),
            ("source", "sources", "[!i]*.html"),
            ("category", "categories", "[!i]*.html"),
            ("person", "names", "person-*.html"),
            ("place", "names", "place-*.html"),
            ("places", "names", "places*.html"),
        )
    }
    lists = {name: f"{name}/index.html" for name in ("dates", "sources", "categories", "names")}
    articles = {name: article_address(name) for name in ("copyist-poem", "first-web-page", "cairo-final")}
    alone = {name: f"{name}.html" for name in ("index", "search", "about", "404")}
    return {**alone, **articles, **lists, **first}


# Without a browser


def test_every_page_of_ours_is_valid_html(sample):
    pages = [path for path in sample.site.rglob("*.html") if "docs" not in path.relative_to(sample.site).parts]
    assert len(pages) > 100
    for path in pages:
        try:
            parse(path.read_text(encoding="utf-8"))
        except Exception as error:
            raise AssertionError(f"{path.relative_to(sample.site)}: {error!r}") from error


# What a page asks for and complains about


@chromium
def test_no_page_leaves_the_site_or_complains(browser, sample, base):
    manual = [f"docs/{lang}/index.html" for lang in ("ar", "en") if (sample.site / "docs" / lang).is_dir()]
    found = [QUERY, "no/such/page.html"] if base.startswith("http") else []
    with Watched(browser, base) as watched:
        for address in [*kinds(sample.site).values(), *manual, *found]:
            if address == "404.html" and base.startswith("file"):
                continue  # it asks for its style in the folders above: see test_missing.py
            page = watched.open(address)
            page.evaluate("document.fonts.ready.then(() => 0)")
            assert (watched.foreign, watched.complaints) == ([], []), address


@chromium
def test_texts_have_their_letters_from_a_folder_too(browser, sample):
    with Watched(browser, sample.site.as_uri() + "/") as watched:
        for address, text in ((article_address("cairo-final"), ".text p"), ("names/index.html", "h1 span, h1")):
            page = watched.open(address)
            page.evaluate("document.fonts.ready.then(() => 0)")
            session = page.context.new_cdp_session(page)
            for domain in ("DOM", "CSS"):
                session.send(f"{domain}.enable")
            root = session.send("DOM.getDocument")["root"]["nodeId"]
            node = session.send("DOM.querySelector", {"nodeId": root, "selector": text})["nodeId"]
            fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
            assert {font["familyName"] for font in fonts if font["isCustomFont"]} == {"Amiri"}, (address, fonts)
            assert max(fonts, key=lambda font: font["glyphCount"])["isCustomFont"]
        assert watched.complaints == []


def test_the_page_of_what_is_missing_works_at_any_depth(browser, sample):
    with Watched(browser, sample.address) as watched:
        page = watched.open("no/such/page.html")
        assert page.locator("h1").is_visible()
        styled = page.evaluate("getComputedStyle(document.querySelector('header.top')).display")
        assert styled in {"flex", "grid"}
        page.locator("main a").first.click()
        page.wait_for_url("**/*.html")
        assert "404" not in page.title()


@chromium
def test_nothing_scrolls_sideways(browser, sample):
    with Watched(browser, sample.address) as watched:
        for name, address in {**kinds(sample.site), "found": QUERY}.items():
            page = watched.open(address)
            page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
            for width in (390, 320):
                page.set_viewport_size({"width": width, "height": 800})
                assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)


CROWDED = """() => [...document.querySelectorAll('.overtime :is(td, th[scope=col])')].filter((cell) => {
  const range = document.createRange();
  range.selectNodeContents(cell);
  const [inner, outer] = [range, cell].map((one) => one.getBoundingClientRect());
  return inner.width > 0 && (inner.left < outer.left - 1 || inner.right > outer.right + 1);
}).map((cell) => cell.textContent)"""


@chromium
def test_the_figures_of_a_chart_stand_clear_of_each_other(browser, sample):
    names = [path for path in sorted((sample.site / "names").glob("*-*.html")) if "overtime" in path.read_text("utf-8")]
    assert any(path.read_text("utf-8").count("<th scope=col>") > 15 for path in names)
    with Watched(browser, sample.address, viewport={"width": 390, "height": 844}) as watched:
        for path in names:
            page = watched.open(f"names/{path.name}")
            assert page.evaluate(CROWDED) == [], path.name


@chromium
def test_what_a_mark_says_stays_within_the_page(browser, sample):
    with Watched(browser, sample.address) as watched:
        page = watched.open(article_address("union-election-2003"))
        page.evaluate("warraq.choose('marks', {re: true, qu: true})")
        for name in ("union-election-2003", "morocco-semifinal", "tahtawi-paris"):
            page = watched.open(article_address(name))
            marks = page.locator(".text .re[data-v], .text .qu[data-v]")
            assert marks.count()
            for width in (320, 390, 700, 1000, 1200):
                page.set_viewport_size({"width": width, "height": 800})
                for mark in marks.all():
                    mark.focus()
                    assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)


# Accessibility


@chromium
@pytest.mark.parametrize(("width", "scheme"), [("phone", "dark"), ("desktop", "light")])
def test_axe_finds_nothing(browser, sample, width, scheme):
    script = axe()
    size = dict(zip(("width", "height"), WIDTHS[width], strict=True))
    # axe-core comes from outside, which the pages' own policy would not allow.
    how = {"viewport": size, "color_scheme": scheme, "bypass_csp": True, "reduced_motion": "reduce"}
    with Watched(browser, sample.address, **how) as watched:
        for name, address in {**kinds(sample.site), "found": QUERY}.items():
            page = watched.open(address)
            page.evaluate(
                "document.querySelectorAll('details').forEach(d => { d.open = true; });"
                "document.querySelectorAll('.opts [type=checkbox]:not(:checked)').forEach(box => box.click())"
            )
            if name == "found":  # results that are still awaited are paler
                page.wait_for_selector("#hits[aria-busy=false] li")
            page.evaluate(script)
            for rules in (None, {"type": "rule", "values": COLOURS}):
                shown = page.evaluate("document.documentElement.dataset.scheme")
                assert (shown == scheme) == (rules is None)
                run = {"resultTypes": ["violations"], **({"runOnly": rules} if rules else {})}
                found = page.evaluate("run => axe.run(document, run)", run)["violations"]
                told = [
                    (one["id"], node["html"][:120], node["failureSummary"]) for one in found for node in one["nodes"]
                ]
                assert told == [], (name, shown)
                page.locator("button.scheme").click()


# The text


MEASURE = """() => [document.querySelector('.text').textContent, [...document.querySelectorAll('.text p')].map(p => {
  const marked = p.cloneNode(true);
  marked.querySelectorAll('.pin').forEach(pin => pin.remove());
  marked.querySelectorAll('br').forEach(br => br.replaceWith(' '));
  marked.style.cssText = 'position:absolute;white-space:nowrap;width:max-content';
  const plain = marked.cloneNode(false);
  plain.textContent = marked.textContent;
  p.after(marked, plain);
  const both = [marked, plain].map(one => one.getBoundingClientRect().width);
  const inside = marked.querySelectorAll('*').length;
  marked.remove();
  plain.remove();
  return [...both, inside];
})]"""


@pytest.fixture(scope="module")
def shown(browser, sample):
    """Of every article the text that its page holds, and of each paragraph its width with and without marks."""
    seen = {}
    with Watched(browser, sample.site.as_uri() + "/", viewport={"width": 1280, "height": 900}) as watched:
        for identity in ARTICLES:
            page = watched.open(article_address(identity))
            page.evaluate("document.fonts.ready.then(() => 0)")
            seen[identity] = page.evaluate(MEASURE)
    return seen


@chromium
def test_the_text_of_every_article_is_in_its_page_letter_for_letter(shown):
    assert len(ARTICLES) >= 24
    for identity, article in ARTICLES.items():
        assert shown[identity][0] == article.text.replace("\0", "\ufffd"), identity


@chromium
def test_marks_do_not_part_letters_that_join(shown):
    paragraphs = [(identity, *measures) for identity in ARTICLES for measures in shown[identity][1]]
    for identity, marked, plain, inside in paragraphs:
        # A browser rounds the width of each stretch to 1/64 of a pixel.
        assert abs(marked - plain) <= 0.1 + 2 * inside / 64, identity
    assert sum(inside for *_, inside in paragraphs) > 500


WORDS = """async () => {
  const { textOf, tokensOf, language } = warraq.reading;
  const text = textOf(document.querySelector('.text'));
  const points = upTo => [...text.text.slice(0, upTo)].length;
  return tokensOf(text, await language())
    .map(word => [word.form, word.typed, word.position, word.width, points(word.start), points(word.end)]);
}"""


@chromium
def test_the_browser_reads_the_words_that_search_reads_repairs_included(browser, sample):
    chosen = ["mahfouz-cafe", "cairo-final", *sorted(ARTICLES)[::8]]
    with Watched(browser, sample.site.as_uri() + "/") as watched:
        for identity in chosen:
            page = watched.open(article_address(identity))
            wanted = [list(token) for token in tokens(annotate(ARTICLES[identity]))]
            assert page.evaluate(WORDS) == wanted, identity


# Without scripts


@chromium
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_without_scripts_everything_is_readable(browser, base, scheme):
    how = {"java_script_enabled": False, "color_scheme": scheme, "viewport": {"width": 390, "height": 844}}
    with Watched(browser, base, **how) as watched:
        page = watched.open(article_address("cairo-final"))
        words = ARTICLES["cairo-final"].text.split()
        assert page.locator(".text").inner_text().split() == words
        shade = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        lightness = float(re.findall(r"[\d.]+", shade)[0])  # color(srgb 0.99 0.98 0.97)
        assert (lightness < 0.5) == (scheme == "dark")
        page.locator(".side summary").click()
        assert page.locator(".side a").first.is_visible()
        page.locator(".side a:not([href^='#'])").first.click()
        page.wait_for_url("**/names/*.html")
        assert page.locator("main a[href*='/a/']").first.is_visible()
        page.locator("nav a").first.click()
        page.wait_for_url("**/dates/*.html")
        assert page.locator("main a").first.is_visible()
        assert (watched.foreign, watched.complaints) == ([], [])


# What a reader may change


@chromium
def test_the_language_of_the_furniture_is_switched_and_kept(browser, base):
    with Watched(browser, base) as watched:
        page = watched.open(article_address("cairo-final"))
        text = page.locator(".text").inner_text()
        root = "[document.documentElement.lang, document.documentElement.dir]"
        assert page.evaluate(root) == ["ar", "rtl"]
        page.locator("button[data-t=other_language]").click()
        page.wait_for_selector("html[lang=en]")
        for _ in range(2):
            assert page.evaluate(root) == ["en", "ltr"]
            furniture = page.locator("header.top nav").inner_text() + page.locator(".opts summary").inner_text()
            assert not re.search("[\u0620-\u064a]", furniture)
            assert page.locator(".text").inner_text() == text
            assert page.evaluate("getComputedStyle(document.querySelector('.text')).direction") == "rtl"
            page.reload()
            page.wait_for_selector("html[lang=en]")
        watched.open("index.html")
        page.wait_for_selector("html[lang=en]")
        page.locator("button[data-t=other_language]").click()
        page.wait_for_selector("html[lang=ar]")
        assert (watched.foreign, watched.complaints) == ([], [])


@chromium
def test_the_scheme_is_switched_and_kept(browser, base):
    shade = "getComputedStyle(document.documentElement).backgroundColor"
    with Watched(browser, base, color_scheme="light") as watched:
        page = watched.open("index.html")
        light = page.evaluate(shade)
        page.locator("button.scheme").click()
        dark = page.evaluate(shade)
        assert dark != light
        watched.open("about.html")
        assert page.evaluate(shade) == dark


@chromium
def test_each_kind_of_mark_is_switched_and_kept(browser, base):
    look = """kind => {
      const mark = document.querySelector('.text .' + kind);
      return mark && ['', '::before', '::after'].map(part => {
        const style = getComputedStyle(mark, part);
        return [style.textDecoration, style.backgroundColor, style.color, style.boxShadow, style.content].join();
      }).join();
    }"""
    with Watched(browser, base, viewport={"width": 1280, "height": 900}, reduced_motion="reduce") as watched:
        page = watched.open(article_address("cairo-final"))
        page.locator(".opts summary").click()
        boxes = page.locator(".opts [type=checkbox]")
        names = [boxes.nth(number).get_attribute("name") for number in range(boxes.count())]
        assert {"pe", "pl", "or", "da", "nu", "qu", "re"} <= set(names)
        before = {name: page.evaluate(look, name) for name in names}
        checked = {name: page.locator(f".opts [name={name}]").is_checked() for name in names}
        for name in names:
            page.locator(f".opts [name={name}]").click()
        after = {name: page.evaluate(look, name) for name in names}
        changed = {name for name in names if before[name] is not None and after[name] != before[name]}
        assert changed >= {name for name in names if before[name] is not None} - {"se"}
        assert len(changed) >= 4
        page.reload()
        for name in names:
            assert page.locator(f".opts [name={name}]").is_checked() is not checked[name]
            assert page.evaluate(look, name) == after[name]
        page.locator(".opts summary").click()
        for name in names:
            page.locator(f".opts [name={name}]").click()
        assert {name: page.evaluate(look, name) for name in names} == before


@chromium
def test_digits_are_shown_as_the_reader_likes_and_kept_as_typed(browser, base):
    with Watched(browser, base) as watched:
        identity = next(one.id for one in ARTICLES.values() if re.search("[0-9]", one.text))
        text = "document.querySelector('.text').textContent"
        page = watched.open(article_address(identity))
        page.locator(".opts summary").click()
        page.locator(".opts input[type=radio]").nth(1).click()
        assert page.evaluate(text) == ARTICLES[identity].text.translate({48 + n: 0x660 + n for n in range(10)})
        page.reload()
        assert not re.search("[0-9]", page.evaluate(text))
        page.locator(".opts summary").click()
        page.locator(".opts input[type=radio]").nth(0).click()
        assert page.evaluate(text) == ARTICLES[identity].text


@chromium
def test_every_sentence_can_be_linked(browser, base):
    with Watched(browser, base, viewport={"width": 390, "height": 700}) as watched:
        page = watched.open(article_address("first-web-page") + "#s5")
        for _ in range(50):
            top = page.evaluate("document.getElementById('s5').getBoundingClientRect().top")
            if 0 <= top < 700:
                return
            page.wait_for_timeout(50)
        raise AssertionError(f"the sentence is at {top}")


# Through the server


@chromium
def test_a_reader_searches_and_reads_what_was_found(browser, sample):
    with Watched(browser, sample.address) as watched:
        page = watched.open("index.html")
        page.locator("input[type=search]").fill("الكتب")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search.html?*")
        assert page.locator("mark").count() > 2
        assert page.locator("input[type=search]").input_value() == "الكتب"
        page.locator(".cards a").first.click()
        page.wait_for_url("**/a/*.html?hl=*")
        page.locator(".text").wait_for()
        assert (watched.foreign, watched.complaints) == ([], [])
