"""Markdown and saved web pages: what a reader should see, and nothing else."""

import pytest

from warraq.model import Article
from warraq.read import Problem, read
from warraq.read.markdown import plain
from warraq.settings import Settings

BODY = "قضى الخطاط عشرين عامًا يجمع الأقلام القديمة من أسواق المدينة، حتى ضاق بها بيته الصغير."


def read_one(folder, name, content, **settings):
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    found = list(read([folder / name], Settings(root=folder, **settings)))
    return [a for a in found if isinstance(a, Article)], [p for p in found if isinstance(p, Problem)]


# --- Markdown ------------------------------------------------------------------------------------------------------


def test_front_matter_gives_the_fields_as_they_are_written(tmp_path):
    content = "---\nid: 007\ntitle: نعم\ndate: 2017-10-15\nsource: no\nauthor: محررة\npages: 010\n"
    content += f"empty:\nnone: ~\ntags: [ا, ب]\n---\n\n{BODY}\n"
    (article,), problems = read_one(tmp_path, "a.md", content)
    assert (article.id, article.title, article.date, article.source, article.text) == (
        "007",
        "نعم",
        "2017-10-15",
        "no",
        BODY,
    )
    assert dict(article.meta) == {"author": "محررة", "pages": "010", "path": "a.md"}
    assert [p.key for p in problems] == ["read.nested"]


def test_arabic_names_of_fields(tmp_path):
    content = f"---\r\nالعنوان: خبر\r\nالتاريخ: 15 تشرين الأول 2017\r\n---\r\n{BODY}"
    (article,), problems = read_one(tmp_path, "a.md", content, fields={"title": "العنوان", "date": "التاريخ"})
    assert (article.id, article.title, article.date, article.text) == ("a", "خبر", "2017-10-15", BODY)
    assert problems == []


def test_a_leading_heading_is_the_title(tmp_path):
    (article,), _ = read_one(tmp_path, "a.md", f"# عنوان **غليظ** #\n\n{BODY}")
    assert (article.title, article.text) == ("عنوان غليظ", BODY)
    assert "title_from" not in article.meta
    (article,), _ = read_one(tmp_path, "a.md", f"---\ntitle: عنوان\n---\n# عنوان\n\n{BODY}")
    assert (article.title, article.text) == ("عنوان", BODY)
    (article,), _ = read_one(tmp_path, "a.md", f"---\ntitle: آخر\n---\n# عنوان\n\n{BODY}")
    assert (article.title, article.text) == ("آخر", f"عنوان\n\n{BODY}")


@pytest.mark.parametrize(
    ("front", "key", "line"),
    [
        ("title: خبر: جديد", "bad_yaml", 2),
        ("id: x\ntitle: [", "bad_yaml", 4),
        ("id: x\nid: y", "repeated_key", 3),
        ("- قائمة", "no_mapping", 2),
        ("حقل: قيمة\n" * 6_000, "long_front", 2),
        ("id: {a: b}", "wrong_kind_lost", 0),
    ],
)
def test_bad_front_matter_is_told_with_its_line(tmp_path, front, key, line):
    found, problems = read_one(tmp_path, "a.md", f"---\n{front}\n---\n{BODY}")
    assert found == []
    assert [(p.key, p.line) for p in problems] == [(f"read.{key}", line)]


def test_front_matter_is_plain_data(tmp_path):
    content = f"---\ntitle: !!python/object/apply:os.getcwd []\nauthor: !x نص\n---\n{BODY}"
    (article,), problems = read_one(tmp_path, "a.md", content)
    assert article.meta["author"] == "نص"
    assert [p.key for p in problems] == ["read.wrong_kind"]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("كلمة **غليظة** و*مائلة* و***كلتاهما*** و~~محذوفة~~", "كلمة غليظة ومائلة وكلتاهما ومحذوفة"),
        ("__غليظة__ و _مائلة_ و snake_case_name", "غليظة و مائلة و snake_case_name"),
        ("2 * 3 * 4 و 2*3*4 و *ما السؤال؟", "2 * 3 * 4 و 2*3*4 و *ما السؤال؟"),
        ('[نص](https://example.org/a_(b) "عنوان") و![صورة](x.png) و[مرجع][1]\n\n[1]: /b', "نص وصورة ومرجع"),
        ("[قوسان] و[حاشية][^1] ليسا رابطين", "[قوسان] و[حاشية][^1] ليسا رابطين"),
        ("`a *b* [c](d)` و``x ` y``", "a *b* [c](d) وx ` y"),
        ("<https://example.org>", "https://example.org"),
        (r"\*نجمتان\* و\[قوس\] \# و1\. و\ن", "*نجمتان* و[قوس] # و1. و\\ن"),
        ("<b>وسم</b> و &lt; و a < b", "<b>وسم</b> و &lt; و a < b"),
        ("# أول\nنص\n## ثان ##\nنص #وسم\n#وسم", "أول\n\nنص\n\nثان\n\nنص #وسم\n#وسم"),
        ("- أول\n* ثان\n  + ثالث\n- [x] رابع\n\n1. خامس", "أول\nثان\nثالث\nرابع\n\n1. خامس"),
        ("> قال\n> وكتب\n>\n>> وردّ", "قال\nوكتب\n\nوردّ"),
        ("بيت أول  \nبيت ثان\\\nبيت ثالث", "بيت أول\nبيت ثان\nبيت ثالث"),
        ("عنوان\n=====\nنص\n\n---\n\n* * *\nنص", "عنوان\n\nنص\n\nنص"),
        ("```python\n# تعليق\n  a = *b*\n```\nنص", "# تعليق\n  a = *b*\n\nنص"),
        ("<!-- المزيد -->\nنص", "نص"),
        ("فقرة أولى\n\n\n\nفقرة ثانية", "فقرة أولى\n\nفقرة ثانية"),
    ],
)  # fmt: skip
def test_marks_of_markdown_go_and_text_stays(source, shown):
    assert plain(source) == shown


