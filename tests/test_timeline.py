import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages import by_class, leaf, parse, site, text_of
from warraq import render
from warraq.annotate import annotate
from warraq.facts import Card
from warraq.model import Annotation, Article, Leaf
from warraq.render.timeline import in_words, timeline


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2017-10-15", "15 أكتوبر 2017"),
        ("2017-10", "أكتوبر 2017"),
        ("2017", "2017"),
        ("2015-12~", "نحو ديسمبر 2015"),
        ("197X", "1970–1979"),
        ("18XX", "القرن 19"),
        ("-0549", "550 ق.م"),
        ("2017-21", "ربيع 2017"),
        ("2017-02-06/2017-02-12", "6–12 فبراير 2017"),
        ("2017-02-27/2017-03-05", "27 فبراير 2017 – 5 مارس 2017"),
        ("2015/2016", "2015 – 2016"),
    ],
)
def test_values_are_put_into_words(value, words):
    assert in_words(value, "egyptian") == words


@pytest.mark.parametrize("value", ["", "أمس", "2017/", "2017-1", "17XX-02x"])
def test_what_is_no_date_is_refused(value):
    with pytest.raises(ValueError, match="no EDTF"):
        in_words(value, "egyptian")


def moments(text, date="2017-10-16"):
    return timeline(annotate(Article("a", "خبر", text, date)), "egyptian")


def test_dates_come_in_order_of_time_with_the_articles_own_among_them():
    told = moments("يبدأ المعرض غدا. وافتتح أول معرض سنة 1950، وأقيم آخر معرض في أغسطس الماضي. وأعلن ذلك أول أمس.")
    assert [moment.value for moment in told] == ["1950", "2017-08", "2017-10-14", "2017-10-16", "2017-10-17"]
    assert [moment.own for moment in told] == [False, False, False, True, False]
    assert [moment.long for moment in told] == [True, True, False, False, False]
    assert told[2].spoken == ["أول أمس"]
    assert told[0].spoken == [], "the text names the year itself"
    assert told[2].sentences == [3]


def test_one_moment_said_in_two_ways_is_told_once():
    (own,) = moments("وصل الوفد اليوم الإثنين. وافتتح معرض 16 أكتوبر 2017 مساء.")
    assert own.own
    assert own.sentences == [1, 2]


def test_an_article_without_dates_has_no_timeline():
    assert moments("كتاب جيد.") == []


@given(st.lists(st.text(max_size=12), max_size=5))
def test_any_value_has_its_place(values):
    text = "تاريخ " * len(values)
    notes = [Annotation(6 * n, 6 * n + 5, "date", value) for n, value in enumerate(values)]
    told = timeline(Leaf(Article("a", "", text, "2017-01-01"), tuple(notes)), "egyptian")
    assert all(moment.label for moment in told)


def test_a_stretch_of_figures_runs_as_the_article_is_read():
    one = Leaf(Article("a", "خبر", "في الثمانينيات.", "2017-10-16"), (Annotation(3, 14, "date", "198X"),))
    card = Card("a", "a/a.html", "خبر", "2017-10-16", "", "", "", 2)
    tree = parse(render.article_page(site(), render.ArticleView(one, card)))
    (line,) = by_class(tree, "moments")
    assert [(bdi.get("dir"), text_of(bdi)) for bdi in line.iter("bdi")] == [("rtl", "1980–1989")]


def test_the_page_shows_the_line_of_time_with_jumps_to_sentences():
    one = leaf()
    card = Card("nahr-1", "a/nahr-1.html", "عنوان", "2017-10-15", "", "", "", 20)
    tree = parse(render.article_page(site(), render.ArticleView(one, card)))
    (line,) = by_class(tree, "moments")
    assert [element.get("datetime") for element in line.iter("time")] == ["2017-10-15"]
    assert [element.get("href") for element in line.iter("a")] == ["#s1"]
    assert "تاريخ المقالة" in text_of(line)
