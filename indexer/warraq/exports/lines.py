"""JSON Lines: an article with its annotations on each line."""

from __future__ import annotations

from typing import Any

from warraq.exports.format import PROGRAM, Format, json_line, one_after_another
from warraq.model import Annotation, Leaf
from warraq.settings import Settings


def as_json(leaf: Leaf) -> dict[str, Any]:
    """Give all that is known of an article as plain data."""
    article = leaf.article
    return {
        "id": article.id,
        "title": article.title,
        "text": article.text,
        "date": article.date,
        "source": article.source,
        "meta": dict(article.meta),
        "annotations": [_note(note) for note in leaf.annotations],
        "generator": PROGRAM,
    }


def _note(note: Annotation) -> dict[str, Any]:
    said = {"start": note.start, "end": note.end, "kind": note.kind, "value": note.plain}
    return said | ({"origin": note.origin} if note.origin else {})


def piece(leaf: Leaf, settings: Settings) -> str:  # noqa: ARG001 - a `Format.piece`
    """Give an article's line."""
    return json_line(as_json(leaf))


FORMAT = Format(piece, one_after_another)
