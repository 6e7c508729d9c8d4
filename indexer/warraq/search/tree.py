"""The tree of a query: how what a user typed, one thing after the other, becomes one node. See `query.parse`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from warraq.rules import RULES

Node = Mapping[str, Any]
"""A node of a query's tree, as `query.parse` describes them."""

STOP = frozenset(RULES["stop"]["words"])
"""Words that are not looked for beside others."""
SENTENCE: int = RULES["query"]["sentence"]
"""Beside more words than these a quotation is no demand: the query is a sentence, the quotation marks its own."""
ARABIC_OPERATORS: dict[str, str] = RULES["query"]["arabic"]
"""Of each Arabic word that may be an operator, folded, which one it is."""


class Item(NamedTuple):
    """A thing that was typed."""

    node: dict[str, Any]
    role: str
    """`word`: ranks, and finds where nothing is demanded; `demand`: must be there; `quote`: is a demand, except in a
    sentence; `filter`: must hold, and says nothing of how well an article answers; `and`, `or`, `not`, `near`: an
    operator."""
    sure: bool = True
    """False for a word that may be an Arabic operator."""


def phrase(inside: list[dict[str, Any]], start: int, end: int) -> dict[str, Any]:
    """Make a phrase of words."""
    return {"op": "phrase", "words": inside, "start": start, "end": end}


def one(inside: list[dict[str, Any]], start: int, end: int) -> dict[str, Any]:
    """Make one node of words: of several, a phrase."""
    return inside[0] if len(inside) == 1 else phrase(inside, start, end)


def role_of(node: Node) -> str:
    """Tell whether a node is a `demand` or a `filter`."""
    if node["op"] in {"all", "any"}:
        return "demand" if any(role_of(part) != "filter" for part in node["of"]) else "filter"
    return "filter" if node["op"] in {"field", "date", "not", "everything", "nothing"} else "demand"


def negate(found: list[Item]) -> list[Item]:
    """Exclude what was found."""
    if not found:
        return []
    nodes = [item.node for item in found]
    if len(nodes) > 1 and all(node["op"] == "word" for node in nodes):  # iPhone6 is two words, written as one
        return [Item({"op": "not", "of": phrase(nodes, nodes[0]["start"], nodes[-1]["end"])}, "filter")]
    return [Item({"op": "not", "of": node}, "filter") for node in nodes]


def _settle_arabic(items: list[Item]) -> list[Item]:
    """Decide which of أو, و and ليس are operators; beside a quotation only where it is no sentence's own."""
    sentence = sum(item.role == "word" and item.sure for item in items) > SENTENCE
    marked = {"demand", "filter"} if sentence else {"demand", "filter", "quote"}
    settled: list[Item] = []
    for at, item in enumerate(items):
        after = items[at + 1] if at + 1 < len(items) else None
        sure = (
            item.sure
            or not settled
            or after is None
            or not _is_operator(item, settled[-1], after, marked, at + 2 == len(items))
        )
        settled.append(item if sure else Item(item.node, ARABIC_OPERATORS[item.node["word"]]))
    return settled


def _is_operator(item: Item, before: Item, after: Item, marked: set[str], last: bool) -> bool:  # noqa: FBT001 - read by position, once
    if before.role not in marked | {"word"}:
        return False
    if ARABIC_OPERATORS[item.node["word"]] == "not":
        return after.role in marked or (after.role == "word" and last)
    return after.role in marked or (before.role in marked and after.role == "word")


def _bind_near(items: list[Item], notes: list[str]) -> list[Item]:
    """Make `a ~ b` one thing."""
    bound: list[Item] = []
    at = 0
    while at < len(items):
        item = items[at]
        if item.role != "near":
            bound.append(item)
        else:
            before = bound[-1].node if bound else {}
            after = items[at + 1].node if at + 1 < len(items) else {}
            if before.get("op") in {"word", "near"} and after.get("op") == "word":
                parts = before["words"] if before["op"] == "near" else [before]
                within = max(item.node["within"], before.get("within", 0))
                node = {"op": "near", "words": [*parts, after], "within": within}
                bound[-1] = Item({**node, "start": before["start"], "end": after["end"]}, "demand")
                at += 1
            else:
                notes.append("search.near_alone")
        at += 1
    return bound


def _bind_not(items: list[Item]) -> list[Item]:
    bound: list[Item] = []
    negative = False
    for item in items:
        if item.role == "not":
            negative = not negative
        elif negative and item.role not in {"and", "or"}:
            bound += negate([item])
            negative = False
        else:
            bound.append(item)
    return bound


def _bind_operators(items: list[Item], notes: list[str]) -> list[Item]:
    """Make each run of things joined by AND and OR one thing; AND binds closer."""
    bound: list[Item] = []
    at = 0
    while at < len(items):
        if items[at].role in {"and", "or"}:
            notes.append("search.operator_alone")
            at += 1
            continue
        chain: list[list[Item]] = [[items[at]]]
        at += 1
        while at + 1 < len(items) and items[at].role in {"and", "or"} and items[at + 1].role not in {"and", "or"}:
            if items[at].role == "and":
                chain[-1].append(items[at + 1])
            else:
                chain.append([items[at + 1]])
            at += 2
        if len(chain) == 1 and len(chain[0]) == 1:
            bound.append(chain[0][0])
            continue
        nodes = [_joined("all", [item.node for item in part]) for part in chain]
        node = _joined("any", nodes)
        bound.append(Item(node, role_of(node)))
    return bound


def _joined(operator: str, nodes: list[dict[str, Any]]) -> dict[str, Any]:
    if len(nodes) == 1:
        return nodes[0]
    return {"op": operator, "of": nodes, "rank": []} if operator == "all" else {"op": operator, "of": nodes}


def assemble(items: list[Item], notes: list[str]) -> dict[str, Any]:
    """Put items that stand side by side under one node."""
    items = _bind_operators(_bind_not(_bind_near(_settle_arabic(items), notes)), notes)
    loose = [item.node for item in items if item.role == "word"]
    demands = [item.node for item in items if item.role in {"demand", "quote"}]
    quotes = [item.node for item in items if item.role == "quote"]
    if quotes and len(loose) > SENTENCE:
        notes.append("search.quote_ranks")
        loose += [node for quote in quotes for node in (quote, *quote["words"])]
        demands = [item.node for item in items if item.role == "demand"]
    filters = [item.node for item in items if item.role == "filter"]
    # Beside others words like في are left out: they would find everything, and tell nothing of how well.
    telling = [node for node in loose if node.get("word") not in STOP or "level" in node]
    rank: list[dict[str, Any]] = []
    if demands:
        rank = telling
    elif loose:
        demands = [_joined("any", telling or loose)]
    elif not filters:
        return {"op": "nothing"}
    elif all(node["op"] == "not" for node in filters):
        filters = [{"op": "everything"}, *filters]
    nodes = demands + filters
    if len(nodes) == 1 and not rank:
        return nodes[0]
    return {"op": "all", "of": nodes, "rank": rank}
