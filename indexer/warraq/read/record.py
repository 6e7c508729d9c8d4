"""What a reader finds, before anything of it is checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


class Number(str):
    """A number as its file writes it: `007` stays `007`, and no number is too long to keep."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Record:
    """The fields of one article as its file has them."""

    fields: Mapping[str, object]
    """By the file's own names: strings, `Number`s, dates; anything else is the file's mistake."""
    line: int = 0
    """Where it begins, from 1; 0 in a file that is one article."""
    default_id: str = ""
    """Its id where it has none."""
    default_title: str = ""
    """Its title where it has none: a heading of its text."""


def first_repeated(names: Iterable[str]) -> str:
    """Give the first name that stands twice; empty where none does."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            return name
        seen.add(name)
    return ""