# --- pages ---------------------------------------------------------------------------------------------------------

PARAGRAPHS = [
    BODY,
    "وقال الخطاط لزواره إن لكل قلم حكاية، وإن أقدمها صُنع في إسطنبول قبل مئة وخمسين عامًا على يد صانع نسي الناس اسمه.",
    "ويستعد المتحف الوطني اليوم لعرض مئتي قلم منها في قاعة جديدة تُفتح أمام الجمهور مطلع الشهر المقبل بلا مقابل.",
]
PAGE = """<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="{charset}">
<title>أقلام الخطاط | بريد المدينة</title>
<meta property="og:title" content="أقلام الخطاط القديمة تدخل المتحف">
<meta property="og:site_name" content="بريد المدينة">
{meta}<link rel="canonical" href="https://example.org/{address}"><script>var x = "<p>سر</p>";</script></head>
<body><div class="today">1 يناير 2021</div>
<nav><ul><li><a href="/">الرئيسية</a></li><li><a href="/s">رياضة</a></li></ul></nav>
<article><h1>أقلام الخطاط القديمة تدخل المتحف</h1>{dateline}{paragraphs}
<p>الآراء الواردة لا تعبر عن رأي الموقع.</p></article>
<aside><h3>الأكثر قراءة</h3><a href="/x">خبر آخر من الأخبار</a></aside>
<footer>جميع الحقوق محفوظة 2021</footer></body></html>"""


def page(meta="", address="news/12", dateline="", charset="utf-8"):
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return PAGE.format(meta=meta, address=address, dateline=dateline, charset=charset, paragraphs=paragraphs)


def test_the_article_without_the_page_around_it(tmp_path):
    meta = '<meta property="article:published_time" content="2017-10-15T22:00:00+03:00">'
    (article,), problems = read_one(tmp_path, "pens.html", page(meta))
    assert (article.id, article.title, article.date) == ("pens", "أقلام الخطاط القديمة تدخل المتحف", "2017-10-15")
    assert (article.source, article.meta["url"]) == ("بريد المدينة", "https://example.org/news/12")
    assert article.text == "\n".join(PARAGRAPHS)
    assert problems == []


@pytest.mark.parametrize(
    ("parts", "date"),
    [
        ({"meta": '<meta itemprop="datePublished" content="2017-10-15">'}, "2017-10-15"),
        ({"meta": '<script type="application/ld+json">{"datePublished": "2017-10-15T01:00Z"}</script>'}, "2017-10-15"),
        ({"address": "2017/local/10/5/pens.html"}, "2017-10-05"),
        ({"dateline": '<span class="news-date">الأحد 15 تشرين الأول/أكتوبر 2017، 14:00</span>'}, "2017-10-15"),
        ({"dateline": "<time>15 أكتوبر 2017</time>"}, "2017-10-15"),
        ({}, ""),  # what the page says of today is no date of the article
    ],
)
def test_when_a_page_was_published(tmp_path, parts, date):
    (article,), _ = read_one(tmp_path, "a.html", page(**parts))
    assert article.date == date


def test_a_page_in_the_encoding_it_declares(tmp_path):
    for encoding in ("windows-1256", "iso-8859-6"):
        content = page(charset=encoding).encode(encoding, "xmlcharrefreplace")
        (article,), problems = read_one(tmp_path, "a.html", content)
        assert article.text.startswith(BODY[:40])
        assert [p.key for p in problems] == ["read.encoding"]


def test_an_xhtml_page_with_controls_in_it(tmp_path):
    content = '<?xml version="1.0" encoding="utf-8"?>\n' + page().replace("عشرين", "عشرين\0")
    (article,), _ = read_one(tmp_path, "a.html", content)
    assert article.text.startswith("قضى الخطاط عشرين\ufffd")


def test_a_page_without_an_article_is_told(tmp_path, capfd):
    found, problems = read_one(tmp_path, "a.html", "<html><body><nav><a href='/'>الرئيسية</a></nav></body></html>")
    assert found == []
    assert [(p.key, p.grave) for p in problems] == [("read.no_article", True)]
    assert capfd.readouterr() == ("", "")
