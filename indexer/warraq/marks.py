"""Overlapping stand-off spans to properly nested marks: the shape that HTML, and every other markup, asks for.

Pure and total: any spans over any text come out nested, each stretch of text exactly once and in order. Where two spans
cross, one of them must be cut in two; `RANK` says which kind stays whole.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from warraq.fold import MARKS
from warraq.model import Annotation
from warraq.rules import RULES, character_class

RANK = {"paragraph": 0, "person": 1, "place": 1, "organization": 1, "date": 2, "number": 3, "repair": 4, "quote": 5}
"""Of two crossing spans the one with the lower rank stays whole: names first, since they are read as whole names.
`sentence` and any other kind come last: only a sentence's beginning matters, it carries the address."""

_LAST = 9
# A run that no tag may part: letters, their marks, tatweel, joiners and presentation forms. Digits do not join.
_RUN = re.compile(
    rf"[{character_class(RULES['words']['arabic'])}{character_class(RULES['words']['other'])}{''.join(sorted(MARKS))}"
    r"A-Z\u00c0-\u00de\u0400-\u052f\u200c\u200d\ufb50-\ufdff\ufe70-\ufefc]+"
)


@dataclass(frozen=True, slots=True)
class Open:
    """A mark begins here."""

    annotation: Annotation
    """What is said; its span is the exact one."""
    start: int
    """Where the mark's first piece begins: the annotation's start, led out to the edge of its word."""
    end: int
    """Where its last piece ends, led out likewise."""
    first: bool
    """Whether this is the first piece of a mark; a later piece must not repeat an anchor."""


@dataclass(frozen=True, slots=True)
class Close:
    """The innermost open mark ends here."""

    annotation: Annotation
    """The annotation whose mark, or piece of a mark, ends."""


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of the text with no edge inside it."""

    start: int
    """Offset of its first code point."""
    end: int
    """Offset after its last code point."""


Event = Open | Close | Text


def widen(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Lead every edge that falls inside a word out to the word's edge.

    Arabic letters join, and a tag between two of them may part them: بالرقة is marked whole though only الرقة is the
    name. Offsets beyond the text are brought back into it.
    """
    runs = [match.span() for match in _RUN.finditer(text)]
    starts = [start for start, _ in runs]
    length = len(text)

    def run_around(offset: int) -> tuple[int, int] | None:
        place = bisect_right(starts, offset) - 1
        if place >= 0 and runs[place][0] < offset < runs[place][1]:
            return runs[place]
        return None

    wide = []
    for raw_start, raw_end in spans:
        start, end = max(0, min(raw_start, length)), max(0, min(raw_end, length))
        before, after = run_around(start), run_around(end)
        wide.append((before[0] if before else start, after[1] if after else end))
    return wide


def nest(text: str, annotations: Sequence[Annotation], *, whole_words: bool = True) -> Iterator[Event]:
    """Give the text's marks as properly nested events, with every stretch of text between them in order.

    No mark is empty, none parts a word (it may where `whole_words` is off, for markup that nobody sees), and the `Text`
    events together are exactly `text`. A mark that another must cut comes in several pieces: each `Open` has its
    `Close`.
    """
    spans = [(a.start, a.end) for a in annotations]
    if whole_words:
        spans = widen(text, spans)
    marks = [(*span, number) for number, span in enumerate(spans) if span[0] < span[1]]
    rank = [RANK.get(a.kind, _LAST) for a in annotations]
    marks.sort(key=lambda mark: (mark[0], -mark[1], rank[mark[2]], mark[2]))
    edges = sorted({edge for start, end, _ in marks for edge in (start, end)} | {0, len(text)})
    opened: list[tuple[int, int, int]] = []  # what stands open in the output, outermost first
    seen: set[int] = set()
    following = 0
    for place, edge in enumerate(edges):
        wanted = [mark for mark in opened if mark[1] > edge]
        while following < len(marks) and marks[following][0] == edge:
            _insert(wanted, marks[following], rank)
            following += 1
        kept = 0
        while kept < len(opened) and kept < len(wanted) and opened[kept] is wanted[kept]:
            kept += 1
        for mark in reversed(opened[kept:]):
            yield Close(annotations[mark[2]])
        for mark in wanted[kept:]:
            yield Open(annotations[mark[2]], mark[0], mark[1], mark[2] not in seen)
            seen.add(mark[2])
        opened = wanted
        if place + 1 < len(edges):
            yield Text(edge, edges[place + 1])


def _insert(stack: list[tuple[int, int, int]], mark: tuple[int, int, int], rank: list[int]) -> None:
    # Marks that end before this one and yield to it go inside it (and are cut in two); all others hold it.
    place = len(stack)
    while place and stack[place - 1][1] < mark[1] and rank[stack[place - 1][2]] > rank[mark[2]]:
        place -= 1
    stack.insert(place, mark)
