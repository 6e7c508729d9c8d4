"""A small archive and the page of each kind made from it, for tests of pages."""

from functools import cache
from pathlib import Path

import html5lib

from warraq import render
from warraq.address import article_address, name_address
from warraq.catalogue import Copy, Mention, Name
from warraq.facts import Card, Context
from warraq.model import Annotation, Article, Leaf
from warraq.settings import Settings

SETTINGS = Settings(root=Path("/nowhere"), site_name="أرشيف الضفة", site_description="مقالات عن النهر", per_page=2)
TEXT = "زار المهندس سالم النجار مدينة طنطا في 15 أكتوبر 2017.\nوقال «إن السد بالرقة قديم» وعدّ 125 بابًا فى اليوم."
NAMES = (
    Name("person", "سالم النجار", name_address("person", "سالم النجار"), ("سالم النجار", "سالم النّجار"), 2, 3),
    Name("place", "طنطا", name_address("place", "طنطا"), ("طنطا",), 2, 2),
    Name("place", "الرقة", "", ("الرقة",), 1, 1),
)
HOSTILE = "\"><script>alert(1)</script><b a='x'>&amp;{{ 7*7 }}\u202egpj\u2066"


def span(text, part, kind, value=""):
    start = text.index(part)
    return Annotation(start, start + len(part), kind, value)


def leaf(text=TEXT, identity="nahr-1", title="سالم النجار في طنطا", date="2017-10-15", source="بريد النهر", **meta):
    notes = ()
    if text == TEXT:
        first, second = text.split("\n")
        notes = (
            span(text, first, "sentence", "1"),
            span(text, "سالم النجار", "person", "سالم النجار"),
            span(text, "طنطا", "place", "طنطا"),
            span(text, "15 أكتوبر 2017", "date", "2017-10-15"),
            span(text, second, "sentence", "2"),
            span(text, "إن السد بالرقة قديم", "quote", "سالم النجار"),
            span(text, "الرقة", "place", "الرقة"),
            span(text, "125", "number", "125"),
            span(text, "فى", "repair", "في"),
        )
    return Leaf(Article(identity, title, text, date, source, {"category": "محليات", **meta}), notes)


def card(one=None, **changes):
    article = (one or leaf()).article
    values = {
        "id": article.id, "address": article_address(article.id), "title": article.title, "date": article.date,
        "source": article.source, "category": article.meta.get("category", ""), "lead": article.text[:80], "words": 20,
    }  # fmt: skip
    return Card(**(values | changes))


@cache
def site():
    return render.open_site(SETTINGS)


def article(one=None, where=None, **view):
    one = one or leaf()
    return render.article_page(where or site(), render.ArticleView(one, card(one), NAMES, **view))


def counts():
    return render.Counts(
        3, 60, {"2017-10": 2, "2016": 1, "": 1}, {"بريد النهر": 3}, {"محليات": 2, "": 1}, {"person": 3}, {"person": 1}
    )


def every_page(where=None, text=None):
    """One page of each kind by its address; with `text`, that text in every place that holds a foreign one."""
    where = where or site()
    one = leaf() if text is None else leaf(text, "hostile", text, text, text, category=text, author=text, url=text)
    shown = card(one)
    names = NAMES if text is None else (Name("person", text, "names/x.html", (text, text + "2"), 1, 1),)
    many = [card(one, id=str(n)) for n in range(5)]
    told = counts()
    if text is not None:
        told = render.Counts(1, 1, {"2017": 1}, {text: 1}, {text: 1}, {}, {})
    context = Context("s1", text or "زار ", text or "سالم النجار", text or " أمس")
    mention = Mention(shown, (context, context), 3)
    hit = render.HitView(
        shown, [(text or "زار ", False), (text or "طنطا", True)], text or "", "s1", [("a/x.html", text or "x")]
    )
    answer = render.Answer(1, [hit], {"typed": 1, "root": 2}, [text or "طنطة"], [text or ""], 2)
    copies = [Copy(shown, 34, same=False)]
    view = render.ArticleView(one, shown, names, [shown], copies, [text or "سد الرقة"], shown, shown)
    pages = {
        shown.address: render.article_page(where, view),
        "index.html": render.home_page(where, render.HomeView(told, many, names[:2])),
        "dates/index.html": render.dates_page(where, told),
        "sources/index.html": render.tally_page(where, "source", told.sources),
        "categories/index.html": render.tally_page(where, "category", told.categories),
        "search.html": render.search_page(where),
        "found.html": render.search_page(where, text or "طنطا", "lemma", answer),
        "about.html": render.about_page(where, told),
        "404.html": render.missing_page(where),
    }
    pages |= dict(render.name_pages(where, render.NameView(names[0], [mention] * 5, [(names[0], 2)])))
    pages |= dict(render.list_pages(where, render.ListView("date", "2017", many, {"2017-10": 5})))
    pages |= dict(render.list_pages(where, render.ListView("source", text or "بريد النهر", many)))
    pages |= dict(render.list_pages(where, render.ListView("category", "", many[:1])))
    pages |= dict(render.names_pages(where, [name for name in names if name.address]))
    return pages


def parse(html, *, strict=True):
    return html5lib.HTMLParser(strict=strict, namespaceHTMLElements=False).parse(html)


def text_of(element):
    return "".join(element.itertext())


def by_class(tree, name):
    return [element for element in tree.iter() if name in (element.get("class") or "").split()]
