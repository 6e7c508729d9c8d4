"""Which pages a site has, and what each of them shows.

A unit is what is rendered in one go: an article's page, or all pages of a list. Its key names everything that it shows,
so a unit whose key is that of the last build need not be rendered again.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from warraq import render
from warraq.catalogue import Catalogue, Copy, Name
from warraq.facts import Card
from warraq.model import NAMES, Leaf
from warraq.render import ArticleView, Counts, HomeView, ListView, NameView, Site
from warraq.settings import Settings
from warraq.steps.examples import examples

_NEWEST = 12  # articles on the home page
_FAMOUS = 40  # names on the home page
_NOT_FOR_ENGINES = ("404.html", "offline.html")


@dataclass(frozen=True, slots=True)
class ArticleUnit:
    """All of an `ArticleView` but the leaf, which is fetched by its key when the page is rendered."""

    leaf: str
    card: Card
    names: tuple[Name, ...]
    related: tuple[Card, ...]
    copies: tuple[Copy, ...]
    phrases: tuple[str, ...]
    newer: Card | None
    older: Card | None

    def with_leaf(self, leaf: Leaf) -> ArticleView:
        """Give what the page shows."""
        return ArticleView(leaf, self.card, self.names, self.related, self.copies, self.phrases, self.newer, self.older)


@dataclass(frozen=True, slots=True)
class Unit:
    """What is rendered in one go."""

    name: str
    """Tells it from all others of the site."""
    make: str
    """Which of `MAKERS` makes it; an article's is made from its `ArticleUnit`."""
    view: object
    """What it shows."""

    def key(self, frame: str) -> str:
        """Name everything that decides its bytes; `frame` names what all pages share."""
        return hashlib.sha256(repr((frame, self.make, self.view)).encode("utf-8", "surrogatepass")).hexdigest()[:24]


Pages = Iterable[tuple[str, str]]

MAKERS: Mapping[str, Callable[..., Pages]] = {
    "article": lambda site, view: [(view.card.address, render.article_page(site, view))],
    "list": render.list_pages,
    "name": render.name_pages,
    "names": render.names_pages,
    "home": lambda site, view: [("index.html", render.home_page(site, view))],
    "dates": lambda site, counts: [("dates/index.html", render.dates_page(site, counts))],
    "sources": lambda site, counts: [("sources/index.html", render.tally_page(site, "source", counts))],
    "categories": lambda site, counts: [("categories/index.html", render.tally_page(site, "category", counts))],
    "about": lambda site, counts: [("about.html", render.about_page(site, counts))],
    "search": lambda site, examples: [("search.html", render.search_page(site, examples=examples))],
    "help": lambda site, examples: [("help.html", render.help_page(site, examples))],
    "missing": lambda site, _: [("404.html", render.missing_page(site))],
    "offline": lambda site, _: [("offline.html", render.offline_page(site))],
    "feed": lambda site, cards: [("feed.xml", render.atom(site, cards))],
    "sitemaps": render.sitemaps,
    "robots": lambda site, _: [("robots.txt", render.robots(site))],
}
"""Every kind of unit: from the site and a view to addresses and texts."""


def counts_of(catalogue: Catalogue) -> Counts:
    """Give the archive in figures."""

    def by_count(values: Iterable[str]) -> dict[str, int]:
        counted = Counter(values)
        return {value: counted[value] for value in sorted(counted, key=lambda value: (-counted[value], value))}

    cards = catalogue.cards
    months = Counter(card.date[:7] for card in cards)
    return Counts(
        articles=len(cards),
        words=sum(card.words for card in cards),
        months={month: months[month] for month in sorted(months)},
        sources=by_count(card.source for card in cards),
        categories=by_count(card.category for card in cards),
        kinds=dict(catalogue.kinds),
        names=dict(Counter(name.kind for name in catalogue.names.values() if name.address)),
    )


