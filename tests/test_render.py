"""Pages as a reader, a browser and a search engine meet them."""

import json
import pickle
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import pairwise
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pages import HOSTILE, NAMES, SETTINGS, TEXT, article, by_class, card, every_page, leaf, parse, site, text_of
from texts import any_text
from warraq import render
from warraq.model import KINDS, Annotation, Article, Leaf
from warraq.render.body import body, is_html_date, paragraphs
from warraq.render.cite import as_bibtex, as_sentence
from warraq.render.furniture import wording
from warraq.say import catalogue

PAGES = every_page()
PUBLISHED = render.open_site(replace(SETTINGS, site_url="https://example.org/nahr/"))
IMPOSSIBLE = re.compile("[\x00\ud800-\udfff]")


def stripped(html):
    """The text of a body as a browser has it, its tags gone."""
    return text_of(parse(f"<!doctype html><div>{html}</div>", strict=False).find(".//div"))


@st.composite
def leaves(draw):
    text = draw(any_text())
    offset = st.integers(0, len(text))
    kinds = st.sampled_from([kind for kind in KINDS if kind != "word"])
    values = st.sampled_from(["1", "2", "طنطا", "2017-10-15", "201X", "3.5", "", HOSTILE])
    spans = draw(st.lists(st.tuples(offset, offset, kinds, values), max_size=10))
    notes = [Annotation(min(a, b), max(a, b), kind, value) for a, b, kind, value in spans if a != b]
    return Leaf(Article("x", "x", text), tuple(sorted(notes, key=lambda n: (n.start, -n.end, n.kind))))


@given(leaves())
@settings(deadline=None)
def test_stripping_the_tags_gives_the_text_back(one):
    html = body(one, {NAMES[1].address}, "../")
    assert stripped(html) == IMPOSSIBLE.sub("\ufffd", one.article.text)


@pytest.mark.parametrize(
    "text",
    ["\r\n", "a\r\nb\rc", "\n\nبدء", "نهاية\n\n\n", "سطر\nسطر", "\t ", "a\x01\x08\x0b\x0c\x1fb", "\x00", "\x85\u2028"],
)
def test_the_text_comes_back_with_all_its_white_space(text):
    assert stripped(body(Leaf(Article("x", "x", text), ()))) == text.replace("\x00", "\ufffd")


@given(any_text())
def test_paragraphs_lie_in_the_text_in_order_and_leave_only_white_space_out(text):
    end = 0
    for start, stop in paragraphs(text):
        assert end <= start < stop
        assert not text[end:start].strip()
        end = stop
    assert not text[end:].strip()


def test_long_lines_are_paragraphs_and_short_ones_stay_together_as_verse():
    long = "كلمة " * 30
    assert len(list(paragraphs(f"{long}\n{long}\n{long}"))) == 3
    assert len(list(paragraphs("يا ليل الصب متى غده\nأقيام الساعة موعده"))) == 1
    assert len(list(paragraphs("بيت أول\nبيت ثان\n\nبيت ثالث\nبيت رابع"))) == 2


def test_a_line_break_in_verse_shows_and_stays_in_the_text():
    assert body(Leaf(Article("x", "x", "يا ليل\nيا عين"), ())) == "<p>يا ليل<br>\nيا عين</p>"


def test_blank_space_of_a_megabyte_is_quick_to_read():
    assert list(paragraphs("أ" + " " * 1_000_000 + "ب")) == [(0, 1_000_002)]


