"""What the archive as a whole knows: lists, names, neighbours and related articles.

Everything here is made from `Facts`, the little that lists need of each article, so that no step ever holds all texts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from warraq import copies
from warraq.address import name_address
from warraq.facts import Card, Facts, NameFact, name_key
from warraq.related import most_alike
from warraq.settings import Settings

_TOGETHER = 12  # names listed beside a name
_COPIES = 6  # articles listed that share text with an article


@dataclass(frozen=True, slots=True)
class Name:
    """A person, place or organisation of the archive."""

    kind: str
    """`person`, `place` or `organization`."""
    canonical: str
    """The form it is listed under."""
    address: str
    """Its page, from the root of the site; empty where it has none."""
    variants: tuple[str, ...]
    """Every spelling found, most frequent first."""
    articles: int
    """How many articles mention it."""
    mentions: int
    """How many times it is mentioned."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in an article, with the words around its first mention there."""

    card: Card
    """The article."""
    anchor: str
    """Fragment of the sentence that holds it."""
    before: str
    """The text just before it."""
    text: str
    """The name as the article spells it."""
    after: str
    """The text just after it."""
    count: int
    """How many times the article mentions it."""


@dataclass(frozen=True, slots=True)
class Copy:
    """An article that shares text with another."""

    card: Card
    """The article."""
    percent: int
    """How much of the other's text it holds."""
    same: bool
    """Whether both are one report."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The archive's lists."""

    cards: tuple[Card, ...]
    """Every article, newest first; those without a date last; then by id."""
    names: Mapping[str, Name]
    """Every name by its `name_key`, most mentioned first, then by key."""
    mentions: Mapping[str, tuple[Mention, ...]]
    """The articles that mention a name, newest first; only names that have a page."""
    together: Mapping[str, tuple[str, ...]]
    """Keys of the names found most often in the same articles; only names that have a page."""
    in_article: Mapping[str, tuple[str, ...]]
    """By article id: the keys of the names it mentions, in order of first mention."""
    related: Mapping[str, tuple[Card, ...]]
    """By article id: the articles most like it, most alike first."""
    kinds: Mapping[str, int]
    """How many annotations of each kind the archive has."""
    copies: Mapping[str, tuple[Copy, ...]]
    """By article id: the articles that share text with it, the same report first; only where there are any."""
    groups: Mapping[str, str]
    """By article id: the id of the oldest article that is the same report; only where there are several."""


def _newest_first(facts: Iterable[Facts]) -> list[Facts]:
    by_id = sorted(facts, key=lambda entry: entry.card.id)
    return sorted(by_id, key=lambda entry: entry.card.date or "", reverse=True)


def _by_count(counts: Counter[str]) -> list[str]:
    """Most frequent first, ties in order of the text."""
    return sorted(counts, key=lambda text: (-counts[text], text))


def _gather_names(
    facts: Sequence[Facts], pages_from: int
) -> tuple[dict[str, Name], dict[str, list[tuple[Facts, NameFact]]]]:
    found: dict[str, list[tuple[Facts, NameFact]]] = {}
    for entry in facts:
        for name in entry.names:
            found.setdefault(name_key(name.kind, name.canonical), []).append((entry, name))
    names = {}
    for key, places in found.items():
        spelt = Counter[str]()
        canonical = Counter[str]()
        for _, name in places:
            spelt[name.text] += name.times
            canonical[name.canonical] += name.times
        display = _by_count(canonical)[0]
        names[key] = Name(
            kind=places[0][1].kind,
            canonical=display,
            address=name_address(places[0][1].kind, display) if len(places) >= pages_from else "",
            variants=tuple(_by_count(spelt)),
            articles=len(places),
            mentions=sum(name.times for _, name in places),
        )
    ordered = sorted(names, key=lambda key: (-names[key].articles, -names[key].mentions, key))
    return {key: names[key] for key in ordered}, found


def _gather_copies(ordered: Sequence[Facts]) -> tuple[dict[str, tuple[Copy, ...]], dict[str, str]]:
    """The copies of each article, and the article that each copy stands for."""
    oldest_first = ordered[::-1]
    found = copies.find([entry.runs for entry in oldest_first])
    leaders = copies.groups(len(oldest_first), found)
    members: dict[int, list[int]] = {}
    for place, leader in enumerate(leaders):
        members.setdefault(leader, []).append(place)
    shares: dict[int, dict[int, int]] = {}
    for shared in found:
        shares.setdefault(shared.first, {})[shared.second] = round(100 * shared.of_first)
        shares.setdefault(shared.second, {})[shared.first] = round(100 * shared.of_second)
    listed = {}
    for place in sorted(shares):
        known = shares[place]
        same = [other for other in members[leaders[place]] if other != place]
        partly = sorted(known.keys() - set(same), key=lambda other: (-known[other], other))
        listed[oldest_first[place].card.id] = tuple(
            Copy(oldest_first[other].card, known.get(other, 100), leaders[other] == leaders[place])
            for other in (*same, *partly)[:_COPIES]
        )
    ids = [entry.card.id for entry in oldest_first]
    return listed, {ids[place]: ids[leader] for place, leader in enumerate(leaders) if len(members[leader]) > 1}


def arrange(facts: Iterable[Facts], settings: Settings) -> Catalogue:
    """Make the archive's lists from the facts of all its articles, whatever their order."""
    ordered = _newest_first(facts)
    names, found = _gather_names(ordered, settings.mentions)
    with_page = {key for key, name in names.items() if name.address}
    mentions = {
        key: tuple(
            Mention(entry.card, name.anchor, name.before, name.text, name.after, name.times)
            for entry, name in found[key]
        )
        for key in names
        if key in with_page
    }
    in_article = {
        entry.card.id: tuple(dict.fromkeys(name_key(name.kind, name.canonical) for name in entry.names))
        for entry in ordered
    }
    beside: dict[str, Counter[str]] = {key: Counter() for key in with_page}
    for keys in in_article.values():
        listed = [key for key in keys if key in with_page]
        for key in listed:
            beside[key].update(other for other in listed if other != key)
    together = {key: tuple(_by_count(beside[key])[:_TOGETHER]) for key in names if key in with_page}
    alike = most_alike([entry.terms for entry in ordered], settings.related)
    related = {
        entry.card.id: tuple(ordered[place].card for place in places)
        for entry, places in zip(ordered, alike, strict=True)
    }
    kinds: Counter[str] = Counter()
    for entry in ordered:
        kinds.update(entry.kinds)
    cards = tuple(entry.card for entry in ordered)
    counted = dict(sorted(kinds.items()))
    return Catalogue(cards, names, mentions, together, in_article, related, counted, *_gather_copies(ordered))
