"""Examples of the query language made from the archive's own words, so that a reader who tries one finds something."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from operator import itemgetter

from warraq.catalogue import Name
from warraq.facts import Card
from warraq.rules import RULES
from warraq.words import Word, forms, words

_STOP = frozenset(RULES["stop"]["words"])
_LEAST = 4  # letters of a word worth showing
_TRIED = 200  # articles, newest first, among which one with all that examples need is looked for


def examples(cards: Sequence[Card], names: Collection[Name]) -> tuple[tuple[str, str], ...]:
    """Give pairs of a kind of query and a query; `cards` come newest first, `names` most mentioned first.

    Each kind is explained by the message `pages.example_<kind>`. All are made from the beginning of one article, so
    that what must stand together does; a kind that the archive has nothing for is left out.
    """
    named = {form for name in names for form in forms(name.canonical)}  # a name has no plural and no root
    usable = [(card, *pair) for card in cards[:_TRIED] if (pair := _pair(card, _STOP | named))]
    if not usable:
        return ()
    card, _, first, second = max(usable, key=lambda one: (_facts(one[0]), one[1]))
    others = (word for one, _, *pair in usable for word in pair if one is not card and word not in card.lead)
    other = next(others, second)
    known = {
        "words": f"{first} {second}",
        "phrase": f'"{first} {second}"',
        "without": f"{first} -{other}" if other != second else "",
        "with": f"{first} +{second}",
        "and": f"{first} AND {second}",
        "or": f"{first} OR {other}",
        "near": f'"{first} {second}"~8',
        "ending": f"{first[:-1]}*",
        "letter": f"{first[: len(first) // 2]}?{first[len(first) // 2 + 1 :]}",
        "root": f"جذر:{first}",
        "lemma": f"مدخل:{first}",
        "source": f'مصدر:"{_plain(card.source)}"' if card.source else "",
        "category": f'قسم:"{_plain(card.category)}"' if card.category else "",
        "date": f"{first} تاريخ:{card.date[:4]}" if card.date else "",
        **dict(_of_names(names)),
    }
    return tuple((kind, query) for kind, query in known.items() if query)


def _of_names(names: Iterable[Name]) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for name in names:
        if name.kind not in seen:
            seen.add(name.kind)
            field = {"person": "شخص", "place": "مكان", "organization": "جهة"}[name.kind]
            yield name.kind, f'{field}:"{_plain(name.canonical)}"'


def _plain(value: str) -> str:
    """A value that can stand between quotation marks."""
    return " ".join(value.replace('"', " ").split())


def _facts(card: Card) -> int:
    """How much of what examples need an article has."""
    return sum(map(bool, (card.source, card.category, card.date)))


def _pair(card: Card, dull: AbstractSet[str]) -> tuple[int, str, str] | None:
    """Find two telling words that stand side by side where the article begins, and how many of them its title has."""
    text = card.lead
    title = set(forms(card.title))
    pairs = [
        (sum(word.form in title for word in (first, second)), first, second)
        for first, second in pairwise(words(text))
        if text[first.end : second.start] == " " and _tells(text, first, dull) and _tells(text, second, dull)
    ]
    if not pairs:
        return None
    count, first, second = max(pairs, key=itemgetter(0))
    return count, text[first.start : first.end], text[second.start : second.end]


def _tells(text: str, word: Word, dull: AbstractSet[str]) -> bool:
    typed = text[word.start : word.end]
    return typed.isalpha() and len(word.form) >= _LEAST and word.form >= "ء" and word.form not in dull
