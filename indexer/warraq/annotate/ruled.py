"""What the rules and lists make of an article, all of them together: the tagger of names is told of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from warraq.annotate.namefacts import Found, facts, listed
from warraq.annotate.namerules import organization, place
from warraq.annotate.personrules import person
from warraq.annotate.tokens import Token

_RULES = (listed, organization, place, person)
_RANK = {"organization": 0, "person": 1, "place": 2}
"""Which kind wins where two names of the same length claim the same words."""


def ruled(row: Sequence[Token]) -> list[Found]:
    """Give the names that rules and lists find, none overlapping another: the longer wins, then the earlier."""
    return choose(_found(list(row)), len(row))


def _found(row: list[Token]) -> Iterator[Found]:
    for at, token in enumerate(row):
        if not facts(token.form).idle:
            for rule in _RULES:
                found = rule(row, at)
                if found:
                    yield found


def choose(found: Iterable[Found], size: int) -> list[Found]:
    """Keep the longest names of a text of `size` words, first come first served among equals, so that none overlap."""
    taken = bytearray(size)
    chosen = []
    for name in sorted(found, key=lambda it: (it.first - it.last, it.first, not it.canonical, _RANK[it.kind])):
        if not any(taken[name.first : name.last + 1]):
            taken[name.first : name.last + 1] = b"\1" * (name.last + 1 - name.first)
            chosen.append(name)
    return chosen


def told(found: Iterable[Found], size: int) -> list[str]:
    """Say of each of `size` words what the rules take it for: `""`, or first (B) or later (I) word of a kind.

    A name from a list has `!`, since lists err less than rules.
    """
    result = [""] * size
    for name in found:
        sure = "!" if name.canonical else ""
        result[name.first] = f"B-{name.kind}{sure}"
        for at in range(name.first + 1, name.last + 1):
            result[at] = f"I-{name.kind}{sure}"
    return result
