"""Which articles answer a query, and how well: plain arithmetic over postings, the same for every engine.

An article's score is a sum of float64 additions in this order: the query's words, phrases, near groups and wildcards in
the order they were typed; then, for each two words typed side by side, first their neighbourhood in order, then their
nearness. Each summand is BM25 as Lucene 8 and later has it but for its constant factor,

    idf · 2.2 · tf / (tf + 1.2 · (.25 + .75 · length / mean)),   idf = ln(1 + (N − df + .5) / (df + .5))

times the square root of the word's letters (a phrase's and a near group's words together), .2 for the neighbourhood,
.4 for the nearness. tf counts an occurrence by its form's weight, twice in a title; a group of forms is one term, with
df = Σ min(1, tf) over all articles. Sums of weights are whole numbers of 1024ths (pairs: of their squares), so they
are exact however they are added up. N articles have `mean` words on average, titles included.

Two words are neighbours where the second stands right after the first, near where at most 5 positions part them in
either order; such a pair counts by the product of both weights, and its df is taken over the articles found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from warraq.expand import FOLDED, ROOT, SIMILAR, UNIT, Group, having, only
from warraq.model import LEVELS
from warraq.postings import SHIFT, TITLE, Postings, matching
from warraq.query import NEAR, STOP, Node
from warraq.vocabulary import Analyse, Ints

K1, B = 1.2, 0.75
NEIGHBOURS, NEARNESS = 0.2, 0.4
TITLE_WEIGHT = 2
TEXT_NODES = frozenset({"word", "phrase", "near", "wildcard"})
_MASK = (1 << SHIFT) - 1

Mask = NDArray[np.bool_]
Floats = NDArray[np.float64]


class Ranking(NamedTuple):
    """The articles that answer a query."""

    articles: Ints
    """Their numbers, best first, as many as were asked for."""
    scores: Floats
    """Their scores."""
    total: int
    """How many articles answer in all."""
    counts: dict[str, int]
    """How many would answer at each level."""


def text_nodes(node: Node) -> list[Node]:
    """List the nodes of a tree that words are looked for with, exclusions left out, in the order they were typed."""
    return sorted(_walk(node), key=lambda found: (found["start"], found["end"]))


def _walk(node: Node) -> Iterator[Node]:
    if node["op"] in TEXT_NODES:
        yield node
    elif node["op"] in {"all", "any"}:
        for part in (*node["of"], *node.get("rank", ())):
            yield from _walk(part)


def _ranking_only(node: Node) -> Iterator[Node]:
    if node["op"] in {"all", "any"}:
        yield from node.get("rank", ())
        for part in node["of"]:
            yield from _ranking_only(part)


class Evaluation:
    """One query over one archive; what several steps need is worked out once."""

    def __init__(
        self, tree: Node, level: str, postings: Postings, groups: Callable[[str], Group], analyse: Analyse | None
    ) -> None:
        """Prepare. `groups` expands a folded word: `expand.expand`, usually with a cache before it."""
        self.tree = tree
        self.level = LEVELS.index(level)
        self.postings = postings
        self.size = len(postings.ids)
        self.alive: Mask = np.asarray(postings.lengths) >= 0
        self._ranking = {id(part) for part in _ranking_only(tree)}
        self._groups = groups
        self._analyse = analyse
        self._masks: dict[tuple[int, int], Mask] = {}
        self._strictest: dict[int, NDArray[np.int8]] = {}

    def group(self, node: Node) -> Group:
        """Give the forms that may stand for a `word` or `wildcard` node."""
        vocabulary = self.postings.vocabulary
        if node["op"] == "wildcard":
            pattern = re.compile(
                "".join({"*": ".*", "?": "."}.get(letter, re.escape(letter)) for letter in node["pattern"])
            )
            found = np.array([at for at, form in enumerate(vocabulary.forms) if pattern.fullmatch(form)], np.int64)
            zeros = np.zeros(len(found), np.int64)
            return Group(found, zeros, zeros + UNIT, zeros)
        if "level" in node:
            return having(vocabulary, node["word"], node["level"], self._analyse)
        if node["word"] in STOP and id(node) in self._ranking:
            return only(vocabulary, node["word"])
        return self._groups(node["word"])

    # Occurrences

    def _spellings(self, node: Node) -> list[slice]:
        """The slice of `keys` of a word as it is typed; none where the archive does not have it."""
        vocabulary, starts = self.postings.vocabulary, self.postings.starts
        place = vocabulary.place(node["word"])
        if place < 0:
            return []
        spellings = range(int(vocabulary.first[place]), int(vocabulary.first[place + 1]))
        return [
            slice(int(starts[at]), int(starts[at + 1])) for at in spellings if vocabulary.typed[at] == node["typed"]
        ]

    def _slices(self, forms: Ints) -> list[slice]:
        first, starts = self.postings.vocabulary.first, self.postings.starts
        low, high = starts[first[forms]], starts[first[forms + 1]]
        return [slice(start, end) for start, end in zip(low.tolist(), high.tolist(), strict=True)]

    def occurrences(self, node: Node, level: int) -> tuple[Ints, Ints, Mask]:
        """Give the occurrences of a word or wildcard at a level, their weights, and which are hits; form by form."""
        if level == 0 and node["op"] == "word" and "level" not in node:
            slices = self._spellings(node)
            weights, linked = np.full(len(slices), UNIT), np.ones(len(slices), bool)
        else:
            forms, weights, linked = self.group(node).at(level)
            slices = self._slices(forms)
        keys = self.postings.keys
        sizes = [piece.stop - piece.start for piece in slices]
        found = np.concatenate([keys[piece] for piece in slices]) if slices else np.zeros(0, np.int64)
        return found, np.repeat(weights, sizes), np.repeat(linked, sizes)

    def _exact(self, node: Node, level: int) -> tuple[Ints, Ints]:
        """Give the occurrences of a phrase's word, sorted, and where the word after each would stand."""
        slices = self._spellings(node) if level == 0 else []
        if level > 0:
            place = self.postings.vocabulary.place(node["word"])
            slices = self._slices(np.array([place])) if place >= 0 else []
        wide_at, wide_by = self.postings.wide_at, self.postings.wide_by
        here, after = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
        for piece in slices:
            keys = np.array(self.postings.keys[piece])
            following = keys + 1
            low, high = np.searchsorted(wide_at, [piece.start, piece.stop])
            following[wide_at[low:high] - piece.start] += wide_by[low:high]
            here.append(keys)
            after.append(following)
        keys, following = np.concatenate(here), np.concatenate(after)
        order = np.argsort(keys, kind="stable")
        return keys[order], following[order]

    def phrase(self, node: Node, level: int) -> Ints:
        """Give the occurrences of a phrase's last word that end the phrase, each once."""
        keys, following = self._exact(node["words"][0], min(level, FOLDED))
        for word in node["words"][1:]:
            wanted = np.unique(following)
            keys, following = self._exact(word, min(level, FOLDED))
            kept = _among(keys, wanted)
            keys, following = keys[kept], following[kept]
        return np.unique(keys)

    def near(self, node: Node, level: int) -> Ints:
        """Give the occurrences of a near group's first word that have all the other words near, each once."""
        anchors, *others = (self._hits(word, level) for word in node["words"])
        kept = np.ones(len(anchors), bool)
        for keys in others:
            low = np.searchsorted(keys, anchors - node["within"])
            kept &= np.searchsorted(keys, anchors + node["within"], side="right") > low
        return anchors[kept]

    def _hits(self, node: Node, level: int) -> Ints:
        keys, _, linked = self.occurrences(node, level)
        return np.unique(keys[linked])

    # What holds

    def strictest(self, node: Node) -> NDArray[np.int8]:
        """Give, of each article, the strictest level at which it has a word; `SIMILAR` where none finds it."""
        if id(node) not in self._strictest:
            found = np.full(self.size, SIMILAR, np.int8)
            group = self.group(node)
            for level in range(ROOT, -1, -1):
                forms = group.forms[group.levels == level]
                for piece in self._slices(forms):
                    found[self.postings.keys[piece] >> SHIFT] = level
            if "level" not in node and node["op"] == "word":
                for piece in self._spellings(node):
                    found[self.postings.keys[piece] >> SHIFT] = 0
            self._strictest[id(node)] = found
        return self._strictest[id(node)]

    def holds(self, node: Node, level: int) -> Mask:
        """Tell of each article whether a node holds for it at a level."""
        key = (id(node), level)
        if key not in self._masks:
            self._masks[key] = self._holds(node, level)
        return self._masks[key]

    def _holds(self, node: Node, level: int) -> Mask:
        operator = node["op"]
        if operator in {"word", "wildcard"}:
            return self.strictest(node) <= level
        if operator in {"phrase", "near"}:
            if operator == "phrase" and level > FOLDED:
                return self.holds(node, FOLDED)
            keys = self.phrase(node, level) if operator == "phrase" else self.near(node, level)
            return self._mask(keys >> SHIFT)
        if operator == "field":
            return self._mask(matching(self.postings.facets[node["field"]], node["words"]))
        if operator == "date":
            first, last = self.postings.days
            return (last >= node["from"]) & (first <= node["to"]) & (last > 0)
        if operator == "not":
            return self.alive & ~self.holds(node["of"], level)
        if operator in {"all", "any"}:
            parts = [self.holds(part, level) for part in node["of"]]
            return np.logical_and.reduce(parts) if operator == "all" else np.logical_or.reduce(parts)
        return self.alive if operator == "everything" else np.zeros(self.size, bool)

    def _mask(self, articles: NDArray[np.int64] | NDArray[np.int32]) -> Mask:
        mask = np.zeros(self.size, bool)
        mask[articles] = True
        return mask

    # How well

    def scores(self, found: Mask) -> Floats:
        """Give the score of each article that `found` names, in order of number."""
        articles = np.flatnonzero(found)
        lengths = np.asarray(self.postings.lengths)
        count = self.postings.articles
        mean = max(int(lengths[self.alive].sum()), 1) / max(count, 1)
        damping = K1 * (1 - B + B * lengths[articles] / mean)
        total = np.zeros(len(articles))

        def add(factor: float, weighted: Floats, unit: int) -> None:
            df = float(np.minimum(weighted, unit).sum()) / unit
            tf = weighted[articles] / unit
            total[:] += factor * np.log(1 + (count - df + 0.5) / (df + 0.5)) * (K1 + 1) * tf / (tf + damping)

        nodes = text_nodes(self.tree)
        standing: list[tuple[Ints, Ints] | None] = []
        for node in nodes:
            keys, weights = self._weighted(node)
            add(_letters(node) ** 0.5, self._by_article(keys, weights, TITLE_WEIGHT), UNIT)
            standing.append(_sorted(keys, weights, found) if node["op"] == "word" and len(nodes) > 1 else None)
        for first, second in zip(standing, standing[1:], strict=False):
            if first is not None and second is not None:
                for factor, pairs in ((NEIGHBOURS, _neighbours(*first, *second)), (NEARNESS, _nearby(*first, *second))):
                    add(factor, self._by_article(*pairs, TITLE_WEIGHT), UNIT * UNIT)
        return total

    def _weighted(self, node: Node) -> tuple[Ints, Ints]:
        if node["op"] in {"word", "wildcard"}:
            keys, weights, _ = self.occurrences(node, self.level)
            return keys, weights
        keys = self.phrase(node, self.level) if node["op"] == "phrase" else self.near(node, self.level)
        return keys, np.full(len(keys), UNIT)

    def _by_article(self, keys: Ints, weights: Ints, in_title: int) -> Floats:
        weights = np.where(keys & _MASK >= TITLE, weights * in_title, weights)
        return np.bincount(keys >> SHIFT, weights, self.size)

    def rank(self, order: str, first: int, last: int) -> Ranking:
        """Rank the articles that answer; give those from place `first` up to `last`.

        `order` is `relevance`, or `date` for the newest first. Ties, and then ties of date, are in order of id.
        """
        found = self.holds(self.tree, self.level)
        counts = {name: int(np.count_nonzero(self.holds(self.tree, level))) for level, name in enumerate(LEVELS)}
        articles = np.flatnonzero(found)
        if first >= last or first >= len(articles):
            return Ranking(articles[:0], np.zeros(0), len(articles), counts)
        scores = self.scores(found)
        if order == "date":
            newest = -np.asarray(self.postings.days)[0][articles].astype(np.int64)
            places = np.lexsort((self.postings.ranks[articles], -scores, newest))[first:last]
        else:
            kept = np.arange(len(articles))
            if last < len(articles):  # the best alone need to be sorted
                least = np.partition(scores, len(articles) - last)[len(articles) - last]
                kept = np.flatnonzero(scores >= least)
            places = kept[np.lexsort((self.postings.ranks[articles[kept]], -scores[kept]))][first:last]
        return Ranking(articles[places], scores[places], len(articles), counts)


def _among(keys: Ints, wanted: Ints) -> Mask:
    """Tell which of `keys` are in `wanted`; both sorted."""
    if not len(wanted):
        return np.zeros(len(keys), bool)
    places = np.minimum(np.searchsorted(wanted, keys), len(wanted) - 1)
    return wanted[places] == keys  # type: ignore[no-any-return]


def _letters(node: Node) -> int:
    if node["op"] == "wildcard":
        return len(node["pattern"])
    return sum(len(word["word"]) for word in node.get("words", (node,)))


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