@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_valid_html(address):
    tree = parse(PAGES[address])
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    levels = [int(element.tag[1]) for element in tree.iter() if re.fullmatch("h[1-6]", str(element.tag))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len(list(tree.iter("main"))) == 1
    assert all(not list(link.iter("a"))[1:] for link in tree.iter("a")), "a link inside a link"


@pytest.mark.parametrize("address", PAGES)
def test_every_link_is_relative_and_ends_in_a_file_name(address):
    for element in parse(PAGES[address]).iter():
        for name in ("href", "src", "action"):
            link = element.get(name)
            if link and not link.startswith("#"):
                assert not urlsplit(link).scheme
                assert not link.startswith("/")
                assert "." in urlsplit(link).path.rpartition("/")[2], link
                assert urljoin(f"http://h/{address}", link).count("..") == 0


def test_every_static_file_that_a_page_asks_for_exists():
    files = render.assets(site())
    for address, html in PAGES.items():
        for link in re.findall(r"(?:href|src)=[\"']?([^\s\"'>]*assets/[^\s\"'>]+)", html):
            assert urlsplit(urljoin(f"http://h/{address}", link)).path[1:] in files
    for name, content in files.items():
        if name.endswith((".css", ".js")):
            for font in re.findall(rb"[\w.-]+\.woff2", content):
                assert f"assets/{font.decode()}" in files
            assert b"@amiri" not in content
            assert b"http://" not in content.replace(b"http://www.w3.org/2000/svg", b"")
            assert b"https://" not in content


def test_letters_are_never_spaced():
    css = b"".join(content for name, content in render.assets(site()).items() if name.endswith(".css")).decode()
    assert "letter-spacing" not in css
    assert not re.search(r"(margin|padding|border)-(left|right)|[ ;{](left|right):", css), "a side that is not logical"


def test_the_same_data_give_the_same_bytes():
    again = render.open_site(SETTINGS)
    assert every_page(again) == PAGES
    assert render.assets(again) == render.assets(site())


def test_a_site_can_be_sent_to_another_process():
    assert every_page(pickle.loads(pickle.dumps(site()))) == PAGES


def test_hostile_text_never_becomes_markup():
    for address, html in every_page(text=HOSTILE).items():
        tree = parse(html, strict=False)
        assert not [b for b in tree.iter("b") if b.get("a")], address
        for script in tree.iter("script"):
            assert script.get("src") or script.get("type") == "application/ld+json"
        assert "alert(1)</script>" not in html
        assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on")]
        assert "49" not in (tree.find(".//title").text or "")


def test_control_characters_stay_out_of_titles_and_attributes():
    for html in every_page(text=HOSTILE).values():
        tree = parse(html, strict=False)
        values = [value for element in tree.iter() for value in element.attrib.values()]
        for value in [tree.find(".//title").text or "", *values]:
            assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x1f]", value)


@pytest.mark.parametrize("text", ["", "\x00", "\ud800", "\n", "<", "'", "--", "]]>", "\u202e"])
def test_odd_texts_break_no_page(text):
    for html in every_page(text=text or " ").values():
        html.encode("utf-8")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//evil", "ftp://x/", "https://a b", " jAvascript:x"]
)
def test_only_addresses_of_the_web_become_links(url):
    links = [element.get("href") for element in parse(article(leaf(url=url))).iter("a")]
    assert url not in links
    assert all(not urlsplit(link).scheme for link in links)


def test_the_original_is_linked():
    links = [element.get("href") for element in parse(article(leaf(url="https://example.org/a?b=1&c=2"))).iter("a")]
    assert "https://example.org/a?b=1&c=2" in links


def test_an_article_shows_its_facts():
    page = re.sub(r"\s+", " ", text_of(parse(article()).find(".//article")))
    for fact in (
        "سالم النجار في طنطا",
        "بريد النهر",
        "محليات",
        "15 أكتوبر / تشرين الأول 2017",
        "25 محرّم 1439 هـ",
        "20 كلمة",
    ):
        assert fact in page


def test_the_annotated_text_is_the_text():
    (text,) = by_class(parse(article()), "text")
    assert text_of(text) == TEXT


def test_each_kind_is_marked_with_its_data():
    (text,) = by_class(parse(article()), "text")
    found = {name: by_class(text, name)[0] for name in ("pe", "pl", "da", "nu", "qu", "re")}
    assert found["pe"].get("href") == "../" + NAMES[0].address
    assert found["da"].get("datetime") == "2017-10-15"
    assert found["nu"].get("value") == "125"
    assert found["qu"].get("data-v") == "سالم النجار"
    assert (found["re"].get("data-v"), text_of(found["re"])) == ("في", "فى")


def test_a_name_without_a_page_is_no_link_and_its_exact_span_is_kept():
    (text,) = by_class(parse(article()), "text")
    raqqa = next(element for element in by_class(text, "pl") if "الرقة" in text_of(element))
    assert (raqqa.tag, text_of(raqqa), raqqa.get("data-x")) == ("span", "بالرقة", "1,6")


def test_every_sentence_has_an_address_and_the_list_of_names_leads_there():
    tree = parse(article())
    ids = {element.get("id") for element in tree.iter()}
    assert {"s1", "s2"} <= ids
    (side,) = by_class(tree, "side")
    jumps = {link.get("href")[1:] for link in side.iter("a") if link.get("href").startswith("#")}
    assert jumps == {"s1", "s2"}
    assert "سالم النجار" in text_of(side)
    assert "15 أكتوبر 2017" in text_of(side)


