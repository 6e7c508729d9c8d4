"""What machines read of the site: an Atom feed, sitemaps, `robots.txt`. None of it depends on the time of the build."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from warraq.facts import Card
from warraq.render.body import one_line
from warraq.render.dateline import parts
from warraq.render.site import Site, absolute

_LIMIT = 50_000  # addresses in one sitemap: sitemaps.org


def _moment(date: str) -> str:
    """A date as RFC 3339 asks for it; what it does not tell counts from the beginning."""
    told = parts(date) or (1970, 1, 1)
    return f"{told[0]:04}-{told[1] or 1:02}-{told[2] or 1:02}T00:00:00Z"


def atom(site: Site, cards: Sequence[Card]) -> str:
    """Give `feed.xml` of the newest articles, newest first.

    An entry is known by a `urn:uuid:` made from the article's id, so it stays the same wherever the archive moves.
    Without a `site_url` its links are relative, which Atom allows.
    """
    settings = site.settings
    identity = uuid.uuid5(uuid.NAMESPACE_URL, f"warraq archive {settings.site_url or settings.site_name}")
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{settings.language}">',
        f"<title>{escape(one_line(settings.site_name))}</title>",
        f"<id>urn:uuid:{identity}</id>",
        f"<updated>{max((_moment(card.date) for card in cards), default=_moment(''))}</updated>",
        f"<author><name>{escape(one_line(settings.site_name))}</name></author>",
        f"<link href={quoteattr(absolute(site, 'index.html') or 'index.html')}/>",
    ]
    if absolute(site, "feed.xml"):
        lines.append(f'<link rel="self" href={quoteattr(absolute(site, "feed.xml"))}/>')
    for card in cards:
        entry = uuid.uuid5(uuid.NAMESPACE_URL, f"warraq article {card.id.encode('utf-8', 'replace').decode()}")
        lines += [
            "<entry>",
            f'<title xml:lang="ar">{escape(one_line(card.title))}</title>',
            f"<id>urn:uuid:{entry}</id>",
            f"<updated>{_moment(card.date)}</updated>",
            f"<link href={quoteattr(absolute(site, card.address) or card.address)}/>",
            f'<summary xml:lang="ar">{escape(one_line(card.lead))}</summary>',
        ]
        if card.source:
            lines.append(f"<author><name>{escape(one_line(card.source))}</name></author>")
        if card.category:
            lines.append(f"<category term={quoteattr(one_line(card.category))}/>")
        lines.append("</entry>")
    return "\n".join([*lines, "</feed>", ""])


def sitemaps(site: Site, pages: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Give `sitemap.xml`, an index, and the sitemaps it names; `pages` are addresses with dates, which may be empty.

    Without a `site_url` there are none: sitemaps hold whole addresses only.
    """
    if not absolute(site, "index.html"):
        return
    head = '<?xml version="1.0" encoding="utf-8"?>\n'
    schema = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    names = []
    ordered = sorted(pages)
    for number, start in enumerate(range(0, len(ordered), _LIMIT), 1):
        names.append(f"sitemap-{number}.xml")
        rows = (
            f"<url><loc>{escape(absolute(site, address))}</loc>"
            + (f"<lastmod>{date}</lastmod>" if parts(date) else "")
            + "</url>"
            for address, date in ordered[start : start + _LIMIT]
        )
        yield names[-1], f"{head}<urlset {schema}>\n" + "\n".join(rows) + "\n</urlset>\n"
    rows = (f"<sitemap><loc>{escape(absolute(site, name))}</loc></sitemap>" for name in names)
    yield "sitemap.xml", f"{head}<sitemapindex {schema}>\n" + "\n".join(rows) + "\n</sitemapindex>\n"


def robots(site: Site) -> str:
    """Give `robots.txt`: everything may be read; where the sitemaps are."""
    where = absolute(site, "sitemap.xml")
    return "User-agent: *\nDisallow:\n" + (f"Sitemap: {where}\n" if where else "")
