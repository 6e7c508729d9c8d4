"""How to cite an article: as a sentence, as BibTeX, and as the JSON-LD that search engines read."""

from __future__ import annotations

import json
import re
from unicodedata import bidirectional

from warraq.address import slug
from warraq.model import Article
from warraq.render.body import one_line
from warraq.render.dateline import EGYPTIAN, LEVANTINE, MAGHREBI, parts

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SETS = {"levantine": LEVANTINE, "maghrebi": MAGHREBI}


def _closed(text: str) -> str:
    """Mark the end of what ends in Latin letters: else the figures after it would join them, and run the other way."""
    strong = [kind for kind in map(bidirectional, text) if kind in {"L", "R", "AL"}]
    return f"{text}\u200f" if strong and strong[-1] == "L" else text


def as_sentence(article: Article, site_name: str, address: str, months: str) -> str:
    """Cite as Arabic APA does: author or source, (year, day month), title, where it was read."""
    title, source = one_line(article.title), one_line(article.source)
    author = one_line(article.meta.get("author", ""))
    told = parts(article.date)
    if told is None:
        date = "د.ت."
    else:
        year, month, day = told
        names = _SETS.get(months, EGYPTIAN)
        date = f"{year}، {f'{day} ' if day else ''}{names[month - 1]}" if month else str(year)
    who = _closed(author or source)
    where = [_closed(one) for one in (source if author else "", one_line(site_name)) if one]
    pieces = [f"{who}. ({date})." if who else "", f"{_closed(title.rstrip('.'))}."]
    pieces += [f"{'، '.join(where)}.", address] if who else [f"({date}).", f"{'، '.join(where)}.", address]
    return " ".join(piece for piece in pieces if piece)


def _braced(text: str) -> str:
    return "{" + re.sub(r"([#$%&_])", r"\\\1", re.sub(r"[{}\\]", "", one_line(text))) + "}"


def as_bibtex(article: Article, site_name: str, address: str) -> str:
    """Cite as a BibTeX entry, without the fields that are not known."""
    told = parts(article.date) or (0, 0, 0)
    year, month, day = told
    fields = {
        "author": "{" + _braced(article.meta.get("author", "")) + "}" if article.meta.get("author") else "",
        "title": "{" + _braced(article.title) + "}",
        "journal": _braced(article.source) if article.source else "",
        "year": f"{{{year}}}" if year else "",
        "month": _MONTHS[month - 1] if month else "",
        "day": f"{{{day}}}" if day else "",
        "note": _braced(site_name),
        "url": "{" + re.sub(r"[{}\\]", "", one_line(address)) + "}" if address else "",
        "language": "{arabic}",
    }
    key = re.sub(r"[^A-Za-z0-9-]+", "-", slug(article.id)).strip("-")
    lines = ",\n".join(f"  {name} = {value}" for name, value in fields.items() if value)
    return f"@{'article' if article.source else 'misc'}{{{key},\n{lines}\n}}"


def script_json(data: object) -> str:
    """Give JSON that may stand inside a `<script>`: nothing in it can end the element or open another."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def as_json_ld(article: Article, site_name: str, url: str) -> str:
    """Describe the article as schema.org's `NewsArticle`."""
    author, source = one_line(article.meta.get("author", "")), one_line(article.source)
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": one_line(article.title)[:110],
        "inLanguage": "ar",
        "publisher": {"@type": "Organization", "name": source or one_line(site_name)},
    }
    if parts(article.date):
        data["datePublished"] = article.date
    if author:
        data["author"] = {"@type": "Person", "name": author}
    if article.meta.get("category"):
        data["articleSection"] = one_line(article.meta["category"])
    if url:
        data["url"] = url
    return script_json(data)