def test_a_title_from_the_lead_is_still_the_heading():
    tree = parse(article(leaf(title_from="lead")))
    assert tree.find(".//h1").get("class") == "led"
    assert text_of(tree.find(".//h1")) == "سالم النجار في طنطا"


def test_json_ld_describes_the_article_and_cannot_end_its_element():
    html = article(leaf("نص", title="عنوان </script><!--", date="2017-10-15"))
    (data,) = [json.loads(script.text) for script in parse(html).iter("script") if script.get("type")]
    assert data["headline"] == "عنوان </script><!--"
    assert (data["@type"], data["inLanguage"], data["datePublished"]) == ("NewsArticle", "ar", "2017-10-15")
    assert data["publisher"]["name"] == "بريد النهر"


def test_json_ld_tells_no_date_that_is_none():
    html = article(leaf("نص", date="2017-02-31"))
    assert "datePublished" not in html


def test_the_policy_allows_nothing_from_elsewhere():
    for html in PAGES.values():
        (policy,) = [m.get("content") for m in parse(html).iter("meta") if m.get("http-equiv")]
        assert policy.startswith("default-src 'none';")
        assert "unsafe" not in policy
        assert "http" not in policy
        assert not [s for s in parse(html).iter("script") if not s.get("src") and not s.get("type")]
        assert not [element for element in parse(html).iter() if element.get("style")]


def test_canonical_links_only_with_a_published_address():
    assert "canonical" not in article()
    html = article(where=PUBLISHED)
    (link,) = [link for link in parse(html).iter("link") if link.get("rel") == "canonical"]
    assert link.get("href") == "https://example.org/nahr/a/nahr-1.html"


def test_the_missing_page_finds_home_from_any_depth():
    assert "href=/nahr/index.html" in render.missing_page(PUBLISHED)


def test_a_long_list_has_pages_that_lead_to_each_other():
    pages = dict(
        render.list_pages(site(), render.ListView("source", "بريد النهر", [card(id=str(n)) for n in range(5)]))
    )
    first, second, third = pages
    assert second == render.list_address("source", "بريد النهر", 2)
    links = {
        link.get("rel"): urljoin(f"http://h/{second}", link.get("href")) for link in parse(pages[second]).iter("a")
    }
    assert links["prev"] == f"http://h/{first}"
    assert links["next"] == f"http://h/{third}"


def test_an_empty_list_still_has_a_page():
    assert len(list(render.list_pages(site(), render.ListView("category", "علوم", [])))) == 1


def test_lists_of_unlike_values_have_unlike_addresses():
    values = ["", "-", "none", "ثقافة", "ثقافه", "a", "A b", "a/2", "../x", "index"]
    addresses = [render.list_address("source", value) for value in values]
    assert len({address.lower() for address in addresses} | {"sources/index.html"}) >= len(values)
    assert all(".." not in address and address.count("/") == 1 for address in addresses)


def test_many_names_get_a_page_a_letter():
    names = [
        replace(NAMES[0], canonical=f"{letter}سم {n}", address=f"names/{letter}{n}.html")
        for letter in "بتث"
        for n in range(200)
    ]
    addresses = [address for address, _ in render.names_pages(site(), names)]
    assert len(addresses) == len(set(addresses)) == 2 + 3


def test_search_shows_what_it_found():
    tree = parse(PAGES["found.html"])
    assert [text_of(mark) for mark in tree.iter("mark")] == ["طنطا"]
    assert tree.find(".//input").get("value") == "طنطا"
    assert "وُجد تقرير واحد في مقالتين" in " ".join(text_of(tree.find(".//body")).split())
    assert by_class(tree, "others")[0].find("a").get("href").startswith("a/x.html?hl=")


def test_the_static_search_page_says_how_to_search():
    assert "warraq serve" in PAGES["search.html"]
    assert "warraq search" in PAGES["search.html"]


def test_english_furniture_around_arabic_text():
    english = render.open_site(replace(SETTINGS, language="en"))
    tree = parse(article(where=english))
    assert (tree.get("lang"), tree.get("dir")) == ("en", "ltr")
    assert (tree.find(".//article").get("lang"), tree.find(".//article").get("dir")) == ("ar", "rtl")
    assert "20 words" in text_of(tree.find(".//article"))


def test_every_word_of_the_pages_can_be_said_in_both_languages():
    keys = {key for html in PAGES.values() for key in re.findall(r"data-[tlp]=(\w+)", html)}
    assert keys
    for key in keys:
        assert set(catalogue()[f"pages.{key}"]) == {"ar", "en"}


