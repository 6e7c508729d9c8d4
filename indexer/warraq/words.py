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


def _found(text: str) -> Iterator[tuple[str, int, int]]:
    for match in _WORD.finditer(text):
        form = match[0]
        start, end = match.span()
        if form[0] > "9" or form.isdigit():
            yield form, start, end
        elif form.count(".") > 1:  # a date or an address, not a decimal: each number for itself
            for part in re.finditer("[0-9]+", form):
                yield part[0], start + part.start(), start + part.end()
        else:
            yield form.replace(",", ""), start, end


def words_of(folded: Folded) -> list[Word]:
    """Find the words of a folded text, in order, with offsets in its source."""
    return [Word(form, *unfold(folded, start, end)) for form, start, end in _found(folded.text)]


def words(text: str) -> list[Word]:
    """Find the words of a text, in order, with offsets in it."""
    return words_of(fold(text))


def forms(text: str) -> list[str]:
    """List the folded words of a text when nobody needs their places."""
    return [form for form, _, _ in _found(fold_text(text))]
