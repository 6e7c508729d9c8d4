"""Saved web pages: the article without the page around it. The only room that knows trafilatura."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any

from warraq.fold import fold_text
from warraq.read.clean import clean_line, clean_text
from warraq.read.datestamp import datestamp
from warraq.read.files import File, read_text
from warraq.read.problem import UnreadableError
from warraq.read.record import Record

_PUBLISHED = {
    "article.published", "article:published_time", "citation_publication_date", "date", "datepublished", "dc.date",
    "dc.date.issued", "dc:date", "dcterms.created", "dcterms.issued", "dcterms:created", "og:published_time",
    "parsely-pub-date", "pubdate", "publication_date", "publish-date", "publishdate", "rnews:datepublished",
    "sailthru.date",
}  # fmt: skip
_LINKED_DATA = re.compile(r'"datePublished"\s*:\s*"([^"]{4,40})"')
# /2017/10/15/, also with the section between: /2013/sport/8/3/
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)/(?:[a-z_-]+/)?(\d{1,2})/(\d{1,2})(?=/|$)")
_WORDS = 5  # in the longest paragraph; what has fewer is a menu
_DATELINE = re.compile(r"date|time|stmp|publish|posted|تاريخ", re.IGNORECASE)
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})|<\?xml[^>]{0,100}?encoding=[\"']([A-Za-z0-9_:.-]{2,40})",
    re.IGNORECASE,
)
# What stands under articles and is none of their text, as folding leaves it.
_FURNITURE = [
    fold_text(sign)
    for sign in (
        "لا تعبر عن رأي", "لا تعبر بالضرورة عن", "سياسة الخصوصية", "شروط الاستخدام", "شروط استخدام", "تابعونا على",
        "جميع الحقوق محفوظة", "إرشادات الاستخدام", "اشترك في النشرة", "تابعنا على", "اقرأ أيضا", "اقرأ المزيد",
        "مواضيع ذات صلة", "أضف تعليق",
    )
]  # fmt: skip


def declared_encoding(head: bytes) -> str:
    """Give the encoding that a page says it is in; empty where it says none."""
    match = _CHARSET.search(head)
    return (match[1] or match[2]).decode("ascii") if match else ""


def read_page(file: File) -> Iterator[Record]:
    """Take the article out of a page; what the page does not tell is left out. Nothing is fetched."""
    # Loaded here: it takes longer than all else that a search in the terminal needs.
    import trafilatura  # noqa: PLC0415 - see above

    for name in ("trafilatura", "htmldate", "courlan", "readability"):  # what they would say, our messages say
        logging.getLogger(name).setLevel(logging.CRITICAL)
    source = clean_text(read_text(file))[0]
    try:
        page = trafilatura.load_html(source)
        found: Any = page is not None and trafilatura.bare_extraction(page, with_metadata=True, include_comments=False)
        tree = trafilatura.load_html(source)  # extraction takes its tree apart
        date = _date(tree, source, found.url or "") if found else ""
    except Exception as error:  # a foreign parser may fail in any way on a page; the other files are read
        raise UnreadableError("no_article") from error
    if not found or max(len(line.split()) for line in (found.text or "").split("\n")) < _WORDS:
        raise UnreadableError("no_article")
    title = clean_line(found.title or "")[0]
    fields = {
        "title": title,
        "text": _body(found.text, title),
        "date": date,
        "source": found.sitename,
        "author": found.author,
        "url": found.url,
        "category": (found.categories or [None])[0],
    }
    yield Record({name: value for name, value in fields.items() if value}, default_id=file.stem)


def _body(text: str, title: str) -> str:
    """Give the paragraphs without the title above and the page's furniture below them."""
    paragraphs = [line.strip() for line in text.split("\n") if line.strip()]
    if len(paragraphs) > 1 and " ".join(paragraphs[0].split()) == " ".join(title.split()):
        del paragraphs[0]
    while len(paragraphs) > 1 and any(sign in fold_text(paragraphs[-1]) for sign in _FURNITURE):
        del paragraphs[-1]
    return "\n".join(paragraphs)


def _date(tree: Any, source: str, url: str) -> str:
    """Find when a page was published: what it declares, then its address, then the line that shows a date.

    A day that a page merely mentions, such as today's, is never taken for it.
    """
    for text in (*_declared(tree), *_LINKED_DATA.findall(source)):
        if date := _datestamp(text):
            return date
    for year, month, day in _IN_ADDRESS.findall(url):
        if date := _datestamp(f"{year}-{month}-{day}"):
            return date
    lines = tree.xpath("//time | //*[not(self::a) and not(self::script) and (@class or @id)]")
    for line in lines:
        if line.tag != "time" and not _DATELINE.search(f"{line.get('class', '')} {line.get('id', '')}"):
            continue
        text = " ".join(line.text_content().split())
        if len(text) < 100 and len(date := _datestamp(text)) == len("2017-10-15"):
            return date
    return ""


def _declared(tree: Any) -> Iterator[str]:
    for element in tree.xpath("//*[@content or @datetime][@property or @itemprop or @name or @pubdate]"):
        names = {str(element.get(name, "")).lower() for name in ("property", "itemprop", "name")}
        if names & _PUBLISHED or element.get("pubdate") is not None:
            yield element.get("datetime") or element.get("content") or ""


def _datestamp(text: str) -> str:
    try:
        return datestamp(text)
    except ValueError:
        return ""
