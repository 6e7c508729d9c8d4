"""What the archive as a whole knows: lists, names, neighbours and related articles.

Everything here is made from `Facts`, the little that lists need of each article, so that no step ever holds all texts.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from warraq import copies
from warraq.address import name_address
from warraq.facts import Card, Context, Facts, NameFact
from warraq.keyphrases import choose
from warraq.namekeys import name_key
from warraq.ownnames import OwnName, read_own_names
from warraq.related import company, most_alike
from warraq.settings import Settings

_TOGETHER = 12  # names listed beside a name
_PHRASES = 5  # phrases that tell what an article is about
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
    wikidata: str = ""
    """The id of its item in Wikidata, where the publisher's own file tells it."""
    note: str = ""
    """What that file says of it."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in an article, with the words around its first mentions there."""

    card: Card
    """The article."""
    contexts: tuple[Context, ...]
    """The first mentions, in order."""
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
    together: Mapping[str, tuple[tuple[str, int], ...]]
    """Keys of the names that keep a name company, and in how many articles; only names that have a page."""
    in_article: Mapping[str, tuple[str, ...]]
    """By article id: the keys of the names it mentions, in order of first mention."""
    related: Mapping[str, tuple[Card, ...]]
    """By article id: the articles most like it, most alike first."""
    phrases: Mapping[str, tuple[str, ...]]
    """By article id: what it is about, the phrase that says most first."""
    kinds: Mapping[str, int]
    """How many annotations of each kind the archive has."""
    copies: Mapping[str, tuple[Copy, ...]]
    """By article id: the articles that share text with it, the same report first; only where there are any."""


def _newest_first(facts: Iterable[Facts]) -> list[Facts]:
    by_id = sorted(facts, key=lambda entry: entry.card.id)
    return sorted(by_id, key=lambda entry: entry.card.date or "", reverse=True)


def _by_count(counts: Counter[str]) -> list[str]:
    """Most frequent first, ties in order of the text."""
    return sorted(counts, key=lambda text: (-counts[text], text))


def _gather_names(
    facts: Sequence[Facts], pages_from: int, own: Mapping[str, OwnName]
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
            canonical[name.canonical] += name.times
            for context in name.contexts:
                spelt[context.text] += 1
        known = own.get(key, OwnName("", ""))
        display = known.name or _by_count(canonical)[0]
        names[key] = Name(
            kind=places[0][1].kind,
            canonical=display,
            address=name_address(places[0][1].kind, display) if len(places) >= pages_from else "",
            variants=tuple(_by_count(spelt)),
            articles=len(places),
            mentions=sum(name.times for _, name in places),
            wikidata=known.wikidata,
            note=known.note,
        )
    ordered = sorted(names, key=lambda key: (-names[key].articles, -names[key].mentions, key))
    return {key: names[key] for key in ordered}, found


def _gather_copies(ordered: Sequence[Facts]) -> tuple[dict[str, tuple[Copy, ...]], list[int]]:
    """The copies of each article, and for each place that of the oldest article that is the same report."""
    found = copies.find([entry.runs for entry in ordered[::-1]])
    last = len(ordered) - 1
    reports = [last - leader for leader in copies.groups(len(ordered), found)][::-1]
    members: dict[int, list[int]] = {}
    for place, report in enumerate(reports):
        members.setdefault(report, []).insert(0, place)
    shares: dict[int, dict[int, int]] = {}
    for shared in found:
        first, second = last - shared.first, last - shared.second
        shares.setdefault(first, {})[second] = round(100 * shared.of_first)
        shares.setdefault(second, {})[first] = round(100 * shared.of_second)
    listed = {}
    for place, known in sorted(shares.items()):
        same = [other for other in members[reports[place]] if other != place]
        partly = sorted(known.keys() - set(same), key=lambda other: (-known[other], -other))
        listed[ordered[place].card.id] = tuple(
            Copy(ordered[other].card, known.get(other, 100), reports[other] == reports[place])
            for other in (*same, *partly)[:_COPIES]
        )
    return listed, reports


def _gather_phrases(ordered: Sequence[Facts], frequency: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
    rarity = {term: math.log(len(ordered) / count) for term, count in frequency.items()}
    return {entry.card.id: choose(entry.phrases, lambda term: rarity.get(term, 0.0), _PHRASES) for entry in ordered}


def arrange(facts: Iterable[Facts], settings: Settings) -> Catalogue:
    """Make the archive's lists from the facts of all its articles, whatever their order.

    Raises `SettingsError` for a file of the publisher's own names that cannot be used.
    """
    ordered = _newest_first(facts)
    own = {name_key(name.kind, name.name): name for name in read_own_names(settings) if name.kind}
    names, found = _gather_names(ordered, settings.mentions, own)
    with_page = {key for key, name in names.items() if name.address}
    mentions = {
        key: tuple(Mention(entry.card, name.contexts, name.times) for entry, name in found[key])
        for key in names
        if key in with_page
    }
    in_article = {
        entry.card.id: tuple(dict.fromkeys(name_key(name.kind, name.canonical) for name in entry.names))
        for entry in ordered
    }
    together = company(([key for key in keys if key in with_page] for keys in in_article.values()), _TOGETHER)
    listed, reports = _gather_copies(ordered)
    frequency = Counter(term for entry in ordered for term in entry.terms)
    alike = most_alike([entry.terms for entry in ordered], frequency, reports, settings.related + _COPIES)
    related = {}
    for entry, places in zip(ordered, alike, strict=True):
        copied = {copy.card for copy in listed.get(entry.card.id, ())}  # told already
        kin = [ordered[place].card for place in places if ordered[place].card not in copied]
        related[entry.card.id] = tuple(kin[: settings.related])
    kinds: Counter[str] = Counter()
    for entry in ordered:
        kinds.update(entry.kinds)
    cards = tuple(entry.card for entry in ordered)
    counted = dict(sorted(kinds.items()))
    phrases = _gather_phrases(ordered, frequency)
    return Catalogue(cards, names, mentions, together, in_article, related, phrases, counted, listed)
