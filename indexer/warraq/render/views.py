"""What a page shows, as plain data: the caller gathers it, the templates lay it out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from warraq.address import slug
from warraq.catalogue import Copy, Mention, Name
from warraq.facts import Card
from warraq.model import Leaf

FOLDERS = {"date": "dates", "source": "sources", "category": "categories"}
"""What articles are listed by, and where the lists stand; `list_address` gives the addresses."""


def list_address(of: str, value: str, page: int = 1) -> str:
    """Where the list of a date (`2017` or `2017-10`), source or category stands; an empty value is "none told"."""
    name = (value or "none") if of == "date" else slug(value or "-")
    return f"{FOLDERS[of]}/{name}.html" if page == 1 else f"{FOLDERS[of]}/{name}/{page}.html"


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article's page."""

    leaf: Leaf
    """The article and its annotations."""
    card: Card
    """How lists show it: its address, lead and number of words."""
    names: Sequence[Name] = ()
    """The names it mentions; those with an address become links. Others may stand among them."""
    related: Sequence[Card] = ()
    """Articles like it, most alike first."""
    copies: Sequence[Copy] = ()
    """Articles that share text with it, the same report first."""
    phrases: Sequence[str] = ()
    """What it is about, the phrase that says most first."""
    newer: Card | None = None
    """The next newer article."""
    older: Card | None = None
    """The next older article."""


@dataclass(frozen=True, slots=True)
class ListView:
    """The articles of a year, month, source or category, over as many pages as they need."""

    of: str
    """One of `FOLDERS`."""
    value: str
    """`2017`, `2017-10`, a source or a category; empty for articles that tell none."""
    cards: Sequence[Card]
    """All of them, in the order to show."""
    months: Mapping[str, int] = field(default_factory=dict)
    """Of a year: how many articles each of its months (`2017-10`) has."""


@dataclass(frozen=True, slots=True)
class Counts:
    """The archive in figures: for the home page, the indexes and the page about it."""

    articles: int
    """How many articles."""
    words: int
    """How many words they have together."""
    months: Mapping[str, int]
    """Articles by month `YYYY-MM`; by year `YYYY` where no month is told; `""` without a date."""
    sources: Mapping[str, int]
    """Articles by source, most first; `""` where none is told."""
    categories: Mapping[str, int]
    """Articles by category, most first; `""` where none is told."""
    kinds: Mapping[str, int]
    """Annotations by kind."""
    names: Mapping[str, int]
    """Names with a page by kind."""

    @property
    def years(self) -> dict[str, int]:
        """Articles by year, oldest first."""
        years: dict[str, int] = {}
        for month in sorted(self.months):
            if month:
                years[month[:4]] = years.get(month[:4], 0) + self.months[month]
        return years


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page."""

    counts: Counts
    """The archive in figures."""
    newest: Sequence[Card]
    """The newest articles."""
    names: Sequence[Name]
    """The most mentioned names that have a page, of all kinds."""


@dataclass(frozen=True, slots=True)
class NameView:
    """The page of a person, place or organisation."""

    name: Name
    """The name."""
    mentions: Sequence[Mention]
    """One for each article that mentions it, in the order to show."""
    together: Sequence[tuple[Name, int]] = ()
    """Names that keep it company, and in how many articles."""


@dataclass(frozen=True, slots=True)
class HitView:
    """An article found."""

    card: Card
    """The article."""
    snippet: Sequence[tuple[str, bool]] = ()
    """Stretches of its text around the words found; True marks a word found. Edges stand between words."""
    why: str = ""
    """Why it was found, for people; empty where the words themselves show it."""
    anchor: str = ""
    """Fragment of the sentence to open the page at."""
    copies: Sequence[tuple[str, str]] = ()
    """Addresses and ids of the other articles that are the same report, where they are not listed by themselves."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the search found."""

    total: int
    """How many articles answer; how many reports, where copies are taken as one."""
    hits: Sequence[HitView]
    """The best of them."""
    levels: Mapping[str, int] = field(default_factory=dict)
    """The total of each level."""
    suggestions: Sequence[str] = ()
    """Other spellings to try."""
    notes: Sequence[str] = ()
    """What could not be read as asked, for people."""
    articles: int = 0
    """How many articles answer, where copies are taken as one."""
