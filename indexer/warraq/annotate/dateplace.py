"""Where an expression of time stands, and what the readings of dates share: numbers, weekdays and sides in a match."""

from __future__ import annotations

import re
from typing import NamedTuple

from warraq.annotate import datewords as say
from warraq.annotate.edtf import FUTURE, PAST, PRESENT, Anchor
from warraq.annotate.months import WEEKDAYS

_CLAUSE_END = re.compile(r"[.!?؟؛\n]")


class Place(NamedTuple):
    """Where an expression stands: what a reading of it may look back at."""

    text: str
    start: int
    before: str
    """The word before it, without a clitic of its own; empty at the head of a line."""
    at: Anchor | None
    year_before: bool
    """Whether a year stands just before, joined by و."""

    def anchor(self) -> Anchor:
        """The article's date; raises `ValueError` where it has none."""
        if self.at is None:
            raise ValueError("the article has no date")
        return self.at

    def side(self) -> int:
        """FUTURE when the clause before looks ahead, PAST otherwise."""
        clause = _CLAUSE_END.split(self.text[max(0, self.start - 90) : self.start])[-1]
        return FUTURE if say.FORWARD.search(clause) else PAST


def number_in(match: re.Match[str], digits: str = "d", ordinal: str = "o") -> int:
    """The day (or century) a match tells in digits or as an ordinal; 0 when it tells none."""
    if match[digits]:
        return int(match[digits])
    told = match[ordinal]
    return say.ORDINALS.get(told, 1) if told else 0


def among(word: str, words: frozenset[str]) -> bool:
    """Whether a word is in a table, with و, ل or ب before it or without."""
    return word in words or (word[:1] in {"و", "ل", "ب"} and word[1:] in words)


def weekday_in(match: re.Match[str], name: str = "wd") -> int | None:
    """The weekday a match tells, 0 for Monday; `None` when it tells none."""
    return WEEKDAYS[match[name]] if match[name] else None


def side_of(words: str) -> int:
    """The side that the last word tells: العام الماضي, هذا العام."""
    return say.SIDES.get(words.rsplit(" ", 1)[-1], PRESENT)
