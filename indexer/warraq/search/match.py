"""Which articles answer a query, and where in them its words stand, by arithmetic over postings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from warraq.model import LEVELS
from warraq.search.expand import FOLDED, ROOT, SIMILAR, UNIT, Group, asked, having, same
from warraq.search.postings import SHIFT, Postings, matching
from warraq.search.tree import Node
from warraq.search.vocabulary import Analyse, Ints
from warraq.search.wildcards import wildcard

TEXT_NODES = frozenset({"word", "phrase", "near", "wildcard"})
"""Nodes that look for words."""

Mask = NDArray[np.bool_]
"""One truth an article."""


def text_nodes(node: Node) -> list[Node]:
    """List the nodes of a tree that words are looked for with, exclusions left out, in the order they were typed."""
    return sorted(_walk(node), key=lambda found: (found["start"], found["end"]))


def _walk(node: Node) -> Iterator[Node]:
    if node["op"] in TEXT_NODES:
        yield node
    elif node["op"] in {"all", "any"}:
        for part in (*node["of"], *node.get("rank", ())):
            yield from _walk(part)


class Matches:
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
        self._groups = groups
        self._analyse = analyse
        self._masks: dict[tuple[int, int], Mask] = {}
        self._strictest: dict[int, NDArray[np.int8]] = {}

    def group(self, node: Node) -> Group:
        """Give the spellings that may stand for a `word` or `wildcard` node."""
        vocabulary = self.postings.vocabulary
        if node["op"] == "wildcard":
            fits = wildcard(node["pattern"]).fullmatch
            forms = (at for at, form in enumerate(vocabulary.forms) if fits(form))
            found = np.array([spelling for form in forms for spelling in vocabulary.spellings(form)], np.int64)
            zeros = np.zeros(len(found), np.int64)
            return Group(found, zeros, zeros + UNIT, zeros)
        if "level" in node:
            return having(vocabulary, asked(node), node["level"], self._analyse)
        return self._groups(asked(node))

    # Occurrences

    def _spellings(self, node: Node) -> list[slice]:
        """The slice of `keys` of a word as it is typed; none where the archive does not have it."""
        vocabulary = self.postings.vocabulary
        spellings = vocabulary.spellings(vocabulary.place(node["word"]))
        return self._slices([at for at in spellings if vocabulary.typed[at] == node["typed"]])

    def _slices(self, spellings: Sequence[int] | Ints) -> list[slice]:
        starts, places = self.postings.starts, np.asarray(spellings, np.int64)
        pairs = zip(starts[places].tolist(), starts[places + 1].tolist(), strict=True)
        return [slice(start, end) for start, end in pairs]

    def occurrences(self, node: Node, level: int) -> tuple[Ints, Ints, Mask]:
        """Give the occurrences of a word or wildcard at a level, their weights, and which are hits."""
        if level == 0 and node["op"] == "word" and "level" not in node:
            slices = self._spellings(node)
            weights, linked = np.full(len(slices), UNIT), np.ones(len(slices), bool)
        else:
            spellings, weights, linked = self.group(node).at(level)
            slices = self._slices(spellings)
        keys = self.postings.keys
        sizes = [piece.stop - piece.start for piece in slices]
        found = np.concatenate([keys[piece] for piece in slices]) if slices else np.zeros(0, np.int64)
        return found, np.repeat(weights, sizes), np.repeat(linked, sizes)

    def _exact(self, node: Node, level: int) -> tuple[Ints, Ints]:
        """Give the occurrences of a phrase's word, sorted, and where the word after each would stand."""
        vocabulary = self.postings.vocabulary
        if level == 0:
            slices = self._spellings(node)
        else:
            forms = same(vocabulary, node["word"])
            slices = self._slices([spelling for form in forms for spelling in vocabulary.spellings(form)])
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
                for piece in self._slices(group.spellings[group.levels == level]):
                    found[self.postings.keys[piece] >> SHIFT] = level
            if "level" not in node and node["op"] == "word":
                for piece in self._spellings(node):
                    found[self.postings.keys[piece] >> SHIFT] = 0
            self._strictest[id(node)] = found
        return self._strictest[id(node)]

    def holds(self, node: Node, level: int) -> Mask:
        """Tell of each article whether a node holds for it at a level."""
        key = (id(node), min(level, FOLDED) if node["op"] == "phrase" else level)
        if key not in self._masks:
            self._masks[key] = self._holds(node, key[1])
        return self._masks[key]

    def _holds(self, node: Node, level: int) -> Mask:
        match node["op"]:
            case "word" | "wildcard":
                found: Mask = self.strictest(node) <= level
            case "phrase":
                found = self._mask(self.phrase(node, level) >> SHIFT)
            case "near":
                found = self._mask(self.near(node, level) >> SHIFT)
            case "field":
                found = self._mask(matching(self.postings.facets[node["field"]], node["words"]))
            case "date":
                first, last = self.postings.days
                found = (last >= node["from"]) & (first <= node["to"]) & (last > 0)
            case "not":
                found = self.alive & ~self.holds(node["of"], level)
            case "all":
                found = np.logical_and.reduce([self.holds(part, level) for part in node["of"]])
            case "any":
                found = np.logical_or.reduce([self.holds(part, level) for part in node["of"]])
            case operator:
                found = self.alive if operator == "everything" else np.zeros(self.size, bool)
        return found

    def _mask(self, articles: NDArray[np.int64] | NDArray[np.int32]) -> Mask:
        mask = np.zeros(self.size, bool)
        mask[articles] = True
        return mask


def _among(keys: Ints, wanted: Ints) -> Mask:
    """Tell which of `keys` are in `wanted`; both sorted."""
    if not len(wanted):
        return np.zeros(len(keys), bool)
    places = np.minimum(np.searchsorted(wanted, keys), len(wanted) - 1)
    return wanted[places] == keys  # type: ignore[no-any-return]
