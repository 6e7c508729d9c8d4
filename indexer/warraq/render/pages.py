"""Lists, indexes and the pages that stand alone, each a function from plain data to HTML.

What may need several pages gives them with their addresses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from urllib.parse import urlsplit

from markupsafe import Markup

from warraq.model import NAMES
from warraq.render.body import CLASSES
from warraq.render.dateline import month_name
from warraq.render.furniture import wording
from warraq.render.layout import KIND_KEYS, lay_out, paged
from warraq.render.site import Site, absolute, fill, short_months
from warraq.render.views import Answer, Counts, HomeView, ListView, list_address

_LIST_KEYS = {"date": "dates", "source": "sources", "category": "categories"}
_LEVELS = ("typed", "folded", "stem", "lemma", "root")
_KEYS = (("/", "key_slash"), ("↓ ↑", "key_arrows"), ("Enter", "key_enter"), ("Esc", "key_escape"))
_TRIED = ("words", "phrase", "root", "place", "date")  # kinds of examples on the search page


def _label(site: Site, of: str, value: str) -> str:
    if of == "date" and len(value) == 7:
        return f"{month_name(int(value[5:]), site.settings.months)} {value[:4]}"
    return value


def _months(site: Site, address: str, year: str, months: Mapping[str, int], most: int) -> Markup:
    """Give the twelve months of a year, each with its count and, by its share of the fullest month, its shade."""
    cells = []
    for number in range(1, 13):
        month = f"{year}-{number:02}"
        count = months.get(month, 0)
        heat = 0 if not count else 1 + min(4, 5 * count // (most + 1))
        name = month_name(number, short_months(site.settings.months))
        cells.append((name, list_address("date", month), count, heat))
    return Markup(fill(site, "months.html", address, cells=cells))  # noqa: S704 - a template of ours


def list_pages(site: Site, view: ListView) -> Iterator[tuple[str, str]]:
    """Give the address and HTML of every page of a list."""
    key = _LIST_KEYS[view.of]
    frame = {
        "of": key,
        "up": f"{key}/index.html",
        "value": view.value,
        "label": _label(site, view.of, view.value) or wording(f"no_{view.of}", site.settings.language),
        "label_key": f"no_{view.of}",
        "year": view.value[:4] if view.of == "date" and len(view.value) > 4 else "",
        "total": len(view.cards),
    }
    for address, pager, cards in paged(site, view.cards, partial(list_address, view.of, view.value)):
        first = pager.page == 1 and view.months
        months = _months(site, address, view.value, view.months, max(view.months.values())) if first else ""
        yield address, lay_out(site, "list.html", address, **frame, months=months, cards=cards, pager=pager)


def dates_page(site: Site, counts: Counts) -> str:
    """Give the index of dates, `dates/index.html`: every year with its months, the newest first."""
    address = "dates/index.html"
    most = max((count for month, count in counts.months.items() if len(month) == 7), default=1)
    years = [
        (year, count, _months(site, address, year, counts.months, most))
        for year, count in sorted(counts.years.items(), reverse=True)
    ]
    return lay_out(
        site, "dates.html", address, years=years, total=counts.articles, undated=counts.months.get("", 0)
    )  # fmt: skip


def tally_page(site: Site, of: str, counts: Mapping[str, int]) -> str:
    """Give the index of sources or categories, `sources/index.html` or `categories/index.html`."""
    return lay_out(
        site,
        "tally.html",
        f"{_LIST_KEYS[of]}/index.html",
        of=_LIST_KEYS[of],
        unknown=f"no_{of}",
        rows=[(value, count, list_address(of, value)) for value, count in counts.items()],
        most=max(counts.values(), default=1),
    )


def home_page(site: Site, view: HomeView) -> str:
    """Give the home page, `index.html`."""
    counts = view.counts
    years = counts.years
    lists = [
        (key, [(value, count, list_address(of, value)) for value, count in list(values.items())[:12] if value], key)
        for of, key, values in (("source", "sources", counts.sources), ("category", "categories", counts.categories))
    ]
    return lay_out(
        site,
        "home.html",
        "index.html",
        counts=counts,
        years=list(years),
        newest=view.newest,
        bars=[(year, count, list_address("date", year)) for year, count in sorted(years.items(), reverse=True)[:15]],
        most=max(years.values(), default=1),
        lists=[entry for entry in lists if entry[1]],
        names=view.names,
    )


def search_page(  # noqa: PLR0913 - a question, its answer or what may be asked
    site: Site,
    query: str = "",
    level: str = "lemma",
    answer: Answer | None = None,
    examples: Sequence[tuple[str, str]] = (),
    *,
    collapse: bool = False,
) -> str:
    """Give `search.html`: with an answer under `warraq serve`; else its script searches, and `examples` are proposed.

    Without scripts it says how else to find. An example is a kind of query, as `help_page` explains it, and a query.
    """
    months = [month_name(month, short_months(site.settings.months)) for month in range(1, 13)]
    tried = [text for kind, text in examples if kind in _TRIED]
    asked = {"query": query, "level": level, "collapse": collapse, "answer": answer}
    return lay_out(site, "search.html", "search.html", **asked, months=months, tried=tried)


def help_page(site: Site, examples: Sequence[tuple[str, str]]) -> str:
    """Give `help.html`: the query language by examples that can be tried, each a kind and a query."""
    return lay_out(site, "help.html", "help.html", examples=examples, levels=_LEVELS, keys=_KEYS)


def about_page(site: Site, counts: Counts) -> str:
    """Give `about.html`: the archive in figures, how it was made, and what the marks in texts mean."""
    years = list(counts.years)
    span = f"{years[0]}–{years[-1]}" if len(years) > 1 else "".join(years)
    figures = [
        ("articles_label", f"{counts.articles:,}"),
        ("words_label", f"{counts.words:,}"),
        ("years_label", span),
        ("sources", f"{sum(1 for source in counts.sources if source):,}"),
        *((KIND_KEYS[kind], f"{counts.names[kind]:,}") for kind in NAMES if counts.names.get(kind)),
    ]
    legend = [(code, f"legend_{kind}", counts.kinds.get(kind, 0)) for kind, code in CLASSES.items()]
    legend.append(("se", "legend_sentence", counts.kinds.get("sentence", 0)))
    return lay_out(
        site, "about.html", "about.html", figures=[entry for entry in figures if entry[1]], legend=legend
    )  # fmt: skip


def missing_page(site: Site) -> str:
    """Give `404.html`. Hosts show it at any address, so its links start at the archive's own place on its host.

    Where that is not known (no `site_url`) it asks for its style in the folders above, down to the third, and a script
    leads its links to the folder that has it; without scripts they are right only for an address at the root.
    """
    path = urlsplit(absolute(site, "404.html")).path.removesuffix("404.html")
    return lay_out(site, "missing.html", "404.html", **({"root": path} if path else {}))


def offline_page(site: Site) -> str:
    """Give `offline.html`, which the service worker shows where there is neither a connection nor a kept page."""
    return lay_out(site, "offline.html", "offline.html")
