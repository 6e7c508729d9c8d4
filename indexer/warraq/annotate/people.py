"""What people say beside what the annotators say: where both speak of one thing, people win."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from warraq.model import Annotation

GROUPS = {
    "person": "name", "place": "name", "organization": "name", "date": "date", "number": "number", "quote": "quote",
    "source": "source",
}  # fmt: skip
"""Kinds that speak of one thing: whoever says that a word is a place says that it is no person."""


def named(said: Iterable[Annotation], text: str) -> list[Annotation]:
    """Give people's annotations, a name without a canonical form under the words that stand there."""
    return [
        replace(note, value=" ".join(text[note.start : note.end].split()))
        if not note.value and GROUPS.get(note.kind) == "name"
        else note
        for note in said
    ]


def settled(notes: list[Annotation], found: Iterable[Annotation], said: Sequence[Annotation]) -> list[Annotation]:
    """Add what an annotator found to `notes`, but for what overlaps something of its group that was `said`.

    What was said without a value takes that of the annotation found for the same stretch of text.
    """
    open_to = {_place(note) for note in said if not note.value}
    values: dict[tuple[int, int, str], str] = {}
    kept: list[Annotation] = []
    for note in found:
        group = GROUPS.get(note.kind)
        if not group or not any(_meet(note, other) and GROUPS.get(other.kind) == group for other in said):
            kept.append(note)
        elif _place(note) in open_to:
            values[_place(note)] = str(note.value)
    filled = [replace(note, value=values.get(_place(note), note.value)) if note.origin else note for note in notes]
    return filled + kept


def _place(note: Annotation) -> tuple[int, int, str]:
    return note.start, note.end, note.kind


def _meet(one: Annotation, other: Annotation) -> bool:
    return one.start < other.end and other.start < one.end
