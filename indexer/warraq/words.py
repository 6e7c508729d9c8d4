"""Folded text to words, numbers included, each with its place in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from warraq.fold import MARKS, fold, fold_text, unfold
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


def _numbers(match: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    """Give the number that a run of digits is; several, where it is no decimal but a date or an address."""
    form, start = match[0], match.start()
    if form.count(".") > 1:
        for part in re.finditer("[0-9]+", form):
            yield part[0], start + part.start(), start + part.end()
    else:
        yield form.replace(",", ""), start, match.end()


def words_of(folded: Folded) -> list[Word]:
    """Find the words of a folded text, in order, with offsets in its source."""
    source, origin = folded.source, folded.origin
    found: list[Word] = []
    for match in _WORD.finditer(folded.text):
        form = match[0]
        if form[0] <= "9":
            found.extend(Word(number, *unfold(folded, start, end)) for number, start, end in _numbers(match))
            continue
        start, end = match.span()
        last = origin[end - 1] + 1  # as `unfold` has it, but a call for every word of an archive is dear
        while last < len(source) and source[last] in MARKS:
            last += 1
        found.append(Word(form, origin[start], last))
    return found


def words(text: str) -> list[Word]:
    """Find the words of a text, in order, with offsets in it."""
    return words_of(fold(text))


def forms(text: str) -> list[str]:
    """List the folded words of a text when nobody needs their places."""
    found: list[str] = []
    for match in _WORD.finditer(fold_text(text)):
        form = match[0]
        found.extend([form] if form[0] > "9" else [number for number, _, _ in _numbers(match)])
    return found
