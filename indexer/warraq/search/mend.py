"""A query word that is two words of the archive written as one, الاتحادالأوروبي, is read as the two as well.

It finds what has the two side by side, and each ranks what is found. Only a word that nothing in the archive is linked
with is cut: where its rarer half is commonest, each half having two letters or more; of equal cuts the first.
"""

from __future__ import annotations

from collections.abc import Callable

from warraq.search.expand import SIMILAR, Group
from warraq.search.tree import Node, phrase

Groups = Callable[[str], Group]
"""Expands a folded word."""
Count = Callable[[str], int]
"""Tells how often a folded word stands in the archive; 0 where it does not."""


def mended(node: Node, groups: Groups, count: Count) -> Node:
    """Give a query's tree with both readings of words that were written as one."""
    if node["op"] == "word" and "level" not in node and not bool((groups(node["word"]).levels < SIMILAR).any()):
        at = cut(node["word"], count)
        return _read_apart(node, at) if at else node
    if node["op"] == "not":
        return {**node, "of": mended(node["of"], groups, count)}
    if node["op"] in {"all", "any"}:
        parts = {name: [mended(part, groups, count) for part in node[name]] for name in ("of", "rank") if name in node}
        return {**node, **parts}
    return node


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


def _read_apart(node: Node, at: int) -> Node:
    start, end = node["start"], node["end"]
    halves = [
        {"op": "word", "word": half, "typed": half, "start": start, "end": end}
        for half in (node["word"][:at], node["word"][at:])
    ]
    return {"op": "any", "of": [node, phrase(halves, start, end)], "rank": halves}
