"""A query's words that are written as one and as two: both spellings are looked for.

الاتحادالأوروبي, two words of the archive that were glued in the query, finds what has the two side by side. Only a word
that nothing in the archive is linked with is cut so: where its rarer half is commonest, each half having two letters or
more; of equal cuts the first. Compounds that people write either way (`compounds` of `rules.json`) are looked for as
both wherever the archive has the other: عبد الله and عبدالله.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from warraq.rules import RULES
from warraq.search.expand import SIMILAR, Group, asked
from warraq.search.tree import Node, phrase

Groups = Callable[[str], Group]
"""Expands a folded word."""
Count = Callable[[str], int]
"""Tells how often a folded word stands in the archive; 0 where it does not."""

_CUT: dict[str, int] = RULES["compounds"]["cut"]
_LEAST = 3
"""Letters of the second half of a compound."""


def mended(node: Node, groups: Groups, count: Count) -> Node:
    """Give a query's tree with both readings of words that are, or may be, written as one."""
    if node["op"] == "word" and "level" not in node:
        return _word(node, groups, count)
    if node["op"] == "phrase":
        whole = _whole(node["words"], count) if len(node["words"]) == 2 else None
        return {"op": "any", "of": [node, whole]} if whole else node
    if node["op"] == "not":
        return {**node, "of": mended(node["of"], groups, count)}
    if node["op"] in {"all", "any"}:
        return {**node, **{name: _parts(node, name, groups, count) for name in ("of", "rank") if name in node}}
    return node


def _word(node: Node, groups: Groups, count: Count) -> Node:
    word = node["word"]
    at = joint(word)
    if at and count(word[:at]) and count(word[at:]):
        return _both(node, _halves(node, at))
    at = 0 if bool((groups(asked(node)).levels < SIMILAR).any()) else cut(word, count)
    if not at:
        return node
    halves = _halves(node, at)
    return {**_both(node, halves), "rank": halves}


def _parts(node: Node, name: str, groups: Groups, count: Count) -> list[Node]:
    """Give the mended parts of a node; where any of them will do, with the compounds that two of them make."""
    parts: list[Node] = [mended(part, groups, count) for part in node[name]]
    if name == "rank" or node["op"] == "any":
        parts += [whole for pair in pairwise(node[name]) if (whole := _whole(pair, count))]
    return parts


def _whole(pair: Sequence[Node], count: Count) -> Node | None:
    """Give the compound that two words typed side by side make, if the archive has it."""
    one, other = pair
    if any(part["op"] != "word" or "level" in part for part in pair) or other["start"] - one["end"] != 1:
        return None
    word = one["word"] + other["word"]
    if joint(word) != len(one["word"]) or not count(word):
        return None
    return {"op": "word", "word": word, "typed": word, "start": one["start"], "end": other["end"]}


def joint(word: str) -> int:
    """Tell after which letter a folded word is a compound of two that people write either way; 0 where it is none."""
    return next((at for first, at in _CUT.items() if word.startswith(first) and len(word) - at >= _LEAST), 0)


def cut(word: str, count: Count) -> int:
    """Tell after which letter a word is two words of the archive; 0 where it is not."""
    best, most = 0, 0
    for at in range(2, len(word) - 1):
        common = count(word[:at])
        if common > most:
            common = min(common, count(word[at:]))
        if common > most:
            best, most = at, common
    return best


def _both(node: Node, halves: list[dict[str, Any]]) -> Node:
    """Read a word as it stands, or as a phrase of its halves."""
    return {"op": "any", "of": [node, phrase(halves, node["start"], node["end"])]}


def _halves(node: Node, at: int) -> list[dict[str, Any]]:
    start, end = node["start"], node["end"]
    return [
        {"op": "word", "word": half, "typed": half, "start": start, "end": end}
        for half in (node["word"][:at], node["word"][at:])
    ]
