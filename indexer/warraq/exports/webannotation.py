"""W3C Web Annotation (Recommendation of 23 February 2017), as JSON-LD: a collection for each article, one a line.

Positions are those of the article's text. The Recommendation counts characters as code points, as we do.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from warraq.exports.format import Format, author, json_line, one_after_another, page_address
from warraq.model import Annotation, Leaf
from warraq.settings import Settings

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
PURPOSES = {"person": "identifying", "place": "identifying", "organization": "identifying", "repair": "editing"}
"""What the value of a kind is there for; that of any other kind is `describing`."""
AROUND = 32
"""Code points of the text that a quote selector gives before and after what it quotes."""


def collection(leaf: Leaf, settings: Settings) -> dict[str, Any]:
    """Give an article's annotations as an `AnnotationCollection` with its one page in it."""
    page = page_address(leaf, settings)
    seen: Counter[str] = Counter()
    items = []
    for note in leaf.annotations:
        identity = f"{page}#{note.kind}-{note.start}-{note.end}"
        seen[identity] += 1
        again = f"-{seen[identity]}" if seen[identity] > 1 else ""
        items.append({"id": identity + again, **_annotation(note, leaf.article.text, page)})
    return {
        "@context": CONTEXT,
        "id": f"{page}#annotations",
        "type": "AnnotationCollection",
        "label": leaf.article.title,
        "total": len(items),
        "first": {
            "id": f"{page}#annotations-1",
            "type": "AnnotationPage",
            "partOf": f"{page}#annotations",
            "startIndex": 0,
            "items": items,
        },
    }


def _annotation(note: Annotation, text: str, page: str) -> dict[str, Any]:
    body: list[dict[str, Any]] = [{"type": "TextualBody", "purpose": "classifying", "value": note.kind}]
    purpose = PURPOSES.get(note.kind, "describing")
    if isinstance(note.plain, dict):
        value = json.dumps(note.plain, ensure_ascii=False)
        body.append({"type": "TextualBody", "purpose": purpose, "format": "application/json", "value": value})
    elif note.plain:
        body.append({"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": note.plain})
    by = {"creator": {"name": author(note)}} if note.origin else {"generator": _software(author(note))}
    return {
        "type": "Annotation",
        "motivation": purpose if note.kind in PURPOSES else "classifying",
        **by,
        "body": body,
        "target": {
            "source": page,
            "selector": [
                {"type": "TextPositionSelector", "start": note.start, "end": note.end},
                {
                    "type": "TextQuoteSelector",
                    "exact": text[note.start : note.end],
                    "prefix": text[max(0, note.start - AROUND) : note.start],
                    "suffix": text[note.end : note.end + AROUND],
                },
            ],
        },
    }


def _software(name: str) -> dict[str, str]:
    return {"type": "Software", "name": name}


def piece(leaf: Leaf, settings: Settings) -> str:
    """Give an article's line."""
    return json_line(collection(leaf, settings))


FORMAT = Format(piece, one_after_another)
