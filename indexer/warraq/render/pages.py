"""Each kind of page as a function from plain data to HTML; what may need several pages gives them with addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar
from urllib.parse import urlsplit

from markupsafe import Markup

from warraq.catalogue import Mention, Name
from warraq.fold import fold_text
from warraq.marks import widen
from warraq.render.body import CLASSES, NAMES, body, named
from warraq.render.cite import as_bibtex, as_json_ld, as_sentence
from warraq.render.dateline import month_name
from warraq.render.furniture import wording
from warraq.render.site import Site, absolute, fill, short_months, web_address
from warraq.render.views import Answer, ArticleView, Counts, HomeView, ListView, NameView, list_address

T = TypeVar("T")

WORDS_A_MINUTE = 138
"""Silent reading of Arabic: Trauzettel-Klosinski and Dietz, "Standardized assessment of reading performance: the new
International Reading Speed Texts IReST", IOVS 53 (2012)."""

_NAV = (
    ("dates", "dates/index.html"), ("sources", "sources/index.html"), ("categories", "categories/index.html"),
    ("names", "names/index.html"), ("about", "about.html"), ("search", "search.html"),
)  # fmt: skip
_SWITCHES = (
    ("pe", "persons", True), ("pl", "places", True), ("or", "organizations", True), ("da", "dates_in", True),
    ("nu", "numbers", False), ("qu", "quotes", False), ("re", "repairs", False), ("se", "sentences", False),
)  # fmt: skip
_KIND_KEYS = {"person": "persons", "place": "places", "organization": "organizations", "date": "dates_in"}
_KIND_FOLDERS = {"person": "people", "place": "places", "organization": "organizations"}
_LIST_KEYS = {"date": "dates", "source": "sources", "category": "categories"}
_LEVELS = ("typed", "folded", "stem", "lemma", "root")
_KEYS = (("/", "key_slash"), ("↓ ↑", "key_arrows"), ("Enter", "key_enter"), ("Esc", "key_escape"))
_TRIED = ("words", "phrase", "root", "place", "date")  # kinds of examples on the search page
_ONE_PAGE = 400  # names on one page before each letter gets its own
_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


def _page(site: Site, template: str, address: str, **values: object) -> str:
    files = site.files
    folder = address.partition("/")[0]
    section = next((page for _, page in _NAV if page.partition("/")[0] == folder), "")
    return fill(
        site,
        template,
        address,
        nav=_NAV,
        section=section,
        favicon=next(path for name, path in files.items() if name.startswith("favicon")),
        logo=next((path for name, path in files.items() if name.startswith("logo")), ""),
        licence_link=web_address(site.settings.licence),
        **values,
    )


def article_page(site: Site, view: ArticleView) -> str:
    """Give an article's page, which stands at `view.card.address`."""
    article, card, settings = view.leaf.article, view.card, site.settings
    pages = {name.address for name in view.names if name.address}
    root = "../" * card.address.count("/")
    url = absolute(site, card.address)
    groups = named(view.leaf, pages)
    return _page(
        site,
        "article.html",
        card.address,
        article=article,
        card=card,
        body=Markup(body(view.leaf, pages, root)),  # noqa: S704 - `body` escapes all that is not its own
        named=[(CLASSES[kind], _KIND_KEYS[kind], entries) for kind, entries in groups.items()],
        switches=_SWITCHES,
        from_lead=article.meta.get("title_from") == "lead",
        author=article.meta.get("author", ""),
        link=web_address(article.meta.get("url", "")),
        minutes=max(1, round(card.words / WORDS_A_MINUTE)),
        json_ld=Markup(as_json_ld(article, settings.site_name, url)),  # noqa: S704 - `script_json` leaves no markup
        citation=as_sentence(article, settings.site_name, url or article.meta.get("url", ""), settings.months),
        bibtex=as_bibtex(article, settings.site_name, url or article.meta.get("url", "")),
        newer=view.newer,
        older=view.older,
        related=view.related,
        copies=view.copies,
    )


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