def _articles(catalogue: Catalogue, leaves: Mapping[str, str]) -> Iterator[Unit]:
    cards = catalogue.cards
    # An article's page shows where a name's page is, not how often others mention it.
    shown = {key: replace(name, variants=(), articles=0, mentions=0) for key, name in catalogue.names.items()}
    for place, card in enumerate(cards):
        unit = ArticleUnit(
            leaf=leaves[card.id],
            card=card,
            names=tuple(shown[key] for key in catalogue.in_article[card.id] if shown[key].address),
            related=catalogue.related[card.id],
            copies=catalogue.copies.get(card.id, ()),
            phrases=catalogue.phrases[card.id],
            newer=cards[place - 1] if place else None,
            older=cards[place + 1] if place + 1 < len(cards) else None,
        )
        yield Unit(card.address, "article", unit)


def _lists(catalogue: Catalogue, counts: Counts) -> Iterator[Unit]:
    lists: dict[tuple[str, str], list[Card]] = {}
    for card in catalogue.cards:
        for date in dict.fromkeys((card.date[:4], card.date[:7])):
            lists.setdefault(("date", date), []).append(card)
        lists.setdefault(("source", card.source), []).append(card)
        lists.setdefault(("category", card.category), []).append(card)
    for (of, value), cards in lists.items():
        months = {}
        if of == "date" and len(value) == 4:
            months = {month: count for month, count in counts.months.items() if month[:4] == value and len(month) == 7}
        yield Unit(f"{of} {value}", "list", ListView(of, value, tuple(cards), months))


def _names(catalogue: Catalogue) -> Iterator[Unit]:
    names = catalogue.names
    listed = {key: replace(name, variants=()) for key, name in names.items() if name.address}
    for key, mentions in catalogue.mentions.items():
        together = tuple((listed[other], both) for other, both in catalogue.together[key])
        yield Unit(names[key].address, "name", NameView(names[key], mentions, together))
    yield Unit("names", "names", tuple(listed.values()))


def units(catalogue: Catalogue, leaves: Mapping[str, str], settings: Settings) -> Iterator[Unit]:
    """Give every unit of the site but its sitemaps. `leaves` has each article's leaf key by its id."""
    counts = counts_of(catalogue)
    yield from _articles(catalogue, leaves)
    yield from _lists(catalogue, counts)
    yield from _names(catalogue)
    famous = {kind: [name for name in catalogue.names.values() if name.address and name.kind == kind] for kind in NAMES}
    share = _FAMOUS // len(NAMES)
    chosen = tuple(replace(name, variants=()) for names in famous.values() for name in names[:share])
    yield Unit("home", "home", HomeView(counts, catalogue.cards[:_NEWEST], chosen))
    yield Unit("dates", "dates", counts)
    yield Unit("sources", "sources", counts.sources)
    yield Unit("categories", "categories", counts.categories)
    yield Unit("about", "about", counts)
    tried = examples(catalogue.cards, tuple(catalogue.names.values()))
    yield Unit("search", "search", tried)
    yield Unit("help", "help", tried)
    yield Unit("missing", "missing", None)
    if settings.offline:
        yield Unit("offline", "offline", None)
    dated = tuple(card for card in catalogue.cards if card.date)
    yield Unit("feed", "feed", dated[: settings.feed])
    yield Unit("robots", "robots", None)


def sitemaps(addresses: Iterable[str], catalogue: Catalogue) -> Unit:
    """Give the unit of the sitemaps, from every address of the site."""
    dates = {card.address: card.date for card in catalogue.cards}
    pages = ((address, dates.get(address, "")) for address in sorted(addresses) if address.endswith(".html"))
    return Unit("sitemaps", "sitemaps", tuple(entry for entry in pages if entry[0] not in _NOT_FOR_ENGINES))


def make(site: Site, unit: Unit, leaf: Callable[[str], Leaf]) -> list[tuple[str, str]]:
    """Render a unit: its addresses, from the root of the site, with their texts. `leaf` fetches a leaf by its key."""
    view = unit.view.with_leaf(leaf(unit.view.leaf)) if isinstance(unit.view, ArticleUnit) else unit.view
    return list(MAKERS[unit.make](site, view))