def test_counted_things_have_six_forms_in_arabic_and_two_in_english():
    for key, texts in catalogue().items():
        if key.startswith("pages.") and "{n}" in texts["en"]:
            assert (texts["ar"].count("|"), texts["en"].count("|")) == (5, 1), key


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "لا مقالات"),
        (1, "مقالة واحدة"),
        (2, "مقالتان"),
        (3, "3 مقالات"),
        (11, "11 مقالة"),
        (102, "102 مقالة"),
        (1103, "1,103 مقالات"),
    ],
)
def test_arabic_counts(number, words):
    assert wording("articles", "ar", number) == words


def test_the_feed_is_atom_and_its_entries_keep_their_ids():
    name = "{http://www.w3.org/2005/Atom}"
    here, there = (ET.fromstring(render.atom(one, [card()])) for one in (site(), PUBLISHED))
    assert here.find(f"{name}entry/{name}id").text == there.find(f"{name}entry/{name}id").text
    assert here.find(f"{name}updated").text == "2017-10-15T00:00:00Z"
    assert there.find(f"{name}entry/{name}link").get("href") == "https://example.org/nahr/a/nahr-1.html"
    ET.fromstring(render.atom(site(), [card(title=HOSTILE, lead=HOSTILE + "\ud800\x00", date="x")]))


def test_sitemaps_hold_whole_addresses_or_are_not_made():
    assert list(render.sitemaps(site(), [("index.html", "")])) == []
    pages = [(f"a/{n}.html", "2017-10-15") for n in range(50_001)]
    maps = dict(render.sitemaps(PUBLISHED, pages))
    assert set(maps) == {"sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"}
    assert "https://example.org/nahr/sitemap-2.xml" in maps["sitemap.xml"]
    assert len(ET.fromstring(maps["sitemap-1.xml"])) == 50_000
    assert "Sitemap: https://example.org/nahr/sitemap.xml" in render.robots(PUBLISHED)
    assert "Sitemap" not in render.robots(site())


@pytest.mark.parametrize(
    ("value", "valid"),
    [("2017", True), ("2017-10", True), ("2017-10-15", True), ("2016-02-29", True), ("2017-02-29", False),
     ("2017-02-30", False), ("2017-13", False), ("201X", False), ("0000", False), ("٢٠١٧", False), ("", False)],
)  # fmt: skip
def test_only_real_dates_reach_datetime(value, valid):
    assert is_html_date(value) is valid


def test_articles_without_a_source_are_no_source_of_their_own():
    def shown(sources):
        counts = render.Counts(3, 60, {"2017": 3}, sources, {}, {}, {})
        home = parse(render.home_page(site(), render.HomeView(counts, [], [])))
        return text_of(home.find(".//header[@class='hero']"))

    assert "مصدر واحد" in shown({"بريد النهر": 2, "": 1})
    assert "مصدر" not in shown({"": 3})


def test_a_citation_tells_what_is_known():
    known = leaf("نص", author="ليلى حسن").article
    cited = as_sentence(known, "أرشيف الضفة", "https://example.org/a.html", "both")
    assert (
        cited == "ليلى حسن. (2017، 15 أكتوبر). سالم النجار في طنطا. بريد النهر، أرشيف الضفة. https://example.org/a.html"
    )
    bare = Article("x", "عنوان", "نص")
    assert as_sentence(bare, "أرشيف", "", "both") == "عنوان. (د.ت.). أرشيف."
    latin = leaf("نص", title="جديد iOS 10", source="Nahr FM").article
    assert as_sentence(latin, "Nahr", "", "both") == (
        "Nahr FM\u200f. (2017، 15 أكتوبر). جديد iOS 10\u200f. Nahr\u200f."  # the year stays before the day
    )


def test_bibtex_cannot_be_broken_by_a_title():
    entry = as_bibtex(Article("م 1", "50% {of} \\it & 3_4 #1", "نص", "2017-10"), "أرشيف", "")
    assert entry.count("{") == entry.count("}")
    assert "title = {{50\\% of it \\& 3\\_4 \\#1}}" in entry
    assert "month = oct" in entry
    assert "day" not in entry


def test_an_ordinary_article_page_is_small():
    html = article(leaf("كلمة من كلام الناس " * 30), related=[card()] * 4, newer=card(), older=card())
    assert len(html.encode()) < 12_000