@dataclass(frozen=True, slots=True)
class _Pager:
    """Which page of several this is; `shown` are the numbers to show, 0 for those left out."""

    page: int
    addresses: Sequence[str]
    shown: Sequence[int]


def _paged(
    site: Site, items: Sequence[T], address_of: Callable[[int], str]
) -> Iterator[tuple[str, _Pager, Sequence[T]]]:
    """Give the pages of a list: the address of each, its place among them, and its share of the items."""
    size = max(1, site.settings.per_page)
    last = max(1, -(-len(items) // size))
    addresses = [address_of(number) for number in range(1, last + 1)]
    for page, address in enumerate(addresses, 1):
        shown: list[int] = []
        for number in sorted({1, last, *range(max(1, page - 2), min(last, page + 2) + 1)}):
            shown += [0, number] if shown and number - shown[-1] > 1 else [number]
        yield address, _Pager(page, addresses, shown), items[(page - 1) * size : page * size]


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
    for address, pager, cards in _paged(site, view.cards, partial(list_address, view.of, view.value)):
        first = pager.page == 1 and view.months
        months = _months(site, address, view.value, view.months, max(view.months.values())) if first else ""
        yield address, _page(site, "list.html", address, **frame, months=months, cards=cards, pager=pager)


def dates_page(site: Site, counts: Counts) -> str:
    """Give the index of dates, `dates/index.html`: every year with its months, the newest first."""
    address = "dates/index.html"
    most = max((count for month, count in counts.months.items() if len(month) == 7), default=1)
    years = [
        (year, count, _months(site, address, year, counts.months, most))
        for year, count in sorted(counts.years.items(), reverse=True)
    ]
    return _page(
        site, "dates.html", address, years=years, total=counts.articles, undated=counts.months.get("", 0)
    )  # fmt: skip


def tally_page(site: Site, of: str, counts: Mapping[str, int]) -> str:
    """Give the index of sources or categories, `sources/index.html` or `categories/index.html`."""
    return _page(
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
    return _page(
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


def _letter(name: Name) -> str:
    """The letter a name is listed under: that of its folded form, the article ال left aside."""
    form = fold_text(name.canonical).strip()
    bare = form.removeprefix("ال") if len(form) > 4 else form
    return bare[0] if bare and bare[0] in _LETTERS else ""


def names_pages(site: Site, names: Sequence[Name]) -> Iterator[tuple[str, str]]:
    """Give the address and HTML of the indexes of names; `names` have pages and come most mentioned first.

    `names/index.html` shows the most mentioned; each kind has its own index by letter, in several pages when long.
    """
    kinds = [(kind, [name for name in names if name.kind == kind]) for kind in NAMES]
    groups = [("", "", _KIND_KEYS[kind], f"names/{_KIND_FOLDERS[kind]}.html", own[:40]) for kind, own in kinds if own]
    yield "names/index.html", _page(
        site, "names.html", "names/index.html", title="names", letter="", letters=[], groups=groups
    )  # fmt: skip
    for kind, own in kinds:
        if own:
            yield from _kind_pages(site, kind, own)


def _kind_pages(site: Site, kind: str, names: Sequence[Name]) -> Iterator[tuple[str, str]]:
    folder = f"names/{_KIND_FOLDERS[kind]}"
    title = _KIND_KEYS[kind]
    by_letter: dict[str, list[Name]] = {}
    for name in sorted(names, key=lambda name: fold_text(name.canonical)):
        by_letter.setdefault(_letter(name), []).append(name)
    letters = [letter for letter in (*_LETTERS, "") if letter in by_letter]
    codes = {letter: f"l{ord(letter):04x}" if letter else "other" for letter in letters}
    apart = len(names) > _ONE_PAGE
    links = [(letter, f"{folder}/{codes[letter]}.html" if apart else f"#{codes[letter]}") for letter in letters]
    sections = [(codes[letter], letter, "" if letter else "other_letters", "", by_letter[letter]) for letter in letters]
    first = [("", "", "by_frequency", "", names[:120])] if apart else sections
    address = f"{folder}.html"
    yield address, _page(site, "names.html", address, title=title, letter="", letters=links, groups=first)
    for letter, section in zip(letters, sections, strict=True):
        if apart:
            address = f"{folder}/{codes[letter]}.html"
            yield address, _page(
                site, "names.html", address, title=title, letter=letter, letters=links, groups=[section]
            )  # fmt: skip


def name_pages(site: Site, view: NameView) -> Iterator[tuple[str, str]]:
    """Give the address and HTML of every page of a name; the first stands at `view.name.address`."""
    name = view.name
    folder = name.address.removesuffix(".html")

    def address_of(page: int) -> str:
        return name.address if page == 1 else f"{folder}/{page}.html"

    for address, pager, mentions in _paged(site, view.mentions, address_of):
        yield (
            address,
            _page(
                site,
                "name.html",
                address,
                name=name,
                code=CLASSES[name.kind],
                folder=_KIND_FOLDERS[name.kind],
                variants=name.variants[:12] if len(name.variants) > 1 else (),
                together=view.together,
                mentions=[_whole_word(mention) for mention in mentions],
                pager=pager,
            ),
        )


def _whole_word(mention: Mention) -> Mention:
    """Lead the edges of the mention out to its word's: no tag may part joined letters."""
    context = mention.before + mention.text + mention.after
    ((start, end),) = widen(context, [(len(mention.before), len(mention.before) + len(mention.text))])
    return replace(mention, before=context[:start], text=context[start:end], after=context[end:])


def search_page(
    site: Site,
    query: str = "",
    level: str = "lemma",
    answer: Answer | None = None,
    examples: Sequence[tuple[str, str]] = (),
) -> str:
    """Give `search.html`: with an answer under `warraq serve`; else its script searches, and `examples` are proposed.

    Without scripts it says how else to find. An example is a kind of query, as `help_page` explains it, and a query.
    """
    months = [month_name(month, short_months(site.settings.months)) for month in range(1, 13)]
    tried = [text for kind, text in examples if kind in _TRIED]
    return _page(
        site, "search.html", "search.html", query=query, level=level, answer=answer, months=months, tried=tried
    )  # fmt: skip


def help_page(site: Site, examples: Sequence[tuple[str, str]]) -> str:
    """Give `help.html`: the query language by examples that can be tried, each a kind and a query."""
    return _page(site, "help.html", "help.html", examples=examples, levels=_LEVELS, keys=_KEYS)


def about_page(site: Site, counts: Counts) -> str:
    """Give `about.html`: the archive in figures, how it was made, and what the marks in texts mean."""
    years = list(counts.years)
    span = f"{years[0]}–{years[-1]}" if len(years) > 1 else "".join(years)
    figures = [
        ("articles_label", f"{counts.articles:,}"),
        ("words_label", f"{counts.words:,}"),
        ("years_label", span),
        ("sources", f"{sum(1 for source in counts.sources if source):,}"),
        *((_KIND_KEYS[kind], f"{counts.names[kind]:,}") for kind in NAMES if counts.names.get(kind)),
    ]
    legend = [(code, f"legend_{kind}", counts.kinds.get(kind, 0)) for kind, code in CLASSES.items()]
    legend.append(("se", "legend_sentence", counts.kinds.get("sentence", 0)))
    return _page(
        site, "about.html", "about.html", figures=[entry for entry in figures if entry[1]], legend=legend
    )  # fmt: skip


def missing_page(site: Site) -> str:
    """Give `404.html`. Hosts show it at any address, so its links start at the archive's own place on its host."""
    path = urlsplit(absolute(site, "404.html")).path.removesuffix("404.html")
    return _page(site, "missing.html", "404.html", **({"root": path} if path else {}))


def offline_page(site: Site) -> str:
    """Give `offline.html`, which the service worker shows where there is neither a connection nor a kept page."""
    return _page(site, "offline.html", "offline.html")
