"""Where an article answers a query, and why: the query's words found again among the article's own."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from warraq.model import LEVELS
from warraq.search.tokens import Token
from warraq.search.tree import Node
from warraq.search.vocabulary import typed_so
from warraq.search.wildcards import wildcard
from warraq.variants import Key


class Reason(NamedTuple):
    """Why an article was found."""

    word: str
    """A word of the query, folded; a phrase's words with spaces between."""
    form: str
    """The word of the article that stands for it, folded."""
    level: str
    """The strictest of `LEVELS` at which it does."""


Finder = Callable[[Node], Mapping[str, int]]
"""Gives, for a `word` node, the words that make an article a hit, each with its level's place in `LEVELS`.

They are folded, but have a last ة that they are written with: see `vocabulary.typed_so`.
"""


def find(
    nodes: Sequence[Node], tokens: Sequence[Token], level: str, forms_of: Finder, key: Key
) -> tuple[list[tuple[int, int]], list[Reason]]:
    """Give the spans of the words that answer, in order and never overlapping, and the reasons.

    `nodes` are the query's `match.text_nodes`, `key` is that of the archive's variants.
    """
    place = LEVELS.index(level)
    spans: dict[tuple[int, int], int] = {}
    reasons: dict[Reason, None] = {}
    for node in nodes:
        for token, found_at in _matches(node, tokens, place, forms_of, key):
            span = token.start, token.end
            spans[span] = min(found_at, spans.get(span, found_at))
            word = node.get("word") or node.get("pattern") or " ".join(part["word"] for part in node["words"])
            reasons[Reason(word, token.form, LEVELS[found_at])] = None
    return _merged(spans), list(reasons)


def _matches(
    node: Node, tokens: Sequence[Token], level: int, forms_of: Finder, key: Key
) -> Iterable[tuple[Token, int]]:
    if node["op"] == "word":
        return _words(node, tokens, level, forms_of)
    if node["op"] == "wildcard":
        fits = wildcard(node["pattern"]).fullmatch
        return [(token, 0) for token in tokens if fits(token.form)]
    if node["op"] == "phrase":
        return _phrase(node["words"], tokens, level, key)
    return _near(node, tokens, level, forms_of)


def _words(node: Node, tokens: Sequence[Token], level: int, forms_of: Finder) -> list[tuple[Token, int]]:
    if level == 0 and "level" not in node:
        return [(token, 0) for token in tokens if _as_typed(node, token)]
    wanted = forms_of(node)
    found = ((token, wanted.get(typed_so(token.form, token.typed))) for token in tokens)
    return [(token, 0 if _as_typed(node, token) else at) for token, at in found if at is not None]


def _as_typed(word: Node, token: Token) -> bool:
    return bool(token.form == word["word"] and token.typed == word["typed"])


def _phrase(words: Sequence[Node], tokens: Sequence[Token], level: int, key: Key) -> list[tuple[Token, int]]:
    """Walk the phrase through the words that may stand one after the other; give every word on a way to its end."""

    def same(word: Node, token: Token) -> bool:
        return _as_typed(word, token) if level == 0 else key(token.form) == key(word["word"])

    by_position: dict[int, list[Token]] = {}
    for token in tokens:
        by_position.setdefault(token.position, []).append(token)
    ways = [[token] for token in tokens if same(words[0], token)]
    for word in words[1:]:
        ways = [
            [*way, token]
            for way in ways
            for token in by_position.get(way[-1].position + way[-1].width, ())
            if same(word, token)
        ]
    return [
        (token, 0 if token.typed == word["typed"] else 1)
        for way in ways
        for token, word in zip(way, words, strict=True)
    ]


def _near(node: Node, tokens: Sequence[Token], level: int, forms_of: Finder) -> list[tuple[Token, int]]:
    anchors, *others = (_words(word, tokens, level, forms_of) for word in node["words"])
    found: list[tuple[Token, int]] = []
    for anchor in anchors:
        close = [
            [one for one in other if abs(one[0].position - anchor[0].position) <= node["within"]] for other in others
        ]
        if all(close):
            found += [anchor, *(one for other in close for one in other)]
    return found


def _merged(spans: Mapping[tuple[int, int], int]) -> list[tuple[int, int]]:
    """Join the spans that overlap, but leave out one that overlaps a span of a stricter level.

    Where ب«النهائى» is also read as one word, النهائى alone is what was asked for.
    """
    taken: list[tuple[int, int]] = []
    for level in sorted(set(spans.values())):
        starts = [start for start, _ in taken]
        new: list[tuple[int, int]] = []
        for start, end in sorted(span for span, at in spans.items() if at == level):
            before = bisect_left(starts, end) - 1
            if before >= 0 and taken[before][1] > start:
                continue
            if new and start < new[-1][1]:
                new[-1] = (new[-1][0], max(end, new[-1][1]))
            else:
                new.append((start, end))
        taken = sorted(taken + new)
    return taken
