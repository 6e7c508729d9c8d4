"""Folding: the one spelling that all spellings of an Arabic text share, with the way back to the source.

The rules are `rules.json`'s, each with its reason. They hold pyarabic's tables (tashkeel, small letters, hamza
and alef forms, lam-alef ligatures) and what those leave out; a test checks that nothing of them is missing.
"""

from __future__ import annotations

import re
import unicodedata

from warraq.model import Folded
from warraq.rules import RULES, code_points


def _build_table() -> tuple[dict[int, str], frozenset[str]]:
    decomposed: set[int] = set()
    dropped: set[int] = set()
    marks: set[int] = set()
    mapped: dict[str, str] = {}
    lowered: set[int] = set()
    for rule in RULES["fold"]:
        decomposed.update(code_points(rule.get("decompose", [])))
        drop = code_points(rule.get("drop", []))
        dropped.update(drop)
        if rule["name"] in {"marks", "tatweel"}:
            marks.update(drop)
        mapped.update(rule.get("map", {}))
        lowered.update(code_points(rule.get("lower", [])))

    def fold_character(point: int) -> str:
        character = chr(point)
        parts = unicodedata.normalize("NFKD", character) if point in decomposed else character
        if len(parts) > 1 and parts[0] == " ":  # a mark's stand-alone form: the space only carries it
            parts = parts[1:]
        kept = (mapped.get(part, part) for part in parts if ord(part) not in dropped)
        return "".join(part.lower() if ord(part) in lowered else part for part in kept)

    concerned = decomposed | dropped | lowered | {ord(character) for character in mapped}
    table = {point: fold_character(point) for point in sorted(concerned)}
    changes = {point: folded for point, folded in table.items() if folded != chr(point)}
    return changes, frozenset(map(chr, marks))


TABLE, MARKS = _build_table()
# Only these move what follows them: between them, an offset in the folded text is one in the source.
_UNEVEN = re.compile(f"[{''.join(re.escape(chr(point)) for point, folded in TABLE.items() if len(folded) != 1)}]")


def fold_text(text: str) -> str:
    """Fold `text` when nobody needs the way back."""
    return text.translate(TABLE)


def fold(text: str) -> Folded:
    """Fold `text` and keep where every folded code point came from."""
    origin: list[int] = []
    even = 0
    for match in _UNEVEN.finditer(text):
        offset = match.start()
        origin.extend(range(even, offset))
        origin.extend([offset] * len(TABLE[ord(match[0])]))
        even = offset + 1
    origin.extend(range(even, len(text) + 1))
    return Folded(text, fold_text(text), tuple(origin))


def unfold(folded: Folded, start: int, end: int) -> tuple[int, int]:
    """Lead a non-empty span of `folded.text` back to `folded.source`.

    The tashkeel and tatweel after its last letter belong to the span; directional controls do not.
    """
    first = folded.origin[start]
    last = folded.origin[end - 1] + 1
    source = folded.source
    while last < len(source) and source[last] in MARKS:
        last += 1
    return first, last
