"""What the archive as a whole knows: lists, names, neighbours and related articles.

Everything here is made from `Facts`, the little that lists need of each article, so that no step ever holds all texts.
"""

from __future__ import annotations

import json
import zlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import NamedTuple

from warraq.address import article_address, name_address, sentence_anchor
from warraq.fold import fold_text
from warraq.model import Annotation, Leaf
from warraq.related import most_alike
from warraq.rules import RULES
from warraq.settings import Settings


@dataclass(frozen=True, slots=True)
class Card:
    """What a list shows of an article."""

    id: str
    """The article's id."""
    address: str
    """Its page, from the root of the site."""
    title: str
    """Its title."""
    date: str
    """As in `Article.date`: possibly partial or empty."""
    source: str
    """Its source, possibly empty."""
    category: str
    """Its category, possibly empty."""
    lead: str
    """The beginning of its text, cut at a word, for lists and search engines."""
    words: int
    """How many words it has."""


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


class NameFact(NamedTuple):
    """A name as one article has it: its first mention with the words around, and how many there are."""

    kind: str
    canonical: str
    anchor: str
    before: str
    text: str
    after: str
    times: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What the archive's lists need of one article."""

    card: Card
    """How lists show it."""
    names: tuple[NameFact, ...]
    """The names it mentions, in order of their first mention."""
    terms: Mapping[str, int]
    """Its content words (lemma, or stem where the lemma is unknown) and how often each stands in it."""
    kinds: Mapping[str, int]
    """How many annotations of each kind it has."""

    def pack(self) -> bytes:
        """Give compressed JSON of it."""
        return zlib.compress(json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":")).encode(), 1)

    @staticmethod
    def unpack(packed: bytes) -> Facts:
        """Read what `pack` gave."""
        data = json.loads(zlib.decompress(packed))
        return Facts(
            Card(**data["card"]), tuple(NameFact(*name) for name in data["names"]), data["terms"], data["kinds"]
        )


NAMES = ("person", "place", "organization")
"""The kinds of annotation that get lists and pages of their own."""

_STOP = frozenset(RULES["stop"]["words"])
_AROUND = 70  # code points of context on each side of a mention
_LEAD = 200  # code points of an article's beginning in lists
_TOGETHER = 12  # names listed beside a name


def _cut(text: str, length: int) -> str:
    """The beginning of a text on one line, cut at a word."""
    line = " ".join(text[: length * 2].split())
    return line if len(line) <= length else line[: length + 1].rpartition(" ")[0].rstrip("،,؛:-") + "…"


def _before(text: str, start: int) -> str:
    """The words before a mention in its paragraph."""
    paragraph = text[max(0, start - _AROUND - 20) : start].rpartition("\n")[2]
    return paragraph if len(paragraph) <= _AROUND else "…" + paragraph[-_AROUND:].partition(" ")[2]


def _after(text: str, end: int) -> str:
    """The words after a mention in its paragraph."""
    paragraph = text[end : end + _AROUND + 20].partition("\n")[0]
    return paragraph if len(paragraph) <= _AROUND else paragraph[:_AROUND].rpartition(" ")[0] + "…"


def name_key(kind: str, canonical: str) -> str:
    """What two spellings of one name share."""
    return f"{kind} {fold_text(canonical)}"


def facts_of(leaf: Leaf) -> Facts:
    """Draw from an annotated article what the archive's lists need of it."""
    article = leaf.article
    sentences: list[Annotation] = []
    first: dict[str, Annotation] = {}
    counts: Counter[str] = Counter()
    terms: Counter[str] = Counter()
    words = 0
    for note in leaf.annotations:
        if note.kind == "sentence":
            sentences.append(note)
        elif note.kind in NAMES:
            key = name_key(note.kind, str(note.value))
            first.setdefault(key, note)
            counts[key] += 1
            terms[key] += 1
        elif note.kind == "word" and not isinstance(note.value, str):
            words += 1
            term = note.value["lemma"] or note.value["stem"]
            if len(term) > 2 and term not in _STOP and note.value["fold"] not in _STOP and not term[0].isdigit():
                terms[term] += 1
    starts = [sentence.start for sentence in sentences]
    names = []
    for key, note in first.items():
        place = bisect_right(starts, note.start) - 1
        anchor = sentence_anchor(int(str(sentences[place].value))) if place >= 0 else ""
        text = article.text
        names.append(
            NameFact(
                note.kind,
                str(note.value),
                anchor,
                _before(text, note.start),
                text[note.start : note.end],
                _after(text, note.end),
                counts[key],
            )
        )
    card = Card(
        id=article.id,
        address=article_address(article.id),
        title=article.title,
        date=article.date,
        source=article.source,
        category=article.meta.get("category", ""),
        lead=_cut(article.text, _LEAD),
        words=words,
    )
    kinds = Counter(note.kind for note in leaf.annotations)
    return Facts(card, tuple(names), dict(terms), dict(kinds))  # asdict cannot copy a Counter


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
    return Catalogue(cards, names, mentions, together, in_article, related, dict(sorted(kinds.items())))
