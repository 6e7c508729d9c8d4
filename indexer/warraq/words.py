"""Folded text to words, numbers included, each with its place in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from warraq.fold import fold, fold_text, unfold
from warraq.model import Folded
from warraq.rules import RULES, character_class

_ARABIC = character_class(RULES["words"]["arabic"])
_OTHER = character_class(RULES["words"]["other"])
_WORD = re.compile(rf"[{_ARABIC}]+|[{_OTHER}]+|[0-9]{{1,3}}(?:,[0-9]{{3}})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)*")


class Word(NamedTuple):
    """A word of a text."""

    form: str
    """Folded; a number without its thousands separators."""
    start: int
    """Offset of its first code point in the source text."""
    end: int
    """Offset after its last code point, its tashkeel included."""


def _spans(text: str) -> Iterator[tuple[int, int]]:
    for match in _WORD.finditer(text):
        start, end = match.span()
        if match[0].count(".") > 1:  # a date or an address, not a decimal: each number for itself
            for part in re.finditer("[0-9]+", match[0]):
                yield start + part.start(), start + part.end()
        else:
            yield start, end


def words_of(folded: Folded) -> list[Word]:
    """Find the words of a folded text, in order, with offsets in its source."""
    return [
        Word(folded.text[start:end].replace(",", ""), *unfold(folded, start, end)) for start, end in _spans(folded.text)
    ]


def words(text: str) -> list[Word]:
    """Find the words of a text, in order, with offsets in it."""
    return words_of(fold(text))


def forms(text: str) -> list[str]:
    """List the folded words of a text when nobody needs their places."""
    folded = fold_text(text)
    return [folded[start:end].replace(",", "") for start, end in _spans(folded)]
