"""Which articles answer a query, and how well: plain arithmetic over postings, the same for every engine.

An article's score is a sum of float64 additions in this order: the query's words, phrases, near groups and wildcards in
the order they were typed; then, for each two words typed side by side, first their neighbourhood in order, then their
nearness. Each summand is BM25 as Lucene 8 and later has it but for its constant factor,

    idf · 2.2 · tf / (tf + 1.2 · (.5 + .5 · length / mean)),   idf = ln(1 + (N − df + .5) / (df + .5))

times the square root of the word's letters (a phrase's and a near group's words together; a digit counts as four, since
numbers are short and tell much), .2 for the neighbourhood, .4 for the nearness. tf counts an occurrence by its form's
weight, twice in a title; a group of forms is one term, with df = Σ min(1, tf) over all articles. Sums of weights are
whole numbers of 1024ths (pairs: of their squares), so they are exact however they are added up. N articles have `mean`
words on average, titles included; each length is `postings.rounded`.

Two words are neighbours where the second stands right after the first, near where at most 5 positions part them in
either order; such a pair counts by the product of both weights, and its df is taken over the articles found.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from warraq.model import LEVELS
from warraq.search.expand import UNIT
from warraq.search.match import Mask, Matches, text_nodes
from warraq.search.postings import SHIFT, TITLE
from warraq.search.query import NEAR
from warraq.search.tree import Node
from warraq.search.vocabulary import Ints

K1, B = 1.2, 0.5
NEIGHBOURS, NEARNESS = 0.2, 0.4
TITLE_WEIGHT = 2
DECIMALS = 10
"""Scores that differ by no more than what rounding leaves are equal, so that ties are settled by id in every engine."""
DIGIT = 4
"""Letters that a digit of a number counts as."""
_MASK = (1 << SHIFT) - 1

Floats = NDArray[np.float64]


class Ranking(NamedTuple):
    """The articles that answer a query."""

    articles: Ints
    """Their numbers, best first, as many as were asked for."""
    scores: Floats
    """Their scores."""
    copies: list[Ints]
    """Of each, the other articles that answer and are the same report, best first; none unless it is asked for."""
    total: int
    """How many articles answer in all; reports, where copies are taken as one."""
    articles_found: int
    """How many articles answer in all."""
    counts: dict[str, int]
    """The total that each level would have."""


def rank(matches: Matches, order: str, first: int, last: int, *, collapse: bool = False) -> Ranking:
    """Rank the articles that answer; give those from place `first` up to `last`.

    `order` is `relevance`, or `date` for the newest first, equal dates by score. Ties are in order of id. Where copies
    are to `collapse`, the best article of each report stands for all of them that answer.
    """
    reports = np.asarray(matches.postings.copies)

    def size(found: Mask) -> int:
        return len(np.unique(reports[found])) if collapse else int(np.count_nonzero(found))

    found = matches.holds(matches.tree, matches.level)
    counts = {name: size(matches.holds(matches.tree, at)) for at, name in enumerate(LEVELS)}
    articles = np.flatnonzero(found)
    if first >= last or first >= len(articles):
        return Ranking(articles[:0], np.zeros(0), [], size(found), len(articles), counts)
    worth = scores(matches, found)
    ranks = matches.postings.ranks
    kept = np.arange(len(articles))
    if order == "date":
        newest = -np.asarray(matches.postings.days)[0][articles].astype(np.int64)
        places = np.lexsort((ranks[articles], -worth, newest))
    else:
        if last < len(articles) and not collapse:  # the best alone need to be sorted
            least = np.partition(worth, len(articles) - last)[len(articles) - last]
            kept = np.flatnonzero(worth >= least)
        places = kept[np.lexsort((ranks[articles[kept]], -worth[kept]))]
    groups = _together(places, reports[articles[places]], first, last) if collapse else places[first:last, None]
    best = np.array([group[0] for group in groups], np.int64)
    return Ranking(
        articles[best], worth[best], [articles[group[1:]] for group in groups], size(found), len(articles), counts
    )


def _together(places: Ints, reports: NDArray[np.int32], first: int, last: int) -> list[Ints]:
    """Put places of one report together, in order of the best of each; give those from `first` up to `last`."""
    _, begins, sizes = np.unique(reports, return_index=True, return_counts=True)
    chosen = np.argsort(begins)[first:last]
    pairs = zip(begins[chosen].tolist(), sizes[chosen].tolist(), strict=True)
    return [places[reports == reports[at]] if size > 1 else places[at : at + 1] for at, size in pairs]


def scores(matches: Matches, found: Mask) -> Floats:
    """Give the score of each article that `found` names, in order of number."""
    postings = matches.postings
    articles = np.flatnonzero(found)
    lengths = np.asarray(postings.lengths)
    count = postings.articles
    mean = max(int(lengths[matches.alive].sum()), 1) / max(count, 1)
    damping = K1 * (1 - B + B * lengths[articles] / mean)
    total = np.zeros(len(articles))

    def add(factor: float, keys: Ints, weights: Ints, unit: int) -> None:
        weights = np.where(keys & _MASK >= TITLE, weights * TITLE_WEIGHT, weights)
        sums = np.bincount(keys >> SHIFT, weights, len(lengths))  # whole numbers, exact as floats
        df = float(np.minimum(sums, unit).sum()) / unit
        tf = sums[articles] / unit
        total[:] += factor * np.log(1 + (count - df + 0.5) / (df + 0.5)) * (K1 + 1) * tf / (tf + damping)

    nodes = text_nodes(matches.tree)
    standing: list[tuple[Ints, Ints] | None] = []
    for node in nodes:
        keys, weights = _weighted(matches, node)
        add(_letters(node) ** 0.5, keys, weights, UNIT)
        standing.append(_sorted(keys, weights, found) if node["op"] == "word" and len(nodes) > 1 else None)
    for one, other in pairwise(standing):
        if one is not None and other is not None:
            add(NEIGHBOURS, *_neighbours(*one, *other), UNIT * UNIT)
            add(NEARNESS, *_nearby(*one, *other), UNIT * UNIT)
    return np.round(total, DECIMALS)


def _weighted(matches: Matches, node: Node) -> tuple[Ints, Ints]:
    level = matches.level
    if node["op"] in {"word", "wildcard"}:
        keys, weights, _ = matches.occurrences(node, level)
        return keys, weights
    keys = matches.phrase(node, level) if node["op"] == "phrase" else matches.near(node, level)
    return keys, np.full(len(keys), UNIT)


def _letters(node: Node) -> int:
    if node["op"] == "wildcard":
        return len(node["pattern"])
    words = [word["word"] for word in node.get("words", (node,))]
    return sum(len(word) * (DIGIT if word.isascii() and word.isdigit() else 1) for word in words)


def _sorted(keys: Ints, weights: Ints, found: Mask) -> tuple[Ints, Ints]:
    """Keep the occurrences in the articles found, sorted."""
    kept = found[keys >> SHIFT]
    keys, weights = keys[kept], weights[kept]
    order = np.argsort(keys, kind="stable")
    return keys[order], weights[order]


def _window(first: Ints, second: Ints, weights: Ints, low: int, high: int) -> Ints:
    """Sum, of each of `first`, the weights of `second` that stand from `low` to `high` positions after it."""
    sums = np.concatenate([np.zeros(1, np.int64), np.cumsum(weights)])
    return sums[np.searchsorted(second, first + high, side="right")] - sums[np.searchsorted(second, first + low)]  # type: ignore[no-any-return]


def _neighbours(first: Ints, first_weights: Ints, second: Ints, second_weights: Ints) -> tuple[Ints, Ints]:
    return first, first_weights * _window(first, second, second_weights, 1, 1)


def _nearby(first: Ints, first_weights: Ints, second: Ints, second_weights: Ints) -> tuple[Ints, Ints]:
    around = _window(first, second, second_weights, -NEAR, NEAR) - _window(first, second, second_weights, 0, 0)
    return first, first_weights * around
